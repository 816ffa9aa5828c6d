import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type Choice, ComboBox, Icon, RadioGroup } from '../../../web/ui/index.ts';
import { togetherness } from '../../codes.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useFindChildren } from '../find-children.ts';
import { useWrite } from '../use-waiting-list.ts';
import type { ActProps } from './acts.ts';

/** The whole group as it shall be: who is taken away leaves it, alone the group ends. */
export function SiblingsDialog({ detail, onClose }: ActProps) {
  const { t } = useTranslation('waiting-list');
  const { send, isPending, problem } = useWrite();
  const find = useFindChildren();
  const [others, setOthers] = useState<readonly Choice[]>(
    detail.siblings.map(({ personId, pseudonym, name }) => ({
      id: personId,
      label: name ? `${pseudonym} ${name}` : pseudonym,
    })),
  );
  const [together, setTogether] = useState<string>(detail.together ?? 'REQUIRED');
  const { personId } = detail.row;
  const save = async () => {
    if (others.length === 0 && detail.siblings.length === 0) return onClose();
    const done = await send({
      path: '/siblings',
      body: { personIds: [personId, ...others.map(({ id }) => id)], together },
      said: t('request.siblings.said'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('request.siblings.title')}
      verb={t('form.save')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <Chosen chosen={others} onChange={setOthers} />
      {others.length === 0 ? <p className="vp-muted">{t('request.siblings.alone')}</p> : null}
      <ComboBox
        key={others.length}
        label={t('request.siblings.add')}
        help={t('request.siblings.addHelp')}
        value={null}
        onChange={(choice) => {
          if (choice) setOthers((before) => [...before, choice]);
        }}
        search={async (text, signal) =>
          (await find(text, signal))
            .filter(
              (row) =>
                row.personId !== personId &&
                row.region === detail.row.region &&
                !others.some(({ id }) => id === row.personId),
            )
            .map((row) => ({ id: row.personId, label: row.label, detail: row.detail }))
        }
      />
      <RadioGroup
        label={t('request.siblings.together')}
        value={together}
        onChange={setTogether}
        choices={togetherness.map((id) => ({ id, label: t(`codes.together.${id}`) }))}
      />
    </FormDialog>
  );
}

/** What was chosen so far, each with the way to take it away. */
export function Chosen({
  chosen,
  onChange,
}: {
  readonly chosen: readonly Choice[];
  readonly onChange: (chosen: Choice[]) => void;
}) {
  const { t } = useTranslation('waiting-list');
  if (chosen.length === 0) return null;
  return (
    <ul className="wl-chosen">
      {chosen.map((each) => (
        <li key={each.id}>
          <span>{each.label}</span>
          <Button
            size="small"
            look="quiet"
            label={t('form.remove', { name: each.label })}
            onPress={() => onChange(chosen.filter(({ id }) => id !== each.id))}
          >
            <Icon name="close" />
          </Button>
        </li>
      ))}
    </ul>
  );
}

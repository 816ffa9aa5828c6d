import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type Choice, ComboBox, TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useFindChildren } from '../find-children.ts';
import { useOffer, useWrite } from '../use-waiting-list.ts';
import { findUnits } from '../WishFields.tsx';
import { type ActProps, pathOf } from './acts.ts';
import { Chosen } from './SiblingsDialog.tsx';

type Kind = 'otherRequestId' | 'unitId' | 'otherRef';
const idOf = (kind: Kind, value: string) => `${kind} ${value}`;

/** With whom and where the child may not be: the whole list as it shall be. */
export function ApartDialog({ detail, onClose }: ActProps) {
  const { t } = useTranslation('waiting-list');
  const { send, isPending, problem } = useWrite();
  const find = useFindChildren();
  const offer = useOffer();
  const [apart, setApart] = useState<readonly Choice[]>(
    detail.apart.map(({ otherRequestId, unitId, otherRef, pseudonym, unit }) =>
      otherRequestId
        ? { id: idOf('otherRequestId', otherRequestId), label: pseudonym ?? otherRequestId }
        : unitId
          ? { id: idOf('unitId', unitId), label: unit ?? unitId }
          : { id: idOf('otherRef', otherRef ?? ''), label: otherRef ?? '' },
    ),
  );
  const [ref, setRef] = useState('');
  const add = (kind: Kind, choice: Choice | null) => {
    if (choice) setApart((before) => [...before, { ...choice, id: idOf(kind, choice.id) }]);
  };
  const save = async () => {
    const body = {
      apart: apart.map(({ id }) => {
        const at = id.indexOf(' ');
        return { [id.slice(0, at)]: id.slice(at + 1) };
      }),
    };
    const done = await send({
      method: 'PUT',
      path: `${pathOf(detail)}/apart`,
      body,
      said: t('request.apart.said'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('request.apart.title')}
      verb={t('form.save')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <Chosen chosen={apart} onChange={setApart} />
      <ComboBox
        key={`child ${apart.length}`}
        label={t('request.apart.child')}
        value={null}
        onChange={(choice) => add('otherRequestId', choice)}
        search={async (text, signal) =>
          (await find(text, signal))
            .filter(({ requestId }) => requestId !== detail.row.requestId)
            .map((row) => ({ id: row.requestId, label: row.label, detail: row.detail }))
        }
      />
      <ComboBox
        key={`unit ${apart.length}`}
        label={t('request.apart.unit')}
        help={t('request.apart.unitHelp')}
        value={null}
        onChange={(choice) => add('unitId', choice)}
        search={async (text) => findUnits(offer, text, detail.row.region)}
      />
      <div className="wl-add">
        <TextField
          label={t('request.apart.stay')}
          help={t('request.apart.stayHelp')}
          value={ref}
          onChange={setRef}
          maxLength={64}
        />
        <Button
          isDisabled={ref.trim() === ''}
          onPress={() => {
            add('otherRef', { id: ref.trim(), label: ref.trim() });
            setRef('');
          }}
        >
          {t('request.apart.add')}
        </Button>
      </div>
    </FormDialog>
  );
}

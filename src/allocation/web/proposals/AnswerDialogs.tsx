import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioGroup, Select, TextField } from '../../../web/ui/index.ts';
import { declinedBy, declineReasons } from '../../dialogue/codes.ts';
import type { Refuse, Say } from '../../dialogue/contract.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { ConditionFields } from './SayDialog.tsx';
import type { StepDialogProps } from './StepDialogs.tsx';
import { useStep } from './use-step.ts';

const SHORTEST = 3;

/** The provider agrees; a condition goes along as a message of its own, with who fulfils it. */
export function AcceptDialog({ detail, onClose }: StepDialogProps) {
  const { t } = useTranslation('allocation');
  const { take, send, asked, isPending, problem } = useStep(detail.row.id, onClose);
  const [isBound, setBound] = useState(false);
  const [words, setWords] = useState('');
  const [needed, setNeeded] = useState<{
    neededFrom: Say['neededFrom'] | null;
    neededBy: string | null;
  }>({ neededFrom: null, neededBy: null });
  const [isSaid, setSaid] = useState(false);
  const isWhole = !isBound || (words.trim() !== '' && needed.neededFrom !== null);
  const save = async () => {
    if (isBound && isWhole && !isSaid) {
      const { neededFrom, neededBy } = needed;
      const body = {
        kind: 'CONDITION',
        words: words.trim(),
        neededFrom,
        ...(neededBy && { neededBy }),
      };
      if (!(await send({ path: `/proposals/${detail.row.id}/messages`, body }))) return;
      // What was said stays said, also when the second write has to be tried again.
      setSaid(true);
    }
    await take(isWhole, () => ({ name: 'accept', said: t('acts.said.accept') }));
  };
  return (
    <FormDialog
      title={t('acts.do.accept')}
      verb={t('accept.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <p>{t('accept.words')}</p>
      <RadioGroup
        label={t('accept.how')}
        choices={[
          { id: 'plain', label: t('accept.plain') },
          { id: 'bound', label: t('accept.bound') },
        ]}
        value={isBound ? 'bound' : 'plain'}
        onChange={(id) => setBound(id === 'bound')}
      />
      {isBound ? (
        <>
          <TextField
            label={t('thread.words.CONDITION')}
            help={t('form.noNames')}
            value={words}
            onChange={setWords}
            rows={3}
            maxLength={4000}
            isRequired
            error={asked && words.trim() === '' ? t('form.required') : null}
          />
          <ConditionFields
            fields={needed}
            change={(part) => setNeeded((before) => ({ ...before, ...part }))}
            isMissing={asked && needed.neededFrom === null}
          />
        </>
      ) : null}
    </FormDialog>
  );
}

interface RefusalForm {
  code: Refuse['code'] | null;
  words: string;
  by: Refuse['by'] | null;
  liftable: 'yes' | 'no' | null;
  liftedBy: string;
}

/** What lacks before a refusal can be sent. */
const lacksOf = ({ code, words, by, liftable }: RefusalForm) => ({
  code: code === null,
  words: code === 'OTHER' && words.trim().length < SHORTEST,
  by: by === null,
  liftable: liftable === null,
});

/** The provider does not start this child: why, who says so, and whether and by what it can be lifted. */
export function RefuseDialog({ detail, onClose }: StepDialogProps) {
  const { t } = useTranslation('allocation');
  const { take, asked, isPending, problem } = useStep(detail.row.id, onClose);
  const [form, setForm] = useState<RefusalForm>({
    code: null,
    words: '',
    by: null,
    liftable: null,
    liftedBy: '',
  });
  const change = (part: Partial<RefusalForm>) => setForm((before) => ({ ...before, ...part }));
  const lacks = lacksOf(form);
  const body = () => ({
    code: form.code,
    by: form.by,
    liftable: form.liftable === 'yes',
    ...(form.words.trim().length >= SHORTEST ? { words: form.words.trim() } : {}),
    ...(form.liftable === 'yes' && form.liftedBy.trim().length >= SHORTEST
      ? { liftedBy: form.liftedBy.trim() }
      : {}),
  });
  return (
    <FormDialog
      title={t('acts.do.refuse')}
      verb={t('refuse.verb')}
      look="danger"
      {...{ isPending, problem, onClose }}
      onSave={() =>
        void take(!Object.values(lacks).some(Boolean), () => ({
          name: 'refuse',
          body: body(),
          said: t('acts.said.refuse'),
        }))
      }
    >
      <Select
        label={t('refuse.reason')}
        isRequired
        choices={declineReasons.map((id) => ({ id, label: t(`codes.decline.${id}`) }))}
        value={form.code}
        onChange={(id) => change({ code: declineReasons.find((each) => each === id) ?? null })}
        error={asked && lacks.code ? t('form.required') : null}
      />
      <TextField
        label={t('refuse.words')}
        help={t('form.noNames')}
        value={form.words}
        onChange={(words) => change({ words })}
        rows={3}
        maxLength={1000}
        isRequired={form.code === 'OTHER'}
        error={asked && lacks.words ? t('form.tooShort') : null}
      />
      <RadioGroup
        label={t('refuse.by')}
        isRequired
        choices={declinedBy.map((id) => ({ id, label: t(`codes.declinedBy.${id}`) }))}
        value={form.by}
        onChange={(id) => change({ by: declinedBy.find((each) => each === id) ?? null })}
        error={asked && lacks.by ? t('form.required') : null}
      />
      <RadioGroup
        label={t('refuse.liftable')}
        isRequired
        choices={[
          { id: 'yes', label: t('refuse.yes') },
          { id: 'no', label: t('refuse.no') },
        ]}
        value={form.liftable}
        onChange={(id) => change({ liftable: id === 'yes' ? 'yes' : 'no' })}
        error={asked && lacks.liftable ? t('form.required') : null}
      />
      {form.liftable === 'yes' ? (
        <TextField
          label={t('refuse.liftedBy')}
          help={t('refuse.liftedByHelp')}
          value={form.liftedBy}
          onChange={(liftedBy) => change({ liftedBy })}
          maxLength={500}
        />
      ) : null}
    </FormDialog>
  );
}

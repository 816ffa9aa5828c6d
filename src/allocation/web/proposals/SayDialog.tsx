import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { DatePicker, Select, TextField } from '../../../web/ui/index.ts';
import { neededFrom as owners } from '../../dialogue/codes.ts';
import type { Message, ProposalRow, Say } from '../../dialogue/contract.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useToday, useUnitsOf, useWrite } from '../use-allocation.ts';

/** What somebody begins to say, and the question that it answers. */
export interface Saying {
  readonly kind: Say['kind'];
  readonly answers: Static<typeof Message> | null;
}

interface Fields {
  words: string;
  neededFrom: Say['neededFrom'] | null;
  neededBy: string | null;
  otherUnitId: string | null;
  otherStartOn: string | null;
}

export interface SayDialogProps {
  readonly saying: Saying;
  readonly row: ProposalRow;
  readonly onClose: () => void;
}

/** Words with the fields of what they are: a condition has an owner, a counter-offer offers something. */
export function SayDialog({ saying, row, onClose }: SayDialogProps) {
  const { t } = useTranslation('allocation');
  const { send, isPending, problem } = useWrite();
  const [asked, setAsked] = useState(false);
  const [fields, setFields] = useState<Fields>({
    words: '',
    neededFrom: null,
    neededBy: null,
    otherUnitId: null,
    otherStartOn: null,
  });
  const change = (part: Partial<Fields>) => setFields((before) => ({ ...before, ...part }));
  const { kind, answers } = saying;
  const hasWords = fields.words.trim() !== '';
  const hasOwner = kind !== 'CONDITION' || fields.neededFrom !== null;
  const offers = kind !== 'COUNTER_OFFER' || (fields.otherUnitId ?? fields.otherStartOn) !== null;
  const save = async () => {
    setAsked(true);
    if (!hasWords || !hasOwner || !offers) return;
    const given = Object.entries(fields).filter(([, value]) => value !== null);
    const body = {
      ...Object.fromEntries(given),
      kind,
      words: fields.words.trim(),
      ...(answers ? { answersId: answers.id } : {}),
    };
    const path = `/proposals/${row.id}/messages`;
    if (await send({ path, body, said: t('thread.said') })) onClose();
  };
  return (
    <FormDialog
      title={t(`thread.say.${kind}`)}
      verb={t('thread.send')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      {answers ? <p className="al-quote">{answers.words}</p> : null}
      <TextField
        label={t(`thread.words.${kind}`)}
        help={t('form.noNames')}
        value={fields.words}
        onChange={(words) => change({ words })}
        rows={4}
        maxLength={4000}
        isRequired
        autoFocus
        error={asked && !hasWords ? t('form.required') : null}
      />
      {kind === 'CONDITION' ? (
        <ConditionFields {...{ fields, change }} isMissing={asked && !hasOwner} />
      ) : null}
      {kind === 'COUNTER_OFFER' ? (
        <OfferFields {...{ fields, change, row }} isMissing={asked && !offers} />
      ) : null}
    </FormDialog>
  );
}

interface FieldsProps {
  readonly fields: Pick<Fields, 'neededFrom' | 'neededBy'>;
  readonly change: (part: Partial<Pick<Fields, 'neededFrom' | 'neededBy'>>) => void;
  readonly isMissing: boolean;
}

/** Of whom something is asked, and by when. */
export function ConditionFields({ fields, change, isMissing }: FieldsProps) {
  const { t } = useTranslation('allocation');
  const today = useToday();
  return (
    <>
      <Select
        label={t('thread.conditionOwner')}
        isRequired
        choices={owners.map((id) => ({ id, label: t(`codes.neededFrom.${id}`) }))}
        value={fields.neededFrom ?? null}
        onChange={(id) => change({ neededFrom: owners.find((each) => each === id) ?? null })}
        error={isMissing ? t('form.required') : null}
      />
      <DatePicker
        label={t('thread.conditionBy')}
        value={fields.neededBy}
        onChange={(neededBy) => change({ neededBy })}
        min={today}
      />
    </>
  );
}

function OfferFields({
  fields,
  change,
  row,
  isMissing,
}: {
  readonly fields: Fields;
  readonly change: (part: Partial<Fields>) => void;
  readonly row: ProposalRow;
  readonly isMissing: boolean;
}) {
  const { t } = useTranslation('allocation');
  const today = useToday();
  const units = useUnitsOf(row.providerName, true).filter(({ unitId }) => unitId !== row.unitId);
  return (
    <>
      <DatePicker
        label={t('thread.offerStart')}
        value={fields.otherStartOn}
        onChange={(otherStartOn) => change({ otherStartOn })}
        min={today}
        error={isMissing ? t('thread.offerMissing') : null}
      />
      {units.length > 0 ? (
        <Select
          label={t('thread.offerUnit')}
          choices={units.map(({ unitId, unitName }) => ({ id: unitId, label: unitName }))}
          value={fields.otherUnitId}
          onChange={(otherUnitId) => change({ otherUnitId })}
        />
      ) : null}
    </>
  );
}

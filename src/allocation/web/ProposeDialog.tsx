import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatList } from '../../web/i18n/format.ts';
import { DatePicker, Select, TextField } from '../../web/ui/index.ts';
import { departureReasons } from '../dialogue/codes.ts';
import type { Propose } from '../dialogue/contract.ts';
import { FormDialog } from '../../web/ui/FormDialog.tsx';
import { useToday, useWrite } from './use-allocation.ts';

const SHORTEST = 3;
type Departure = NonNullable<Propose['departure']>['code'];

export interface ProposeDialogProps {
  readonly names: readonly string[];
  readonly requestIds: readonly string[];
  readonly unit: { readonly unitId: string; readonly module: string; readonly name: string };
  readonly startOn: string;
  /** The list that it was chosen from; whoever is not the first of it needs a reason. */
  readonly record?: { readonly recordId: string; readonly rank: number };
  readonly onDone: (proposalId: string) => void;
  readonly onClose: () => void;
}

/** A draft of a proposal: it holds nothing and nobody else sees it yet. */
export function ProposeDialog(props: ProposeDialogProps) {
  const { t } = useTranslation('allocation');
  const { names, requestIds, unit, record, onDone, onClose } = props;
  const { send, isPending, problem } = useWrite();
  const today = useToday();
  const [asked, setAsked] = useState(false);
  const [startOn, setStartOn] = useState<string | null>(
    props.startOn < today ? today : props.startOn,
  );
  const [code, setCode] = useState<Departure | null>(null);
  const [reason, setReason] = useState('');
  const departs = (record?.rank ?? 1) > 1;
  const isShort = departs && reason.trim().length < SHORTEST;
  const save = async () => {
    setAsked(true);
    if (startOn === null || isShort || (departs && code === null)) return;
    const done = await send({
      path: '/proposals',
      body: {
        requestIds,
        unitId: unit.unitId,
        module: unit.module,
        startOn,
        ...(record ? { recordId: record.recordId, rankInRecord: record.rank } : {}),
        ...(departs ? { departure: { code, reason: reason.trim() } } : {}),
      },
      said: t('propose.said'),
    });
    if (done) onDone(done.id);
  };
  return (
    <FormDialog
      title={t('propose.title', { names: formatList(names), unit: unit.name })}
      verb={t('propose.make')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p>{t('propose.words')}</p>
      <DatePicker
        label={t('propose.startOn')}
        isRequired
        value={startOn}
        onChange={setStartOn}
        min={today}
        error={asked && startOn === null ? t('form.required') : null}
      />
      {departs ? (
        <>
          <p className="al-notice">{t('propose.departs', { rank: record?.rank })}</p>
          <Select
            label={t('propose.departure')}
            isRequired
            choices={departureReasons.map((id) => ({ id, label: t(`codes.departure.${id}`) }))}
            value={code}
            onChange={(id) => setCode(departureReasons.find((each) => each === id) ?? null)}
            error={asked && code === null ? t('form.required') : null}
          />
          <TextField
            label={t('propose.reason')}
            help={t('form.noNames')}
            value={reason}
            onChange={setReason}
            rows={3}
            maxLength={1000}
            isRequired
            error={asked && isShort ? t('form.tooShort') : null}
          />
        </>
      ) : null}
    </FormDialog>
  );
}

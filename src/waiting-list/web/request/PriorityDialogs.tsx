import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../web/i18n/format.ts';
import { DatePicker, RadioGroup } from '../../../web/ui/index.ts';
import { priorityTracks } from '../../codes.ts';
import type { RequestDetail } from '../../contract.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useToday } from '../code-words.ts';
import { useWrite } from '../use-waiting-list.ts';
import { type ActProps, pathOf } from './acts.ts';

/** Priority is asked on one of two tracks. */
export function AskPriorityDialog({ detail, onClose }: ActProps) {
  const { t } = useTranslation('waiting-list');
  const { send, isPending, problem } = useWrite();
  const [track, setTrack] = useState<string>(priorityTracks[0]);
  const save = async () => {
    const done = await send({
      path: `${pathOf(detail)}/priority`,
      body: { track },
      said: t('request.priority.saidAsked'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('request.priority.ask')}
      verb={t('request.priority.ask')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <RadioGroup
        label={t('request.priority.track')}
        value={track}
        onChange={setTrack}
        choices={priorityTracks.map((id) => ({ id, label: t(`codes.track.${id}`) }))}
      />
    </FormDialog>
  );
}

const DECISIONS = ['GRANTED', 'REFUSED', 'INCOMPLETE', 'LAPSED'] as const;
const HALF_YEAR_DAYS = 182;

/** What was decided on a request for priority; granted, it has a last day. */
export function DecidePriorityDialog({
  detail,
  onClose,
  priority,
}: ActProps & { readonly priority: RequestDetail['priority'][number] }) {
  const { t } = useTranslation('waiting-list');
  const today = useToday();
  const { send, isPending, problem } = useWrite();
  const offered = priority.state === 'GRANTED' ? (['LAPSED'] as const) : DECISIONS;
  const [state, setState] = useState<string>(offered[0]);
  const [validUntil, setValidUntil] = useState<string | null>(addDays(today, HALF_YEAR_DAYS));
  const [isTried, setTried] = useState(false);
  const isMissing = state === 'GRANTED' && validUntil === null;
  const save = async () => {
    setTried(true);
    if (isMissing) return;
    const done = await send({
      path: `${pathOf(detail)}/priority/decision`,
      body: { track: priority.track, state, ...(state === 'GRANTED' ? { validUntil } : {}) },
      said: t('request.priority.saidDecided'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={`${t('request.priority.decide')}: ${t(`codes.track.${priority.track}`)}`}
      verb={t('form.save')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <RadioGroup
        label={t('request.priority.state')}
        value={state}
        onChange={setState}
        choices={offered.map((id) => ({ id, label: t(`codes.priority.${id}`) }))}
      />
      {state === 'GRANTED' ? (
        <DatePicker
          label={t('request.priority.validUntil')}
          value={validUntil}
          onChange={setValidUntil}
          min={addDays(today, 1)}
          isRequired
          error={isTried && isMissing ? t('form.required') : null}
        />
      ) : null}
    </FormDialog>
  );
}

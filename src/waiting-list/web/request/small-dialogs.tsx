import { useState } from 'react';
import type { Static } from 'typebox';
import { useTranslation } from 'react-i18next';
import { addDays, formatDay } from '../../../web/i18n/format.ts';
import { DatePicker, TextField } from '../../../web/ui/index.ts';
import type { noteKinds } from '../../codes.ts';
import type { Assessment } from '../../contract.ts';
import { choices, type RequestState } from '../../request-state.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useToday } from '../code-words.ts';
import { useWrite } from '../use-waiting-list.ts';
import { type ActProps, pathOf } from './acts.ts';

const needsReason = new Set<RequestState>([
  'CANCELLED',
  'CLOSED',
  'NOT_DIRECTABLE',
  'ON_HOLD_CLIENT',
]);
const LONGEST_REASON = 60;
const SHORTEST_WORDS = 3;

/** A passage to another state, with its reason; where the way back is open, it is offered. */
export function StateDialog({ detail, onClose, to }: ActProps & { readonly to: RequestState }) {
  const { t } = useTranslation('waiting-list');
  const { send, isPending, problem, fault } = useWrite();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const { row, request } = detail;
  const isMissing = needsReason.has(to) && reason.trim().length < SHORTEST_WORDS;
  const path = `${pathOf(detail)}/state`;
  const canGoBack = choices(to).includes(row.state);
  const save = async () => {
    setTried(true);
    if (isMissing) return;
    const done = await send({
      path,
      body: { to, ...(reason.trim() ? { reason: reason.trim() } : {}) },
      said: t('request.state.said', { state: t(`codes.state.${to}`) }),
      ...(canGoBack
        ? {
            undo: {
              path,
              body: { to: row.state, reason: t('request.state.undoReason') },
              said: t('request.state.said', { state: t(`codes.state.${row.state}`) }),
            },
          }
        : {}),
    });
    if (done) onClose();
  };
  const lacks = fault?.details['missing'];
  return (
    <FormDialog
      title={t(`codes.stateAct.${to as 'WAITING'}`)}
      verb={t(`codes.stateAct.${to as 'WAITING'}`)}
      look={canGoBack ? 'primary' : 'danger'}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p>
        {t('request.state.what', {
          from: t(`codes.state.${row.state}`),
          to: t(`codes.state.${to}`),
        })}{' '}
        {request.since ? t('request.state.keepsDay', { day: formatDay(request.since) }) : ''}{' '}
        {canGoBack ? '' : t('request.state.final')}
      </p>
      <TextField
        label={t('form.reason')}
        help={t('form.reasonHelp')}
        value={reason}
        onChange={setReason}
        maxLength={LONGEST_REASON}
        isRequired={needsReason.has(to)}
        error={isTried && isMissing ? t('form.reasonShort') : null}
      />
      {Array.isArray(lacks) ? (
        <ul className="wl-list">
          {lacks.map((code) => (
            <li key={String(code)}>{t(`codes.missing.${code as 'MODULE'}`)}</li>
          ))}
        </ul>
      ) : null}
    </FormDialog>
  );
}

/** Words about the child; the earlier wording stays in the history. */
export function NoteDialog({
  detail,
  onClose,
  kind,
}: ActProps & { readonly kind: (typeof noteKinds)[number] }) {
  const { t } = useTranslation('waiting-list');
  const { send, isPending, problem } = useWrite();
  const before = detail.notes?.find((each) => each.kind === kind)?.words ?? '';
  const [text, setText] = useState(before);
  const [isTried, setTried] = useState(false);
  const save = async () => {
    setTried(true);
    if (text.trim() === '') return;
    const done = await send({
      method: 'PUT',
      path: `${pathOf(detail)}/note`,
      body: { kind, words: text.trim() },
      said: t('request.notes.said'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t(`codes.note.${kind}`)}
      verb={t('form.save')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <TextField
        label={t(`codes.note.${kind}`)}
        help={t('request.notes.help')}
        value={text}
        onChange={setText}
        rows={8}
        maxLength={4000}
        isRequired
        error={isTried && text.trim() === '' ? t('form.required') : null}
      />
    </FormDialog>
  );
}

const QUARTER_DAYS = 90;

/** Somebody looked again: what was found, and when to look next. */
export function ReviewDialog({ detail, onClose }: ActProps) {
  const { t } = useTranslation('waiting-list');
  const today = useToday();
  const { send, isPending, problem } = useWrite();
  const [reason, setReason] = useState('');
  const [reviewOn, setReviewOn] = useState<string | null>(addDays(today, QUARTER_DAYS));
  const [isTried, setTried] = useState(false);
  const isShort = reason.trim().length < SHORTEST_WORDS;
  const save = async () => {
    setTried(true);
    if (isShort) return;
    const done = await send({
      path: `${pathOf(detail)}/review`,
      body: { reviewOn, reason: reason.trim() },
      said: t('request.review.said'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('request.review.act')}
      verb={t('form.save')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <TextField
        label={t('request.review.found')}
        help={t('form.reasonHelp')}
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={1000}
        isRequired
        error={isTried && isShort ? t('form.reasonShort') : null}
      />
      <DatePicker
        label={t('request.review.next')}
        help={t('request.review.nextHelp')}
        value={reviewOn}
        onChange={setReviewOn}
        min={addDays(today, 1)}
      />
    </FormDialog>
  );
}

/** A second worker agrees with an assessment of somebody else. */
export function ConfirmAssessmentDialog({
  detail,
  onClose,
  assessment,
}: ActProps & { readonly assessment: Static<typeof Assessment> }) {
  const { t } = useTranslation('waiting-list');
  const { send, isPending, problem } = useWrite();
  const bandNo = assessment.overrideBandNo ?? assessment.bandNo;
  const save = async () => {
    const done = await send({
      path: `/assessments/${assessment.id}/confirm`,
      said: t('request.urgency.saidConfirmed'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('request.urgency.confirmTitle')}
      verb={t('request.urgency.confirm')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p>
        {t('request.urgency.confirmWhat', {
          band: detail.rules?.content.bands[bandNo - 1]?.code ?? bandNo,
        })}
      </p>
    </FormDialog>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../../web/i18n/format.ts';
import { Banner, Checkbox, RadioGroup, TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { agreements, helpKinds, unsafeties } from '../../codes.ts';
import type { RequestDetail } from '../../contract.ts';
import { useDesk, useWrite } from '../use-crisis.ts';
import { useLacks } from './use-form.ts';

interface CaseDialogProps {
  readonly detail: RequestDetail;
  readonly onClose: () => void;
}

/** A consult needs a search after all. */
export function DispatchDialog({ detail, onClose }: CaseDialogProps) {
  const { t } = useTranslation('crisis-acts');
  const { t: c } = useTranslation('crisis');
  const { send, isPending, problem } = useWrite();
  const { isWhole, lack } = useLacks();
  const [wanted, setWanted] = useState<string | null>(detail.wanted);
  const [agreement, setAgreement] = useState<string | null>(
    detail.agreement === 'NO' ? null : detail.agreement,
  );
  const save = async () => {
    if (!isWhole(wanted, agreement)) return;
    const path = `/requests/${detail.id}/dispatch`;
    if (await send({ path, body: { wanted, agreement }, said: t('said.dispatch') })) onClose();
  };
  return (
    <FormDialog
      title={t('act.dispatch')}
      verb={t('dispatch.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      {detail.minors.length === 0 ? <Banner tone="caution">{t('dispatch.noMinor')}</Banner> : null}
      <RadioGroup
        label={c('call.wanted')}
        isRequired
        choices={helpKinds.map((id) => ({ id, label: c(`code.help.${id}`) }))}
        value={wanted}
        onChange={setWanted}
        error={lack(wanted)}
      />
      <RadioGroup
        label={c('call.agreement')}
        help={t('dispatch.agreementHelp')}
        isRequired
        choices={agreements
          .filter((id) => id !== 'NO')
          .map((id) => ({ id, label: c(`code.agreement.${id}`) }))}
        value={agreement}
        onChange={setAgreement}
        error={lack(agreement)}
      />
    </FormDialog>
  );
}

/** What the client says, or a judge orders. */
export function AgreementDialog({ detail, onClose }: CaseDialogProps) {
  const { t } = useTranslation('crisis-acts');
  const { t: c } = useTranslation('crisis');
  const { send, isPending, problem } = useWrite();
  const [agreement, setAgreement] = useState<string>(detail.agreement);
  const path = `/requests/${detail.id}/agreement`;
  const save = async () => {
    const done = await send({
      path,
      body: { agreement },
      said: t('said.agreement'),
      undo: { path, body: { agreement: detail.agreement }, said: t('said.agreementBack') },
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={c('call.agreement')}
      verb={t('agreement.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <RadioGroup
        label={t('agreement.says')}
        choices={agreements.map((id) => ({ id, label: c(`code.agreement.${id}`) }))}
        value={agreement}
        onChange={setAgreement}
      />
      {agreement === 'NO' ? <Banner tone="caution">{t('agreement.no')}</Banner> : null}
    </FormDialog>
  );
}

/** How unsafe, really a long-term need, accelerated allocation: what changes while a case runs. */
export function MarkDialog({ detail, onClose }: CaseDialogProps) {
  const { t } = useTranslation('crisis-acts');
  const { t: c } = useTranslation('crisis');
  const { send, isPending, problem } = useWrite();
  const [unsafety, setUnsafety] = useState<string>(detail.unsafety);
  const [longTerm, setLongTerm] = useState(detail.longTerm);
  const [accelerated, setAccelerated] = useState(detail.accelerated);
  const path = `/requests/${detail.id}/mark`;
  const save = async () => {
    const { unsafety: was, longTerm: wasLong, accelerated: wasFast } = detail;
    const done = await send({
      path,
      body: { unsafety, longTerm, accelerated },
      said: t('said.mark'),
      undo: {
        path,
        body: { unsafety: was, longTerm: wasLong, accelerated: wasFast },
        said: t('said.markBack'),
      },
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('act.mark')}
      verb={t('mark.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <RadioGroup
        label={c('call.unsafety')}
        choices={unsafeties.map((id) => ({ id, label: c(`code.unsafety.${id}`) }))}
        value={unsafety}
        onChange={setUnsafety}
      />
      <Checkbox isSelected={longTerm} onChange={setLongTerm}>
        {t('mark.longTerm')}
      </Checkbox>
      {detail.kind === 'DISPATCH' ? (
        <Checkbox isSelected={accelerated} onChange={setAccelerated}>
          {t('mark.accelerated')}
        </Checkbox>
      ) : null}
    </FormDialog>
  );
}

/** Words about a case. They stand: what is wrong is said anew. */
export function NoteDialog({ detail, onClose }: CaseDialogProps) {
  const { t } = useTranslation('crisis-acts');
  const { t: c } = useTranslation('crisis');
  const { send, isPending, problem } = useWrite();
  const { isWhole, lack } = useLacks();
  const [words, setWords] = useState('');
  const save = async () => {
    if (!isWhole(words)) return;
    const path = `/requests/${detail.id}/notes`;
    if (await send({ path, body: { words: words.trim() }, said: t('said.note') })) onClose();
  };
  return (
    <FormDialog
      title={t('act.note')}
      verb={t('note.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <TextField
        label={t('note.words')}
        help={c('form.adviceHelp')}
        isRequired
        autoFocus
        rows={4}
        maxLength={4000}
        value={words}
        onChange={setWords}
        error={lack(words, t('note.lacks'))}
      />
    </FormDialog>
  );
}

/** The same case as an earlier request: what looks like it first, the other open ones after. */
export function RepeatDialog({ detail, onClose }: CaseDialogProps) {
  const { t } = useTranslation('crisis-acts');
  const { t: c } = useTranslation('crisis');
  const { send, isPending, problem } = useWrite();
  const { isWhole, lack } = useLacks();
  const open = useDesk().data?.requests ?? [];
  const alike = new Set(detail.suggestions.map(({ requestId }) => requestId));
  const same = new Set(detail.sameCase.map(({ id }) => id));
  const choices = [
    ...detail.suggestions.map(({ requestId, number, receivedAt, signs }) => ({
      id: requestId,
      label: `${c('case.number', { number })}, ${formatMoment(receivedAt)}: ${signs
        .map((sign) => t(`repeat.${sign}`))
        .join(', ')}`,
    })),
    ...open
      .filter(
        ({ id, receivedAt }) =>
          id !== detail.id && !alike.has(id) && !same.has(id) && receivedAt <= detail.receivedAt,
      )
      .map(({ id, number, receivedAt }) => ({
        id,
        label: `${c('case.number', { number })}, ${formatMoment(receivedAt)}`,
      })),
  ];
  const [repeatOf, setRepeat] = useState<string | null>(
    choices.length === 1 ? choices[0]!.id : null,
  );
  const save = async () => {
    if (!isWhole(repeatOf)) return;
    const path = `/requests/${detail.id}/repeat`;
    if (await send({ path, body: { repeatOf }, said: t('said.repeat') })) onClose();
  };
  return (
    <FormDialog
      title={t('act.repeat')}
      verb={t('repeat.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      {choices.length === 0 ? (
        <Banner>{t('repeat.none')}</Banner>
      ) : (
        <RadioGroup
          label={t('repeat.which')}
          isRequired
          choices={choices}
          value={repeatOf}
          onChange={setRepeat}
          error={lack(repeatOf)}
        />
      )}
    </FormDialog>
  );
}

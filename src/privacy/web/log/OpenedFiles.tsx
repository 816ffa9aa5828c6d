import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatClock, formatDay } from '../../../web/i18n/format.ts';
import { Button, Select, TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { emergencyKinds, type Opened } from '../../contract.ts';
import { useAsked, useWrite } from '../use-privacy.ts';

/** What one has open in an emergency now: who the children are, what was said, and until when. */
export function OpenedFiles() {
  const { t } = useTranslation('privacy');
  const { data } = useAsked<Opened>('/api/privacy/opened');
  const { write } = useWrite();
  return (data?.rows ?? []).map((row) => (
    <section key={row.id} className="pr-opened pr-part vp-no-print" aria-label={t('emergency.is')}>
      <p>
        <b>{t('emergency.until', { at: formatClock(row.endsAt) })}</b>
      </p>
      <ul className="pr-steps">
        {row.children.map(({ id, who }) => (
          <li key={id}>
            {[who?.givenName, who?.familyName, who?.birthDate ? formatDay(who.birthDate) : null]
              .filter(Boolean)
              .join(' ')}
          </li>
        ))}
      </ul>
      {row.words.map((words) => (
        <p key={words}>{words}</p>
      ))}
      <div className="vp-actions">
        <Button
          onPress={() =>
            write.mutate({
              path: `/api/privacy/emergencies/${row.id}/close`,
              said: t('emergency.closed'),
            })
          }
        >
          {t('emergency.close')}
        </Button>
      </div>
    </section>
  ));
}

const reasons = ['DANGER', 'SAME_CHILD', 'OTHER'] as const;

interface EmergencyDialogProps {
  readonly fileId: string;
  readonly onClose: () => void;
}

/** Opens a file for an hour, with a reason; others are told at once. */
export function EmergencyDialog({ fileId, onClose }: EmergencyDialogProps) {
  const { t } = useTranslation('privacy');
  const { write, problem } = useWrite();
  const [kind, setKind] = useState<(typeof emergencyKinds)[number]>('request');
  const [reason, setReason] = useState<(typeof reasons)[number]>('DANGER');
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const isShort = words.trim().length < 10;
  const save = () => {
    setTried(true);
    if (isShort) return;
    write.mutate(
      {
        path: `/api/privacy/files/${kind}/${fileId}/emergency`,
        body: { reason, words: words.trim() },
        said: t('emergency.said'),
      },
      { onSuccess: onClose },
    );
  };
  return (
    <FormDialog
      title={t('emergency.open')}
      verb={t('emergency.open')}
      look="danger"
      isPending={write.isPending}
      {...{ problem, onClose }}
      onSave={save}
    >
      <p>{t('emergency.what')}</p>
      <Select
        label={t('emergency.kind')}
        value={kind}
        choices={emergencyKinds.map((id) => ({ id, label: t(`kind.${id}`, { count: 1 }) }))}
        onChange={(id) => setKind(emergencyKinds.find((each) => each === id) ?? 'request')}
      />
      <Select
        label={t('emergency.reason')}
        value={reason}
        choices={reasons.map((id) => ({ id, label: t(`reason.${id}`) }))}
        onChange={(id) => setReason(reasons.find((each) => each === id) ?? 'OTHER')}
      />
      <TextField
        label={t('emergency.words')}
        isRequired
        rows={3}
        maxLength={1000}
        value={words}
        onChange={setWords}
        error={isTried && isShort ? t('emergency.wordsLack') : null}
      />
    </FormDialog>
  );
}

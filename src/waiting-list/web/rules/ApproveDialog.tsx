import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../web/i18n/format.ts';
import { DatePicker } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useToday } from '../code-words.ts';
import { useWrite } from '../use-waiting-list.ts';

/** A second supervisor lets rules hold from a day on. */
export function ApproveDialog({
  version,
  onClose,
}: {
  readonly version: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('waiting-list');
  const today = useToday();
  const { send, isPending, problem } = useWrite();
  const [from, setFrom] = useState<string | null>(addDays(today, 1));
  const [isTried, setTried] = useState(false);
  const save = async () => {
    setTried(true);
    if (from === null) return;
    const done = await send({
      path: `/rules/${encodeURIComponent(version)}/approval`,
      body: { from },
      said: t('rules.saidApproved'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('rules.approveTitle', { version })}
      verb={t('rules.approve')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p>{t('rules.approveWhat')}</p>
      <DatePicker
        label={t('rules.approveFrom')}
        value={from}
        onChange={setFrom}
        min={today}
        isRequired
        error={isTried && from === null ? t('form.required') : null}
      />
    </FormDialog>
  );
}

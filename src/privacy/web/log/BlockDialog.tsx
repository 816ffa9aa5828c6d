import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useWrite } from '../use-privacy.ts';

interface BlockDialogProps {
  readonly account: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

/** Shuts an account out at once, with a reason. */
export function BlockDialog({ account, onClose }: BlockDialogProps) {
  const { t } = useTranslation('privacy');
  const { write, problem } = useWrite();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isShort = reason.trim().length < 3;
  const save = () => {
    setTried(true);
    if (isShort) return;
    write.mutate(
      {
        path: `/api/privacy/accounts/${account.id}/block`,
        body: { reason: reason.trim() },
        said: t('block.said', { name: account.name }),
      },
      { onSuccess: onClose },
    );
  };
  return (
    <FormDialog
      title={t('block.title', { name: account.name })}
      verb={t('block.verb')}
      look="danger"
      isPending={write.isPending}
      {...{ problem, onClose }}
      onSave={save}
    >
      <p>{t('block.what')}</p>
      <TextField
        label={t('block.reason')}
        isRequired
        rows={3}
        maxLength={1000}
        value={reason}
        onChange={setReason}
        error={isTried && isShort ? t('wordsLack') : null}
      />
    </FormDialog>
  );
}

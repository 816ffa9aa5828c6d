import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioGroup } from '../../../web/ui/index.ts';
import { fallbacks } from '../../codes.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { ReasonGroup } from '../ReasonGroup.tsx';
import { useWrite } from '../use-crisis.ts';

interface NoResponseDialogProps {
  readonly minorId: string;
  readonly onClose: () => void;
}

/** Nobody could help: why, and where the child is now. */
export function NoResponseDialog({ minorId, onClose }: NoResponseDialogProps) {
  const { t } = useTranslation('crisis');
  const { send, isPending, problem } = useWrite();
  const [isTried, setTried] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  const [fallback, setFallback] = useState<string | null>(null);
  const lack = (value: string | null) => (isTried && value === null ? t('form.required') : null);
  const save = async () => {
    setTried(true);
    if (reason === null || fallback === null) return;
    const path = `/minors/${minorId}/no-response`;
    if (await send({ path, body: { reason, fallback }, said: t('said.noResponse') })) onClose();
  };
  return (
    <FormDialog
      title={t('do.noResponse')}
      verb={t('form.noResponseVerb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <ReasonGroup value={reason} onChange={setReason} error={lack(reason)} />
      <RadioGroup
        label={t('form.fallback')}
        isRequired
        choices={fallbacks.map((id) => ({ id, label: t(`code.fallback.${id}`) }))}
        value={fallback}
        onChange={setFallback}
        error={lack(fallback)}
      />
    </FormDialog>
  );
}

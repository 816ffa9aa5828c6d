import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { minorOf, newMinor } from '../entry/call-form.ts';
import { OneMinor, useZones } from '../entry/MinorFields.tsx';
import { useWrite } from '../use-crisis.ts';

/** One more minor in a case that is open. */
export function AddMinorDialog({
  requestId,
  onClose,
}: {
  readonly requestId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('crisis-acts');
  const zones = useZones();
  const { send, isPending, problem } = useWrite();
  const [minor, setMinor] = useState(newMinor(1));
  const save = async () => {
    const path = `/requests/${requestId}/minors`;
    if (await send({ path, body: minorOf(minor), said: t('said.addMinor') })) onClose();
  };
  return (
    <FormDialog
      title={t('act.addMinor')}
      verb={t('addMinor.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <OneMinor
        minor={minor}
        zones={zones}
        change={(part) => setMinor((now) => ({ ...now, ...part }))}
      />
    </FormDialog>
  );
}

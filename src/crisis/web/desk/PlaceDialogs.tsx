import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../web/ui/index.ts';
import type { RequestDetail } from '../../contract.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useWrite } from '../use-crisis.ts';

type Minor = RequestDetail['minors'][number];

interface PlaceDialogProps {
  readonly minorId: string;
  readonly attempt: Minor['attempts'][number];
  readonly onClose: () => void;
}

/** The partner that said yes gets the child; help may begin in the same go. */
export function PlaceDialog({ minorId, attempt, onClose }: PlaceDialogProps) {
  const { t } = useTranslation('crisis');
  const { send, isPending, problem } = useWrite();
  const [startNow, setStartNow] = useState(false);
  const save = async () => {
    const done = await send({
      path: `/minors/${minorId}/place`,
      body: { attemptId: attempt.id, ...(startNow ? { startNow } : {}) },
      said: t('said.place', { partner: attempt.partnerName }),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('form.placeTitle', { partner: attempt.partnerName })}
      verb={t('form.placeVerb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <p>{t('form.placeWords', { help: t(`code.help.${attempt.kind}`) })}</p>
      <Checkbox isSelected={startNow} onChange={setStartNow}>
        {t('form.startNow')}
      </Checkbox>
    </FormDialog>
  );
}

interface StartDialogProps {
  readonly deployment: Minor['deployments'][number];
  readonly onClose: () => void;
}

/** Help begins now, and its clock with it. */
export function StartDialog({ deployment, onClose }: StartDialogProps) {
  const { t } = useTranslation('crisis');
  const { send, isPending, problem } = useWrite();
  const save = async () => {
    const path = `/deployments/${deployment.id}/start`;
    if (await send({ path, body: {}, said: t('said.start') })) onClose();
  };
  return (
    <FormDialog
      title={t('form.startTitle', { partner: deployment.partnerName })}
      verb={t('do.start')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <p>{t('form.startWords')}</p>
    </FormDialog>
  );
}

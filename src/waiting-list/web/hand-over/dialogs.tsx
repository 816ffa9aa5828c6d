import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioGroup, Select } from '../../../web/ui/index.ts';
import { handOverAnswers, handOverReasons } from '../../codes.ts';
import type { RequestDetail } from '../../contract.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useAreas, useWrite } from '../use-waiting-list.ts';

/** Another region is asked: which, and why. */
export function AskDialog({
  detail,
  onClose,
}: {
  readonly detail: RequestDetail;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('hand-over');
  const { regions } = useAreas();
  const { send, isPending, problem } = useWrite();
  const [toRegion, setToRegion] = useState('');
  const [reason, setReason] = useState<string>(handOverReasons[0]);
  const [isTried, setTried] = useState(false);
  const { row, siblings } = detail;
  const save = async () => {
    setTried(true);
    if (toRegion === '') return;
    const done = await send({
      path: `/requests/${row.requestId}/hand-over`,
      body: { toRegion, reason },
      said: t('said.asked'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('act')}
      verb={t('verb')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p>{t('what')}</p>
      {siblings.length > 0 ? <p>{t('siblings', { count: siblings.length })}</p> : null}
      <p>{t('until')}</p>
      <Select
        label={t('to')}
        value={toRegion}
        onChange={setToRegion}
        choices={[
          { id: '', label: t('choose') },
          ...regions
            .filter(({ code }) => code !== row.region)
            .map(({ code, name }) => ({ id: code, label: name })),
        ]}
        error={isTried && toRegion === '' ? t('required') : null}
      />
      <RadioGroup
        label={t('reason')}
        value={reason}
        onChange={setReason}
        choices={handOverReasons.map((id) => ({ id, label: t(`reasons.${id}`) }))}
      />
    </FormDialog>
  );
}

interface AnswerProps {
  readonly handOverId: string;
  readonly onClose: () => void;
}

/** The child is one's own region's from now. */
export function AcceptDialog({ handOverId, onClose }: AnswerProps) {
  const { t } = useTranslation('hand-over');
  const { send, isPending, problem } = useWrite();
  const save = async () => {
    const path = `/hand-overs/${handOverId}/answer`;
    const done = await send({ path, body: { accept: true }, said: t('said.accepted') });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('acceptTitle')}
      verb={t('accept')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p>{t('acceptWhat')}</p>
    </FormDialog>
  );
}

/** One's own region does not take the child over, and says why. */
export function RefuseDialog({ handOverId, onClose }: AnswerProps) {
  const { t } = useTranslation('hand-over');
  const { send, isPending, problem } = useWrite();
  const [reason, setReason] = useState<string>(handOverAnswers[0]);
  const save = async () => {
    const done = await send({
      path: `/hand-overs/${handOverId}/answer`,
      body: { accept: false, reason },
      said: t('said.refused'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('refuseTitle')}
      verb={t('refuse')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <RadioGroup
        label={t('why')}
        value={reason}
        onChange={setReason}
        choices={handOverAnswers.map((id) => ({ id, label: t(`answers.${id}`) }))}
      />
    </FormDialog>
  );
}

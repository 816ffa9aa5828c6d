import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { RadioGroup, TextField } from '../../../web/ui/index.ts';
import { useWrite } from '../use-dossier.ts';

/** Whether a child is able, with the ground; what is found goes before its age. */
export function AbleDialog({
  childId,
  onClose,
}: {
  readonly childId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('dossier-team');
  const { send, isPending, problem } = useWrite(t('refused'));
  const [able, setAble] = useState<string | null>(null);
  const [ground, setGround] = useState('');
  const [isTried, setTried] = useState(false);
  const save = async () => {
    setTried(true);
    if (able === null || ground.trim().length < 3) return;
    const body = { able: able === 'yes', ground };
    if (await send(`/children/${childId}/capability`, body, t('saved'))) onClose();
  };
  return (
    <FormDialog
      title={t('keeping.setAble')}
      verb={t('save')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <RadioGroup
        label={t('keeping.ableLabel')}
        isRequired
        choices={[
          { id: 'yes', label: t('keeping.ableYes') },
          { id: 'no', label: t('keeping.ableNo') },
        ]}
        value={able}
        onChange={setAble}
        error={isTried && able === null ? t('required') : null}
      />
      <TextField
        label={t('keeping.ableGround')}
        isRequired
        rows={3}
        maxLength={1000}
        value={ground}
        onChange={setGround}
        error={isTried && ground.trim().length < 3 ? t('required') : null}
      />
    </FormDialog>
  );
}

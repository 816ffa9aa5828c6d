import { useTranslation } from 'react-i18next';
import type { InquiryRow } from '../../inquiry/contract.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useWrite } from '../use-allocation.ts';

/** The access team takes its question back. */
export function WithdrawDialog({
  row,
  onClose,
}: {
  readonly row: InquiryRow;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('inquiries');
  const { send, isPending, problem } = useWrite();
  const save = async () => {
    if (await send({ path: `/inquiries/${row.id}/withdraw`, said: t('said.withdraw') })) onClose();
  };
  return (
    <FormDialog
      title={t('form.withdrawTitle')}
      verb={t('do.withdraw')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p>{t('form.withdrawWords')}</p>
    </FormDialog>
  );
}

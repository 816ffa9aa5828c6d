import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { Dialog, LinkButton } from '../../../web/ui/index.ts';
import type { ListRow, RequestDetail } from '../../contract.ts';
import { WhyHere } from '../request/WhyHere.tsx';
import { useAsked } from '../use-waiting-list.ts';

/** Why a child stands where it stands, asked from its row. */
export function WhyDialog({
  row,
  onClose,
}: {
  readonly row: ListRow;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('waiting-list');
  const query = useAsked<RequestDetail>(`/requests/${row.requestId}`);
  return (
    <Dialog
      title={t('list.whyOf', { pseudonym: row.pseudonym })}
      isOpen
      isWide
      onClose={onClose}
      actions={<LinkButton href={`/wachtlijst/${row.requestId}`}>{t('list.open')}</LinkButton>}
    >
      <Answered query={query} failed={t('request.failed')} mend={t('request.failedMend')} lines={6}>
        {(detail) => <WhyHere detail={detail} />}
      </Answered>
    </Dialog>
  );
}

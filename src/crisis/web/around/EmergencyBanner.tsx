import { useTranslation } from 'react-i18next';
import { formatClock } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Banner, Button } from '../../../web/ui/index.ts';
import type { MyEmergencies } from '../../emergency/contract.ts';
import { useAsked, useWrite } from '../use-crisis.ts';
import './words.ts';

const MINUTE = 60_000;

/** How long a case of another region stays open, and the way to close it sooner; nothing where it is not open. */
export function EmergencyBanner({ requestId }: { readonly requestId: string }) {
  const { t } = useTranslation('crisis-around');
  const now = useNow();
  const { send } = useWrite();
  const { data } = useAsked<MyEmergencies>('/emergencies');
  const open = data?.rows.find(
    (row) => row.requestId === requestId && Date.parse(row.endsAt) > now,
  );
  if (!open) return null;
  const count = Math.ceil((Date.parse(open.endsAt) - now) / MINUTE);
  const close = () => send({ path: `/emergencies/${open.id}/close`, said: t('emergency.closed') });
  return (
    <Banner tone="caution">
      <p>{t('emergency.banner', { at: formatClock(open.endsAt), left: count })}</p>
      <Button size="small" onPress={() => void close()}>
        {t('emergency.close')}
      </Button>
    </Banner>
  );
}

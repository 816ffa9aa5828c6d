import { useTranslation } from 'react-i18next';
import { Icon, LinkButton } from '../../../web/ui/index.ts';
import './words.ts';

/** From a unit's figures to its calendar; apart from that page, so that its words stay with it. */
export function CalendarLink({ unitId }: { readonly unitId: string }) {
  const { t } = useTranslation('unit-link');
  return (
    <span className="vp-no-print">
      <LinkButton href={`/leefgroep/${unitId}`} size="small" icon={<Icon name="calendar" />}>
        {t('calendar')}
      </LinkButton>
    </span>
  );
}

import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../../web/ui/index.ts';
import './words.ts';

/** The way from one's own units to what the region sees of them. */
export function RegionViewLink() {
  const { t } = useTranslation('provider-tools');
  return (
    <LinkButton href="/mijn-leefgroepen/zoals-de-regio-ons-ziet" look="quiet">
      {t('region.link')}
    </LinkButton>
  );
}

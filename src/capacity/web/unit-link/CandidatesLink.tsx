import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../../web/ui/index.ts';
import './words.ts';

/** From a unit's figures to who is called for its places; by address, as that page is of another slice. */
export function CandidatesLink({
  unitId,
  module,
}: {
  readonly unitId: string;
  readonly module: string;
}) {
  const { t } = useTranslation('unit-link');
  return (
    <span className="vp-no-print">
      <LinkButton href={`/toewijzen/plaats/${unitId}/${module}`} size="small">
        {t('candidates')}
      </LinkButton>
    </span>
  );
}

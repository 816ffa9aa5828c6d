import { useTranslation } from 'react-i18next';
import { Link } from 'react-aria-components/Link';
import { withQuery } from '../../../web/api.ts';
import { useFindingCounts } from './use-findings.ts';
import './words.ts';

interface FindingsBehindProps {
  /** The units whose figures were summed. */
  readonly unitIds: ReadonlySet<string>;
  /** True when all units of the region asked are among them: then the list can be opened on it. */
  readonly region?: string | undefined;
  readonly isAsked: boolean;
}

/** How many findings touch the figures above, with the way to them; asked when the figures are there. */
export function FindingsBehind({ unitIds, region, isAsked }: FindingsBehindProps) {
  const { t } = useTranslation('findings');
  const { data } = useFindingCounts(isAsked);
  if (!data || !isAsked) return null;
  let count = 0;
  for (const each of data.units) if (unitIds.has(each.unitId)) count += each.findings;
  if (count === 0) return <span>{t('behind.none')}</span>;
  return (
    <Link href={withQuery('/gegevenskwaliteit', { regio: region })} className="vp-link">
      {t('behind.count', { count })}
    </Link>
  );
}

import { useTranslation } from 'react-i18next';
import { daysBetween } from '../../../platform/period.ts';
import { formatDayShort } from '../../../web/i18n/format.ts';
import { useSession } from '../../../web/shell.ts';
import type { Finding } from '../../findings/contract.ts';

/** A finding in words: what, how old, and where it is mended. */
export function useFindingWords(today: string) {
  const { t } = useTranslation('findings');
  const { role } = useSession();
  const isProvider = role === 'PC' || role === 'PI';
  return {
    kind: (finding: Pick<Finding, 'kind'>) => t(`kind.${finding.kind}.title`),
    what(finding: Finding): string {
      const words = t(`kind.${finding.kind}.what`, { count: finding.places });
      const place = finding.placeLabel ? t('list.place', { label: finding.placeLabel }) : '';
      return [words, place, finding.reason ? t('list.reason', { reason: finding.reason }) : '']
        .filter(Boolean)
        .join(' ');
    },
    age(finding: Finding): string {
      if (!finding.since) return t('list.always');
      const days = daysBetween(finding.since, today);
      return days <= 0 ? t('list.today') : t('list.days', { count: days });
    },
    since: (finding: Finding) => (finding.since ? formatDayShort(finding.since) : ''),
    mend: (finding: Pick<Finding, 'kind'>) => t(`kind.${finding.kind}.mend`),
    /** Where the one who reads can mend it. */
    href: (finding: Finding) =>
      isProvider ? `/mijn-leefgroepen/${finding.unitId}` : `/leefgroep/${finding.unitId}`,
    isProvider,
  };
}

import { daysBetween } from '../../../platform/period.ts';
import { searchKey } from '../../../region/index.ts';
import type { Finding, ProviderFreshness } from '../../findings/contract.ts';
import type { FindingsSearch } from './findings-search.ts';

/** The findings that answer; `but` leaves one filter out, to count what each of its choices would give. */
export function filterFindings(
  findings: readonly Finding[],
  search: FindingsSearch,
  today: string,
  but?: keyof FindingsSearch,
): Finding[] {
  const asked: FindingsSearch = but ? { ...search, [but]: undefined } : search;
  const { zoek, soort, wie, regio, voorziening, leefgroep, ouder } = asked;
  const words = searchKey(zoek ?? '')
    .split(' ')
    .filter(Boolean);
  return findings.filter((each) => {
    if (soort && each.kind !== soort) return false;
    if (wie && each.owner !== wie) return false;
    if (regio && each.region !== regio) return false;
    if (voorziening && each.providerId !== voorziening) return false;
    if (leefgroep && each.unitId !== leefgroep) return false;
    // What was never otherwise is older than any number of days.
    if (ouder && each.since && daysBetween(each.since, today) < Number(ouder)) return false;
    const text = searchKey(`${each.unitName} ${each.providerName}`);
    return words.every((word) => text.includes(word));
  });
}

/** Bands of days since figures were confirmed, with the last day of each; the last two have no end. */
export const FRESHNESS = [
  { id: 'day', until: 1 },
  { id: 'half', until: 3 },
  { id: 'week', until: 7 },
  { id: 'twoWeeks', until: 14 },
  { id: 'month', until: 28 },
  { id: 'older', until: Number.POSITIVE_INFINITY },
  { id: 'never', until: null },
] as const;

/** In which band so many days lie; null: never confirmed. */
export function bandOf(days: number | null): (typeof FRESHNESS)[number]['id'] {
  if (days === null) return 'never';
  return FRESHNESS.find(({ until }) => until !== null && days <= until)!.id;
}

/** How many units lie in each band. */
export function countBands(providers: readonly ProviderFreshness[]): Map<string, number> {
  const counts = new Map<string, number>(FRESHNESS.map(({ id }) => [id, 0]));
  for (const days of providers.flatMap((each) => each.days)) {
    counts.set(bandOf(days), counts.get(bandOf(days))! + 1);
  }
  return counts;
}

import type { RequestDetail } from '../../contract.ts';

type Minor = Pick<RequestDetail['minors'][number], 'ageYears' | 'ageBand' | 'sex'>;

/** For whom a place is sought: groups as units take them. */
export const groups = ['GIRL', 'BOY', 'X'] as const;
export type Group = (typeof groups)[number];

/** How far one looks, in km. */
export const distances = [10, 20, 30, 50, 100] as const;

/** What is asked, as it stands in the address. */
export interface BedSearch {
  readonly leeftijd?: number | undefined;
  readonly groep?: Group | undefined;
  readonly module?: string | undefined;
  /** A municipality: where distances are counted from. */
  readonly van?: string | undefined;
  readonly km?: number | undefined;
  /** The case one came from. */
  readonly vraag?: string | undefined;
}

const groupOf: Readonly<Record<string, Group>> = { F: 'GIRL', M: 'BOY', X: 'X' };

/** The middle of a band of ages; of `18+` its beginning. */
function middleOf(band: string): number {
  const [from = 0, until = from] = band.split(/[-+]/).filter(Boolean).map(Number);
  return Math.floor((from + until) / 2);
}

/** What a desk asks for a minor: age and group as far as they are known. */
export const searchFor = (
  { ageYears, ageBand, sex }: Minor,
  vraag: string,
): Pick<BedSearch, 'leeftijd' | 'groep' | 'vraag'> => ({
  leeftijd: ageYears ?? (ageBand === null ? undefined : middleOf(ageBand)),
  groep: groupOf[sex],
  vraag,
});

/** As many modules as the search takes. */
const MOST_MODULES = 20;

/**
 * The question to the search of free places. Without a place to count from one looks in the own region; with one, as far
 * as one wants, whatever the region.
 */
export function questionOf(
  { leeftijd, groep, module, van, km }: BedSearch,
  of: { residential: readonly string[]; region: string },
) {
  return {
    module: module ? [module] : of.residential.slice(0, MOST_MODULES),
    age: leeftijd,
    gender: groep,
    near: van,
    withinKm: van ? km : undefined,
    region: van ? undefined : [of.region],
    limit: 60,
  };
}

/**
 * The named findings of the design (capacity.md, "Data quality"), who must mend each, and whether it can
 * only be known by who sees the units of several providers.
 */
export const findingKinds = [
  'RECONVERSION_UNREGISTERED',
  'STALE_UNIT',
  'OVER_OCCUPIED',
  'DECISION_PASSED',
  'PLACE_CLAIMED_TWICE',
  'CHILD_ELSEWHERE',
  'HOLD_PASSED',
  'UNAVAILABILITY_LAPSED',
  'REVIEW_PASSED',
  'PLACE_NOT_REAL',
  'TIME_OUT_TWO_PLACES',
  'TIME_OUT_WITHOUT_HOME',
] as const;
export type FindingKind = (typeof findingKinds)[number];

export const findingOwners = ['PROVIDER', 'ACCESS'] as const;
type FindingOwner = (typeof findingOwners)[number];

interface KindRecord {
  owner: FindingOwner;
  /** Compares rows of two providers: the provider alone would see half of it and judge wrongly. */
  acrossProviders?: true;
}

export const kinds: Record<FindingKind, KindRecord> = {
  RECONVERSION_UNREGISTERED: { owner: 'ACCESS' },
  STALE_UNIT: { owner: 'PROVIDER' },
  OVER_OCCUPIED: { owner: 'PROVIDER' },
  DECISION_PASSED: { owner: 'PROVIDER' },
  PLACE_CLAIMED_TWICE: { owner: 'PROVIDER' },
  CHILD_ELSEWHERE: { owner: 'ACCESS' },
  HOLD_PASSED: { owner: 'PROVIDER' },
  UNAVAILABILITY_LAPSED: { owner: 'PROVIDER' },
  REVIEW_PASSED: { owner: 'PROVIDER' },
  PLACE_NOT_REAL: { owner: 'PROVIDER' },
  TIME_OUT_TWO_PLACES: { owner: 'ACCESS', acrossProviders: true },
  TIME_OUT_WITHOUT_HOME: { owner: 'ACCESS', acrossProviders: true },
};

/** A lapsed promise or unavailability is asked about for this long; after that it is history. */
export const askedForDays = 28;

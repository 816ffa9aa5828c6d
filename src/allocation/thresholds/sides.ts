import type { declineReasons } from '../dialogue/codes.ts';

/**
 * Whether a reason why help did not start is lack of supply or exclusion (R118): the debate of the boards, to be settled
 * with figures. The client's own choice is neither, and what only words explain is not sorted. Our own proposal
 * (domain/codes.md c.2, c.3); its twin is `allocation.threshold_side` in the database.
 */
export const sides = ['LACK', 'EXCLUSION', 'CLIENT', 'UNSORTED'] as const;
export type Side = (typeof sides)[number];

/** How the client sees it, on the same scale (R117). */
export const clientViews = ['LACK', 'EXCLUSION', 'CLIENT'] as const;

export type ThresholdCode = (typeof declineReasons)[number];

/** Kinds of thresholds of domain/codes.md c.3 to which a refusal leads. */
type ThresholdKind =
  | 'NO_SUPPLY'
  | 'ADMISSION_RULE'
  | 'TOO_COMPLEX'
  | 'EXPERTISE_MISSING'
  | 'FUNDING_RULE'
  | 'PAPERWORK'
  | 'TRANSPORT_HOURS'
  | 'CLIENT_CHOICE'
  | 'OTHER';

/** Of which kind a reason is. */
export const kindOf: Readonly<Record<ThresholdCode, ThresholdKind>> = {
  NO_PLACE: 'NO_SUPPLY',
  STAFF: 'NO_SUPPLY',
  SIBLING_SPLIT: 'NO_SUPPLY',
  AGE: 'ADMISSION_RULE',
  IQ: 'ADMISSION_RULE',
  GROUP_MIX: 'ADMISSION_RULE',
  PREVIOUS_BREAK: 'ADMISSION_RULE',
  MOTIVATION: 'ADMISSION_RULE',
  COMBINED_PROBLEMS: 'TOO_COMPLEX',
  AGGRESSION: 'TOO_COMPLEX',
  ABSCONDING: 'TOO_COMPLEX',
  PSYCHIATRIC: 'TOO_COMPLEX',
  ADDICTION: 'TOO_COMPLEX',
  OFFENCE: 'TOO_COMPLEX',
  ONE_TO_ONE: 'TOO_COMPLEX',
  CONTEXT_CONFLICT: 'TOO_COMPLEX',
  DISABILITY: 'EXPERTISE_MISSING',
  REGION_BOUND_FUNDING: 'FUNDING_RULE',
  DIAGNOSTICS_FIRST: 'PAPERWORK',
  DISTANCE_SCHOOL: 'TRANSPORT_HOURS',
  CLIENT_PREFERENCE: 'CLIENT_CHOICE',
  OTHER: 'OTHER',
};

/** Lack of supply, exclusion, the client's choice, or not sorted. */
export function sideOf(code: ThresholdCode): Side {
  const kind = kindOf[code];
  if (kind === 'NO_SUPPLY') return 'LACK';
  if (kind === 'CLIENT_CHOICE') return 'CLIENT';
  return kind === 'OTHER' ? 'UNSORTED' : 'EXCLUSION';
}

/** Where a threshold stands, and what may follow; the database holds the same (`check_threshold`). */
export const followUps = {
  NAMED: ['LIFTING', 'LIFTED', 'ACCEPTED'],
  LIFTING: ['LIFTED', 'ACCEPTED', 'NAMED'],
  LIFTED: ['NAMED'],
  ACCEPTED: ['LIFTING', 'NAMED'],
} as const;
export type ThresholdState = keyof typeof followUps;
export const thresholdStates = Object.keys(followUps) as ThresholdState[];
/** States that nobody reaches without saying what is done, or on which ground. */
export const asksGround: readonly ThresholdState[] = ['LIFTING', 'ACCEPTED'];

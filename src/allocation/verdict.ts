/** The answers of {@link askFit}: codes and numbers, never words; those are made where they are shown. */

/** The hard criteria, in the order in which they are told. */
export const criteria = [
  'MODULE',
  'START',
  'VALIDITY',
  'AGE',
  'GROUP',
  'SECURITY',
  'INDICATION',
  'FRAME',
  'CONSENT',
  'APART',
  'STOP',
  'FEATURES',
  'SIBLINGS',
  'PLACE',
] as const;
export type Criterion = (typeof criteria)[number];

/** Why a criterion does not hold, or in which other way than plainly it does. */
export const verdictCodes = [
  'FITS',
  'BY_MEASURE',
  'NOT_ASKED',
  'MODULE_NOT_WANTED',
  'STARTS_LATER',
  'DECISION_ENDED',
  'TOO_YOUNG',
  'TOO_OLD',
  'OTHER_GROUP',
  'SECURITY_TOO_LOW',
  'SECURITY_TOO_HIGH',
  'INDICATION_MISSING',
  'OTHER_FRAME',
  'CONSENT_MISSING',
  'UNIT_RULED_OUT',
  'GUEST_RULED_OUT',
  'PARTIAL_STOP',
  'FEATURE_MISSING',
  'SIBLING_ELSEWHERE',
  'SIBLING_NOT_FITTING',
  'FULL',
  'ONLY_IF_OTHERS_MOVE',
  'NOT_TOGETHER',
] as const;
export type VerdictCode = (typeof verdictCodes)[number];

/** What would have to change. Those without a day ask that somebody decides or does something. */
export const changeCodes = [
  'OLDER',
  'START_LATER',
  'STOP_ENDS',
  'GUEST_LEAVES',
  'PLACE_COMES_FREE',
  'SIBLINGS_FIT_LATER',
  'MODULE_ADDED',
  'DECISION_RENEWED',
  'NEED_REASSESSED',
  'INDICATION_GIVEN',
  'FRAME_OPENED',
  'CONSENT_GIVEN',
  'RULED_OUT_LIFTED',
  'FEATURE_ADDED',
  'SIBLINGS_MAY_SPLIT',
  'OTHERS_MOVE',
] as const;
type ChangeCode = (typeof changeCodes)[number];

export type Params = Readonly<Record<string, string | number | null | readonly string[]>>;

export interface Change {
  readonly code: ChangeCode;
  /** First day on which the criterion holds by itself; `null`: only if somebody decides or does something. */
  readonly from: string | null;
}

export interface Verdict {
  readonly criterion: Criterion;
  /** `NOT_ASKED`: nobody asked joint feasibility, and by the counters there is a place. */
  readonly holds: 'YES' | 'NO' | 'NOT_ASKED';
  readonly code: VerdictCode;
  readonly params: Params;
  /** The nearest change that would make it hold; `null` where it holds, and where none would. */
  readonly change: Change | null;
}

const NOTHING: Params = Object.freeze({});

export const yes = (criterion: Criterion, code: VerdictCode = 'FITS'): Verdict =>
  Object.freeze({ criterion, holds: 'YES', code, params: NOTHING, change: null });

export const no = (
  criterion: Criterion,
  code: VerdictCode,
  params: Params,
  change: Change | null,
): Verdict => ({ criterion, holds: 'NO', code, params, change });

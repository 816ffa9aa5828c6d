/** The five steps of a request as people see them; the trade knows sixteen states. */
export const stages = ['ASKED', 'LISTED', 'PROPOSED', 'FOUND', 'STARTED'] as const;
export type Stage = (typeof stages)[number];

const stageOfState: Readonly<Record<string, Stage>> = {
  DRAFT: 'ASKED',
  SUBMITTED: 'ASKED',
  IN_INDICATION: 'ASKED',
  DIRECTABLE: 'ASKED',
  NOT_DIRECTABLE: 'ASKED',
  WAITING: 'LISTED',
  HELPED_OTHERWISE: 'LISTED',
  ON_HOLD_CLIENT: 'LISTED',
  EXPIRED: 'LISTED',
  RENEWED: 'LISTED',
  PROPOSED: 'PROPOSED',
  ALLOCATED: 'FOUND',
  STARTED: 'STARTED',
};

/** Where a request is; null where it is closed or withdrawn. */
export const stageOf = (state: string): Stage | null => stageOfState[state] ?? null;

/** Facts that are told in the same words, whatever their degree: `MANO_DEGREE:HIGH` is `MANO`. */
export const factWord = (fact: string): string =>
  fact.startsWith('MANO_DEGREE') ? 'MANO' : fact.startsWith('RISK_LEVEL') ? 'RISK' : fact;

const partOfClass: Readonly<Record<string, string>> = {
  D4: 'name',
  D4K: 'name',
  D6: 'asked',
  D6K: 'asked',
  D6F: 'asked',
  D9W: 'asked',
  D7: 'notes',
  D7K: 'notes',
  D7P: 'notes',
  D10P: 'notes',
  D8: 'proposals',
  D8A: 'proposals',
  D8L: 'proposals',
  D12: 'proposals',
  D9: 'order',
};
export const shownParts = ['name', 'asked', 'notes', 'proposals', 'order', 'other'] as const;
export type ShownPart = (typeof shownParts)[number];

/** Which parts of a file these classes of data are, each once and in one order. */
export function partsShown(classes: readonly string[]): ShownPart[] {
  const named = new Set(classes.map((each) => partOfClass[each] ?? 'other'));
  return shownParts.filter((each) => named.has(each));
}

/** Refusals that are told as they are; any other reason is explained in a talk. */
const toldDeclines = [
  'NO_PLACE',
  'STAFF',
  'AGE',
  'DISTANCE_SCHOOL',
  'GROUP_MIX',
  'SIBLING_SPLIT',
  'CLIENT_PREFERENCE',
  'REGION_BOUND_FUNDING',
] as const;
export const declineWord = (code: string | null): (typeof toldDeclines)[number] | 'other' =>
  toldDeclines.find((each) => each === code) ?? 'other';

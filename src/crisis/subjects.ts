import type { Subjects } from '../platform/audit/look.ts';

/** Whose files were seen, for the log of looks: a case of a desk by `crisis-request`, a minor in it by `crisis-minor`. */
export const cases = (ids: readonly string[]): Subjects => ({ kind: 'crisis-request', ids });
export const minors = (ids: readonly string[]): Subjects => ({ kind: 'crisis-minor', ids });

/** The one case that the address names. */
export const ofRequest = ({ params }: { params: { requestId: string } }): Subjects[] => [
  cases([params.requestId]),
];
/** The one minor that the address names. */
export const ofMinor = ({ params }: { params: { minorId: string } }): Subjects[] => [
  minors([params.minorId]),
];

/** Code lists of the person's window; the same lists are constraints in the database. */
export const windowKinds = ['CHILD', 'PARENT', 'TRUSTED'] as const;
export type WindowKind = (typeof windowKinds)[number];
export const restrictions = ['NONE', 'BARRED', 'CONFLICT'] as const;
export const grounds = ['JUDGE_ORDER', 'CUSTODY', 'CONFLICT_OF_INTEREST', 'CHILD_SAFETY'] as const;
export const allowances = [
  'STANDING',
  'POSITION',
  'DECISIONS',
  'PLACE',
  'PARTS',
  'LOOKS',
  'CLAIMS',
  'COPY',
] as const;
export const partKinds = ['LETTER', 'REPORT', 'NOTE', 'DECISION'] as const;
/**
 * What sort of words a part holds (decree of 7 May 2004): told by the child in confidence, told by another in confidence,
 * drawn up for the court, withheld from the child for its own good (agogic exception), about somebody else.
 */
export const partClasses = [
  'NORMAL',
  'CHILD_TOLD',
  'CONFIDENCE',
  'COURT',
  'AGOGIC',
  'THIRD_PERSON',
] as const;
/** Objection to a decision, correction, complaint, addition, objection to who looks along. */
export const claimKinds = ['OBJECTION', 'CORRECTION', 'COMPLAINT', 'ADDITION', 'SIGHT'] as const;
export type ClaimKind = (typeof claimKinds)[number];
export const outcomes = ['GRANTED', 'PARTLY', 'REFUSED', 'ADDED'] as const;
export const shieldKinds = ['PLACE', 'CONFIDANT', 'INQUIRY'] as const;

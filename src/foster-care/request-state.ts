/** The states of a crisis foster request and who may take which step: pure; the database holds the same table. */
import type { RequestState } from './codes.ts';

/** `SERVICE`: a person of the foster-care service; `FAMILY`: by an answer or a confirmation; `PROGRAM`: out of hours. */
export type RequestParty = 'SERVICE' | 'FAMILY' | 'PROGRAM';

const steps: readonly (readonly [RequestState, RequestState, readonly RequestParty[]])[] = [
  ['RECEIVED', 'CHECKED', ['SERVICE']],
  ['RECEIVED', 'PUBLISHED', ['PROGRAM']],
  ['CHECKED', 'PUBLISHED', ['SERVICE']],
  ['PUBLISHED', 'RESPONSES', ['FAMILY']],
  // Who answered last may be the family or the service; a card that was withheld is matched without being published.
  ['CHECKED', 'MATCHED', ['SERVICE', 'FAMILY']],
  ['PUBLISHED', 'MATCHED', ['SERVICE', 'FAMILY']],
  ['RESPONSES', 'MATCHED', ['SERVICE', 'FAMILY']],
  ['MATCHED', 'RESPONSES', ['SERVICE', 'FAMILY']],
  // Without a card there is nobody who answered to go back to.
  ['MATCHED', 'CHECKED', ['SERVICE', 'FAMILY']],
  ['MATCHED', 'STARTED', ['SERVICE']],
  ['STARTED', 'ENDED', ['SERVICE']],
  ['RECEIVED', 'UNFILLED', ['SERVICE']],
  ['CHECKED', 'UNFILLED', ['SERVICE']],
  ['PUBLISHED', 'UNFILLED', ['SERVICE']],
  ['RESPONSES', 'UNFILLED', ['SERVICE']],
];

export const mayTake = (from: RequestState, to: RequestState, by: RequestParty): boolean =>
  steps.some(([a, b, parties]) => a === from && b === to && parties.includes(by));

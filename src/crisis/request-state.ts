/** States of a crisis request and of each of its minors (domain entities, crisis side). */
export const crisisStates = [
  'RECEIVED',
  'CONSULT_CLOSED',
  'DISPATCHING',
  'PLACED',
  'RUNNING',
  'EXTENDED',
  'ENDED',
  'NO_RESPONSE',
  'WITHDRAWN',
] as const;
export type CrisisState = (typeof crisisStates)[number];

/** The one transition table; its twin in the database is `crisis.may_step`. */
const steps: Readonly<Record<CrisisState, readonly CrisisState[]>> = {
  RECEIVED: ['CONSULT_CLOSED', 'DISPATCHING', 'WITHDRAWN'],
  CONSULT_CLOSED: [],
  DISPATCHING: ['PLACED', 'NO_RESPONSE', 'WITHDRAWN'],
  // Promised help that does not begin leads back to the search.
  PLACED: ['RUNNING', 'DISPATCHING', 'WITHDRAWN'],
  RUNNING: ['EXTENDED', 'ENDED'],
  EXTENDED: ['EXTENDED', 'ENDED'],
  ENDED: [],
  NO_RESPONSE: [],
  WITHDRAWN: [],
};

export const mayStep = (from: CrisisState, to: CrisisState): boolean => steps[from].includes(to);

/** Nothing follows: what comes later is a new request, linked as a repeat (background 5.2). */
export const isClosed = (state: CrisisState): boolean => steps[state].length === 0;

const order: readonly CrisisState[] = ['RECEIVED', 'DISPATCHING', 'PLACED', 'RUNNING', 'EXTENDED'];
const ends: readonly CrisisState[] = ['ENDED', 'NO_RESPONSE', 'CONSULT_CLOSED', 'WITHDRAWN'];

/**
 * How far a request is: as far as the least far of its minors that is not done; when all are done, help that was given
 * counts before no help, and no help before a withdrawal. Its twin is the trigger `crisis.follow_minor`.
 */
export function stateOfRequest(minors: readonly CrisisState[]): CrisisState {
  const open = order.find((state) => minors.includes(state));
  return open ?? ends.find((state) => minors.includes(state)) ?? 'WITHDRAWN';
}

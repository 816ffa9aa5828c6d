/**
 * The states of a help request and the passages between them: pure, read by commands, screens and README. The
 * database holds the same table (`waiting_list.may_go`); the test keeps them equal. Source: domain/entities.md.
 */
export const requestStates = [
  'DRAFT',
  'SUBMITTED',
  'IN_INDICATION',
  'DIRECTABLE',
  'WAITING',
  'PROPOSED',
  'ALLOCATED',
  'STARTED',
  'CLOSED',
  'NOT_DIRECTABLE',
  'ON_HOLD_CLIENT',
  'CANCELLED',
  'EXPIRED',
  'RENEWED',
  'HELPED_OTHERWISE',
  'DECEASED',
] as const;
export type RequestState = (typeof requestStates)[number];

const onTheList = ['ON_HOLD_CLIENT', 'NOT_DIRECTABLE', 'CANCELLED', 'EXPIRED', 'CLOSED'] as const;

export const passages: Readonly<Record<RequestState, readonly RequestState[]>> = {
  DRAFT: ['SUBMITTED', 'CANCELLED', 'DECEASED'],
  SUBMITTED: ['IN_INDICATION', 'DIRECTABLE', 'NOT_DIRECTABLE', 'CANCELLED', 'DECEASED'],
  IN_INDICATION: ['DIRECTABLE', 'NOT_DIRECTABLE', 'CANCELLED', 'DECEASED'],
  NOT_DIRECTABLE: ['DIRECTABLE', 'CANCELLED', 'EXPIRED', 'DECEASED'],
  DIRECTABLE: ['WAITING', 'NOT_DIRECTABLE', 'ON_HOLD_CLIENT', 'CANCELLED', 'EXPIRED', 'DECEASED'],
  WAITING: ['PROPOSED', 'HELPED_OTHERWISE', ...onTheList, 'DECEASED'],
  HELPED_OTHERWISE: ['PROPOSED', 'WAITING', ...onTheList, 'DECEASED'],
  ON_HOLD_CLIENT: ['WAITING', 'HELPED_OTHERWISE', 'CANCELLED', 'EXPIRED', 'DECEASED'],
  PROPOSED: [
    'ALLOCATED',
    'WAITING',
    'HELPED_OTHERWISE',
    'ON_HOLD_CLIENT',
    'CANCELLED',
    'EXPIRED',
    'DECEASED',
  ],
  ALLOCATED: ['STARTED', 'WAITING', 'HELPED_OTHERWISE', 'CANCELLED', 'DECEASED'],
  STARTED: ['CLOSED', 'WAITING', 'DECEASED'],
  EXPIRED: ['RENEWED', 'CANCELLED', 'DECEASED'],
  RENEWED: ['WAITING', 'HELPED_OTHERWISE', 'NOT_DIRECTABLE', 'CANCELLED', 'DECEASED'],
  CANCELLED: ['DIRECTABLE'],
  CLOSED: [],
  DECEASED: [],
};

/** Passages that only the dialogue about a place makes: no one chooses them by hand. */
const byAllocation: ReadonlySet<RequestState> = new Set(['PROPOSED', 'ALLOCATED', 'STARTED']);

export const mayGo = (from: RequestState, to: RequestState): boolean => passages[from].includes(to);

/** The states that a worker of the access team may choose now. */
export const choices = (from: RequestState): RequestState[] =>
  byAllocation.has(from) ? [] : passages[from].filter((to) => !byAllocation.has(to));

/** Stands in the order of calls and can be proposed. */
export const isCallable = (state: RequestState): boolean =>
  state === 'WAITING' || state === 'HELPED_OTHERWISE';

/** Came on the list and is not off it: shown, also where nobody calls now. */
export const keepsPosition = (state: RequestState): boolean =>
  [
    'WAITING',
    'HELPED_OTHERWISE',
    'PROPOSED',
    'ALLOCATED',
    'ON_HOLD_CLIENT',
    'NOT_DIRECTABLE',
    'EXPIRED',
    'RENEWED',
    'DIRECTABLE',
  ].includes(state);

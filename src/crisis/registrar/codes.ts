/** Where a registration stands, as who registered is told; the database makes it of the request's state. */
export const toldStates = [
  'RECEIVED',
  'SEARCHING',
  'FOUND',
  'ENDED',
  'NO_RESPONSE',
  'CONSULT_CLOSED',
  'WITHDRAWN',
] as const;
/** Why nobody could help, in few words: the desk's own reasons would tell of capacity. */
export const toldReasons = [
  'NO_HELP_FOUND',
  'NO_AGREEMENT',
  'OTHER_HELP',
  'NOT_A_CRISIS',
  'OTHER',
] as const;

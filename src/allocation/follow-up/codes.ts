/** How a stay goes: the provider's view and what the access team registers. The same list is a constraint in the database. */
export const followUpResults = ['GOES_WELL', 'MORE_SUPPORT', 'AT_RISK', 'ENDED'] as const;
export const followUpStates = ['OPEN', 'DONE', 'CLOSED'] as const;
/** So many days before its day a follow-up stands in the work. */
export const SHOWN_DAYS_BEFORE = 7;

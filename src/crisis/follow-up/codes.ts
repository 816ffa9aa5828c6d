/** What a young person is followed up after (R99, R100). */
export const followUpAfter = ['EMERGENCY_WARD', 'FORCED_ADMISSION', 'OTHER'] as const;
/** How a follow-up ended. */
export const followUpOutcomes = [
  'HELP_RUNNING',
  'WAITING_LIST',
  'STABLE',
  'NEW_CRISIS',
  'NOT_REACHED',
  'DECLINED',
] as const;

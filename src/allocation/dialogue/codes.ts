/** Code lists of the dialogue (domain/codes.md c.2); the same lists are constraints in the database. */
export const declineReasons = [
  'NO_PLACE',
  'AGE',
  'IQ',
  'COMBINED_PROBLEMS',
  'AGGRESSION',
  'ABSCONDING',
  'PSYCHIATRIC',
  'ADDICTION',
  'OFFENCE',
  'DISABILITY',
  'ONE_TO_ONE',
  'GROUP_MIX',
  'PREVIOUS_BREAK',
  'MOTIVATION',
  'CONTEXT_CONFLICT',
  'DISTANCE_SCHOOL',
  'REGION_BOUND_FUNDING',
  'STAFF',
  'DIAGNOSTICS_FIRST',
  'SIBLING_SPLIT',
  'CLIENT_PREFERENCE',
  'OTHER',
] as const;
export const declinedBy = ['INTAKE', 'TEAM', 'DIRECTION'] as const;
export const departureReasons = [
  'SIBLING_NEAR',
  'SCHOOL',
  'NETWORK',
  'CLIENT_PREFERENCE',
  'GROUP_SAFETY',
  'CONTINUITY',
  'TIME_CRITICAL',
  'OTHER',
] as const;
export const messageKinds = [
  'MESSAGE',
  'QUESTION',
  'ANSWER',
  'CONDITION',
  'COUNTER_OFFER',
  'HEARING',
] as const;
export const clientHeardWays = ['PRESENT', 'ASKED_BEFORE', 'THROUGH_REPRESENTATIVE'] as const;
export const neededFrom = ['ACCESS', 'PROVIDER', 'REGISTRAR', 'FAMILY', 'OTHER'] as const;

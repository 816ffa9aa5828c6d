/** Steps on the way in that nobody but a person can see done. */
export const steps = ['AGREEMENT', 'TRAINING', 'TEST_IMPORT'] as const;
export type Step = (typeof steps)[number];

export const organisationKinds = [
  'provider',
  'access-team',
  'crisis-desk',
  'foster-care-service',
  'agency',
  'board',
  'court',
  'court-service',
  'prosecutor',
  'emergency-ward',
  'administration',
  'data-protection',
] as const;

/** What a key may do. */
export const scopes = ['read', 'import'] as const;

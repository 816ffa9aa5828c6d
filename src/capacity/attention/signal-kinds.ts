/** What can drift from a unit's own past. */
export const signalKinds = ['OCCUPANCY', 'UNAVAILABILITY', 'FRESHNESS'] as const;

/**
 * Which facts of a unit a provider's page says others see or do not see. A test holds each line against
 * the data classes and the access matrix, so that the page cannot promise what the database does not keep.
 */
export interface SeenFact {
  /** The key of its words: `seen.fact.<key>`. */
  readonly key: string;
  /** The columns that hold it. */
  readonly columns: readonly string[];
}

/** What the access team sees of every unit. */
export const seenByAccessTeam = [
  {
    key: 'figures',
    columns: [
      'capacity.unit_live.free',
      'capacity.unit_live.offerable',
      'capacity.unit_live.confirmed_at',
      'capacity.unit_live.confirmed_by',
    ],
  },
  { key: 'places', columns: ['capacity.place.label', 'capacity.place.features'] },
  {
    key: 'stays',
    columns: [
      'capacity.stay.period',
      'capacity.stay.place_id',
      'capacity.stay.expected_end_on',
      'capacity.stay.decision_until',
    ],
  },
  { key: 'needs', columns: ['capacity.stay.needs'] },
  { key: 'absences', columns: ['capacity.absence.period'] },
  {
    key: 'unavailability',
    columns: [
      'capacity.unavailability.reason_code',
      'capacity.unavailability.explanation',
      'capacity.unavailability.period',
    ],
  },
  { key: 'holds', columns: ['capacity.hold.reason_code', 'capacity.hold.period'] },
  { key: 'note', columns: ['capacity.unit_note.note'] },
  { key: 'history', columns: ['platform.event.actor_name', 'platform.event.reason'] },
] as const satisfies readonly SeenFact[];

/** What stays with the provider alone. */
export const seenByOwnAlone = [
  { key: 'personRef', columns: ['capacity.stay.person_ref'] },
  { key: 'fileKind', columns: ['capacity.stay.file_kind'] },
  { key: 'endReason', columns: ['capacity.stay.end_reason'] },
  { key: 'absenceKind', columns: ['capacity.absence.kind'] },
  { key: 'ownKey', columns: ['capacity.stay.external_key', 'capacity.absence.external_key'] },
  { key: 'forRef', columns: ['capacity.hold.for_ref'] },
] as const satisfies readonly SeenFact[];

/** What anyone who may read the offer catalogue sees, the juvenile judge among them. */
export const seenInCatalogue = [
  {
    key: 'offer',
    columns: [
      'capacity.care_unit.name',
      'capacity.care_unit.age_min',
      'capacity.offered_module.module_code',
      'capacity.provider.contact',
    ],
  },
] as const satisfies readonly SeenFact[];

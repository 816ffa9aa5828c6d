import {
  addressed,
  all,
  but,
  changeable,
  type Cells,
  forAll,
  given,
  opened,
  emergency,
  type OracleTable,
  own,
  region,
  table,
  words,
} from './oracle-table.ts';

/** The access team of the region, which takes over what a crisis leaves. */
const team = ['AT', 'AS'] as const;

const superseded = words('known_until superseded_by history_seq');

const partner = words(
  'id region_code name sector provider_id phone night_phone ended_on event_id known_from',
);
const pledge = words(
  `id partner_id region_code provider_id kind places funding valid unit_id module_code age_min age_max out_of_hours event_id
   known_from`,
);
const request = words(
  `id seq region_code received_at registrar_kind registrar_organisation_id anonymous kind agreement agreement_due_at unsafety
   problems wanted zone_code state case_id repeat_of long_term accelerated closed_at invented event_id known_from`,
);
const minor = words(
  `id request_id region_code position pseudonym age_years age_band unborn sex zone_code state reason fallback
   waiting_request_id closed_at event_id known_from`,
);
const identity = words(
  'id region_code given_name family_name birth_date phone event_id known_from',
);
const note = words('id seq region_code request_id kind words at person_name to_name event_id');
const takeOver = words('id region_code at person_name event_id');
const attempt = words(
  `id request_id minor_id region_code pledge_id partner_id provider_id kind age_years age_band unborn sex unsafety asked_at
   asked_by_name due_at knowing_of state open reason answered_at answered_by_name event_id known_from`,
);
const deployment = words(
  `id request_id minor_id region_code attempt_id part_of pledge_id partner_id provider_id kind slot state placed_at started_at
   max_end_at extensions next_step next_owner next_on destination ended_at hold_id stay_id event_id known_from`,
);
const duty = words('id region_code during person_name phone line event_id known_from');
const dueStep = words('id region_code kind request_id subject_id due_at done_at');
const registration = words(
  'id organisation_id region_code reference registered_at state why closed_at',
);

const followUp = words(
  `id request_id minor_id region_code after owner_name due_on outcome done_at done_by_name event_id known_from`,
);
const contact = words('id region_code organisation_name person_name phone');

type Readers = 'team of the region' | 'team' | 'nobody else';
const read = (columns: readonly string[], who: Readers, desk = all(columns)): Cells => ({
  CR: desk,
  ...(who === 'team' && forAll(team, all(columns))),
  ...(who === 'team of the region' && forAll(team, region(columns))),
});

/** What the desk of a region writes, and what was. */
const kept = (
  name: string,
  columns: readonly string[],
  cells: {
    read: (columns: readonly string[]) => Cells;
    filled?: string[];
    removed?: true;
    /** Column of the id that a desk may open in an emergency. */
    opened?: string;
  },
): Record<string, OracleTable> => ({
  [name]: table({
    ofRegion: 'region_code',
    columns,
    ...(cells.opened && { openedBy: cells.opened }),
    read: cells.opened ? { CR: opened(columns), PO: emergency(columns) } : cells.read(columns),
    create: { CR: region(but(given(columns), ...(cells.filled ?? []))) },
    change: { CR: region(but(changeable(columns), ...(cells.filled ?? []))) },
    ...(cells.removed && { remove: { CR: 'region' as const } }),
    jobs: 'everything',
  }),
  ...past(name, columns, cells.read),
});
const past = (
  name: string,
  columns: readonly string[],
  reads: (columns: readonly string[]) => Cells,
): Record<string, OracleTable> => {
  const was = [...columns, ...superseded];
  return {
    [`${name}_history`]: table({
      ofRegion: 'region_code',
      key: ['history_seq'],
      columns: was,
      read: reads(was),
      jobs: 'adds',
    }),
  };
};
const ofTeam = (columns: readonly string[]) => read(columns, 'team of the region');
const filledOfAttempt = words('asked_at asked_by_name open answered_by_name');

export const crisisOracle: Record<string, OracleTable> = {
  // Who pledged what: the desks, and the access team.
  ...kept('crisis.partner', partner, { read: (columns) => read(columns, 'team') }),
  ...kept('crisis.pledge', pledge, { read: (columns) => read(columns, 'team') }),
  // D6, D8: the desk writes its own region's, desks read all under pseudonym.
  ...kept('crisis.request', request, { read: ofTeam, filled: words('received_at closed_at') }),
  ...kept('crisis.minor', minor, { read: ofTeam, filled: words('pseudonym closed_at') }),
  // D4: who a minor is, for the desk of its region alone.
  // Another region's for an hour, in an emergency (safeguards 8.7).
  ...kept('crisis.identity', identity, {
    read: (columns) => ({ CR: region(columns) }),
    opened: 'id',
  }),
  // D7: words; never changed.
  'crisis.note': table({
    ofRegion: 'region_code',
    columns: note,
    openedBy: 'request_id',
    read: { CR: opened(note), PO: emergency(note) },
    create: { CR: region(but(given(note), 'at', 'person_name')) },
    jobs: 'adds',
  }),
  'crisis.take_over': table({
    ofRegion: 'region_code',
    columns: takeOver,
    read: { CR: region(takeOver) },
    create: { CR: region(but(given(takeOver), 'at', 'person_name')) },
    jobs: 'adds',
  }),
  // D8 for who is asked, while it is open: the child without a name, nothing that leads to the case.
  'crisis.attempt': table({
    ownedBy: 'provider_id',
    ofRegion: 'region_code',
    addressedBy: 'open',
    columns: attempt,
    read: {
      ...ofTeam(attempt),
      PI: addressed(but(attempt, 'request_id', 'minor_id', 'asked_by_name', 'knowing_of')),
    },
    create: { CR: region(but(given(attempt), ...filledOfAttempt)) },
    change: { CR: region(but(changeable(attempt), ...filledOfAttempt)) },
    jobs: 'everything',
  }),
  ...past('crisis.attempt', attempt, ofTeam),
  ...kept('crisis.deployment', deployment, {
    read: ofTeam,
    filled: words('slot placed_at hold_id stay_id'),
  }),
  // The roster names people of the house.
  ...kept('crisis.duty', duty, { read: (columns) => read(columns, 'nobody else'), removed: true }),
  // What the clock did.
  'crisis.due_step': table({
    ofRegion: 'region_code',
    columns: dueStep,
    read: ofTeam(dueStep),
    jobs: 'adds',
  }),
  // What comes after an emergency ward or a forced admission.
  ...kept('crisis.follow_up', followUp, {
    read: ofTeam,
    filled: words('done_at done_by_name'),
  }),
  // A professional of the organisation that registered.
  'crisis.registrar_contact': table({
    ofRegion: 'region_code',
    columns: contact,
    read: { CR: region(contact) },
    jobs: 'everything',
  }),
  // RG: own requests, state only.
  'crisis.registration': table({
    ownedBy: 'organisation_id',
    ofRegion: 'region_code',
    columns: registration,
    read: { CR: all(registration), JJ: own(registration), RG: own(registration) },
    jobs: 'everything',
  }),
};

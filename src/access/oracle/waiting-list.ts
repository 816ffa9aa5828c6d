import {
  all,
  but,
  changeable,
  emergency,
  forAll,
  given,
  open,
  type OracleTable,
  region,
  table,
  words,
} from './oracle-table.ts';
import { people } from './who.ts';

/** The access team and its supervisor: for everybody else children who wait are not there. */
const team = ['AT', 'AS'] as const;
const version = words('event_id known_from');
const superseded = words('known_until superseded_by seq');

/** D4, D7: who a child is, and words about it: the own region's (`LR r`); the privacy officer's in an emergency (`R b`). */
const ofOwnRegion = (columns: string[], openedBy: string) =>
  table({
    ofRegion: 'region_code',
    openedBy,
    columns: [...columns, ...version],
    read: {
      ...forAll(team, region([...columns, ...version])),
      PO: emergency([...columns, ...version]),
    },
    create: forAll(team, region(given([...columns, ...version]))),
    change: forAll(team, region(changeable([...columns, ...version]))),
    jobs: 'everything',
  });

/** D6: the profile without identity. Read under pseudonym in all regions, written in the own one. */
const profile = (
  columns: string[],
  { removed = false, filled = [] }: { removed?: boolean; filled?: string[] } = {},
) =>
  table({
    ofRegion: 'region_code',
    columns: [...columns, ...version],
    read: forAll(team, all([...columns, ...version])),
    create: forAll(team, region(but(given([...columns, ...version]), ...filled))),
    change: forAll(team, region(but(changeable([...columns, ...version]), ...filled))),
    ...(removed && { remove: { AT: 'region', AS: 'region' } }),
    jobs: 'everything',
  });

/** What was, as what is: read by the same people in the same regions, written by nobody. */
const history = (columns: string[], whose: 'own region' | 'all regions') => {
  const kept = [...columns, ...version, ...superseded];
  return table({
    ofRegion: 'region_code',
    key: ['seq'],
    columns: kept,
    read: forAll(team, whose === 'own region' ? region(kept) : all(kept)),
    jobs: 'adds',
  });
};

/** D9, what a worker finds or confirms: signed by the database, never changed. */
const finding = (columns: string[], ...signed: string[]) =>
  table({
    ofRegion: 'region_code',
    columns,
    read: forAll(team, all(columns)),
    create: forAll(team, region(but(given(columns), ...signed))),
    jobs: 'adds',
  });

/** D9, what follows from it: read by the access team, kept by the database itself. */
const derived = (columns: string[], key: string[], jobs: 'everything' | 'adds') =>
  table({ ofRegion: 'region_code', key, columns, read: forAll(team, all(columns)), jobs });

const identity = words(
  'id region_code file_number given_name family_name birth_date sealed number_mark',
);
const person = words(
  'id pseudonym region_code municipality_code born_month unborn sex group_id merged_into invented',
);
const request = words(
  `id person_id region_code gate file_kind registrar_kind registered_on since valid_until start_from state state_reason
   security_need indications needs consent_representative consent_minor minor_able running_help review_on owner_id
   owner_name second_owner_id second_owner_name invented`,
);
const entry = words('id request_id region_code module_code first_unit_id second_unit_id');
const group = words('id region_code together');
const apart = words('id request_id region_code other_request_id other_ref unit_id');
const priority = words('id request_id region_code track state asked_on decided_on valid_until');
const duplicate = words('id person_id other_person_id region_code signs state found_at');
const note = words('id request_id region_code kind words');
const counts = words('seq module_code grain band_no since n');
const handOver = words(
  'id request_id region_code person_id to_region_code reason_code state answer_code asked_on answered_on',
);
const importFile = words(
  `id region_code name sha256 state rows counts problems problem_count made_by_name at applied_at event_id`,
);
const rules = words(
  'version title source content made_by made_at approved_by approved_at in_force',
);
const drafted = words('version title source content');
const applied = words('singleton version applied_at');

export const waitingListOracle: Record<string, OracleTable> = {
  'waiting_list.identity': ofOwnRegion(identity, 'id'),
  'waiting_list.identity_history': history(identity, 'own region'),
  'waiting_list.note': ofOwnRegion(note, 'request_id'),
  'waiting_list.note_history': history(note, 'own region'),

  'waiting_list.person': profile(person),
  'waiting_list.person_history': history(person, 'all regions'),
  'waiting_list.request': profile(request, { filled: ['owner_name', 'second_owner_name'] }),
  'waiting_list.request_history': history(request, 'all regions'),
  'waiting_list.entry': profile(entry, { removed: true }),
  'waiting_list.entry_history': history(entry, 'all regions'),
  'waiting_list.sibling_group': profile(group),
  'waiting_list.sibling_group_history': history(group, 'all regions'),
  'waiting_list.apart': profile(apart, { removed: true }),
  'waiting_list.apart_history': history(apart, 'all regions'),
  'waiting_list.priority_request': profile(priority),
  'waiting_list.priority_request_history': history(priority, 'all regions'),
  'waiting_list.duplicate': profile(duplicate),
  'waiting_list.duplicate_history': history(duplicate, 'all regions'),

  'waiting_list.assessment': finding(
    words(
      `id seq request_id region_code rule_set_version facts sources band_no override_band_no override_reason
       second_worker valid_until assessed_by at event_id`,
    ),
    'assessed_by',
    'at',
  ),
  'waiting_list.confirmation': finding(
    words('id region_code confirmed_by at event_id'),
    'confirmed_by',
    'at',
  ),
  'waiting_list.step': derived(
    words('id seq request_id region_code from_state to_state reason at event_id'),
    ['id'],
    'adds',
  ),
  'waiting_list.move': derived(
    words(
      `id seq request_id region_code cause before_band_no before_since after_band_no after_since at event_id`,
    ),
    ['id'],
    'adds',
  ),
  'waiting_list.position': derived(
    words(
      `request_id module_code person_id region_code band_no since tie own_band_no own_since own_tie facts callable`,
    ),
    ['request_id', 'module_code'],
    'everything',
  ),
  // D4: rows of a file are names; of the own region alone, as who a child is.
  'waiting_list.import_file': table({
    ofRegion: 'region_code',
    columns: importFile,
    read: forAll(team, region(importFile)),
    create: forAll(team, region(given(importFile))),
    change: forAll(team, region(changeable(importFile))),
    jobs: 'everything',
  }),
  // How many stand where: no child is in it, and only the access team knows the list.
  'waiting_list.standing_count': table({
    key: ['seq'],
    columns: counts,
    read: forAll(team, all(counts)),
    jobs: 'everything',
  }),
  'waiting_list.hand_over': profile(handOver),
  'waiting_list.hand_over_history': history(handOver, 'all regions'),
  'waiting_list.applied': table({
    key: ['singleton'],
    columns: applied,
    read: forAll(team, all(applied)),
    jobs: 'everything',
  }),

  // D18: published to everybody; a supervisor drafts, and approval is a function's.
  'waiting_list.rule_set': table({
    key: ['version'],
    columns: rules,
    read: forAll(
      people.filter((each) => each !== 'OP'),
      open(rules),
    ),
    create: { AS: all(drafted) },
    change: { AS: all(drafted) },
    jobs: 'everything',
  }),
};

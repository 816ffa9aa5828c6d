/**
 * The access matrix, written by hand from the design's matrix (data class × role) and by somebody else
 * than the policies: no line of this file is made from `matrix.ts`, `classes.ts` or `policies.ts`, and
 * the tests hold those against it. What does not stand here is refused. docs/decisions/0007-data-classes.md
 * says where the classes of the code go beyond the design's.
 */

export const people = ['AT', 'AS', 'PI', 'PC', 'AN', 'RB', 'JJ', 'AD'] as const;
export type Person = (typeof people)[number];
/** The program's own logins: jobs, the door of sessions, and who is not signed in. */
export const machines = ['JOBS', 'DOOR', 'NOBODY'] as const;
export type Machine = (typeof machines)[number];
export type Who = Person | Machine;
export const everybody: readonly Who[] = [...people, ...machines];

export const loginOfWho: Record<Who, string> = {
  AT: 'vp_at',
  AS: 'vp_as',
  PI: 'vp_pi',
  PC: 'vp_pc',
  AN: 'vp_an',
  RB: 'vp_rb',
  JJ: 'vp_jj',
  AD: 'vp_ad',
  JOBS: 'vp_jobs',
  DOOR: 'vp_door',
  NOBODY: 'vp_nobody',
};

/**
 * Whose rows: `all` while the session lives; `own` = of the organisation of the hat that is worn; `open` =
 * the login sees them without asking for the session (docs/decisions/0003: reference data and catalogue,
 * which are equal for everybody who may sign in).
 */
export type Rows = 'all' | 'own' | 'open' | 'mine';
export interface May {
  rows: Rows;
  columns: readonly string[];
}
type Cells = Partial<Record<Who, May>>;

export interface OracleTable {
  /** Column that holds the organisation of a row; null where rows are of nobody. */
  ownedBy: string | null;
  /** For `mine`: whose a row is, and for which role and organisation of that person (null = any). */
  mine: {
    person: string;
    role?: string;
    organisation?: string;
    /** Column of the circle of roles under which the row was made. */
    circle?: string;
    /** Column of the organisation whose people in that circle read along; only one's own may be named. */
    sharedWith?: string;
  } | null;
  /** Columns that tell one row from another. */
  key: readonly string[];
  columns: readonly string[];
  read: Cells;
  create: Cells;
  change: Cells;
  /** Columns do not count when a row goes. */
  remove: Partial<Record<Who, Rows>>;
}

const words = (text: string) => text.trim().split(/\s+/);
const all = (columns: readonly string[]): May => ({ rows: 'all', columns });
const open = (columns: readonly string[]): May => ({ rows: 'open', columns });
const own = (columns: readonly string[]): May => ({ rows: 'own', columns });
const mine = (columns: readonly string[]): May => ({ rows: 'mine', columns });
const but = (columns: readonly string[], ...without: string[]) =>
  columns.filter((column) => !without.includes(column));
const forAll = (who: readonly Who[], may: May): Cells =>
  Object.fromEntries(who.map((each) => [each, may]));

/** Roles that work on the same things: what one keeps, the other may be shown. */
export const circleOf: Record<Person, string> = {
  AT: 'access',
  AS: 'access',
  PI: 'provider',
  PC: 'provider',
  AN: 'AN',
  RB: 'RB',
  JJ: 'JJ',
  AD: 'AD',
};

/** Nobody ever writes these: the database fills them or they are the row's identity. */
const neverChanged = ['id', 'known_from', 'seq', 'created_at', 'undone_by', 'invented', 'tx'];
const neverGiven = ['known_from', 'seq', 'created_at', 'undone_by', 'tx'];
const given = (columns: readonly string[]) => but(columns, ...neverGiven);
const changeable = (columns: readonly string[]) => but(columns, ...neverChanged);

/** The jobs login does the nightly work, the operator's imports and the demo's past: everything that may be done. */
const jobsAll = (columns: readonly string[]) => ({
  read: all(columns),
  create: all(columns),
  change: all(columns),
  remove: 'all' as const,
});

interface Sketch {
  ownedBy?: string;
  mine?: OracleTable['mine'];
  key?: readonly string[];
  columns: readonly string[];
  read?: Cells;
  create?: Cells;
  change?: Cells;
  remove?: Partial<Record<Who, Rows>>;
  /** What the jobs login may: everything, add and read only (what is history stays), or nothing. */
  jobs: 'everything' | 'adds' | 'nothing';
}

function table(sketch: Sketch): OracleTable {
  const may = jobsAll(sketch.columns);
  const reads = sketch.jobs !== 'nothing';
  const changes = sketch.jobs === 'everything';
  return {
    ownedBy: sketch.ownedBy ?? null,
    mine: sketch.mine ?? null,
    key: sketch.key ?? ['id'],
    columns: sketch.columns,
    read: { ...sketch.read, ...(reads && { JOBS: may.read }) },
    create: { ...sketch.create, ...(reads && { JOBS: may.create }) },
    change: { ...sketch.change, ...(changes && { JOBS: may.change }) },
    remove: { ...sketch.remove, ...(changes && { JOBS: may.remove }) },
  };
}

// D0: areas, code lists and settings. Everybody reads; the administrator keeps the code lists.
const reference = (key: string[], columns: string[]) =>
  table({
    key,
    columns,
    read: forAll(people, open(columns)),
    create: { AD: all(given(columns)) },
    change: { AD: all(changeable(columns)) },
    jobs: 'everything',
  });

// D1: who offers what and where, no occupancy. Open to all but the administrator; the provider's keeper
// sees and keeps its own.
const catalogueReaders = ['AT', 'AS', 'PI', 'AN', 'RB', 'JJ'] as const;
const catalogue = (ownedBy: string, key: string[], columns: string[]) =>
  table({
    ownedBy,
    key,
    columns,
    read: { ...forAll(catalogueReaders, open(columns)), PC: own(columns) },
    change: { PC: own(changeable(columns)) },
    jobs: 'everything',
  });

// D2: capacity and free places. Access team and its supervisor all; the provider its own; the keeper writes.
// Never the magistrate, the board, the analyst, the administrator.
const capacityRead = (columns: readonly string[], ofChild: string[] = []): Cells => ({
  ...forAll(['AT', 'AS'], all(but(columns, ...ofChild))),
  ...forAll(['PI', 'PC'], own(columns)),
});

const version = words('event_id known_from');
const superseded = words('known_until superseded_by seq');

/** A dated fact of the provider. @param ofChild what tells of one child (D2P): the provider's own people only */
const fact = (columns: string[], ofChild: string[] = []) =>
  table({
    ownedBy: 'provider_id',
    columns,
    read: capacityRead(columns, ofChild),
    create: { PC: own(given(columns)) },
    change: { PC: own(changeable(columns)) },
    remove: { PC: 'own' },
    jobs: 'everything',
  });

const history = (columns: string[], ofChild: string[] = []) =>
  table({
    ownedBy: 'provider_id',
    key: ['seq'],
    columns: [...columns, ...superseded],
    read: capacityRead([...columns, ...superseded], ofChild),
    jobs: 'adds',
  });

const recognition = words(
  'id unit_id module_code provider_id places period external_key funding_kind origin source',
);
const reconversion = words(
  'id unit_id module_code provider_id places to_module_code to_places state decided_on effective_on registered_on period',
);
const stay = words(
  'id unit_id module_code provider_id place_id claimed_place_id person_ref period expected_end_on decision_until end_reason file_kind needs time_out_of also_elsewhere external_key',
);
const absence = words('id stay_id unit_id module_code provider_id kind period external_key');
const unavailability = words(
  'id unit_id module_code provider_id place_id places only_for reason_code explanation period expected_end_on review_on external_key',
);
const hold = words('id unit_id module_code provider_id place_id period reason_code needs for_ref');
const stayOfChild = ['person_ref', 'end_reason', 'file_kind', 'external_key'];
const absenceOfChild = ['kind', 'external_key'];
const holdOfChild = ['for_ref'];
const figures = words(
  'recognised occupied absent not_converted unavailable held free offerable over_occupied',
);

const event = words(
  'id seq slice kind at person_id hat_id role_code actor_name organisation_id subject_id reason details undo_of undone_by undoable',
);
const unitLive = words(
  `unit_id module_code provider_id site_id region_code zone_code municipality_code lat lon term age_min age_max gender_mix
   security_level settled_on next_change_on raw_recognised raw_occupied raw_absent raw_not_converted raw_unavailable raw_held`,
);
const delta = words(
  'unit_id module_code provider_id on_date recorded_at event_id recognised occupied absent not_converted unavailable held',
);
const snapshot = words('id taken_at as_of_day kind');
const snapshotRow = words(
  `snapshot_id unit_id module_code provider_id region_code ${figures.join(' ')} confirmed_at`,
);
const unit = words(
  'id site_id provider_id code name age_min age_max gender_mix security_level origin',
);
const note = words('unit_id provider_id note');
const place = words('id unit_id module_code provider_id label features valid');
const confirmation = words('id unit_id provider_id at event_id');
const placeReport = words(
  'id unit_id module_code provider_id place_id places reason reported_on withdrawn_on withdrawn_because',
);
const importFile = words(
  'id owner_id person_id file_name content_hash state rows_read rows_checked cancel_asked summary problems event_id created_at touched_at finished_at',
);
const importRow = words(
  `import_id owner_id n kind sheet row_number given remove fact_id key provider_code unit_code module_code place_label person_ref
   from_on until_on expected_end_on decision_until review_on places only_for code explanation file_kind needs ref_key ref_id funding_kind origin`,
);
const importPlan = words(
  `import_id owner_id n kind action fact_id provider_id unit_id module_code place_id claimed_place_id stay_id person_ref period
   expected_end_on decision_until review_on places only_for code explanation file_kind needs also_elsewhere key funding_kind origin
   holds_place holds_child version_at`,
);

const notice = words(
  'id person_id role_code organisation_id kind path about details dedupe_key at shown_from read_at done_at',
);
const savedSearch = words(
  'id person_id circle shared_with name page query is_default created_at changed_at deleted_at',
);
const noticeChoice = words('person_id kind told');

const releaseReaders = ['AT', 'AS', 'PI', 'PC', 'AN', 'RB', 'JJ'] as const;

// D17: accounts and roles, the administrator alone.
const accounts = (columns: string[]) =>
  table({
    columns,
    read: { AD: all(columns) },
    create: { AD: all(given(columns)) },
    change: { AD: all(changeable(columns)) },
    jobs: 'everything',
  });

/** D19: import files and staged rows, of the organisation that imports; the provider's intake reads along. */
const imports = (key: string[], columns: string[], removable: boolean) =>
  table({
    ownedBy: 'owner_id',
    key,
    columns,
    read: forAll(['AS', 'PI', 'PC'], own(columns)),
    create: forAll(['AS', 'PC'], own(given(columns))),
    change: forAll(['AS', 'PC'], own(changeable(columns))),
    remove: removable ? { AS: 'own', PC: 'own' } : {},
    jobs: 'everything',
  });

export const oracleTables: Record<string, OracleTable> = {
  'platform.instance': {
    ...table({
      key: ['singleton'],
      columns: words('singleton id mode time_zone created_at'),
      jobs: 'everything',
    }),
    read: {
      JOBS: all(words('singleton id mode time_zone created_at')),
      NOBODY: all(['singleton']),
    },
  },
  // The names of the channels on which changes are told: who knows one hears that capacity changes.
  'platform.channel': table({
    key: ['singleton'],
    columns: words('singleton mark'),
    jobs: 'nothing',
  }),
  'platform.event': table({
    ownedBy: 'organisation_id',
    columns: [...event, 'tx'],
    read: { ...forAll(['AT', 'AS'], all(event)), ...forAll(['PI', 'PC'], own(event)) },
    create: { ...forAll(['AT', 'AS'], all(given(event))), PC: own(given(event)) },
    jobs: 'adds',
  }),
  'platform.idempotency_key': table({
    key: ['person_id', 'key'],
    columns: words('person_id key request_hash status answer created_at'),
    jobs: 'nothing',
  }),

  'auth.organisation': accounts(words('id code name kind invented')),
  'auth.person': accounts(words('id issuer subject name invented blocked_at')),
  'auth.hat': accounts(words('id person_id role_code organisation_id area_code magistrate valid')),
  'auth.login_attempt': table({
    key: ['state_hash'],
    columns: words('state_hash nonce code_verifier return_to created_at'),
    jobs: 'nothing',
  }),
  'auth.session': table({
    columns: words(
      `id token_hash csrf_token person_id hat_id role_code organisation_id area_code created_at idle_limit idle_ends_at ends_at
       ended_at end_cause id_token_hint`,
    ),
    jobs: 'nothing',
  }),

  // Addresses that open one thing without a session: made, shown and revoked by functions alone.
  'auth.link': table({
    columns: words('id kind token_hash person_id hat_id made_at last_used_at revoked_at'),
    jobs: 'nothing',
  }),

  'region.region': reference(
    ['code'],
    words('code name_nl name_fr name_en minors minors_source valid'),
  ),
  'region.zone': reference(['code'], words('code region_code name invented valid')),
  'region.municipality': reference(
    ['code'],
    words('code name region_code zone_code lat lon population source merged_into valid'),
  ),
  'region.setting': reference(
    ['key', 'region_code', 'valid'],
    words('key region_code value source valid'),
  ),
  'capacity.module_type': reference(
    ['code'],
    words('code name_nl residential term age_min age_max source'),
  ),

  'capacity.provider': catalogue(
    'id',
    ['id'],
    words('id code name sector region_code contact invented'),
  ),
  'capacity.site': catalogue(
    'provider_id',
    ['id'],
    words('id provider_id code name municipality_code zone_code region_code lat lon'),
  ),
  'capacity.care_unit': catalogue('provider_id', ['id'], unit),
  // What a group can carry now.
  'capacity.unit_note': table({
    ownedBy: 'provider_id',
    key: ['unit_id'],
    columns: note,
    read: capacityRead(note),
    create: { PC: own(note) },
    change: { PC: own(note) },
    remove: { PC: 'own' },
    jobs: 'everything',
  }),
  'capacity.offered_module': catalogue(
    'provider_id',
    ['unit_id', 'module_code'],
    words('unit_id module_code provider_id'),
  ),

  'capacity.place': table({
    ownedBy: 'provider_id',
    columns: place,
    read: capacityRead(place),
    create: { PC: own(given(place)) },
    change: { PC: own(changeable(place)) },
    jobs: 'everything',
  }),
  // The register of recognitions is kept by the supervisor of the access team, not by the provider.
  'capacity.recognition': table({
    ownedBy: 'provider_id',
    columns: [...recognition, ...version],
    read: capacityRead([...recognition, ...version]),
    create: { AS: all(given([...recognition, ...version])) },
    change: { AS: all(changeable([...recognition, ...version])) },
    remove: { AS: 'all' },
    jobs: 'everything',
  }),
  'capacity.recognition_history': history([...recognition, ...version]),
  'capacity.reconversion': table({
    ownedBy: 'provider_id',
    columns: [...reconversion, ...version],
    read: capacityRead([...reconversion, ...version]),
    // The period follows from the state and its days.
    create: { PC: own(given(but([...reconversion, ...version], 'period'))) },
    // The supervisor decides and registers; which step is whose, a trigger keeps. Nothing goes out of the register.
    change: {
      AS: all(changeable(but([...reconversion, ...version], 'period'))),
      PC: own(changeable(but([...reconversion, ...version], 'period'))),
    },
    jobs: 'everything',
  }),
  'capacity.reconversion_history': history([...reconversion, ...version]),
  'capacity.stay': fact([...stay, ...version], stayOfChild),
  'capacity.stay_history': history([...stay, ...version], stayOfChild),
  'capacity.absence': fact([...absence, ...version], absenceOfChild),
  'capacity.absence_history': history([...absence, ...version], absenceOfChild),
  'capacity.unavailability': fact([...unavailability, ...version]),
  'capacity.unavailability_history': history([...unavailability, ...version]),
  'capacity.hold': fact([...hold, ...version], holdOfChild),
  'capacity.hold_history': history([...hold, ...version], holdOfChild),
  // That somebody confirmed is never changed, only taken back; the moment is the database's.
  'capacity.confirmation': {
    ...table({
      ownedBy: 'provider_id',
      columns: confirmation,
      read: capacityRead(confirmation),
      create: { PC: own(but(confirmation, 'at')) },
      remove: { PC: 'own' },
      jobs: 'adds',
    }),
    remove: { PC: 'own', JOBS: 'all' },
  },
  'capacity.delta': table({
    ownedBy: 'provider_id',
    key: ['unit_id', 'module_code', 'on_date', 'recorded_at', 'event_id'],
    columns: delta,
    read: capacityRead(delta),
    jobs: 'everything',
  }),
  'capacity.unit_live': table({
    ownedBy: 'provider_id',
    key: ['unit_id', 'module_code'],
    columns: [...unitLive, ...figures, ...words('confirmed_at confirmed_by changed_at')],
    read: capacityRead([...unitLive, ...figures, ...words('confirmed_at confirmed_by changed_at')]),
    jobs: 'everything',
  }),
  // That a picture was taken is part of capacity: not for the magistrate, and of no provider in particular.
  'capacity.snapshot': table({
    columns: snapshot,
    read: forAll(['AT', 'AS', 'PI', 'PC'], all(snapshot)),
    jobs: 'adds',
  }),
  'capacity.snapshot_row': table({
    ownedBy: 'provider_id',
    key: ['snapshot_id', 'unit_id', 'module_code'],
    columns: snapshotRow,
    read: capacityRead(snapshotRow),
    jobs: 'adds',
  }),
  // Notices: each person their own, in the role that they wear. Nobody writes one but by the function that
  // keeps the rules; read and done are the person's own marks.
  'notices.notice': table({
    mine: { person: 'person_id', role: 'role_code', organisation: 'organisation_id' },
    columns: notice,
    read: forAll(people, mine(notice)),
    change: forAll(people, mine(words('read_at done_at'))),
    jobs: 'everything',
  }),
  'notices.choice': table({
    mine: { person: 'person_id' },
    key: ['person_id', 'kind'],
    columns: noticeChoice,
    read: forAll(people, mine(noticeChoice)),
    create: forAll(people, mine(noticeChoice)),
    change: forAll(people, mine(noticeChoice)),
    jobs: 'everything',
  }),
  // What the access team found out about a place: they report and withdraw; the provider reads along.
  'capacity.place_report': table({
    ownedBy: 'provider_id',
    columns: [...placeReport, ...version],
    read: capacityRead([...placeReport, ...version]),
    create: forAll(['AT', 'AS'], all(given([...placeReport, ...version]))),
    change: forAll(['AT', 'AS'], all(changeable([...placeReport, ...version]))),
    jobs: 'everything',
  }),
  'capacity.place_report_history': history([...placeReport, ...version]),
  // Addresses kept under a name: one's own, and those that colleagues in the same circle of roles share.
  'saved_search.search': table({
    mine: { person: 'person_id', circle: 'circle', sharedWith: 'shared_with' },
    columns: savedSearch,
    read: forAll(people, mine(savedSearch)),
    create: forAll(people, mine(given(savedSearch))),
    change: forAll(people, mine(changeable(savedSearch))),
    jobs: 'everything',
  }),
  // D15: released figures, for all but the administrator; the job adds, nobody changes what was released.
  'insight.release': table({
    columns: words('id month released_on made_at known_at delay_days thresholds cells hidden'),
    read: forAll(
      releaseReaders,
      all(words('id month released_on made_at known_at delay_days thresholds cells hidden')),
    ),
    jobs: 'adds',
  }),
  'insight.release_cell': table({
    key: ['release_id', 'table_code', 'row_code', 'column_code', 'figure'],
    columns: words('release_id table_code row_code column_code figure value hidden_because'),
    read: forAll(
      releaseReaders,
      all(words('release_id table_code row_code column_code figure value hidden_because')),
    ),
    jobs: 'adds',
  }),
  'capacity.import_file': imports(['id'], importFile, false),
  'capacity.import_row': imports(['import_id', 'n'], importRow, true),
  'capacity.import_plan': imports(['import_id', 'n'], importPlan, true),
};

/** Views that a slice publishes, and who may ask them: with their own rights, so the tables still decide. */
export const oracleViews: Record<string, readonly Who[]> = {
  'capacity.figures_unit': ['AT', 'AS', 'JOBS'],
  'capacity.figures_out_of_use': ['AT', 'AS', 'JOBS'],
  'capacity.figures_place_held': ['AT', 'AS', 'JOBS'],
};

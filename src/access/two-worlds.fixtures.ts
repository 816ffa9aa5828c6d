import { randomUUID } from 'node:crypto';
import { recordEvent, theProgram } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { isOwnSchema } from '../platform/db/own-schemas.ts';
import type { MadeUnit } from '../capacity/fixtures.ts';
import { tellOfUnavailability } from '../capacity/tell-unavailability.ts';
import type { TestServer } from '../platform/testing/server.ts';
import { opening } from './matrix-check.ts';
import type { Asker, MatrixWorld, RegionCode, Walled } from './matrix-world.fixtures.ts';
import { addWaiting } from './matrix-world-waiting.fixtures.ts';
import { oracleTables } from './oracle.ts';
import { oracleFunctions } from './oracle-functions.ts';
import type { WallClient } from './wall-client.ts';

/** What was asked → the whole answer as text. */
export type Answers = Map<string, string>;

async function changeUnit(tx: Writer, unit: MadeUnit, round: number): Promise<void> {
  const { unitId, providerId, module } = unit;
  const of = [unitId, module, providerId];
  await recordEvent(tx, theProgram, {
    slice: 'capacity',
    kind: 'facts.change',
    organisationId: providerId,
    subjectId: unitId,
  });
  await tx.rows(`delete from capacity.hold where unit_id = $1`, [unitId]);
  await tx.rows(`delete from capacity.unavailability where unit_id = $1 and only_for is null`, [
    unitId,
  ]);
  await tx.rows(`update capacity.recognition set places = places + 3 where unit_id = $1`, [unitId]);
  await tx.rows(
    `update capacity.reconversion set state = 'CANCELLED', effective_on = null where unit_id = $1 and to_places = 1`,
    [unitId],
  );
  await tx.rows(`update capacity.stay set needs = '{SINGLE_ROOM}' where unit_id = $1`, [unitId]);
  for (let n = 0; n < 4; n++) {
    await tx.rows(
      `insert into capacity.place (unit_id, module_code, provider_id, label) values ($1, $2, $3, $4)`,
      [...of, `new ${round} ${n}`],
    );
    await tx.rows(
      `insert into capacity.stay (unit_id, module_code, provider_id, person_ref, period) values ($1, $2, $3, $4, daterange('2025-01-01', null))`,
      [...of, `new child ${unitId} ${round} ${n}`],
    );
  }
  await tx.rows(
    `insert into capacity.unavailability (unit_id, module_code, provider_id, places, reason_code, period, expected_end_on, review_on)
     values ($1, $2, $3, 2, 'UNIT_CLOSED', daterange('2025-01-01', '2090-01-01'), '2090-01-01', '2089-01-01')`,
    of,
  );
  // These end within days: their provider is asked and told of it.
  await tx.rows(
    `insert into capacity.unavailability (unit_id, module_code, provider_id, places, reason_code, period, expected_end_on, review_on)
     select $1, $2, $3, 1, 'BUILDING', daterange('2025-01-01', d::date), d::date, '2025-02-01' from unnest(array[current_date, current_date + 3]) d`,
    of,
  );
  await tx.rows(`insert into capacity.confirmation (unit_id, provider_id) values ($1, $2)`, [
    unitId,
    providerId,
  ]);
  await tx.rows(`update capacity.unit_note set note = $2 where unit_id = $1`, [
    unitId,
    `now otherwise ${round}`,
  ]);
  await tx.rows(
    `insert into capacity.import_file (id, owner_id, file_name, content_hash, state) values ($1, $2, 'later.csv', '\\x01', 'APPLIED')`,
    [randomUUID(), providerId],
  );
}

/** Another world: the same supply, areas, accounts and published figures; every capacity fact otherwise. */
export async function changeCapacity(
  t: Walled,
  units: readonly MadeUnit[],
  round = 1,
): Promise<void> {
  await t.db.as('vp_jobs', async (tx) => {
    for (const unit of units) await changeUnit(tx, unit, round);
    await tellOfUnavailability(tx);
  });
}

/** Children of whom everything is told otherwise; the rules of the order stay, they are published. */
async function changeChildren(tx: Writer, region: RegionCode, unitId: string): Promise<void> {
  // More of them, so that every table of the slice grows.
  await addWaiting(tx, region, unitId);
  await recordEvent(tx, theProgram, {
    slice: 'waiting-list',
    kind: 'request.change',
    organisationId: null,
    subjectId: null,
  });
  for (const change of [
    // Who a child is that is promised, its provider may know.
    `update waiting_list.identity set family_name = family_name || 'x', file_number = gen_random_uuid() where region_code = $1
        and not exists (select 1 from waiting_list.request r join allocation.proposal_child c on c.request_id = r.id where r.person_id = identity.id and c.shown)`,
    `update waiting_list.person set born_month = '2009-01-01', group_id = null where region_code = $1`,
    `update waiting_list.request set review_on = '2028-01-01', since = since - 30, needs = '{SINGLE_ROOM}' where region_code = $1`,
    `update waiting_list.note set words = words || ' more' where region_code = $1`,
    `update waiting_list.priority_request set state = 'LAPSED', decided_on = '2026-02-01' where region_code = $1`,
    `update waiting_list.duplicate set state = 'DISTINCT' where region_code = $1`,
    `delete from waiting_list.apart where region_code = $1`,
  ])
    await tx.rows(change, [region]);
  await tx.rows(
    `insert into waiting_list.assessment (request_id, region_code, rule_set_version, facts, valid_until)
     select id, region_code, 'TEST-2026-1', '{NO_ROOF}', platform.today() + 20 from waiting_list.request where region_code = $1`,
    [region],
  );
}

/** Another world: the same capacity, accounts and rules; other children wait, and otherwise. */
export async function changeWaiting(t: Walled, world: MatrixWorld): Promise<void> {
  await t.db.as('vp_jobs', async (tx) => {
    await changeChildren(tx, 'WVL', world.units.a[0]!.unitId);
    await changeChildren(tx, 'OVL', world.units.c[0]!.unitId);
  });
}

/** Who the children of one region are, and the words about them, told otherwise under an event that was there already. */
export async function changeWords(t: Walled, region: RegionCode): Promise<void> {
  await t.db.as('vp_jobs', async (tx) => {
    await tx.rows(
      `select set_config('vp.event', (select id from platform.event order by seq limit 1)::text, true)`,
    );
    for (const change of [
      `update waiting_list.identity set given_name = given_name || 'x' where region_code = $1`,
      `update waiting_list.note set words = words || 'x' where region_code = $1`,
    ])
      await tx.rows(change, [region]);
  });
}

/** Rows in an order of their own: which plan answers may change with the server's statistics at any moment. */
const text = (got: Awaited<ReturnType<WallClient['ask']>>) =>
  got.kind === 'rows'
    ? JSON.stringify([got.count, got.rows.map((row) => JSON.stringify(row)).sort()])
    : // Of several rows that a change would break, which one is told of first depends on the plan as well.
      JSON.stringify(got.kind === 'failed' ? { kind: got.kind, code: got.code } : got);

const ownNamespace = isOwnSchema('relnamespace::regnamespace::text');
const ownSchemaName = isOwnSchema('schemaname');

/** Questions to the server's own catalogue that would tell how much there is, or that something happens. */
const catalogueQuestions = [
  `select relname, reltuples, relpages, relallvisible from pg_class where ${ownNamespace} order by oid`,
  `select oid::regclass, pg_relation_size(oid), pg_total_relation_size(oid) from pg_class where ${ownNamespace} order by oid`,
  `select pg_database_size(current_database())`,
  `select * from pg_stat_all_tables where ${ownSchemaName} order by relid`,
  `select * from pg_stat_all_indexes where ${ownSchemaName} order by indexrelid`,
  `select * from pg_statio_all_tables where ${ownSchemaName} order by relid`,
  `select * from pg_stat_database where datname = current_database()`,
  `select * from pg_stat_xact_all_tables where ${ownSchemaName} order by relid`,
  `select oid::regclass, pg_stat_get_tuples_inserted(oid), pg_stat_get_live_tuples(oid) from pg_class where ${ownNamespace} order by oid`,
  `select schemaname, tablename, attname, n_distinct, most_common_vals::text from pg_stats where ${ownSchemaName} order by 1, 2, 3`,
  `select * from pg_stats_ext`,
  `select sequencename, last_value from pg_sequences order by 1`,
  `select pid, query, state, wait_event from pg_stat_activity where pid <> pg_backend_pid() and usename <> 'postgres' and backend_type = 'client backend' and query not like '%catalogue%' and false`,
  `select relation::regclass, mode from pg_locks where pid <> pg_backend_pid() and relation is not null`,
  `select pg_current_wal_lsn()`,
  `select pg_snapshot_xmax(pg_current_snapshot())`,
  `select txid_current_if_assigned(), pg_current_xact_id_if_assigned()`,
  `select * from pg_stat_wal`,
  `select * from pg_stat_user_functions`,
  `select * from pg_prepared_xacts`,
  `select * from pg_largeobject_metadata`,
];

/**
 * In each run a quarter of the columns is tried to be written, another quarter by `TWO_WORLDS_SEED`; the drill
 * two-worlds tries all of them (`TWO_WORLDS=all`). Who may write which column is asked one by one in matrix.test.ts.
 */
const seed = Number(process.env['TWO_WORLDS_SEED'] ?? 1);
const isTried = (column: number) => process.env['TWO_WORLDS'] === 'all' || column % 4 === seed % 4;

/**
 * Everything that a login can get out of the database by SQL of its own: all that it may read, and a sample of
 * what it may write.
 * @param also.explain plans too. They tell the size of a table to who may read rows of it: that is why the
 * application never asks for one (attacks.test.ts), and why the provider is not asked here.
 */
export async function databaseAnswers(
  client: WallClient,
  asker: Asker | null,
  world: MatrixWorld,
  also: { catalogue?: boolean; explain?: boolean } = {},
): Promise<Answers> {
  const open = opening(asker);
  const answers: Answers = new Map();
  const ask = async (sql: string) =>
    void answers.set(sql, text(await client.ask([...open, sql], true)));
  let columnNo = 0;
  for (const [table, { columns }] of Object.entries(oracleTables)) {
    for (const column of columns) {
      await ask(`select "${column}" from ${table}`);
      if (!isTried(columnNo++)) continue;
      await ask(`insert into ${table} ("${column}") values (default)`);
      await ask(`update ${table} set "${column}" = default`);
    }
    await ask(`select count(*) from ${table}`);
    await ask(`select * from ${table}`);
    await ask(`delete from ${table}`);
    // Of what everybody has rows in, a plan tells how many rows there are in all, as it does to a provider.
    if (also.explain && !oracleTables[table]!.mine) await ask(`explain select 1 from ${table}`);
    await ask(`copy ${table} to stdout`);
  }
  const unit = world.units.a[0]!;
  const values: Record<string, string> = {
    uuid: `'${unit.unitId}'`,
    'uuid[]': `array['${unit.unitId}']::uuid[]`,
    text: `'STAY_O12'`,
    'text[]': `array['STAY_O12']`,
    date: `'2026-05-06'`,
    'date[]': `array['2026-05-06']::date[]`,
    'timestamp with time zone': `'2026-05-06'`,
    bytea: `'\\x01'`,
    interval: `'1 hour'`,
    integer: '1',
    jsonb: `'{}'`,
    'double precision': '51',
  };
  for (const [signature, { by }] of Object.entries(oracleFunctions)) {
    const [, name, args] = /^([^(]+)\((.*)\)$/.exec(signature)!;
    // What tells the time or the person differs by itself and is not about capacity.
    if (['platform.now', 'auth.enter'].includes(name!)) continue;
    const given =
      args === ''
        ? ''
        : args!
            .split(', ')
            .map((type) => `${values[type]}::${type}`)
            .join(', ');
    await ask(`select * from ${name}(${given})${by.length > 0 ? '' : ' -- nobody'}`);
  }
  if (also.catalogue) for (const sql of catalogueQuestions) await ask(sql);
  return answers;
}

const anyId = '5f2b6d0e-7a41-4c0e-9a52-1d6c3d1f0a11';

/** What each parameter of a path is tried with: what is there, and what is not. */
function paramValues(world: MatrixWorld, units: readonly MadeUnit[]): Record<string, string[]> {
  const unitIds = units.map((unit) => unit.unitId);
  return {
    unitId: [...unitIds, anyId],
    requestId: [world.waiting.WVL.requestId, world.waiting.OVL.requestId, anyId],
    personId: [world.waiting.WVL.personId, anyId],
    groupId: [world.waiting.WVL.groupId, anyId],
    assessmentId: [world.waiting.WVL.assessmentId, anyId],
    version: ['TEST-2026-1', 'TEST-2026-2', 'TEST-2026-9'],
    proposalId: [...world.dialogue.proposals.map(({ id }) => id), anyId],
    inquiryId: [...world.dialogue.inquiries.map(({ id }) => id), anyId],
    recordId: [...world.dialogue.recordIds, anyId],
    stayId: [...units.map((unit) => world.firstStays[unit.unitId]!), anyId],
    absenceId: [anyId],
    unavailabilityId: [anyId],
    eventId: [anyId],
    importId: [anyId],
    kind: [
      'stay',
      'recognition',
      'absence',
      'unavailability',
      'hold',
      'reconversion',
      'place',
      'all',
      'nothing',
    ],
  };
}

/** Queries that a route takes beside none. */
const queries: Record<string, string[]> = {
  '/api/capacity/search': [
    '?module=STAY_O12',
    '?age=14&minimum=1',
    '?region=WVL&limit=5',
    '?near=M-WVL&withinKm=50',
    '?text=Leefgroep',
    '?bogus=1',
  ],
  '/api/capacity/photo': ['?at=2026-01-01', '?at=2099-06-01', '?bogus=1'],
  '/api/capacity/units/{unitId}': ['?at=2026-01-01'],
  '/api/capacity/units/{unitId}/calendar': ['?from=2026-05-01&until=2026-06-01'],
  '/api/capacity/units/{unitId}/can-come': [
    '?module=STAY_O12&from=2026-06-01',
    '?module=STAY_O12&from=2026-06-01&until=2027-01-01',
  ],
  '/api/capacity/export/{kind}': ['?format=csv', '?format=json', '?format=csv&at=2026-01-01'],
  '/api/capacity/export/units': ['?format=csv', '?format=json'],
};

const bodies: Record<string, (unit: MadeUnit) => object> = {
  '/api/capacity/stays': (unit) => ({
    unitId: unit.unitId,
    module: unit.module,
    from: '2026-05-06',
  }),
  '/api/capacity/unavailabilities': (unit) => ({
    unitId: unit.unitId,
    module: unit.module,
    places: 1,
    reason: 'BUILDING',
    from: '2026-05-06',
    expectedEndOn: '2026-06-01',
    reviewOn: '2026-05-20',
  }),
  '/api/capacity/stays/{stayId}/end': () => ({ on: '2026-05-06', reason: 'HOME' }),
  '/api/capacity/stays/{stayId}/move': () => ({ placeId: anyId }),
  '/api/capacity/stays/{stayId}/absences': () => ({ kind: 'HOME', from: '2026-05-06' }),
  '/api/session/hat': () => ({ hatId: anyId }),
};

/** What a provider never may: each method is asked, for it changes nothing. */
const waitingList = '/api/waiting-list';

const combinations = (path: string, values: Record<string, string[]>): string[] => {
  const name = /\{(\w+)\}/.exec(path)?.[1];
  if (!name) return [path];
  return (values[name] ?? [anyId]).flatMap((value) =>
    combinations(path.replace(`{${name}}`, value), values),
  );
};

/** What differs between two answers to the same question at another moment. */
const masked = (answer: string) =>
  answer
    .replaceAll(/"(instance|traceId)":"[0-9a-f]{16}"/g, '"$1":"-"')
    .replaceAll(/"idleEndsAt":"[^"]*"/g, '"idleEndsAt":"-"')
    .replaceAll(/nonce-[\w-]{22}/g, 'nonce');

/** The operations of the API's own document: method, path as it stands there. */
export async function operations(server: TestServer): Promise<[string, string][]> {
  const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as {
    paths: Record<string, object>;
  };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method): [string, string] => [method.toUpperCase(), path]),
  );
}

/** Everything that can be asked without changing anything, with ids of this world and its searches. */
export async function apiQuestions(
  server: TestServer,
  world: MatrixWorld,
  units: readonly MadeUnit[],
): Promise<string[]> {
  const values = paramValues(world, units);
  return (await operations(server))
    .filter(([method]) => method === 'GET')
    .flatMap(([, path]) =>
      combinations(path, values).flatMap((each) => [
        each,
        ...(queries[path] ?? []).map((query) => `${each}${query}`),
      ]),
    );
}

/** Needs nothing but to be asked, and takes away what one has: the second asking would be of another world. */
const dropsOwn = 'POST /api/notices/mailbox/drop';

/**
 * The complete set of answers of the API to somebody: every operation, with what is there and what is not,
 * whole with status, headers and error texts.
 * @param options.only GET for who may change things, so that asking does not change the world; what is not
 * of capacity is asked by every method all the same
 */
export async function apiAnswers(
  server: TestServer,
  who: Asker | null,
  world: MatrixWorld,
  options: { units: readonly MadeUnit[]; only?: 'GET' },
): Promise<Answers> {
  const answers: Answers = new Map();
  const values = paramValues(world, options.units);
  const ask = async (method: string, path: string, body?: object) => {
    const headers = new Headers({
      'idempotency-key': `two-worlds-${randomUUID()}`,
      'x-csrf-token': 'csrf',
    });
    if (who?.token) headers.set('cookie', `__Host-vp=${who.token}`);
    if (body) headers.set('content-type', 'application/json');
    const abort = new AbortController();
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers,
      redirect: 'manual',
      signal: abort.signal,
      ...(body && { body: JSON.stringify(body) }),
    });
    const stream = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    const told = stream ? 'a stream' : Buffer.from(await answer.arrayBuffer()).toString('latin1');
    if (stream) abort.abort();
    const sent = [...answer.headers].filter(
      ([name]) => !['date', 'keep-alive', 'connection'].includes(name),
    );
    answers.set(
      `${method} ${path} ${body ? JSON.stringify(body) : ''}`,
      masked(`${answer.status} ${JSON.stringify(sent)}\n${told}`),
    );
  };
  for (const [method, path] of await operations(server)) {
    // Who may change the list changes it by asking; for everybody else each method must answer alike.
    const asksAll = path.startsWith(waitingList) && !['AT', 'AS'].includes(who?.role ?? '');
    if (options.only && method !== options.only && !asksAll) continue;
    if (`${method} ${path}` === dropsOwn) continue;
    for (const each of combinations(path, values)) {
      await ask(method, each, bodies[path]?.(options.units[0]!));
      for (const query of queries[path] ?? []) await ask(method, `${each}${query}`);
    }
  }
  for (const path of [
    '/api/openapi.json',
    '/api/capacity',
    '/api/capacity/units',
    '/api/nothing',
    '/ready',
    '/live',
  ])
    await ask('GET', path);
  for (const method of options.only ? [] : ['OPTIONS', 'PUT', 'DELETE', 'PATCH'])
    await ask(method, '/api/capacity/photo');
  await ask('HEAD', '/api/capacity/photo');
  return answers;
}

/** The questions whose answers differ. */
export function differences(one: Answers, other: Answers): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter(
    (question) => one.get(question) !== other.get(question),
  );
}

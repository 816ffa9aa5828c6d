import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from '../capacity/fixtures.ts';
import { takeSnapshot } from '../capacity/take-snapshot.ts';
import { recordEvent, theProgram } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { makeOrganisation, type TestDatabase } from '../platform/testing/database.ts';
import { addDialogue, type Dialogue } from './matrix-world-allocation.fixtures.ts';
import { addPrivacy } from './matrix-world-privacy.fixtures.ts';
import { addFosterCare } from './matrix-world-foster.fixtures.ts';
import { addDossier, type Window, windowHats } from './matrix-world-dossier.fixtures.ts';
import {
  addCrisis,
  addEmergencies,
  type Crisis,
  type Opened,
} from './matrix-world-crisis.fixtures.ts';
import { addWaiting, type Waiting } from './matrix-world-waiting.fixtures.ts';
import { circleOf, people, type Person } from './oracle.ts';

/** What the world needs of a test database; a drill makes one by itself. */
export type Walled = Pick<TestDatabase, 'db' | 'owner' | 'ownerUrl' | 'roleSecret'>;

/** How somebody stands towards the application when they ask. Only `live` is let in. */
export const deadStates = [
  'ended hat',
  'future hat',
  'idle too long',
  'session over',
  'session ended',
  'person blocked',
  'hat of another role',
  'hat of another organisation',
  'hat of another area',
  'session of another role on this login',
  'forged token',
  'hash of a live token',
  'empty token',
  'no session',
] as const;
export type DeadState = (typeof deadStates)[number];

/**
 * These are told by the hat or the person, not by the session's own row. `auth.enter` refuses them at the
 * beginning of each transaction; the policies look at the session alone (docs/decisions/0003).
 */
export const refusedAtTheDoor: readonly string[] = [
  'ended hat',
  'future hat',
  'person blocked',
  'hat of another role',
  'hat of another organisation',
  'hat of another area',
] satisfies DeadState[];

export interface Asker {
  role: Person;
  /** `live`, or why they are not let in. */
  state: 'live' | DeadState;
  label: string;
  organisationId: string | null;
  areaCode: string | null;
  /** Null where there is nobody behind the token. */
  personId: string | null;
  /** What `vp.session` is set to; null = never set. */
  token: string | null;
}

/** The regions that rows of a region are of here; each has the same kinds of rows. */
export const regions = ['WVL', 'OVL'] as const;
export type RegionCode = (typeof regions)[number];

export interface MatrixWorld {
  providers: { a: string; b: string; c: string };
  access: { wvl: string; ovl: string };
  units: Record<'a' | 'b' | 'c', MadeUnit[]>;
  /** The first stay of each unit, by unit. */
  firstStays: Record<string, string>;
  /** Children who wait, by region. */
  waiting: Record<RegionCode, Waiting>;
  /** What is proposed to whom, and asked. */
  dialogue: Dialogue;
  /** Crisis requests of each region. */
  crisis: Record<RegionCode, Crisis>;
  askers: Asker[];
  /** What somebody has open in an emergency. */
  opened: Opened[];
  /** Windows that live. */
  windows: Window[];
}

export const hashOf = (token: string) =>
  createHash('sha256').update(Buffer.from(token, 'hex')).digest();

async function secondModule(tx: Writer, unit: MadeUnit): Promise<void> {
  await tx.rows(
    `insert into capacity.offered_module (unit_id, module_code, provider_id) values ($1, 'CRISIS_STAY', $2)`,
    [unit.unitId, unit.providerId],
  );
}

/** Facts of one unit in every state: current, ended, coming, changed and taken away (so that history has rows). */
async function fillUnit(tx: Writer, unit: MadeUnit, mark: string): Promise<string> {
  const { unitId, providerId, module } = unit;
  const of = [unitId, module, providerId];
  const place = unit.placeIds;
  const event = (kind: string) =>
    recordEvent(tx, theProgram, {
      slice: 'capacity',
      kind,
      organisationId: providerId,
      subjectId: unitId,
      reason: `reason ${mark}`,
      details: { mark },
      undoable: true,
    });
  await event('facts.add');
  const stayId = randomUUID();
  await tx.rows(
    `insert into capacity.stay (id, unit_id, module_code, provider_id, place_id, person_ref, period, end_reason, file_kind, needs, external_key)
     values ($1, $2, $3, $4, $5, $8, daterange('2025-01-01', null), null, 'COURT', '{GROUND_FLOOR}', $9),
            (gen_random_uuid(), $2, $3, $4, $6, $10, daterange('2024-01-01', '2024-06-01'), 'HOME', 'VOLUNTARY', '{}', $11),
            (gen_random_uuid(), $2, $3, $4, $7, $12, daterange('2099-01-01', null), null, 'COURT_URGENT', '{}', null),
            (gen_random_uuid(), $2, $3, $4, null, $13, daterange('2025-02-01', null), null, null, '{}', null)`,
    [
      stayId,
      ...of,
      place[0],
      place[1],
      place[2],
      `child ${mark} 1`,
      `key ${mark} 1`,
      `child ${mark} 2`,
      `key ${mark} 2`,
      `child ${mark} 3`,
      `child ${mark} 4`,
    ],
  );
  await tx.rows(
    `insert into capacity.absence (stay_id, unit_id, module_code, provider_id, kind, period, external_key)
     values ($1, $2, $3, $4, 'HOSPITAL', daterange('2025-03-01', '2025-03-04'), $5), ($1, $2, $3, $4, 'RUNAWAY', daterange('2025-06-01', null), null)`,
    [stayId, ...of, `away ${mark}`],
  );
  await tx.rows(
    `insert into capacity.unavailability (unit_id, module_code, provider_id, place_id, places, only_for, reason_code, explanation, period, expected_end_on, review_on, external_key)
     values ($1, $2, $3, $4, 1, null, 'STAFF_SHORTAGE', $5, daterange('2025-01-01', '2098-01-01'), '2098-01-01', '2097-01-01', $6),
            ($1, $2, $3, null, 0, 'GIRLS', 'GROUP_LOAD', null, daterange('2025-01-01', '2098-01-01'), '2098-01-01', '2097-01-01', null)`,
    [...of, place[1], `explained ${mark}`, `out ${mark}`],
  );
  await tx.rows(
    `insert into capacity.hold (unit_id, module_code, provider_id, place_id, period, reason_code, needs, for_ref)
     values ($1, $2, $3, $4, daterange('2025-01-01', '2098-01-01'), 'RESERVED_START', '{}', $5), ($1, $2, $3, null, daterange('2099-01-01', null), 'RESERVED_SIBLING', '{}', null)`,
    [...of, place[2], `held for ${mark}`],
  );
  await tx.rows(
    `insert into capacity.reconversion (unit_id, module_code, provider_id, places, to_module_code, to_places)
     values ($1, $2, $3, 1, 'CRISIS_STAY', 1), ($1, $2, $3, 1, 'CRISIS_STAY', 2)`,
    of,
  );
  await tx.rows(`insert into capacity.confirmation (unit_id, provider_id) values ($1, $2)`, [
    unitId,
    providerId,
  ]);
  await tx.rows(
    `insert into capacity.place_report (unit_id, module_code, provider_id, place_id, reason, withdrawn_on, withdrawn_because)
     values ($1, $2, $3, $4, $5, null, null), ($1, $2, $3, $4, $5, '2025-05-01', 'MENDED')`,
    [...of, place[3], `report ${mark}`],
  );
  // The second unit has none yet.
  if (mark.endsWith('1'))
    await tx.rows(
      `insert into capacity.unit_note (unit_id, provider_id, note) values ($1, $2, $3)`,
      [unitId, providerId, `note ${mark}`],
    );
  await event('facts.change');
  await tx.rows(`update capacity.recognition set places = places + 1 where unit_id = $1`, [unitId]);
  await tx.rows(
    `update capacity.reconversion set state = 'EFFECTIVE', effective_on = '2025-04-01' where unit_id = $1 and to_places = 1`,
    [unitId],
  );
  await tx.rows(`update capacity.stay set expected_end_on = '2030-01-01' where id = $1`, [stayId]);
  await tx.rows(
    `update capacity.place_report set reported_on = '2025-02-01' where unit_id = $1 and withdrawn_on is null`,
    [unitId],
  );
  await tx.rows(`delete from capacity.stay where unit_id = $1 and person_ref = $2`, [
    unitId,
    `child ${mark} 4`,
  ]);
  await tx.rows(
    `update capacity.absence set kind = 'HOME' where stay_id = $1 and upper_inf(period)`,
    [stayId],
  );
  await tx.rows(`update capacity.unavailability set review_on = '2096-01-01' where unit_id = $1`, [
    unitId,
  ]);
  await tx.rows(`update capacity.hold set needs = '{GROUND_FLOOR}' where unit_id = $1`, [unitId]);
  return stayId;
}

async function addImport(tx: Writer, ownerId: string | null, mark: string): Promise<void> {
  const id = randomUUID();
  await tx.rows(
    `insert into capacity.import_file (id, owner_id, file_name, content_hash, state, summary, problems)
     values ($1, $2, $3, '\\x00', 'CHECKED', '{"rows":2}', '[]')`,
    [id, ownerId, `file ${mark}.csv`],
  );
  for (const n of [1, 2]) {
    await tx.rows(
      `insert into capacity.import_row (import_id, owner_id, n, kind, row_number, given, person_ref) values ($1, $2, $3, 'stay', $3, 1, $4)`,
      [id, ownerId, n, `row child ${mark} ${n}`],
    );
    await tx.rows(
      `insert into capacity.import_plan (import_id, owner_id, n, kind, action, person_ref, period) values ($1, $2, $3, 'stay', 'add', $4, daterange('2025-01-01', null))`,
      [id, ownerId, n, `plan child ${mark} ${n}`],
    );
  }
}

/** Two released months: one with a figure that is shown, one with a figure that is not. */
async function addReleases(tx: Writer): Promise<void> {
  for (const [month, releasedOn, value] of [
    ['2025-01-01', '2025-01-15', 12],
    ['2025-02-01', '2025-02-15', null],
  ]) {
    const [made] = await tx.rows<{ id: string }>(
      `insert into insight.release (month, released_on, known_at, delay_days, thresholds, invented, cells, hidden)
       values ($1::date, $2::date, $2::date, 14, '{"usual":5,"sensitive":9,"organisations":3}', true, 1, 0) returning id`,
      [month, releasedOn],
    );
    await tx.rows(
      `insert into insight.release_cell (release_id, table_code, row_code, column_code, figure, value, hidden_because)
       values ($1, 'total', '*', '*', 'occupied', $2, case when $2::int is null then 'PROTECTED' end)`,
      [made!.id, value],
    );
  }
}

async function addReference(tx: Writer): Promise<void> {
  await makeReference(tx);
  await tx.rows(
    `insert into region.zone (code, region_code, name) values ('Z1', 'WVL', 'Kuststreek (verzonnen)'), ('Z2', 'OVL', 'Meetjesland (verzonnen)')`,
  );
  await tx.rows(
    `insert into region.setting (key, region_code, value, source) values ('norm', null, '1', 'test'), ('norm', 'WVL', '2', 'test')`,
  );
}

export interface Wearing {
  role: Person;
  organisationId: string | null;
  areaCode: string | null;
}

/** A person, a hat and a session put there behind the wall, as they are told to be. */
async function addAsker(
  t: Walled,
  wearing: Wearing,
  state: 'live' | DeadState,
  label: string,
  others: { organisationId: string; areaCode: string },
): Promise<Asker> {
  const [personId, hatId] = [randomUUID(), randomUUID()];
  const token = randomBytes(32).toString('hex');
  const dates: Record<string, string> = {
    'ended hat': `[2000-01-01,${day(0)})`,
    'future hat': `[${day(1)},)`,
  };
  const hat = {
    role: state === 'hat of another role' ? (wearing.role === 'AT' ? 'AS' : 'AT') : wearing.role,
    organisationId:
      state === 'hat of another organisation' ? others.organisationId : wearing.organisationId,
    areaCode: state === 'hat of another area' ? others.areaCode : wearing.areaCode,
  };
  await t.owner(
    `insert into auth.person (id, issuer, subject, name, invented, blocked_at) values ($1::uuid, 'matrix', $1::uuid::text, $2, true, $3)`,
    [personId, `${label} (verzonnen)`, state === 'person blocked' ? '2020-01-01' : null],
  );
  await t.owner(
    `insert into auth.hat (id, person_id, role_code, organisation_id, area_code, valid) values ($1, $2, $3, $4, $5, $6)`,
    [hatId, personId, hat.role, hat.organisationId, hat.areaCode, dates[state] ?? '[2000-01-01,)'],
  );
  await t.owner(
    `insert into auth.session (token_hash, csrf_token, person_id, hat_id, role_code, organisation_id, area_code, idle_limit, idle_ends_at, ends_at, ended_at)
     values ($1, 'csrf', $2, $3, $4, $5, $6, interval '15 minutes', now() + $7::interval, now() + $8::interval, $9)`,
    [
      hashOf(token),
      personId,
      hatId,
      wearing.role,
      wearing.organisationId,
      wearing.areaCode,
      state === 'idle too long' ? '-1 second' : '10 hours',
      state === 'session over' ? '-1 second' : '10 hours',
      state === 'session ended' ? '2020-01-01' : null,
    ],
  );
  return {
    role: wearing.role,
    state,
    label,
    organisationId: wearing.organisationId,
    areaCode: wearing.areaCode,
    personId,
    token,
  };
}

const day = (plus: number) =>
  new Date(Date.now() + plus * 86_400_000).toLocaleDateString('sv-SE', {
    timeZone: 'Europe/Brussels',
  });

/** Everybody who asks: two or three live persons for each role, and one for each way of not being let in. */
async function addAskers(
  t: Walled,
  world: Omit<MatrixWorld, 'askers' | 'opened' | 'windows'> & { court: string; ward: string },
): Promise<Asker[]> {
  const { a, b, c } = world.providers;
  const { wvl, ovl } = world.access;
  const { court, ward } = world;
  const desk = await makeOrganisation(t as TestDatabase, 'crisis-desk');
  const hats: Record<Person, Wearing[]> = {
    // The third of the access team has a hat without an area: no region is theirs.
    AT: [
      { role: 'AT', organisationId: wvl, areaCode: 'WVL' },
      { role: 'AT', organisationId: ovl, areaCode: 'OVL' },
      { role: 'AT', organisationId: wvl, areaCode: null },
    ],
    AS: [
      { role: 'AS', organisationId: wvl, areaCode: 'WVL' },
      { role: 'AS', organisationId: ovl, areaCode: 'OVL' },
      { role: 'AS', organisationId: wvl, areaCode: null },
    ],
    CR: ['WVL', 'OVL'].map((areaCode) => ({ role: 'CR', organisationId: desk, areaCode })),
    // A foster-care service that is a provider too, and two families at different services.
    FS: [a, b].map((organisationId) => ({ role: 'FS', organisationId, areaCode: 'WVL' })),
    FF: [a, b].map((organisationId) => ({ role: 'FF', organisationId, areaCode: null })),
    PI: [a, b].map((organisationId) => ({ role: 'PI', organisationId, areaCode: 'WVL' })),
    PC: [a, b, c].map((organisationId) => ({
      role: 'PC',
      organisationId,
      areaCode: organisationId === c ? 'OVL' : 'WVL',
    })),
    AN: [
      { role: 'AN', organisationId: null, areaCode: null },
      { role: 'AN', organisationId: wvl, areaCode: 'WVL' },
    ],
    // A board member and a magistrate who sit in a provider's organisation gain nothing by it.
    RB: [
      { role: 'RB', organisationId: null, areaCode: 'WVL' },
      { role: 'RB', organisationId: a, areaCode: 'WVL' },
      { role: 'RB', organisationId: null, areaCode: null },
    ],
    JJ: [
      { role: 'JJ', organisationId: court, areaCode: null },
      { role: 'JJ', organisationId: a, areaCode: 'WVL' },
    ],
    // Two emergency wards, one of which is a provider too.
    RG: [
      { role: 'RG', organisationId: ward, areaCode: 'WVL' },
      { role: 'RG', organisationId: a, areaCode: null },
    ],
    // A privacy officer with a region reads no more for it; operations that sit with a provider gain nothing.
    PO: [
      { role: 'PO', organisationId: null, areaCode: null },
      { role: 'PO', organisationId: wvl, areaCode: 'WVL' },
    ],
    OP: [
      { role: 'OP', organisationId: null, areaCode: null },
      { role: 'OP', organisationId: a, areaCode: 'WVL' },
    ],
    CH: windowHats('CH'),
    PA: windowHats('PA'),
    TP: windowHats('TP'),
    AD: [
      { role: 'AD', organisationId: null, areaCode: null },
      { role: 'AD', organisationId: a, areaCode: 'WVL' },
    ],
  };
  const askers: Asker[] = [];
  for (const role of people) {
    const others = { organisationId: b, areaCode: 'OVL' };
    for (const [i, wearing] of hats[role].entries())
      askers.push(await addAsker(t, wearing, 'live', `${role} ${i + 1}`, others));
    const first = hats[role][0]!;
    const live = askers.find((asker) => asker.role === role)!;
    const other = askers.find((asker) => asker.role !== role && asker.state === 'live');
    for (const state of deadStates) {
      const made: Record<string, string | null> = {
        'session of another role on this login': other?.token ?? null,
        'forged token': randomBytes(32).toString('hex'),
        'hash of a live token': hashOf(live.token!).toString('hex'),
        'empty token': '',
        'no session': null,
      };
      if (state in made)
        askers.push({
          role,
          state,
          label: `${role} ${state}`,
          organisationId: first.organisationId,
          areaCode: first.areaCode,
          personId: null,
          token: made[state]!,
        });
      else askers.push(await addAsker(t, first, state, `${role} ${state}`, others));
    }
  }
  // The first role has no other before it: borrow the last one's token.
  for (const asker of askers)
    if (asker.state === 'session of another role on this login' && !asker.token)
      asker.token = askers.find((each) => each.role === 'PC' && each.state === 'live')!.token;
  return askers;
}

/**
 * For everybody a notice in the role that they wear, one for them at another organisation, and one in any
 * role. All are read already: who asks to read them all changes nothing.
 */
async function addNotices(t: Walled, askers: readonly Asker[]): Promise<void> {
  for (const { personId, role, organisationId } of askers) {
    if (personId === null) continue;
    await t.owner(
      `insert into notices.notice (person_id, role_code, organisation_id, kind, path, about, dedupe_key, at, shown_from, read_at)
       values ($1, $2, $3, 'account.changed', '/a', 'one', 'worn', now(), now(), now()), ($1, $2, $4, 'account.changed', '/b', 'two', 'elsewhere', now(), now(), now()),
              ($1, null, null, 'account.changed', '/c', null, 'any', now(), now(), now()), ($1, $5, null, 'capacity.x', '/d', null, 'other role', now(), now(), now())`,
      [
        personId,
        role,
        organisationId,
        (
          await t.owner<{ id: string }>(`select id from auth.organisation order by code limit 1`)
        )[0]!.id,
        role === 'AT' ? 'PC' : 'AT',
      ],
    );
    await t.owner(
      `insert into notices.choice (person_id, kind, told) values ($1, 'capacity.x', 'DAILY')`,
      [personId],
    );
    await t.owner(
      `insert into notices.mailbox (person_id, address, language, changed_at) values ($1, 'somebody@mail.invalid', 'nl', now())`,
      [personId],
    );
    if (role === 'AT')
      await t.owner(
        `insert into allocation.led_by (subject_id, region_code, person_id, role_code)
         select gen_random_uuid(), code, $1, 'AT' from unnest('{WVL,OVL}'::text[]) code`,
        [personId],
      );
  }
}

/** For everybody an address of their own, one that is shared, and one kept under another circle of roles. */
async function addSavedSearches(t: Walled, askers: readonly Asker[]): Promise<void> {
  for (const { personId, role, organisationId } of askers) {
    if (personId === null) continue;
    const circle = circleOf[role];
    await t.owner(
      `insert into saved_search.search (person_id, circle, shared_with, name, page, query, changed_at) values
         ($1, $2, null, 'mine', '/aanbod', '', now()), ($1, $2, $3, 'shared', '/aanbod', 'zoek=x', now()),
         ($1, $4, $3, 'other circle', '/regiekamer', '', now())`,
      [personId, circle, organisationId, circle === 'access' ? 'JJ' : 'access'],
    );
  }
}

/** Roles that were asked for, an organisation on its way in, and a key. */
async function addAdministration(t: Walled, askers: readonly Asker[]): Promise<void> {
  const of = (role: Person) => askers.filter((each) => each.role === role && each.state === 'live');
  const [first, second] = of('AD');
  const [keeper] = of('PC');
  await t.owner(
    `insert into administration.hat_request (person_id, role_code, organisation_id, valid, reason, asked_by, asked_at)
     values ($1, 'AT', $4, '[2026-01-01,)', 'reason', $2, now()), ($1, 'AN', null, '[2026-01-01,2026-02-01)', 'reason', $3, now())`,
    [keeper!.personId, first!.personId, second!.personId, keeper!.organisationId],
  );
  await t.owner(
    `insert into administration.change (at, person_id, role_code, table_name, action, row_key, after)
     values (now(), $1, 'AD', 'auth.person', 'INSERT', 'x', '{"name":"x"}')`,
    [first!.personId],
  );
  await t.owner(
    `insert into administration.onboarding (organisation_id, step, done_on) values ($1, 'AGREEMENT', '2026-01-01')`,
    [keeper!.organisationId],
  );
  await t.owner(
    `insert into auth.api_key (token_hash, organisation_id, person_id, hat_id, name, scopes, ends_on)
     select '\\x02', h.organisation_id, h.person_id, h.id, 'key', '{read}', current_date + 30 from auth.hat h where h.person_id = $1`,
    [keeper!.personId],
  );
}

/**
 * Three providers in two regions (two of them in the same one), with every kind of row in every state, and
 * everybody who could ask. Nothing in it is real.
 */
export async function makeMatrixWorld(t: Walled): Promise<MatrixWorld> {
  const access = {
    wvl: await makeOrganisation(t as TestDatabase, 'access-team'),
    ovl: await makeOrganisation(t as TestDatabase, 'access-team'),
  };
  const made = await t.db.as('vp_jobs', async (tx) => {
    await addReference(tx);
    await addReleases(tx);
    const providers = {
      a: await makeProvider(tx, { region: 'WVL' }),
      b: await makeProvider(tx, { region: 'WVL' }),
      c: await makeProvider(tx, { region: 'OVL' }),
    };
    const units: MatrixWorld['units'] = { a: [], b: [], c: [] };
    const firstStays: Record<string, string> = {};
    for (const name of ['a', 'b', 'c'] as const) {
      for (const n of [1, 2]) {
        const unit = await makeUnit(tx, {
          providerId: providers[name],
          places: 3 + n,
          region: name === 'c' ? 'OVL' : 'WVL',
        });
        await secondModule(tx, unit);
        firstStays[unit.unitId] = await fillUnit(tx, unit, `${name}${n}`);
        units[name].push(unit);
      }
      await addImport(tx, providers[name], name);
    }
    for (const [name, id] of [...Object.entries(access), ['operator', null] as const])
      await addImport(tx, id, name);
    // A child of provider a is on time-out at provider c.
    await recordEvent(tx, theProgram, {
      slice: 'capacity',
      kind: 'time-out',
      organisationId: providers.c,
      subjectId: null,
    });
    await tx.rows(
      `insert into capacity.stay (unit_id, module_code, provider_id, person_ref, period, time_out_of) values ($1, $2, $3, 'child a1 1', daterange('2025-06-01', null), $4)`,
      [units.c[0]!.unitId, units.c[0]!.module, providers.c, firstStays[units.a[0]!.unitId]],
    );
    await takeSnapshot(tx, 'AD_HOC');
    const waiting = {
      WVL: await addWaiting(tx, 'WVL', units.a[0]!.unitId),
      OVL: await addWaiting(tx, 'OVL', units.c[0]!.unitId),
    };
    return { providers, units, firstStays, waiting };
  });
  const dialogue = await addDialogue(t, made.units);
  const court = await makeOrganisation(t as TestDatabase, 'court');
  const ward = await makeOrganisation(t as TestDatabase, 'emergency-ward');
  const crisis = await addCrisis(t, made.units, { court, ward });
  const half = { ...made, access, dialogue, court, ward, crisis };
  const askers = await addAskers(t, half);
  await t.owner(
    `insert into auth.link (kind, token_hash, person_id, hat_id) select 'calendar', token_hash, person_id, hat_id from auth.session`,
  );
  await t.owner(
    `insert into auth.login_attempt (state_hash, nonce, code_verifier, return_to) values ('\\x01', 'n', 'v', '/')`,
  );
  await t.owner(
    `insert into platform.idempotency_key (person_id, key, request_hash) select person_id, 'matrix-key-' || role_code, '\\x01' from auth.session`,
  );
  await addAdministration(t, askers);
  await addNotices(t, askers);
  await addSavedSearches(t, askers);
  await addFosterCare(t, askers);
  await t.owner(
    `select audit.append_looks(array_agg(id), array_agg('{"kind":"READ"}'::text)) from auth.session`,
  );
  await t.owner(`select audit.append_of_program($1)`, [
    JSON.stringify({
      kind: 'READ',
      subjects: [{ kind: 'request', ids: [made.waiting.WVL.requestId] }],
    }),
  ]);
  await t.owner('select audit.seal(1000)');
  await addPrivacy(t, askers);
  const opened = await addEmergencies(t, askers, half.crisis, made.waiting.OVL);
  const windows = await addDossier(t, askers, half);
  await t.owner('select audit.seal(1000)');
  await t.owner('select dossier.gather_looks(1000)');
  return { ...half, askers, windows, opened };
}

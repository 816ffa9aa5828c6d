import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { theProgram } from '../platform/db/command.ts';
import { addDays, dayIn } from '../platform/period.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import { confirmUnit } from './confirm-unit.ts';
import { endStay } from './end-stay.ts';
import type { Photo } from './contract.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from './fixtures.ts';
import { capacityRoutes, problemWords } from './index.ts';
import type {
  CalendarLink,
  ChangedSeveral,
  NewCalendarLink,
  PlannedEnds,
  RegionView,
} from './provider-tools-contract.ts';
import { reportUnavailability } from './report-unavailability.ts';
import { startStay } from './start-stay.ts';
import { tellOfOldFigures } from './tell-old-figures.ts';

const today = dayIn(new Date());
let t: TestDatabase;
let server: TestServer;
let provider: string;
let other: string;
let pc: SignedIn;
let pi: SignedIn;
let at: SignedIn;
let units: MadeUnit[];
let foreign: MadeUnit;

beforeAll(async () => {
  t = await testDatabase();
  [provider, other] = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    return [await makeProvider(tx), await makeProvider(tx)];
  });
  pc = await signIn(t, 'PC', { organisationId: provider });
  pi = await signIn(t, 'PI', { organisationId: provider });
  at = await signIn(t, 'AT', { organisationId: await makeOrganisation(t, 'access-team') });
  units = await t.db.as('vp_jobs', async (tx) => [
    await makeUnit(tx, { providerId: provider, places: 6 }),
    await makeUnit(tx, { providerId: provider, places: 4 }),
    await makeUnit(tx, { providerId: provider, places: 4 }),
  ]);
  foreign = await t.db.as('vp_jobs', (tx) => makeUnit(tx, { providerId: other }));
  server = await startTestServer(t, { routes: capacityRoutes, words: [problemWords] });
});
afterAll(async () => {
  await server.close();
  await t.close();
});

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says what the answer should be
async function ask<T>(
  who: SignedIn,
  path: string,
  body?: object,
): Promise<{ status: number; body: T }> {
  const answer = await server.as(who, path, {
    ...(body && {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    }),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}
const ids = () => units.map(({ unitId }) => unitId);
const confirmations = async () =>
  (await t.owner<{ n: number }>('select count(*)::int as n from capacity.confirmation'))[0]!.n;

describe('several units at once', () => {
  const several = '/api/capacity/several';

  test('two people with the same units in another order: both are done, neither is lost', async () => {
    const before = await confirmations();
    const colleague = await signIn(t, 'PC', { organisationId: provider });
    const answers = await Promise.all([
      ask<ChangedSeveral>(pc, `${several}/confirm`, { unitIds: ids() }),
      ask<ChangedSeveral>(colleague, `${several}/confirm`, { unitIds: ids().toReversed() }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await confirmations()).toBe(before + 6);
    expect(answers[0].body.changes.map(({ modules }) => modules[0]?.unitId).sort()).toEqual(
      ids().sort(),
    );
  });

  test('one that stands in the way is named, and nothing is done', async () => {
    const before = await confirmations();
    const { status, body } = await ask<{ code: string; details: { unitId: string } }>(
      pc,
      `${several}/confirm`,
      { unitIds: [...ids(), foreign.unitId] },
    );
    expect([status, body.code, body.details.unitId]).toEqual([
      404,
      'unit-not-found',
      foreign.unitId,
    ]);
    expect(await confirmations()).toBe(before);
  });

  test('a partial stop for all of them, and one way back for all of them', async () => {
    const made = await ask<ChangedSeveral>(pc, `${several}/unavailabilities`, {
      units: units.map(({ unitId, module }) => ({ unitId, module })),
      onlyFor: 'UNDER_6',
      reason: 'GROUP_LOAD',
      from: today,
      expectedEndOn: addDays(today, 28),
    });
    expect(made.status).toBe(200);
    expect(made.body.changes.map(({ modules }) => modules[0]?.partialStops)).toEqual(
      units.map(() => [{ onlyFor: 'UNDER_6', until: addDays(today, 28) }]),
    );
    const eventIds = made.body.changes.map(({ eventId }) => eventId);
    // Somebody ends one of them meanwhile: none is taken back.
    const [stop] = await t.owner<{ id: string }>(
      `select id from capacity.unavailability where event_id = $1`,
      [eventIds[1]],
    );
    const ended = await ask<{ eventId: string }>(
      pc,
      `/api/capacity/unavailabilities/${stop!.id}/end`,
      { on: addDays(today, 2) },
    );
    const refused = await ask<{ code: string }>(pc, `${several}/undo`, { eventIds });
    expect([refused.status, refused.body.code]).toEqual([409, 'changed-since']);
    const stops = () =>
      t.owner<{ n: number }>(
        `select count(*)::int as n from capacity.unavailability where only_for = 'UNDER_6'`,
      );
    expect((await stops())[0]!.n).toBe(3);
    await ask(pc, `/api/capacity/events/${ended.body.eventId}/undo`, {});
    expect((await ask(pc, `${several}/undo`, { eventIds })).status).toBe(200);
    expect((await stops())[0]!.n).toBe(0);
  });
});

describe('planned ends', () => {
  test('what should have ended stands there, and is moved or registered', async () => {
    const unit = units[0]!;
    const stay = async (personRef: string, expectedEndOn: string) => {
      const { id } = await t.db.as('vp_jobs', (tx) =>
        startStay(tx, theProgram, {
          unitId: unit.unitId,
          module: unit.module,
          from: addDays(today, -40),
          personRef,
          expectedEndOn,
        }),
      );
      return id!;
    };
    const past = await stay('PROEF-VOORBIJ', addDays(today, -3));
    await stay('PROEF-STRAKS', addDays(today, 20));
    await stay('PROEF-VER', addDays(today, 70));
    const seen = async (days: number) =>
      (await ask<PlannedEnds>(pi, `/api/capacity/planned-ends?days=${days}`)).body.stays.map(
        ({ personRef }) => personRef,
      );
    expect(await seen(30)).toEqual(['PROEF-VOORBIJ', 'PROEF-STRAKS']);
    expect(await seen(90)).toEqual(['PROEF-VOORBIJ', 'PROEF-STRAKS', 'PROEF-VER']);
    const moved = await ask<{ eventId: string; undoable: boolean }>(
      pc,
      `/api/capacity/stays/${past}/expect`,
      { expectedEndOn: addDays(today, 50) },
    );
    expect(moved.body.undoable).toBe(true);
    expect(await seen(30)).toEqual(['PROEF-STRAKS']);
    await ask(pc, `/api/capacity/events/${moved.body.eventId}/undo`, {});
    expect(await seen(30)).toEqual(['PROEF-VOORBIJ', 'PROEF-STRAKS']);
    await ask(pc, `/api/capacity/stays/${past}/end`, { on: today, reason: 'HOME' });
    expect(await seen(30)).toEqual(['PROEF-STRAKS']);
    expect(
      (await ask(pi, `/api/capacity/stays/${past}/expect`, { expectedEndOn: null })).status,
    ).toBe(403);
  });
});

test('what the region sees is what the access team is answered, letter for letter', async () => {
  const theirs = (await ask<Photo>(at, '/api/capacity/photo')).body.units.filter(
    ({ providerId }) => providerId === provider,
  );
  const ours = (await ask<RegionView>(pi, '/api/capacity/region-view')).body.units;
  expect(ours.length).toBe(3);
  expect(ours).toEqual(theirs);
  for (const { unitId } of units) {
    const [seen, shown] = await Promise.all([
      ask<Record<string, unknown>>(at, `/api/capacity/units/${unitId}`),
      ask<Record<string, unknown>>(pc, `/api/capacity/region-view/${unitId}`),
    ]);
    expect({ ...shown.body, knownAt: '' }).toEqual({ ...seen.body, knownAt: '' });
    expect(JSON.stringify(shown.body)).not.toContain('PROEF');
  }
});

describe('the calendar of one’s own units', () => {
  const path = '/api/capacity/calendar-link';
  const read = (address: string, lang = 'nl') => fetch(`${server.url}${address}?lang=${lang}`);
  const events = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((each) => {
      const event = new ICAL.Event(each);
      return { on: event.startDate.toString(), summary: event.summary, uid: event.uid };
    });

  test('tells what is planned and nothing of any child, until it is revoked', async () => {
    await t.db.as('vp_jobs', async (tx) => {
      const unit = units[1]!;
      const of = { unitId: unit.unitId, module: unit.module };
      const { id } = await startStay(tx, theProgram, {
        ...of,
        from: addDays(today, -9),
        personRef: 'PROEF-GEHEIM',
      });
      await endStay(tx, theProgram, { stayId: id!, on: addDays(today, 12), reason: 'HOME' });
      await startStay(tx, theProgram, { ...of, from: addDays(today, 5), personRef: 'PROEF-KOMT' });
      await reportUnavailability(tx, theProgram, {
        ...of,
        places: 2,
        reason: 'OTHER',
        explanation: 'Geheime uitleg, met een regel\nerbij',
        from: today,
        expectedEndOn: addDays(today, 28),
      });
      await startStay(tx, theProgram, {
        unitId: foreign.unitId,
        module: foreign.module,
        from: addDays(today, 5),
        personRef: 'PROEF-VREEMD',
      });
    });
    expect((await ask<CalendarLink>(pc, path)).body.link).toBeNull();
    const { body } = await ask<NewCalendarLink>(pc, path, {});
    const answer = await read(body.path);
    expect(answer.headers.get('content-type')).toContain('text/calendar');
    const text = await answer.text();
    const found = events(text);
    const said = found.map(({ on, summary }) => `${on} ${summary.split(':')[0]}`);
    expect(said).toContain(`${addDays(today, 5)} Start gepland`);
    expect(said).toContain(`${addDays(today, 12)} Vertrek`);
    expect(said).toContain(`${addDays(today, 21)} Nakijken`);
    expect(said).toContain(`${addDays(today, 28)} 2 plaatsen terug beschikbaar`);
    expect(said).toContain(`${addDays(today, 20)} Verwacht vertrek`);
    expect(new Set(found.map(({ uid }) => uid)).size).toBe(found.length);
    const unfolded = text.replaceAll(/\r?\n[ \t]/g, '');
    expect(unfolded).not.toMatch(/PROEF|Geheim/);
    for (const [id] of await t
      .owner<{ id: string }>('select id from capacity.stay')
      .then((rows) => rows.map(({ id }) => [id]))) {
      expect(unfolded).not.toContain(id);
    }
    expect((await (await read(body.path, 'fr')).text()).replaceAll(/\r?\n[ \t]/g, '')).toContain(
      'Début prévu',
    );
    const again = events(await (await read(body.path)).text());
    expect(again.map(({ uid }) => uid)).toEqual(found.map(({ uid }) => uid));
    expect((await ask<CalendarLink>(pc, path)).body.link?.lastUsedAt).not.toBeNull();
    expect((await ask<CalendarLink>(pi, path)).body.link).toBeNull();
    expect(
      JSON.stringify(await t.owner('select * from auth.link')).includes(body.path.split('/')[4]!),
    ).toBe(false);
    await ask(pc, `${path}/revoke`, {});
    expect((await read(body.path)).status).toBe(404);
  });

  test('a new address ends the old one, and a hat that is off ends it too', async () => {
    const first = (await ask<NewCalendarLink>(pi, path, {})).body.path;
    const second = (await ask<NewCalendarLink>(pi, path, {})).body.path;
    expect([(await read(first)).status, (await read(second)).status]).toEqual([404, 200]);
    await t.owner(
      `update auth.hat set valid = daterange('2000-01-01', current_date) where id = $1`,
      [pi.hatId],
    );
    expect((await read(second)).status).toBe(404);
  });
});

test('figures that grow old are reminded of once, and again a week later', async () => {
  const unit = units[2]!;
  const days = async (plus: number, work: Parameters<TestDatabase['db']['as']>[1]) =>
    t.db.as('vp_jobs', async (tx) => {
      await tx.rows(`select set_config('vp.clock', $1, true)`, [
        `${addDays(today, 400 + plus)}T05:00:00Z`,
      ]);
      return work(tx);
    });
  const told = async () =>
    (
      await t.owner<{ n: number }>(
        `select count(*)::int as n from notices.notice where kind = 'capacity.figures-old' and path like '%' || $1 and person_id = $2`,
        [unit.unitId, pc.personId],
      )
    )[0]!.n;
  await days(0, (tx) => confirmUnit(tx, theProgram, { unitId: unit.unitId }));
  await days(6, tellOfOldFigures);
  expect(await told()).toBe(0);
  await days(7, tellOfOldFigures);
  await days(8, tellOfOldFigures);
  expect(await told()).toBe(1);
  await days(14, tellOfOldFigures);
  expect(await told()).toBe(2);
  await days(15, (tx) => confirmUnit(tx, theProgram, { unitId: unit.unitId }));
  await days(16, tellOfOldFigures);
  expect(await told()).toBe(2);
});

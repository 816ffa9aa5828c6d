import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { startTestServer } from '../../platform/testing/server.ts';
import type { ImportState } from '../contract.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from '../fixtures.ts';
import { capacityRoutes } from '../index.ts';
import { startStay } from '../start-stay.ts';
import type { ImportAccess } from './import-file.ts';
import { accessFor, actorOf, csv, factsHash, send, stateOf } from './import.fixtures.ts';
import { applyImport, cancelImport } from './apply-import.ts';

let t: TestDatabase;
let provider: string;
let providerCode: string;
let pc: SignedIn;
let access: ImportAccess;
let unit: MadeUnit;
let code: string;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'import-race-'));
  t = await testDatabase();
  await t.db.as('vp_jobs', makeReference);
});
afterAll(async () => {
  await t.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  provider = await t.db.as('vp_jobs', (tx) => makeProvider(tx));
  pc = await signIn(t, 'PC', { organisationId: provider });
  access = accessFor(t, pc);
  unit = await t.db.as('vp_jobs', (tx) => makeUnit(tx, { providerId: provider, places: 4 }));
  const [row] = await t.owner<{ code: string; provider: string }>(
    `select u.code, p.code as provider from capacity.care_unit u join capacity.provider p on p.id = u.provider_id where u.id = $1`,
    [unit.unitId],
  );
  code = row!.code;
  providerCode = row!.provider;
});

const stay = (key: string, place: string | null, more = {}) => ({
  key,
  unit: code,
  place,
  person_ref: `${code}-${key}`,
  from: '2026-01-10',
  until: null as string | null,
  ...more,
});
const sendRows = (rows: Record<string, string | null>[]) => send(access, actorOf(pc), csv(rows));
const apply = (id: string) => applyImport(access, actorOf(pc), id);
const staysOf = () =>
  t.owner<{ key: string | null; place: string | null }>(
    `select s.external_key as key, p.label as place from capacity.stay s left join capacity.place p on p.id = s.place_id
      where s.provider_id = $1 order by 1, 2`,
    [provider],
  );

test('two imports of the same new facts at once: one wins whole, the other is told', async () => {
  for (let round = 0; round < 5; round++) {
    const keys = [1, 2, 3].map((i) => `R${round}-${i}`);
    const [one, two] = await Promise.all([
      sendRows(keys.map((key) => stay(key, null, { until: '2026-02-01' }))),
      sendRows(keys.map((key) => stay(key, null, { until: '2026-03-01' }))),
    ]);
    const outcomes = await Promise.allSettled([apply(one.id), apply(two.id)]);
    const won = outcomes.filter((each) => each.status === 'fulfilled');
    const lost = outcomes.filter((each) => each.status === 'rejected');
    expect(won).toHaveLength(1);
    expect(lost[0]!.reason).toMatchObject({ code: 'import-changed' });
    const ends = await t.owner<{ until: string }>(
      `select distinct upper(period)::text as until from capacity.stay where external_key = any ($1) and provider_id = $2`,
      [keys, provider],
    );
    expect(ends).toHaveLength(1);
  }
});

test('one import applied twice at once is applied once', async () => {
  const state = await sendRows([stay('A', '1'), stay('B', '2')]);
  const outcomes = await Promise.allSettled([apply(state.id), apply(state.id), apply(state.id)]);
  expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  const events = await t.owner(
    'select 1 from platform.event where organisation_id = $1 and undoable',
    [provider],
  );
  expect(events).toHaveLength(1);
});

test('an import and a screen at the same last place: one of them is told, never both there', async () => {
  const told = new Set<string>();
  for (let round = 0; round < 12; round++) {
    const small = await t.db.as('vp_jobs', (tx) =>
      makeUnit(tx, { providerId: provider, places: 1 }),
    );
    const [row] = await t.owner<{ code: string }>(
      'select code from capacity.care_unit where id = $1',
      [small.unitId],
    );
    const state = await sendRows([{ ...stay(`S${round}`, '1'), unit: row!.code }]);
    const screen = t.db.write(pc, async (tx) => {
      await pause(round * 2);
      return startStay(tx, actorOf(pc), {
        unitId: small.unitId,
        module: small.module,
        placeId: small.placeIds[0]!,
        from: '2026-02-01',
      });
    });
    const [imported, started] = await Promise.allSettled([apply(state.id), screen]);
    const there = await t.owner('select 1 from capacity.stay where place_id = $1', [
      small.placeIds[0],
    ]);
    expect(there).toHaveLength(1);
    expect([imported.status, started.status].sort()).toEqual(['fulfilled', 'rejected']);
    const reason = (imported.status === 'rejected' ? imported : (started as PromiseRejectedResult))
      .reason as { code: string };
    told.add(reason.code);
    if (imported.status === 'rejected') {
      expect((await stateOf(access, state.id)).findings).toMatchObject([{ code: 'place-taken' }]);
    }
  }
  expect([...told].every((each) => ['import-changed', 'place-never-twice'].includes(each))).toBe(
    true,
  );
});

test('cancelled while it is applied: rolled back whole', async () => {
  const state = await sendRows(
    Array.from({ length: 300 }, (_, i) => stay(`C${i}`, null, { until: '2026-01-11' })),
  );
  const before = await factsHash(t);
  const work = applyImport(access, actorOf(pc), state.id, { signal: AbortSignal.abort() });
  await expect(work).rejects.toMatchObject({ code: 'import-cancelled' });
  expect(await stateOf(access, state.id)).toMatchObject({ state: 'CANCELLED' });
  expect(await factsHash(t)).toBe(before);
});

test('asked to stop from elsewhere while it is applied', async () => {
  const state = await sendRows([stay('A', '1')]);
  await t.owner(`update capacity.import_file set state = 'APPLYING' where id = $1`, [state.id]);
  await cancelImport(access, state.id);
  await t.owner(`update capacity.import_file set state = 'CHECKED' where id = $1`, [state.id]);
  // The wish to stop ends with the next move, so that it cannot stop a later attempt.
  await apply(state.id);
  expect(await staysOf()).toHaveLength(1);
});

test('the rows are lost in a crash between stage and apply: nothing is applied, and said so', async () => {
  const state = await sendRows([stay('A', '1'), stay('B', '2')]);
  await t.owner('delete from capacity.import_row where import_id = $1 and n = 2', [state.id]);
  const before = await factsHash(t);
  await expect(apply(state.id)).rejects.toMatchObject({ code: 'import-changed' });
  expect(await stateOf(access, state.id)).toMatchObject({
    state: 'REFUSED',
    problems: [{ code: 'rows-gone' }],
  });
  expect(await factsHash(t)).toBe(before);
});

test('work that stands still is taken to be dead when somebody looks', async () => {
  const server = await startTestServer(t, { routes: capacityRoutes });
  try {
    const look = async (id: string) =>
      (await (await server.as(pc, `/api/capacity/imports/${id}`)).json()) as ImportState;
    const state = await sendRows([stay('A', '1')]);
    const stand = (name: string) =>
      t.owner(
        `update capacity.import_file set state = $2, touched_at = now() - interval '1 hour' where id = $1`,
        [state.id, name],
      );
    await stand('APPLYING');
    expect(await look(state.id)).toMatchObject({ state: 'CHECKED' });
    await apply(state.id);
    const other = await sendRows([stay('B', '2')]);
    await t.owner(
      `update capacity.import_file set state = 'STAGING', touched_at = now() - interval '1 hour' where id = $1`,
      [other.id],
    );
    expect(await look(other.id)).toMatchObject({
      state: 'FAILED',
      problems: [{ code: 'broken-off' }],
    });
  } finally {
    await server.close();
  }
});

test('the session ends while the file is checked: failed, with the reason', async () => {
  const gone = await signIn(t, 'PC', { organisationId: provider });
  const theirs = accessFor(t, gone);
  const state = send(
    theirs,
    actorOf(gone),
    csv(Array.from({ length: 50 }, (_, i) => stay(`X${i}`, null))),
    {
      onRows: () => {
        void t.owner(`update auth.session set ended_at = now() where hat_id = $1`, [gone.hatId]);
      },
    },
  );
  await expect(state).rejects.toMatchObject({ code: 'not-signed-in' });
  const [row] = await t.owner<{ id: string }>(
    'select id from capacity.import_file where person_id = $1',
    [gone.personId],
  );
  expect(await stateOf(access, row!.id)).toMatchObject({
    state: 'FAILED',
    problems: [{ code: 'session-ended' }],
  });
});

test('the connection breaks while facts are written: as it was, and it can be applied again', async () => {
  const state = await sendRows(
    Array.from({ length: 200 }, (_, i) => stay(`B${i}`, null, { until: '2026-01-12' })),
  );
  const before = await factsHash(t);
  let broke = 0;
  const breaking: ImportAccess = {
    ...access,
    write: (work) =>
      access.write((tx) => {
        const rows: typeof tx.rows = async (text, values) => {
          if (text.includes('insert into capacity.stay') && broke++ < 20) {
            await tx.rows('select pg_terminate_backend(pg_backend_pid())');
          }
          return tx.rows(text, values);
        };
        return work(Object.create(tx, { rows: { value: rows } }) as typeof tx);
      }),
  };
  await expect(applyImport(breaking, actorOf(pc), state.id)).rejects.toThrow();
  expect(broke).toBeGreaterThan(0);
  expect(await factsHash(t)).toBe(before);
  expect(await stateOf(access, state.id)).toMatchObject({ state: 'CHECKED' });
  await apply(state.id);
  expect(await staysOf()).toHaveLength(200);
});

/** The server notices a little later that its client is gone. */
async function connectionsEnded(): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const [row] = await t.owner<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and usename = 'vp_jobs'`,
    );
    if (row!.n <= kept) return;
    await pause(25);
  }
}
let kept = 0;

test('the process is killed at any moment: all of the file or nothing of it', async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => ({
    provider: providerCode,
    ...stay(`K${i}`, null, { from: '2025-01-01', until: '2025-01-05' }),
  }));
  const path = join(folder, 'killed.csv');
  writeFileSync(path, csv(rows));
  const seen = new Set<number>();
  const [own] = await t.owner<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and usename = 'vp_jobs'`,
  );
  kept = own!.n;
  for (const afterMs of [60, 250, 450, 650]) {
    const before = await factsHash(t);
    const child = fork(
      join(import.meta.dirname, 'apply-process.fixtures.ts'),
      [t.ownerUrl, t.roleSecret, path],
      {
        execArgv: [],
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      },
    );
    // Asked for at once: on a quick machine the child may be done before it is killed.
    const exit = once(child, 'exit');
    await once(child, 'message');
    await pause(afterMs);
    child.kill('SIGKILL');
    await exit;
    await connectionsEnded();
    const there = await staysOf();
    seen.add(there.length);
    expect([0, 3000]).toContain(there.length);
    if (there.length === 0) expect(await factsHash(t)).toBe(before);
  }
  expect(seen.has(0)).toBe(true);
}, 60_000);

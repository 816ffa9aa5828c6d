import { beforeAll, describe, expect, test, vi } from 'vitest';
import { Type } from 'typebox';
import { allRoutes, liveUnits, words } from '../cli/slices.ts';
import { type Route, route } from '../platform/http/route.ts';
import { freePort, startTestServer, type TestServer } from '../platform/testing/server.ts';
import type { Asker } from './matrix-world.fixtures.ts';
import { changeDialogue } from './two-worlds-allocation.fixtures.ts';
import {
  apiAnswers,
  type Answers,
  changeCapacity,
  changeWords,
  databaseAnswers,
  differences,
} from './two-worlds.fixtures.ts';
import { useMatrix } from './use-matrix.fixtures.ts';

// Each test asks thousands of questions three times, of a world that grows with every test.
vi.setConfig({ testTimeout: 240_000 });
const matrix = useMatrix();
let port: number;

const now = new Date();
const clock = { now: () => now };
/** A route that tells a magistrate how much is free: the test must find it. */
const leak: Route = route({
  method: 'GET',
  path: '/api/capacity/leak',
  summary: 'A planted leak',
  tag: 'capacity',
  roles: ['JJ'],
  classes: ['D0'],
  response: Type.Object({ suitable: Type.Boolean() }),
  handler: ({ db }) =>
    db.as('vp_jobs', async (tx) => {
      const [row] = await tx.rows<{ suitable: boolean }>(
        'select sum(occupied) > 0 as suitable from capacity.unit_live',
      );
      return row!;
    }),
});

beforeAll(async () => {
  port = await freePort();
});

/** Asks a server of its own each time: how often one may ask must not count over two worlds. */
async function atApi(
  who: Asker | null,
  options: Parameters<typeof apiAnswers>[3],
  more: readonly Route[] = [],
): Promise<Answers> {
  const server: TestServer = await startTestServer(matrix.t, {
    routes: [...allRoutes, ...more],
    words,
    clock,
    port,
    liveSource: liveUnits(matrix.t.db, clock),
  });
  try {
    return await apiAnswers(server, who, matrix.world, options);
  } finally {
    await server.close();
  }
}

const liveOf = (role: string) =>
  matrix.world.askers.filter((asker) => asker.role === role && asker.state === 'live');
const units = (...names: ('a' | 'b' | 'c')[]) => names.flatMap((name) => matrix.world.units[name]);

/**
 * What was asked, and what of it is answered otherwise after the world changed. An answer that changes by itself counts as
 * changed, so nothing is overlooked by asking once.
 */
async function compare(ask: () => Promise<Answers>, change: () => Promise<void>) {
  const before = await ask();
  await change();
  const after = await ask();
  return { asked: before.size, changed: differences(before, after) };
}

let round = 0;
const everything = () => changeCapacity(matrix.t, units('a', 'b', 'c'), ++round);
let asked = 0;

describe('who may not know of capacity sees the same in two worlds that differ in nothing else', () => {
  const outside: (readonly [string, () => Asker | null])[] = [
    ['magistrate', () => liveOf('JJ')[0]!],
    ['magistrate with a hat at a provider', () => liveOf('JJ')[1]!],
    ['analyst', () => liveOf('AN')[0]!],
    ['board member', () => liveOf('RB')[0]!],
    ['administrator', () => liveOf('AD')[0]!],
    ['nobody', () => null],
  ];
  test.each(outside)('%s, at the database', async (_name, who) => {
    const asker = who();
    const client = matrix.clients[asker?.role ?? 'NOBODY'];
    const compared = await compare(
      () =>
        databaseAnswers(client, asker, matrix.world, {
          catalogue: true,
          explain: asker?.role !== 'AD',
        }),
      everything,
    );
    asked += compared.asked;
    expect(compared.changed).toEqual([]);
  });
  test.each(outside)('%s, at the API', async (_name, who) => {
    const compared = await compare(() => atApi(who(), { units: units('a', 'c') }), everything);
    asked += compared.asked;
    expect(compared.changed).toEqual([]);
  });
});

describe('what is another provider’s changes nothing for a provider', () => {
  const others = () => changeCapacity(matrix.t, units('b', 'c'), ++round);
  test.each(['PI', 'PC'])('%s, at the database', async (role) => {
    const compared = await compare(
      () => databaseAnswers(matrix.clients[role as 'PI'], liveOf(role)[0]!, matrix.world),
      others,
    );
    expect(compared.changed).toEqual([]);
  });
  test.each(['PI', 'PC'])('%s, at the API', async (role) => {
    const compared = await compare(
      () => atApi(liveOf(role)[0]!, { units: units('a', 'b'), only: 'GET' }),
      others,
    );
    expect(compared.changed).toEqual([]);
  });
});

describe('who may not know who waits, or who is proposed to others, sees the same in two worlds that differ in nothing else', () => {
  const others = () => changeDialogue(matrix.t, matrix.world);
  // Not the crisis desk: it reads capacity, and what a proposal holds is part of that.
  const roles = ['JJ', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'AD'] as const;
  test.each(roles)('%s, at the database', async (role) => {
    const compared = await compare(
      () =>
        databaseAnswers(matrix.clients[role], liveOf(role)[0]!, matrix.world, { catalogue: true }),
      others,
    );
    asked += compared.asked;
    expect(compared.changed).toEqual([]);
  });
  test.each(roles)('%s, at the API', async (role) => {
    // Who writes would change their own world by asking.
    const only = ['PI', 'PC', 'FS', 'FF'].includes(role) ? { only: 'GET' as const } : {};
    const compared = await compare(
      () => atApi(liveOf(role)[0]!, { units: units('a', 'c'), ...only }),
      others,
    );
    asked += compared.asked;
    expect(compared.changed).toEqual([]);
  });
  test('the access team sees the difference; of another region not who they are', async () => {
    const at = liveOf('AT')[0]!;
    const ask = () => databaseAnswers(matrix.clients.AT, at, matrix.world);
    const before = await ask();
    await changeWords(matrix.t, 'OVL');
    expect(differences(before, await ask())).toEqual([]);
    await changeWords(matrix.t, 'WVL');
    expect(differences(before, await ask())).toContain('select "words" from waiting_list.note');
    await others();
    const changed = differences(before, await ask());
    expect(changed).toContain('select "given_name" from waiting_list.identity');
    expect(changed).toContain('select "band_no" from waiting_list.position');
    expect(changed.length).toBeGreaterThan(100);
  });
  test.each([
    [
      'PI',
      'grant select (callable) on waiting_list.position to vp_pi; create policy leak on waiting_list.position for select to vp_pi using (true)',
      'drop policy leak on waiting_list.position; revoke select (callable) on waiting_list.position from vp_pi',
    ],
    [
      'JJ',
      'create function waiting_list.leak() returns bigint language sql security definer as $$ select count(*) from waiting_list.move $$',
      'drop function waiting_list.leak()',
    ],
  ] as const)('a leak to %s is found: %s', async (role, sql, mend) => {
    await matrix.t.owner(sql);
    const ask = async () => {
      const answers = await databaseAnswers(matrix.clients[role], liveOf(role)[0]!, matrix.world);
      answers.set(
        'leak',
        JSON.stringify(await matrix.clients[role].ask(['select waiting_list.leak()'])),
      );
      return answers;
    };
    const before = await ask();
    await others();
    expect(differences(before, await ask()).length).toBeGreaterThan(0);
    await matrix.t.owner(mend);
  });
});

describe('the worlds really differ, and a leak is found', () => {
  test('the access team sees the difference, and none in a world that stays as it is', async () => {
    const ask = () => atApi(liveOf('AT')[0]!, { units: units('a'), only: 'GET' });
    expect((await compare(ask, async () => {})).changed).toEqual([]);
    expect((await compare(ask, everything)).changed.length).toBeGreaterThan(10);
  });
  test('a route that tells the magistrate something', async () => {
    const ask = () => atApi(liveOf('JJ')[0]!, { units: units('a') }, [leak]);
    await matrix.t.owner(
      `update capacity.unit_live set occupied = 0, free = recognised, not_converted = 0, unavailable = 0, held = 0`,
    );
    const compared = await compare(ask, async () => {
      await matrix.t.owner(`update capacity.unit_live set occupied = recognised, free = 0`);
    });
    expect(compared.changed).toEqual(['GET /api/capacity/leak ']);
  });
  const planted: [string, () => Promise<unknown>][] = [
    [
      'grant select (free) on capacity.unit_live to vp_jj; create policy leak on capacity.unit_live for select to vp_jj using (true)',
      () => matrix.t.owner('update capacity.unit_live set occupied = free, free = occupied'),
    ],
    [
      'update capacity.unit_live set next_change_on = null; grant execute on function capacity.settle_due() to vp_jj',
      () => matrix.t.owner(`update capacity.unit_live set next_change_on = '2020-01-01'`),
    ],
    [
      'create view capacity.leak as select count(*) from capacity.stay; grant select on capacity.leak to vp_jj',
      everything,
    ],
  ];
  test.each(planted)('at the database: %s', async (sql, change) => {
    await matrix.t.owner(sql);
    const ask = async () => {
      const answers = await databaseAnswers(matrix.clients.JJ, liveOf('JJ')[0]!, matrix.world);
      answers.set(
        'view',
        JSON.stringify(await matrix.clients.JJ.ask(['select * from capacity.leak'])),
      );
      return answers;
    };
    const before = await ask();
    await change();
    expect(differences(before, await ask()).length).toBeGreaterThan(0);
    await matrix.t.owner(
      'drop view if exists capacity.leak; drop policy if exists leak on capacity.unit_live',
    );
    await matrix.t.owner(
      'revoke select (free) on capacity.unit_live from vp_jj; revoke execute on function capacity.settle_due() from vp_jj',
    );
  });
});

test('the set of questions is a large one', () => {
  console.log(`two worlds: ${asked} questions of who is outside`);
  expect(asked).toBeGreaterThan(5000);
});

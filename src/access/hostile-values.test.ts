import { afterAll, beforeAll, expect, test } from 'vitest';
import { allRoutes, words } from '../cli/slices.ts';
import {
  actorOf,
  aChild,
  aUnit,
  type DialogueWorld,
  ledTo,
  makeDialogueWorld,
} from '../allocation/dialogue/dialogue-world.fixtures.ts';
import { RoundDesk } from '../allocation/sketch/draw-round.ts';
import { type SignedIn, signIn } from '../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';

/** Whatever is sent, no route of the list, of allocation and of notices breaks: each says what is wrong with it. */
const tags = ['waiting-list', 'allocation', 'notices', 'insight'];
const routes = allRoutes
  .filter(
    ({ tag, link, multipart, path }) =>
      // Rounds are drawn elsewhere: each takes a thread.
      tags.includes(tag) && !link && !multipart && path !== '/api/allocation/rounds',
  )
  .map((each) => ({ ...each, limitPerMinute: 100_000 }));

let world: DialogueWorld;
let server: TestServer;
let supervisor: SignedIn;
let ids: Record<string, string>;
let asked = 0;

beforeAll(async () => {
  world = await makeDialogueWorld();
  const { t, worker, today } = world;
  supervisor = await signIn(t, 'AS', {
    organisationId: worker.organisationId,
    areaCode: 'WVL',
  });
  const unit = await aUnit(world, 6);
  const child = await aChild(world, { bornMonth: '2012-05' });
  const proposalId = await ledTo(world, 'SENT', unit, [
    await aChild(world, { bornMonth: '2012-05' }),
  ]);
  await ledTo(world, 'STARTED', unit, [await aChild(world, { bornMonth: '2012-05' })]);
  const desk = new RoundDesk();
  const round = await desk.begin(
    {
      db: t.db,
      caller: worker,
      actor: actorOf(worker),
      key: 'hostile-values-round',
      log: console.error,
    },
    { scope: 'REGION', from: today },
  );
  await round.drawn;
  server = await startTestServer(t, { routes, words });
  const inquiry = await server.as(worker, '/api/allocation/inquiries', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ unitId: unit.unitId, module: unit.module, words: 'Is het vrij?' }),
  });
  const [followUp] = await t.owner<{ id: string }>(`select id from allocation.follow_up limit 1`);
  ids = {
    unitId: unit.unitId,
    module: unit.module,
    requestId: child.requestId,
    requestIds: child.requestId,
    personId: child.personId,
    personIds: child.personId,
    proposalId,
    roundId: round.id,
    id: child.requestId,
    inquiryId: ((await inquiry.json()) as { id: string }).id,
    followUpId: followUp!.id,
    version: (await t.owner<{ version: string }>('select version from waiting_list.applied'))[0]!
      .version,
    kind: 'allocation.proposal-sent',
    region: 'WVL',
    toRegion: 'OVL',
  };
});
afterAll(async () => {
  await server.close();
  await world.t.close();
});

interface Schema {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  minimum?: number;
}

/** What no text of the database holds, and days at the ends of what it counts. */
const hostileText = '\0abc';
const hostileDay = '9999-12-31';

/** What passes, for a field of this name. */
function plain(schema: Schema, name: string): unknown {
  if (schema.anyOf) return plain(schema.anyOf[0]!, name);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties).map(([key, each]) => [key, plain(each, key)]),
    );
  if (schema.type === 'array') return [plain(schema.items ?? {}, name)];
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return true;
  if (schema.type === 'null') return null;
  if (schema.format === 'date') return world.today;
  if (schema.format === 'date-time') return new Date().toISOString();
  return ids[name] ?? (schema.format === 'uuid' ? crypto.randomUUID() : 'Woorden');
}

/** Each hostile value at each leaf, the rest as it should be. */
function* hostile(schema: Schema, name: string): Generator {
  if (schema.anyOf) {
    for (const each of schema.anyOf) yield* hostile(each, name);
  } else if (schema.properties) {
    const whole = plain(schema, name) as Record<string, unknown>;
    for (const [key, each] of Object.entries(schema.properties))
      for (const value of hostile(each, key)) yield { ...whole, [key]: value };
  } else if (schema.type === 'array') {
    for (const value of hostile(schema.items ?? {}, name)) yield [value];
  } else if (schema.format === 'date') {
    yield hostileDay;
  } else if (schema.type === 'string' && !schema.format && !schema.enum) {
    yield hostileText;
  }
}

const fill = (path: string) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(ids[name] ?? '5f2b6d0e-7a41-4c0e-9a52-1d6c3d1f0a11'),
  );
const query = (values: object) => {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(values))
    for (const each of [value].flat()) params.append(key, String(each));
  return params.toString();
};

test('a NUL in a text and a day at the end of time are said to be wrong, by every route that takes them', async () => {
  const broken: string[] = [];
  const who = { AT: world.worker, AS: supervisor, PI: world.intake, PC: world.manager };
  const ask = async (each: (typeof routes)[number], body: unknown, asking: object) => {
    const role = (['AT', 'AS', 'PI', 'PC'] as const).find((one) => each.roles.includes(one));
    if (!role) return;
    const answer = await server.as(who[role], `${fill(each.path)}?${query(asking)}`, {
      method: each.method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    await answer.text();
    asked++;
    if (answer.status >= 500)
      broken.push(`${each.method} ${each.path} ${JSON.stringify(body ?? asking)}`);
  };
  for (const each of routes) {
    const made = [...hostile(each.body ?? each.query ?? {}, '')];
    await Promise.all(
      made.map((one) => (each.body ? ask(each, one, {}) : ask(each, undefined, one as object))),
    );
  }
  expect(asked).toBeGreaterThan(100);
  expect(broken).toEqual([]);
});

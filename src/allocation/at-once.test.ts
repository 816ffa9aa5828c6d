import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes, words } from '../cli/slices.ts';
import { type SignedIn, signIn } from '../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import {
  aChild,
  aUnit,
  type DialogueWorld,
  ledTo,
  makeDialogueWorld,
} from './dialogue/dialogue-world.fixtures.ts';

/** The same button, twenty times at once, over HTTP: by one person who is impatient, and by twenty who are. */
let world: DialogueWorld;
let server: TestServer;
let team: SignedIn[];
let intakes: SignedIn[];

beforeAll(async () => {
  world = await makeDialogueWorld();
  const { t, worker, providerId } = world;
  const { organisationId } = worker;
  team = await Promise.all(
    Array.from({ length: 20 }, () => signIn(t, 'AT', { organisationId, areaCode: 'WVL' })),
  );
  intakes = await Promise.all(
    Array.from({ length: 20 }, () => signIn(t, 'PI', { organisationId: providerId })),
  );
  server = await startTestServer(t, { routes: allRoutes, words });
});
afterAll(async () => {
  await server.close();
  await world.t.close();
});

interface Answer {
  status: number;
  code: string | null;
  body: Record<string, unknown>;
}
async function ask(
  who: SignedIn,
  path: string,
  body?: object,
  of: { key?: string; method?: string } = {},
): Promise<Answer> {
  const headers = new Headers();
  if (body) headers.set('content-type', 'application/json');
  if (of.key) headers.set('idempotency-key', of.key);
  const answer = await server.as(who, path, {
    method: of.method ?? 'POST',
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const read = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
  return { status: answer.status, code: (read['code'] as string) ?? null, body: read };
}

/** How the answers fell: `200 ×20` or `200 ×1, 409 step-not-allowed ×19`. */
const fell = (all: readonly Answer[]): string =>
  [...Map.groupBy(all, ({ status, code }) => (code ? `${status} ${code}` : String(status)))]
    .map(([what, these]) => `${what} ×${these.length}`)
    .sort()
    .join(', ');
let keys = 0;
/** One person, one key: the same answer twenty times. Twenty people, a key each. */
async function pressed(
  people: readonly SignedIn[],
  path: string,
  body: object | undefined,
  of: 'one key' | 'own keys',
  method = 'POST',
): Promise<string> {
  const key = `at-once-key-${++keys}`;
  const all = await Promise.all(
    people.map((who) =>
      ask(of === 'one key' ? people[0]! : who, path, body, {
        method,
        ...(of === 'one key' && { key }),
      }),
    ),
  );
  if (of === 'one key')
    expect(new Set(all.map(({ body: each }) => JSON.stringify(each))).size).toBe(1);
  return fell(all);
}
const count = async (sql: string, values: unknown[] = []) =>
  (await world.t.owner<{ n: number }>(`select count(*)::int as n from ${sql}`, values))[0]!.n;

describe.each(['one key', 'own keys'] as const)('twenty at once, %s', (of) => {
  const once = (code: string, status = 409) =>
    of === 'one key' ? '200 ×20' : `200 ×1, ${status} ${code} ×19`;

  test('send, accept, plan, start: each step once', async () => {
    const unit = await aUnit(world, 1);
    const child = await aChild(world);
    const proposalId = await ledTo(world, 'CLIENT_HEARD', unit, [child]);
    const path = `/api/allocation/proposals/${proposalId}`;
    const twice = once('step-not-allowed');
    expect(await pressed(team, `${path}/send`, {}, of)).toBe(twice);
    expect(await pressed(intakes, `${path}/accept`, undefined, of)).toBe(twice);
    expect(await pressed(intakes, `${path}/plan`, { startOn: world.today }, of)).toBe(twice);
    // Who reads it after it began finds it no more: it is addressed to nobody now.
    expect(await pressed(intakes, `${path}/start`, undefined, of)).toMatch(
      of === 'one key' ? /^200 ×20$/ : /^200 ×1, 40[49] [a-z-]+ ×19$/,
    );
    expect(await count(`capacity.stay where person_ref = $1`, [child.pseudonym])).toBe(1);
    expect(await count(`allocation.follow_up where request_id = $1`, [child.requestId])).toBe(2);
    const [followUp] = await world.t.owner<{ id: string }>(
      `select id from allocation.follow_up where request_id = $1 order by due_on limit 1`,
      [child.requestId],
    );
    const result = { result: 'GOES_WELL' };
    expect(
      await pressed(team, `/api/allocation/follow-ups/${followUp!.id}/result`, result, of),
    ).toBe('200 ×20');
  });

  test('a question is asked once and answered once', async () => {
    const unit = await aUnit(world, 1);
    const question = { unitId: unit.unitId, module: unit.module, words: 'Is deze plaats vrij?' };
    expect(await pressed(team, '/api/allocation/inquiries', question, of)).toBe(
      once('inquiry-already-open'),
    );
    const [inquiry] = await world.t.owner<{ id: string }>(
      `select id from allocation.inquiry where unit_id = $1`,
      [unit.unitId],
    );
    expect(
      await pressed(
        intakes,
        `/api/allocation/inquiries/${inquiry!.id}/answer`,
        { answer: 'AVAILABLE' },
        of,
      ),
    ).toBe(once('inquiry-step-not-allowed'));
    expect(
      await count(`notices.notice where kind = 'allocation.inquiry-answered' and path like $1`, [
        `%${inquiry!.id}`,
      ]),
    ).toBe(1);
  });

  test('a round is drawn once, and a suggestion accepted once', async () => {
    const unit = await aUnit(world, 1);
    const child = await aChild(world, {
      modules: ['STAY_O12'],
      since: of === 'one key' ? '2001-01-01' : '2000-01-01',
      bornMonth: '2012-05',
    });
    expect(unit.placeIds).toHaveLength(1);
    const drawn = await Promise.all(
      team.map((who) =>
        ask(
          of === 'one key' ? team[0]! : who,
          '/api/allocation/rounds',
          { scope: 'REGION', from: world.today },
          of === 'one key' ? { key: 'draw-one-key' } : {},
        ),
      ),
    );
    const began = drawn.filter(({ status }) => status === 202);
    expect(new Set(began.map(({ body }) => body['id'])).size).toBe(1);
    const roundId = String(began[0]!.body['id']);
    const round = async () =>
      (await ask(team[1]!, `/api/allocation/rounds/${roundId}`, undefined, { method: 'GET' }))
        .body as {
        row: { state: string };
        sketch: { parties: { id: string; unit: number | null }[] } | null;
      };
    await expect.poll(async () => (await round()).row.state, { timeout: 20_000 }).toBe('SKETCH');
    const { sketch } = await round();
    const party = sketch!.parties.find(({ id }) => id === child.requestId)!;
    expect(party.unit).not.toBeNull();
    expect(
      await pressed(team, `/api/allocation/rounds/${roundId}/accept`, { id: party.id }, of),
    ).toBe(once('round-accepted'));
    expect(await count(`allocation.proposal_child where request_id = $1`, [child.requestId])).toBe(
      1,
    );
    expect(await pressed(team, `/api/allocation/rounds/${roundId}/close`, undefined, of)).toBe(
      once('round-is-closed'),
    );
  }, 60_000);
});

describe('the code of a mailbox', () => {
  test('guessed at by many at once: five tries, whoever asks how often; a code more is no way around', async () => {
    const who = intakes[0]!;
    const address = {
      address: 'iemand@huis.example',
      language: 'nl',
      quietFrom: null,
      quietUntil: null,
    };
    await world.t.owner(`update platform.instance set mode = 'live'`);
    expect((await ask(who, '/api/notices/mailbox', address, { method: 'PUT' })).status).toBe(200);
    const [mail] = await world.t.owner<{ content: { code: string } }>(
      `select content from platform.mail where person_id = $1 and topic = 'notices.code'`,
      [who.personId],
    );
    const right = mail!.content.code;
    const wrong = Array.from({ length: 30 }, (_, n) =>
      String((Number(right) + 1 + n) % 1_000_000).padStart(6, '0'),
    );
    const all = await Promise.all(
      wrong.map((code) => ask(who, '/api/notices/mailbox/confirm', { code })),
    );
    expect(fell(all)).toBe('200 ×30');
    expect(
      await world.t.owner(`select code_tries from notices.mailbox where person_id = $1`, [
        who.personId,
      ]),
    ).toEqual([{ code_tries: 5 }]);
    expect((await ask(who, '/api/notices/mailbox/confirm', { code: right })).body).toEqual({
      confirmed: false,
    });
    // Dropped and put down again, the count of the day stands.
    for (let n = 0; n < 8; n++) {
      await ask(who, '/api/notices/mailbox/drop');
      await ask(who, '/api/notices/mailbox', address, { method: 'PUT' });
    }
    expect(
      await count(`platform.mail where person_id = $1 and topic = 'notices.code'`, [who.personId]),
    ).toBe(5);
    const many = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        ask(
          intakes[1]!,
          '/api/notices/mailbox',
          { ...address, address: `iemand${n}@huis.example` },
          { method: 'PUT' },
        ),
      ),
    );
    expect(many.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(5);
    expect(
      await count(`platform.mail where person_id = $1 and topic = 'notices.code'`, [
        intakes[1]!.personId,
      ]),
    ).toBeLessThanOrEqual(5);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeReference } from '../capacity/fixtures.ts';
import type { Writer } from '../platform/db/database.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { type RequestState, requestStates } from './codes.ts';
import {
  beginFixtures,
  makeFamily,
  makeRequest,
  makeService,
  makeWindow,
  makeYear,
} from './fixtures.ts';
import { mayTake, type RequestParty } from './request-state.ts';
import * as steps from './steps.ts';

let t: TestDatabase;
let service: SignedIn;
let family: SignedIn & { familyId: string };
let today: string;

beforeAll(async () => {
  t = await testDatabase();
  const organisationId = await makeOrganisation(t, 'foster-care-service');
  service = await signIn(t, 'FS', { organisationId, areaCode: 'WVL' });
  const who = await signIn(t, 'FF', { organisationId });
  await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    await beginFixtures(tx);
    await makeService(tx, { id: organisationId });
    await makeYear(tx, { serviceId: organisationId });
    const familyId = await makeFamily(tx, {
      serviceId: organisationId,
      personId: who.personId,
      places: 6,
    });
    await makeWindow(tx, familyId);
    family = { ...who, familyId };
    // Nobody sits at the desk, and matches are made at every hour.
    await tx.rows(
      `insert into region.setting (key, value, source) values ('foster-care.desk-from', '24', 'test'), ('foster-care.desk-until', '24', 'test'),
         ('foster-care.phase', '2', 'test')`,
    );
    [{ today }] = (await tx.rows<{ today: string }>('select platform.today()::text as today')) as [
      { today: string },
    ];
  });
});
afterAll(() => t.close());

/** A request on its way, inside one transaction that is taken back. */
interface Way {
  requestId: string;
  cardId: string | null;
  matchId: string | null;
}
/** The step of one party; the database says whether it may be taken. */
interface Step {
  by: Exclude<RequestParty, 'PROGRAM'>;
  take(tx: Writer, way: Way): Promise<unknown>;
}

const of = (id: string | null): string => id ?? '00000000-0000-0000-0000-000000000000';
const confirm: Step['take'] = (tx, way) => steps.confirmMatch(tx, of(way.matchId));
const refuse: Step['take'] = (tx, way) =>
  steps.refuseMatch(tx, { matchId: of(way.matchId), reason: 'NOT_NOW' });
const every = {
  check: { by: 'SERVICE', take: (tx, way) => steps.checkRequest(tx, way.requestId) },
  publish: { by: 'SERVICE', take: (tx, way) => steps.publishRequest(tx, way.requestId) },
  answer: {
    by: 'FAMILY',
    take: (tx, way) => steps.answerCard(tx, { cardId: of(way.cardId), answer: 'CAN' }),
  },
  propose: {
    by: 'SERVICE',
    async take(tx, way) {
      const asked = { requestId: way.requestId, familyId: family.familyId };
      way.matchId = (await steps.proposeMatch(tx, asked)).id;
    },
  },
  'family says yes': { by: 'FAMILY', take: confirm },
  'service says yes': { by: 'SERVICE', take: confirm },
  'family says no': { by: 'FAMILY', take: refuse },
  'service says no': { by: 'SERVICE', take: refuse },
  start: {
    by: 'SERVICE',
    take: (tx, way) => steps.startMatch(tx, { matchId: of(way.matchId), on: today }),
  },
  end: {
    by: 'SERVICE',
    take: (tx, way) =>
      steps.endMatch(tx, { matchId: of(way.matchId), on: today, reason: 'AS_PLANNED' }),
  },
  'leave unfilled': {
    by: 'SERVICE',
    take: (tx, way) => steps.leaveUnfilled(tx, { requestId: way.requestId, reason: 'NO_ANSWER' }),
  },
} satisfies Record<string, Step>;
type Name = keyof typeof every;
const names = Object.keys(every) as Name[];

/** Ways to go, from a request that came in, so that each state and each standing of a match is passed. */
const ways: Name[][] = [
  ['check', 'publish', 'answer', 'propose', 'family says yes', 'service says yes', 'start', 'end'],
  ['check', 'publish', 'answer', 'propose', 'service says yes'],
  ['check', 'publish', 'propose', 'service says yes'],
  ['check', 'publish', 'propose', 'family says yes'],
  ['check', 'propose', 'service says yes', 'family says yes'],
  ['check', 'propose', 'family says yes'],
  ['check', 'leave unfilled'],
];

type Seen = `${RequestState} ${RequestState} ${RequestParty}`;
const allowed = (table: typeof mayTake): Seen[] =>
  requestStates.flatMap((from) =>
    requestStates.flatMap((to) =>
      (['SERVICE', 'FAMILY', 'PROGRAM'] as const)
        .filter((by) => table(from, to, by))
        .map((by): Seen => `${from} ${to} ${by}`),
    ),
  );

const who = (by: Step['by']) => (by === 'FAMILY' ? family : service);
const stateOf = async (way: Way) =>
  (
    await t.owner<{ state: RequestState }>('select state from foster_care.request where id = $1', [
      way.requestId,
    ])
  )[0]!.state;

async function takeStep(way: Way, name: Name): Promise<void> {
  const { by, take } = every[name];
  await t.db.write(who(by), (tx) => take(tx, way));
  if (name !== 'publish') return;
  const [card] = await t.owner<{ id: string }>(
    'select id from foster_care.card where request_id = $1',
    [way.requestId],
  );
  way.cardId = card!.id;
}

/** A new request that has gone so far. */
async function go(taken: readonly Name[]): Promise<Way> {
  const requestId = await t.db.as('vp_jobs', async (tx) => {
    await beginFixtures(tx);
    // What earlier ones left is nobody's any more.
    await tx.rows('update foster_care.match_place set live = false where live');
    await tx.rows('update foster_care.card set closed_at = platform.now() where closed_at is null');
    return makeRequest(tx, {
      serviceId: service.organisationId!,
      state: 'RECEIVED',
      startOn: today,
    });
  });
  const way: Way = { requestId, cardId: null, matchId: null };
  for (const name of taken) await takeStep(way, name);
  return way;
}

class TakenBack extends Error {}

/** Tries a step of the service and takes it back; the state that it would have led to. */
async function tried(way: Way, name: Name, from: RequestState): Promise<RequestState> {
  let to = from;
  await t.db
    .write(service, async (tx) => {
      await every[name].take(tx, { ...way });
      const [row] = await tx.rows<{ state: RequestState }>(
        'select state from foster_care.request where id = $1',
        [way.requestId],
      );
      to = row!.state;
      throw new TakenBack();
    })
    .catch(() => {});
  return to;
}

/** Every change of state that the steps make, from wherever a request can stand. */
async function changesSeen(prefixes: readonly Name[][]): Promise<Set<Seen>> {
  const seen = new Set<Seen>();
  const note = (from: RequestState, to: RequestState, by: RequestParty) =>
    from !== to && seen.add(`${from} ${to} ${by}`);
  const ofFamily = names.filter((name) => every[name].by === 'FAMILY');
  for (const taken of prefixes) {
    for (const [nth, mine] of ofFamily.entries()) {
      const way = await go(taken);
      const from = await stateOf(way);
      if (nth === 0)
        for (const name of names)
          if (every[name].by === 'SERVICE') note(from, await tried(way, name, from), 'SERVICE');
      await takeStep(way, mine).catch(() => {});
      note(from, await stateOf(way), 'FAMILY');
    }
  }
  return seen;
}

const standings = [
  ...new Map(
    ways.flatMap((way) =>
      Array.from({ length: way.length + 1 }, (_, n) => {
        const taken = way.slice(0, n);
        return [taken.join(), taken] as const;
      }),
    ),
  ).values(),
];

describe('the table of steps', () => {
  test('is what the steps of the database do: nothing more, nothing less', async () => {
    const seen = await changesSeen(standings);
    const { published } = await t.db.write(service, (tx) =>
      steps.receiveRequest(tx, {
        serviceId: service.organisationId!,
        registrarKind: 'ORGANISATION',
        municipality: 'M-WVL',
        youngest: 4,
        oldest: 4,
        children: 1,
        kind: 'CRISIS',
        length: 'WEEK',
        startOn: today,
        startHour: 15,
        school: 'NONE',
        pets: 'FINE',
        access: 'NONE',
        contact: 'NONE',
      }),
    );
    expect(published).toBe(true);
    seen.add('RECEIVED PUBLISHED PROGRAM');
    expect([...seen].toSorted()).toEqual(allowed(mayTake).toSorted());
  }, 120_000);

  test('finds a step of the database that goes too far', async () => {
    await t.owner(
      `do $$ begin execute replace(pg_get_functiondef('foster_care.leave_unfilled'::regproc), '''RECEIVED'', ''CHECKED''', '''MATCHED'', ''CHECKED'''); end $$`,
    );
    const seen = await changesSeen([
      [],
      ['check', 'propose', 'service says yes', 'family says yes'],
    ]);
    expect(seen).not.toContain('RECEIVED UNFILLED SERVICE');
    expect([...seen].filter((each) => !allowed(mayTake).includes(each))).toEqual([
      'MATCHED UNFILLED SERVICE',
    ]);
  }, 60_000);
});

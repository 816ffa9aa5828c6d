import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeProvider, makeReference, makeUnit } from '../capacity/fixtures.ts';
import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import {
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { answerAttempt, askPartners } from './ask-partners.ts';
import { noResponse, withdrawMinor } from './close-minor.ts';
import { endHelp, extendHelp, fallThrough, placeMinor, startHelp } from './give-help.ts';
import { addPartner, addPledge } from './keep-network.ts';
import { registerRequest } from './register-request.ts';
import { type CrisisState, isClosed, stateOfRequest } from './request-state.ts';

let t: TestDatabase;
let desk: SignedIn;
let pledgeId: string;
let unit: { unitId: string; module: string };

beforeAll(async () => {
  t = await testDatabase();
  const providerId = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    return makeProvider(tx);
  });
  unit = await t.db.as('vp_jobs', (tx) => makeUnit(tx, { providerId, places: 3, recognised: 3 }));
  desk = await signIn(t, 'CR', { areaCode: 'WVL' });
  const { id: partnerId } = await run(addPartner, {
    name: 'Partner (verzonnen)',
    sector: 'YOUTH_CARE' as const,
    providerId,
  });
  const pledge = await run(addPledge, {
    partnerId,
    kind: 'STAY' as const,
    places: 2,
    funding: 'STRUCTURAL' as const,
    from: '2025-01-01',
    unitId: unit.unitId,
    module: unit.module,
  });
  pledgeId = pledge.id;
});
afterAll(() => t.close());

const run = <Input, Out>(
  command: (tx: Writer, actor: Actor, input: Input) => Promise<Out>,
  input: Input,
) => {
  const actor = { personId: desk.personId, hatId: desk.hatId, role: 'CR', name: null };
  return t.db.write(desk, (tx) => command(tx, actor, input));
};
const newest = async (table: 'attempt' | 'deployment', minorId: string) =>
  (
    await t.owner<{ id: string }>(
      `select id from crisis.${table} where minor_id = $1 order by known_from desc, id limit 1`,
      [minorId],
    )
  )[0]?.id ?? minorId;

const moves: Record<string, (minorId: string) => Promise<unknown>> = {
  ask: (minorId) => run(askPartners, { minorId, asks: [{ pledgeId }] }),
  yes: async (minorId) =>
    run(answerAttempt, {
      attemptId: await newest('attempt', minorId),
      answer: 'YES' as const,
    }),
  place: async (minorId) =>
    run(placeMinor, { minorId, attemptId: await newest('attempt', minorId) }),
  start: async (minorId) => run(startHelp, { deploymentId: await newest('deployment', minorId) }),
  extend: async (minorId) => run(extendHelp, { deploymentId: await newest('deployment', minorId) }),
  fall: async (minorId) => run(fallThrough, { deploymentId: await newest('deployment', minorId) }),
  end: async (minorId) =>
    run(endHelp, {
      deploymentId: await newest('deployment', minorId),
      destination: 'HOME' as const,
      outflow: { nextStep: 'NONE' as const },
    }),
  none: (minorId) =>
    run(noResponse, { minorId, reason: 'FULL' as const, fallback: 'HOSPITAL' as const }),
  withdraw: (minorId) => run(withdrawMinor, { minorId }),
};

/** What must hold of a case and of the unit whatever was done. */
async function check(requestId: string): Promise<void> {
  const [found] = await t.owner<{
    state: CrisisState;
    closed: boolean;
    minors: CrisisState[];
    asked: number;
    running: number;
    holds: number;
    stays: number;
    open: number;
  }>(
    `select r.state, r.closed_at is not null as closed, array(select m.state from crisis.minor m where m.request_id = r.id) as minors,
       (select count(*)::int from crisis.attempt a join crisis.minor m on m.id = a.minor_id
         where a.request_id = r.id and a.open and m.state <> 'DISPATCHING') as asked,
       (select count(*)::int from crisis.deployment d where d.state in ('PLACED', 'RUNNING', 'EXTENDED')) as running,
       (select count(*)::int from capacity.hold) as holds,
       (select count(*)::int from capacity.stay s where upper_inf(s.period)) as stays,
       (select count(*)::int from crisis.minor m where m.state in ('PLACED', 'RUNNING', 'EXTENDED')) as open
       from crisis.request r where r.id = $1`,
    [requestId],
  );
  const { state, closed, minors, asked, running, holds, stays, open } = found!;
  expect(state).toBe(stateOfRequest(minors));
  expect(closed).toBe(isClosed(state));
  expect(asked).toBe(0);
  // Each child that is helped has one place of the unit, promised or lived in, and nobody else has one.
  expect(running).toBe(open);
  expect(holds + stays).toBe(running);
  expect(running).toBeLessThanOrEqual(2);
}

test('whatever is tried on cases in whatever order, states, places and questions agree', async () => {
  const steps = fc.array(
    fc.tuple(fc.constantFrom(...Object.keys(moves)), fc.integer({ min: 0, max: 2 })),
    { minLength: 8, maxLength: 14 },
  );
  let done = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (walk) => {
      const { id, minorIds } = await run(registerRequest, {
        kind: 'DISPATCH' as const,
        registrarKind: 'OCJ' as const,
        agreement: 'YES' as const,
        wanted: 'STAY' as const,
        minors: [{ sex: 'F' as const }, { sex: 'M' as const }, { unborn: true }],
      });
      // Half of the walks begin where help is near.
      for (const move of ['ask', 'yes', 'place']) await moves[move]!(minorIds[0]!).catch(() => {});
      for (const [move, which] of walk) {
        const failed = await moves[move]!(minorIds[which]!).then(
          () => null,
          (error: { code?: string }) => error.code ?? 'no code',
        );
        if (failed === null) done++;
        else expect(failed).toMatch(/^[a-z-]+$/);
        expect(failed).not.toBe('internal');
      }
      await check(id);
      for (const minorId of minorIds)
        for (const move of ['end', 'withdraw']) await moves[move]!(minorId).catch(() => {});
      await check(id);
    }),
    { numRuns: 6 },
  );
  expect(done).toBeGreaterThan(5);
}, 60_000);

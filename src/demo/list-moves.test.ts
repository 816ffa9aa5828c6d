import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeReference } from '../capacity/fixtures.ts';
import { recordEvent, theProgram } from '../platform/db/command.ts';
import { dayIn } from '../platform/period.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { makeRequest, makeRules } from '../waiting-list/fixtures.ts';
import { identityField } from '../waiting-list/index.ts';
import { findMove, type MoveKind } from './moves.ts';
import { Random } from './random.ts';

const today = dayIn(new Date());
let t: TestDatabase;
let worker: SignedIn;

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', (tx) => makeReference(tx));
  const organisationId = await makeOrganisation(t, 'access-team');
  worker = await signIn(t, 'AT', { organisationId, areaCode: 'WVL' });
});
afterAll(() => t.close());

const random = new Random('list');
const find = (kind: MoveKind) =>
  t.db.as('vp_jobs', (tx) => findMove(tx, kind, today, random), { isolation: 'read committed' });
async function run(kind: MoveKind) {
  const move = await find(kind);
  if (move)
    await t.db.write(worker, (tx) =>
      move.run(tx, { personId: worker.personId, hatId: worker.hatId, role: 'AT', name: null }),
    );
  return move;
}
const states = async () =>
  (
    await t.owner<{ state: string }>(
      `select state from waiting_list.request where invented order by state`,
    )
  ).map(({ state }) => state);

test('without rules nothing is done; with them a child comes, is directed and assessed, and waits', async () => {
  for (const kind of ['enter', 'direct', 'assess'] as const) expect(await run(kind)).toBeNull();
  await t.db.as('vp_jobs', (tx) => makeRules(tx));
  expect(await run('direct')).toBeNull();
  expect((await run('enter'))?.by.role).toBe('AT');
  expect(await states()).toEqual(['SUBMITTED']);
  expect((await run('direct'))?.by).toEqual({ role: 'AT', region: 'WVL' });
  expect(await states()).toEqual(['WAITING']);
  const [row] = await t.db.as('vp_jobs', (tx) =>
    tx.rows<Record<string, unknown>>(
      `select ${identityField('i', 'family_name')} as family_name, q.callable, a.assessed_by, a.valid_until > platform.today() as holds
       from waiting_list.request r join waiting_list.identity i on i.id = r.person_id
       join waiting_list.position q on q.request_id = r.id join waiting_list.assessment a on a.request_id = r.id`,
    ),
  );
  expect(row).toMatchObject({ callable: true, assessed_by: worker.personId, holds: true });
  expect(row!['family_name']).toContain('(verzonnen)');
  const told = await t.owner<{ kind: string }>(
    `select kind from platform.event where person_id = $1 order by seq`,
    [worker.personId],
  );
  expect(told.map(({ kind }) => kind)).toEqual([
    'request.enter',
    'request.state',
    'request.change',
    'urgency.assess',
    'request.state',
    'request.state',
  ]);
});

test('what is over is looked at again with the same facts, and somebody leaves; only who is invented', async () => {
  await run('leave');
  const make = (of: Parameters<typeof makeRequest>[1]) =>
    t.db.as('vp_jobs', (tx) => makeRequest(tx, of));
  const real = await make({ facts: ['NO_ROOF'] });
  await t.db.as('vp_jobs', async (tx) => {
    const of = { slice: 'test', kind: 'test', organisationId: null, subjectId: real.requestId };
    await recordEvent(tx, theProgram, of);
    await tx.rows(`update waiting_list.request set invented = false where id = $1`, [
      real.requestId,
    ]);
  });
  expect(await run('assess')).toBeNull();
  expect(await run('leave')).toBeNull();
  const { requestId } = await make({ facts: ['CRISIS_OUTFLOW'] });
  expect((await run('assess'))?.by).toEqual({ role: 'AT', region: 'WVL' });
  expect(await run('assess')).toBeNull();
  const facts = await t.owner(
    `select facts, band_no from waiting_list.assessment where request_id = $1 order by seq`,
    [requestId],
  );
  expect(facts).toEqual([
    { facts: ['CRISIS_OUTFLOW'], band_no: 2 },
    { facts: ['CRISIS_OUTFLOW'], band_no: 2 },
  ]);
  await run('leave');
  expect(await states()).toEqual(['CANCELLED', 'CANCELLED']);
});

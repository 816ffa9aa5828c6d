import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emergencies, reviewEmergency } from '../../administration/emergency/emergencies.ts';
import { makeReference } from '../../capacity/fixtures.ts';
import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { addNote } from '../change-request.ts';
import { requestDetail } from '../desk.query.ts';
import { registerRequest, setIdentity } from '../register-request.ts';
import { closeEmergency, elsewhere, myEmergencies, openInEmergency } from './open-in-emergency.ts';

let t: TestDatabase;
let owner: SignedIn;
let reader: SignedIn;
let colleague: SignedIn;
let supervisor: SignedIn;
let requestId: string;
let secondId: string;
let minorId: string;

const run = <Input, Out>(
  command: (tx: Writer, actor: Actor, input: Input) => Promise<Out>,
  input: Input,
  who: SignedIn,
) =>
  t.db.write(who, (tx) =>
    command(tx, { personId: who.personId, hatId: who.hatId, role: who.role, name: null }, input),
  );
const register = async (familyName: string) => {
  const { id, minorIds } = await run(
    registerRequest,
    {
      kind: 'DISPATCH' as const,
      registrarKind: 'POLICE' as const,
      agreement: 'YES' as const,
      wanted: 'STAY' as const,
      minors: [{ sex: 'F' as const, ageYears: 13, identity: { givenName: 'Eva', familyName } }],
      words: `woorden over ${familyName}`,
    },
    owner,
  );
  return { id, minorId: minorIds[0]! };
};
const shown = async (id: string, who: SignedIn) => {
  const { minors, notes } = await t.db.read(who, (tx) => requestDetail(tx, id));
  return { name: minors[0]!.name, words: notes.map(({ words }) => words) };
};
const hidden = { name: null, words: [] };
const open = (who = reader, id = requestId) =>
  run(
    openInEmergency,
    { requestId: id, reason: 'DANGER' as const, words: 'het meisje staat hier aan de balie' },
    who,
  );
const reviewed = (accessId: string, verdict: 'CONFIRMED' | 'QUESTIONED', words?: string) =>
  t.db.write(supervisor, (tx) =>
    reviewEmergency(tx, { accessId, verdict, ...(words && { words }) }),
  );
const past = (accessId: string) =>
  t.owner(
    `update auth.emergency_access set opened_at = opened_at - interval '61 minutes', ends_at = ends_at - interval '61 minutes' where id = $1`,
    [accessId],
  );

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', (tx) => makeReference(tx));
  const organisationId = await makeOrganisation(t, 'crisis-desk');
  owner = await signIn(t, 'CR', { organisationId, areaCode: 'OVL' });
  reader = await signIn(t, 'CR', { organisationId, areaCode: 'WVL', name: 'Rik (verzonnen)' });
  colleague = await signIn(t, 'CR', { organisationId, areaCode: 'WVL' });
  supervisor = await signIn(t, 'AS', { name: 'Sara (verzonnen)' });
  ({ id: requestId, minorId } = await register('Een (verzonnen)'));
  ({ id: secondId } = await register('Twee (verzonnen)'));
});
afterAll(() => t.close());

describe('reading in an emergency', () => {
  test('opens one case for one person for sixty minutes, and no more', async () => {
    expect(await shown(requestId, reader)).toEqual(hidden);
    const { id, endsAt } = await open();
    expect(Date.parse(endsAt) - Date.now()).toBeLessThanOrEqual(3_600_000);
    expect(await shown(requestId, reader)).toEqual({
      name: 'Eva Een (verzonnen)',
      words: ['woorden over Een (verzonnen)'],
    });
    expect(await shown(secondId, reader)).toEqual(hidden);
    expect(await shown(requestId, colleague)).toEqual(hidden);
    expect((await t.db.read(reader, myEmergencies)).rows).toMatchObject([
      { id, requestId, region: 'OVL' },
    ]);
    expect((await t.db.read(colleague, myEmergencies)).rows).toEqual([]);
    await past(id);
    expect(await shown(requestId, reader)).toEqual(hidden);
    expect((await t.db.read(reader, myEmergencies)).rows).toEqual([]);
  });
  test('reads, and writes nothing', async () => {
    const { id } = await open();
    await expect(run(setIdentity, { minorId, familyName: 'Anders' }, reader)).rejects.toMatchObject(
      { code: 'crisis-of-other-region' },
    );
    await expect(run(addNote, { requestId, words: 'van elders' }, reader)).rejects.toMatchObject({
      code: 'crisis-of-other-region',
    });
    const changed = await t.db.write(reader, (tx) =>
      tx.rows(`update crisis.identity set phone = '0' where id = $1 returning id`, [minorId]),
    );
    expect(changed).toEqual([]);
    await run(closeEmergency, { accessId: id }, reader);
    expect(await shown(requestId, reader)).toEqual(hidden);
    await expect(run(closeEmergency, { accessId: id }, reader)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
  test('tells the supervisors and the desk whose case it is, with codes alone', async () => {
    const { id } = await open();
    const told = await t.owner(
      `select person_id, kind, path, details from notices.notice where dedupe_key like '%' || $1 order by kind`,
      [id],
    );
    expect(told).toEqual([
      {
        person_id: supervisor.personId,
        kind: 'account.emergency-opened',
        path: '/noodinzage',
        details: { reason: 'DANGER' },
      },
      {
        person_id: owner.personId,
        kind: 'crisis.read-in-emergency',
        path: `/crisis?vraag=${requestId}`,
        details: { reason: 'DANGER' },
      },
    ]);
  });
  test('is of another region’s case, with a reason in words', async () => {
    await expect(open(owner)).rejects.toMatchObject({ code: 'emergency-of-another-region' });
    await expect(
      run(openInEmergency, { requestId, reason: 'OTHER' as const, words: ' kort     ' }, reader),
    ).rejects.toThrow();
  });
  test('another looks at it afterwards, once; a question says what is asked', async () => {
    const { id } = await open();
    const waiting = async () => (await t.db.read(supervisor, emergencies)).waiting;
    expect((await waiting()).find((each) => each.id === id)).toMatchObject({
      by: 'Rik (verzonnen)',
      reason: 'DANGER',
      isOpen: true,
      isMine: false,
    });
    await expect(reviewed(id, 'QUESTIONED')).rejects.toMatchObject({
      code: 'emergency-question-says-what',
    });
    await reviewed(id, 'QUESTIONED', 'Was het meldpunt echt niet bereikbaar?');
    await expect(reviewed(id, 'CONFIRMED')).rejects.toMatchObject({
      code: 'emergency-reviewed-once',
    });
    expect((await waiting()).some((each) => each.id === id)).toBe(false);
    expect((await t.db.read(supervisor, emergencies)).reviewed[0]).toMatchObject({
      id,
      verdict: 'QUESTIONED',
      reviewedBy: 'Sara (verzonnen)',
    });
  });
  test('never who read, whichever hat they wear', async () => {
    const { id } = await open();
    await t.owner('update auth.emergency_access set person_id = $2 where id = $1', [
      id,
      supervisor.personId,
    ]);
    await expect(reviewed(id, 'CONFIRMED')).rejects.toMatchObject({
      code: 'emergency-review-by-another',
    });
  });
  test('begins at the open cases of that region, under pseudonym', async () => {
    const { rows } = await t.db.read(colleague, (tx) => elsewhere(tx, { region: 'OVL' }));
    expect(rows.map(({ id }) => id).sort()).toEqual([requestId, secondId].sort());
    expect(JSON.stringify(rows)).not.toMatch(/Eva|woorden/);
  });
});

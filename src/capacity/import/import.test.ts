import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from '../fixtures.ts';
import { undoEvent } from '../undo-event.ts';
import type { ImportAccess } from './import-file.ts';
import { accessFor, actorOf, csv, send, stateOf } from './import.fixtures.ts';
import { applyImport, cancelImport } from './apply-import.ts';

let t: TestDatabase;
let provider: string;
let pc: SignedIn;
let access: ImportAccess;
let unit: MadeUnit;
let code: string;

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', makeReference);
});
afterAll(() => t.close());
beforeEach(async () => {
  provider = await t.db.as('vp_jobs', (tx) => makeProvider(tx));
  pc = await signIn(t, 'PC', { organisationId: provider });
  access = accessFor(t, pc);
  unit = await t.db.as('vp_jobs', (tx) => makeUnit(tx, { providerId: provider, places: 4 }));
  code = await unitCode(unit);
});

async function unitCode(made: MadeUnit): Promise<string> {
  const [row] = await t.owner<{ code: string }>(
    'select code from capacity.care_unit where id = $1',
    [made.unitId],
  );
  return row!.code;
}

const stay = (key: string, more: Record<string, string | number | null> = {}) => ({
  key,
  unit: code,
  module: 'STAY_O12',
  place: null,
  person_ref: `${code}-${key}`,
  from: '2026-01-10',
  until: null,
  ...more,
});

const sendAs = (content: string, options = {}) => send(access, actorOf(pc), content, options);
const apply = (id: string) => applyImport(access, actorOf(pc), id);
const staysOf = () =>
  t.owner<{
    person_ref: string;
    place: string | null;
    from: string;
    until: string | null;
    key: string;
  }>(
    `select s.person_ref, p.label as place, lower(period)::text as from, upper(period)::text as until, external_key as key
       from capacity.stay s left join capacity.place p on p.id = s.place_id where s.provider_id = $1 order by s.external_key`,
    [provider],
  );

describe('a file of stays', () => {
  test('is previewed with figures, applied as one event, seen, and undone', async () => {
    const file = csv([stay('A', { place: '1' }), stay('B', { place: '2' })]);
    const checked = await sendAs(file);
    expect(checked).toMatchObject({
      state: 'CHECKED',
      phase: 'WAITING',
      rowsRead: 2,
      counts: { added: 2, changed: 0, removed: 0, same: 0, findings: 0, problems: 0 },
    });
    expect(checked.changes[0]!.summary).toBe(
      `Nieuw: verblijf ${code}-A, van 10/01/2026 tot open einde.`,
    );
    expect(checked.figures).toHaveLength(1);
    expect(checked.figures[0]).toMatchObject({
      before: { occupied: 0, free: 4 },
      after: { occupied: 2, free: 2 },
    });
    expect(await staysOf()).toEqual([]);

    const { eventId } = await apply(checked.id);
    expect(await stateOf(access, checked.id)).toMatchObject({
      state: 'APPLIED',
      eventId,
      undone: false,
    });
    expect(await staysOf()).toMatchObject([{ place: '1' }, { place: '2' }]);

    await t.db.write(pc, (tx) => undoEvent(tx, actorOf(pc), { eventId: eventId! }));
    expect(await staysOf()).toEqual([]);
    expect(await stateOf(access, checked.id)).toMatchObject({ state: 'APPLIED', undone: true });
  });

  test('a second time changes nothing and says so', async () => {
    const file = csv([stay('A', { place: '1' }), stay('B')]);
    await apply((await sendAs(file)).id);
    const again = await sendAs(file);
    expect(again).toMatchObject({ state: 'CHECKED', counts: { added: 0, changed: 0, same: 2 } });
    expect(again.notices[0]!.code).toBe('same-file');
    expect(await apply(again.id)).toEqual({ eventId: null });
  });

  test('a changed row is a change, an absent row is left alone, a removed row goes', async () => {
    await apply((await sendAs(csv([stay('A', { place: '1' }), stay('B'), stay('C')]))).id);
    const second = await sendAs(
      csv([
        { ...stay('A', { place: '2', until: '2026-04-01' }), action: null },
        { ...stay('C'), action: 'verwijderen' },
      ]),
    );
    expect(second.counts).toMatchObject({ added: 0, changed: 1, removed: 1, same: 0 });
    expect(second.changes.map((change) => change.summary)).toEqual([
      `Gewijzigd: verblijf ${code}-A, van 10/01/2026 tot open einde. plaats: 1 wordt 2; einde: open einde wordt 01/04/2026.`,
      `Verwijderd: verblijf ${code}-C, van 10/01/2026 tot open einde.`,
    ]);
    const { eventId } = await apply(second.id);
    expect(await staysOf()).toMatchObject([
      { key: 'A', place: '2', until: '2026-04-01' },
      { key: 'B' },
    ]);
    await t.db.write(pc, (tx) => undoEvent(tx, actorOf(pc), { eventId: eventId! }));
    expect(await staysOf()).toMatchObject([
      { key: 'A', place: '1', until: null },
      { key: 'B' },
      { key: 'C' },
    ]);
  });

  test('two children swap places in one file', async () => {
    await apply((await sendAs(csv([stay('A', { place: '1' }), stay('B', { place: '2' })]))).id);
    const swapped = await sendAs(csv([stay('A', { place: '2' }), stay('B', { place: '1' })]));
    expect(swapped.counts).toMatchObject({ changed: 2, findings: 0 });
    await apply(swapped.id);
    expect(await staysOf()).toMatchObject([
      { key: 'A', place: '2' },
      { key: 'B', place: '1' },
    ]);
  });

  test('a place twice and a child twice are findings, and the stays count', async () => {
    const file = csv([
      stay('A', { place: '1' }),
      stay('B', { place: '1', from: '2026-02-01' }),
      stay('C', { person_ref: `${code}-A`, from: '2026-03-01' }),
    ]);
    const checked = await sendAs(file);
    expect(checked.counts).toMatchObject({ added: 3, findings: 2, problems: 0 });
    expect(checked.findings.map((finding) => [finding.code, finding.row])).toEqual([
      ['place-taken', 3],
      ['child-twice', 4],
    ]);
    await apply(checked.id);
    expect(await staysOf()).toMatchObject([
      { key: 'A', place: '1' },
      { key: 'B', place: null },
      { key: 'C' },
    ]);
    expect((await sendAs(file)).counts).toMatchObject({ same: 3, changed: 0, added: 0 });
  });

  test('a cancelled import cannot be applied', async () => {
    const checked = await sendAs(csv([stay('A')]));
    await cancelImport(access, checked.id);
    await expect(apply(checked.id)).rejects.toMatchObject({
      code: 'import-state',
      details: { state: 'CANCELLED' },
    });
    expect(await staysOf()).toEqual([]);
  });

  test('what changed on screen between preview and apply gives a conflict and a new preview', async () => {
    await apply((await sendAs(csv([stay('A', { place: '1' })]))).id);
    const checked = await sendAs(csv([stay('A', { place: '1', until: '2026-04-01' })]));
    const other = await sendAs(csv([stay('A', { place: '3' })]));
    await apply(other.id);
    await expect(apply(checked.id)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'import-changed',
    });
    const fresh = await stateOf(access, checked.id);
    expect(fresh).toMatchObject({ state: 'CHECKED', counts: { changed: 1 } });
    expect(fresh.changes[0]!.summary).toContain('plaats: 3 wordt 1');
    expect(await staysOf()).toMatchObject([{ place: '3', until: null }]);
  });
});

describe('errors name row, column, what was found and how to mend it', () => {
  const cases: [string, Record<string, string | number | null>, string, string][] = [
    ['an unknown unit', { unit: 'U-NIETS' }, 'unit-unknown', 'unit'],
    ['an unknown module', { module: 'NIETS' }, 'module-unknown', 'module'],
    ['an unknown place', { place: '99' }, 'place-unknown', 'place'],
    [
      'a period that is reversed',
      { from: '2026-02-01', until: '2026-01-01' },
      'period-reversed',
      'until',
    ],
    ['no day', { from: '31/02/2026' }, 'day-unreadable', 'from'],
    ['a day in another century', { from: '0206-01-01' }, 'day-implausible', 'from'],
    ['no child', { person_ref: null }, 'value-missing', 'person_ref'],
    ['no start', { from: null }, 'value-missing', 'from'],
    ['a start too far ahead', { from: '2036-01-01' }, 'start-too-far', 'from'],
  ];
  test.each(cases)('%s', async (_, change, expected, column) => {
    const refused = await sendAs(csv([stay('A'), stay('B', change)]));
    expect(refused.state).toBe('REFUSED');
    expect(refused.problems).toMatchObject([{ code: expected, row: 3, column, file: 'test.csv' }]);
    expect(refused.problems[0]!.message).not.toContain('{{');
    expect(refused.problems[0]!.mend).toBeTruthy();
    await expect(apply(refused.id)).rejects.toMatchObject({ code: 'import-state' });
  });

  test('the unit of another provider is as unknown as one that does not exist', async () => {
    const stranger = await t.db.as('vp_jobs', (tx) => makeProvider(tx));
    const theirs = await t.db.as('vp_jobs', (tx) => makeUnit(tx, { providerId: stranger }));
    const [row] = await t.owner<{ code: string }>(
      'select code from capacity.provider where id = $1',
      [stranger],
    );
    const hidden = await sendAs(csv([stay('A', { unit: await unitCode(theirs) })]));
    expect(hidden.problems.map((problem) => problem.code)).toEqual(['unit-unknown']);
    const named = await sendAs(
      csv([{ ...stay('A', { unit: await unitCode(theirs) }), provider: row!.code }]),
    );
    const absent = await sendAs(
      csv([{ ...stay('A', { unit: await unitCode(theirs) }), provider: 'T-ABSENT' }]),
    );
    expect(named.problems.map((problem) => problem.code)).toEqual(['provider-unknown']);
    expect(absent.problems.map((problem) => problem.code)).toEqual(['provider-unknown']);
  });

  test('recognition is not for the provider to change, and stays are not for the steward', async () => {
    const recognition = csv([
      { key: 'R1', unit: code, module: 'STAY_O12', places: 9, from: '2026-01-01' },
    ]);
    const refused = await sendAs(recognition);
    expect(refused.problems).toMatchObject([{ code: 'kind-not-yours', row: 2 }]);
    const as = await signIn(t, 'AS', { organisationId: await makeOrganisation(t, 'agency') });
    const steward = accessFor(t, as);
    const stays = await send(steward, actorOf(as), csv([stay('A')]));
    expect(stays.problems).toMatchObject([{ code: 'kind-not-yours' }]);
    const [row] = await t.owner<{ code: string }>(
      'select code from capacity.provider where id = $1',
      [provider],
    );
    const lines = csv([
      {
        key: 'R1',
        provider: row!.code,
        unit: code,
        module: 'STAY_O12',
        places: 2,
        from: '2026-01-01',
        origin: 'EXPANSION',
      },
    ]);
    const checked = await send(steward, actorOf(as), lines);
    expect(checked).toMatchObject({ state: 'CHECKED', counts: { added: 1 } });
    expect(checked.figures[0]).toMatchObject({
      before: { recognised: 4 },
      after: { recognised: 6 },
    });
    const { eventId } = await applyImport(steward, actorOf(as), checked.id);
    await t.db.write(as, (tx) => undoEvent(tx, actorOf(as), { eventId: eventId! }));
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, recordEvent, theProgram } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { catalogueJson } from './catalogue.query.ts';
import { unitDuties } from './duties.query.ts';
import { endStay } from './end-stay.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from './fixtures.ts';
import type { EventRow } from './contract.ts';
import type { UnitDuties } from './provider-contract.ts';
import { reportUnavailability } from './report-unavailability.ts';
import { startAbsence } from './start-absence.ts';
import { type Done, startStay } from './start-stay.ts';
import { undoEvent } from './undo-event.ts';
import { unitHistory } from './unit.query.ts';

const today = '2026-05-06';
let t: TestDatabase;
let provider: string;
let pc: SignedIn;
let stranger: SignedIn;
let unit: MadeUnit;
let clock = 0;

const actor: Actor = { personId: null, hatId: null, role: 'PC', name: 'Persoon (verzonnen)' };
const run = (work: (tx: Writer, who: Actor) => Promise<Done>): Promise<Done> => {
  clock += 1;
  const at = new Date(Date.parse(`${today}T08:00:00Z`) + clock * 1000).toISOString();
  return t.db.write(pc, async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [at]);
    return work(tx, { ...actor, personId: pc.personId, hatId: pc.hatId });
  });
};

beforeAll(async () => {
  t = await testDatabase();
  const other = await t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [`${today}T06:00:00Z`]);
    await makeReference(tx);
    provider = await makeProvider(tx);
    unit = await makeUnit(tx, { providerId: provider, places: 4 });
    const otherProvider = await makeProvider(tx);
    await makeUnit(tx, { providerId: otherProvider, places: 4 });
    return otherProvider;
  });
  pc = await signIn(t, 'PC', { organisationId: provider });
  stranger = await signIn(t, 'PI', { organisationId: other });
});
afterAll(() => t.close());

const dutiesOf = async (who: SignedIn) =>
  (await t.db.read(who, (tx) => unitDuties(tx, today))) as UnitDuties[];

describe('duties', () => {
  test('a quiet unit asks nothing, and a stranger sees only its own units', async () => {
    const duties = await dutiesOf(pc);
    expect(duties).toEqual([
      {
        unitId: unit.unitId,
        reviewsDue: 0,
        nextReviewOn: null,
        pastDecision: 0,
        nextDecisionUntil: null,
        pastExpectedEnd: 0,
        nextExpectedEndOn: null,
        withoutPlace: 0,
      },
    ]);
    expect((await dutiesOf(stranger)).map((each) => each.unitId)).not.toContain(unit.unitId);
  });

  test('a review that has come, an end that has passed and a stay without a place are counted', async () => {
    const report = (input: object) =>
      run((tx, who) =>
        reportUnavailability(tx, who, {
          unitId: unit.unitId,
          module: unit.module,
          reason: 'BUILDING',
          from: '2026-04-20',
          expectedEndOn: '2026-05-20',
          ...input,
        }),
      );
    await report({ placeId: unit.placeIds[0], reviewOn: today });
    await report({ placeId: unit.placeIds[1], reviewOn: '2026-05-12' });
    const start = (input: object) =>
      run((tx, who) =>
        startStay(tx, who, {
          unitId: unit.unitId,
          module: unit.module,
          from: '2026-04-01',
          ...input,
        }),
      );
    const late = await start({ placeId: unit.placeIds[2], expectedEndOn: '2026-05-05' });
    const onTime = await start({ placeId: unit.placeIds[3], expectedEndOn: today });
    await start({
      from: today,
      overCapacityReason: 'Crisis bij nacht',
      expectedEndOn: '2026-06-01',
    });
    await t.db.as('vp_jobs', async (tx) => {
      await recordEvent(tx, theProgram, {
        slice: 'capacity',
        kind: 'import',
        organisationId: provider,
        subjectId: unit.unitId,
      });
      await tx.rows('update capacity.stay set decision_until = $2 where id = $1', [late.id, today]);
    });
    expect(await dutiesOf(pc)).toMatchObject([
      {
        reviewsDue: 1,
        nextReviewOn: '2026-05-12',
        pastDecision: 1,
        pastExpectedEnd: 1,
        nextExpectedEndOn: today,
        withoutPlace: 1,
      },
    ]);
    await run((tx, who) => endStay(tx, who, { stayId: onTime.id!, on: today, reason: 'HOME' }));
    expect(await dutiesOf(pc)).toMatchObject([{ nextExpectedEndOn: '2026-06-01' }]);
  });
});

describe('history', () => {
  const history = async (who: SignedIn, mayUndo: boolean, own = true) =>
    (
      await t.db.read(who, (tx) =>
        unitHistory(tx, quiet.unitId, { limit: 50, offset: 0, mayUndo, own }),
      )
    ).events as EventRow[];
  let quiet: MadeUnit;
  beforeAll(async () => {
    quiet = await t.db.as('vp_jobs', (tx) => makeUnit(tx, { providerId: provider, places: 2 }));
  });

  test('says why an event cannot be undone: changed since, undone, never, role', async () => {
    const started = await run((tx, who) =>
      startStay(tx, who, { unitId: quiet.unitId, module: quiet.module, from: '2026-04-01' }),
    );
    expect((await history(pc, true))[0]).toMatchObject({ undoable: true, blockedBecause: null });
    expect((await history(pc, false))[0]).toMatchObject({
      undoable: false,
      blockedBecause: 'role',
    });
    const ended = await run((tx, who) =>
      endStay(tx, who, { stayId: started.id!, on: today, reason: 'HOME' }),
    );
    const kinds = async () =>
      Object.fromEntries((await history(pc, true)).map((each) => [each.kind, each.blockedBecause]));
    expect(await kinds()).toEqual({
      'stay.end': null,
      'stay.start': 'changed-since',
      import: 'never',
    });
    await run((tx, who) => undoEvent(tx, who, { eventId: ended.eventId }));
    expect(await kinds()).toEqual({
      undo: 'never',
      'stay.end': 'undone',
      'stay.start': null,
      import: 'never',
    });
  });
});

describe('history names what it is about', () => {
  test('the place, and to its own people the child; to others only the place', async () => {
    const made = await t.db.as('vp_jobs', (tx) =>
      makeUnit(tx, { providerId: provider, places: 2 }),
    );
    const about = async (own: boolean) => {
      const options = { limit: 50, offset: 0, mayUndo: false, own };
      const { events } = await t.db.read(pc, (tx) => unitHistory(tx, made.unitId, options));
      return (events as EventRow[]).map(({ kind, place, personRef }) => [kind, place, personRef]);
    };
    const begin = (personRef: string) =>
      run((tx, who) =>
        startStay(tx, who, {
          unitId: made.unitId,
          module: made.module,
          from: '2026-04-01',
          personRef,
        }),
      );
    const first = await begin('EEN');
    await begin('TWEE');
    const stayId = first.id!;
    await run((tx, who) => startAbsence(tx, who, { stayId, from: today, kind: 'HOME' }));
    await run((tx, who) => endStay(tx, who, { stayId, on: today, reason: 'HOME' }));
    await run((tx, who) =>
      reportUnavailability(tx, who, {
        unitId: made.unitId,
        module: made.module,
        placeId: made.placeIds[0]!,
        reason: 'STAFF_SHORTAGE',
        from: today,
        expectedEndOn: '2026-05-20',
      }),
    );
    const told = [
      ['unavailability.start', '1', null],
      ['stay.end', '1', 'EEN'],
      ['absence.start', '1', 'EEN'],
      ['stay.start', '2', 'TWEE'],
      ['stay.start', '1', 'EEN'],
      ['import', null, null],
    ];
    expect(await about(true)).toEqual(told);
    expect(await about(false)).toEqual(told.map(([kind, place]) => [kind, place, null]));
  });
});

describe('catalogue', () => {
  const readCatalogue = async (role: 'JJ' | 'AN' | 'AT') => {
    const who = await signIn(t, role, { organisationId: await makeOrganisation(t, 'court') });
    return t.db.read(who, catalogueJson);
  };

  test('is the same byte for byte when only capacity differs, and says nothing of it', async () => {
    const before = await readCatalogue('JJ');
    const module = unit.module;
    await run((tx, who) =>
      startStay(tx, who, {
        unitId: unit.unitId,
        module,
        from: today,
        overCapacityReason: 'Een proef',
      }),
    );
    await t.db.as('vp_jobs', (tx) => tx.rows('delete from capacity.recognition', []));
    expect(await readCatalogue('JJ')).toBe(before);
    expect(await readCatalogue('AN')).toBe(before);
    expect(before).toContain(unit.unitId);
    expect(before).not.toMatch(/free|occupied|place|recognised|vrij/i);
  });

  test('a change of the offer itself does show', async () => {
    const before = await readCatalogue('JJ');
    await t.owner(`update capacity.care_unit set name = 'Nieuwe naam (verzonnen)' where id = $1`, [
      unit.unitId,
    ]);
    expect(await readCatalogue('JJ')).not.toBe(before);
  });
});

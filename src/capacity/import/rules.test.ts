import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { addDays, dayIn } from '../../platform/period.ts';
import type { ImportState } from '../contract.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from '../fixtures.ts';
import type { ImportAccess } from './import-file.ts';
import { accessFor, actorOf, csv, operatorFor, send } from './import.fixtures.ts';
import { applyImport } from './apply-import.ts';
import { recordEvent, theProgram } from '../../platform/db/command.ts';

type Row = Record<string, string | number | null>;

let t: TestDatabase;
let provider: string;
let pc: SignedIn;
let access: ImportAccess;
let unit: MadeUnit;
let code: string;
const today = dayIn(new Date());

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
  code = await codeOf(unit);
});

async function codeOf(made: MadeUnit): Promise<string> {
  const [row] = await t.owner<{ code: string }>(
    'select code from capacity.care_unit where id = $1',
    [made.unitId],
  );
  return row!.code;
}

const sendRows = (rows: Row[], options = {}) => send(access, actorOf(pc), csv(rows), options);
const sendJson = (tables: Record<string, Row[]>) =>
  send(access, actorOf(pc), JSON.stringify(tables), { fileName: 'tabellen.json' });
const apply = (state: ImportState) => applyImport(access, actorOf(pc), state.id);
const wrong = (state: ImportState) => state.problems.map((each) => [each.code, each.column]);
const stay = (key: string, more: Row = {}): Row => ({
  key,
  unit: code,
  place: null,
  person_ref: `${code}-${key}`,
  from: '2026-01-10',
  until: null,
  ...more,
});
const absence = (key: string, of: string, more: Row = {}): Row => ({
  key,
  stay: of,
  kind: 'HOME',
  from: '2026-02-01',
  until: '2026-02-05',
  ...more,
});
const out = (key: string, more: Row = {}): Row => ({
  key,
  unit: code,
  place: null,
  places: 2,
  only_for: null,
  reason: 'BUILDING',
  explanation: null,
  from: today,
  until: null,
  expected_end_on: addDays(today, 14),
  review_on: null,
  ...more,
});
const absences = () =>
  t.owner<{ key: string; from: string; until: string | null }>(
    `select external_key as key, lower(period)::text as from, upper(period)::text as until
       from capacity.absence where provider_id = $1 order by external_key`,
    [provider],
  );

describe('absences', () => {
  test('come with their stays in one file, by key, and follow them in the next', async () => {
    const first = await sendJson({
      stay: [stay('A'), stay('B')],
      absence: [absence('1', 'A'), absence('2', 'B', { until: null })],
    });
    expect(first.counts).toMatchObject({ added: 4, problems: 0 });
    await apply(first);
    expect(await absences()).toHaveLength(2);
    const shorter = await sendRows([
      stay('A', { until: '2026-02-03' }),
      stay('B', { until: '2026-01-20' }),
    ]);
    expect(shorter.findings.map((each) => each.code)).toEqual([
      'absence-follows',
      'absence-follows',
    ]);
    await apply(shorter);
    expect(await absences()).toEqual([{ key: '1', from: '2026-02-01', until: '2026-02-03' }]);
  });

  test('go with a stay that is removed, unless a time-out hangs on it', async () => {
    await apply(
      await sendJson({
        stay: [
          stay('A'),
          stay('T', { person_ref: `${code}-A`, time_out_of: 'A', from: '2026-03-01' }),
        ],
        absence: [absence('1', 'A')],
      }),
    );
    const alone = await sendRows([{ ...stay('A'), action: 'remove' }]);
    expect(wrong(alone)).toEqual([['stay-has-time-out', 'action']]);
    const both = await sendRows([
      { ...stay('A'), action: 'remove' },
      { ...stay('T'), action: 'remove' },
    ]);
    expect(both.counts).toMatchObject({ removed: 2, problems: 0 });
    await apply(both);
    expect(await absences()).toEqual([]);
  });

  test.each<[string, Row, string, string]>([
    ['of a stay that is unknown', { stay: 'NIETS' }, 'stay-unknown', 'stay'],
    ['before the stay', { from: '2026-01-01' }, 'absence-outside-stay', 'from'],
    [
      'overlapping another in the file',
      { from: '2026-02-04', until: '2026-02-08' },
      'absence-twice',
      'from',
    ],
    ['of no kind', { kind: 'VAKANTIE' }, 'choice-unknown', 'kind'],
  ])('%s', async (_, more, expected, column) => {
    const state = await sendJson({
      stay: [stay('A')],
      absence: [absence('1', 'A'), absence('2', 'A', { from: '2026-03-01', until: null, ...more })],
    });
    expect(state.state).toBe('REFUSED');
    expect(wrong(state)).toContainEqual([expected, column]);
  });

  test('of a stay that the same file removes are unknown', async () => {
    await apply(await sendRows([stay('A')]));
    const state = await sendJson({
      stay: [{ ...stay('A'), action: 'remove' }],
      absence: [absence('1', 'A')],
    });
    expect(wrong(state)).toEqual([['stay-unknown', 'stay']]);
  });

  test('overlapping one in the register', async () => {
    await apply(await sendJson({ stay: [stay('A')], absence: [absence('1', 'A')] }));
    const [row] = await t.owner<{ id: string }>(
      'select id from capacity.stay where provider_id = $1',
      [provider],
    );
    expect(wrong(await sendRows([absence('2', row!.id)]))).toEqual([['absence-twice', 'from']]);
    expect(
      (await sendRows([absence('2', row!.id, { from: '2026-02-05', until: null })])).counts
        .problems,
    ).toBe(0);
  });
});

describe('time-outs', () => {
  test('a pair is no finding; another child, an unknown stay and itself are problems', async () => {
    const pair = await sendRows(
      [stay('A'), stay('T', { person_ref: `${code}-A`, time_out_of: 'A' })].map((row) => ({
        time_out_of: null,
        ...row,
      })),
    );
    expect(pair.counts).toMatchObject({ added: 2, findings: 0, problems: 0 });
    await apply(pair);
    expect(wrong(await sendRows([{ ...stay('U'), time_out_of: 'A' }]))).toEqual([
      ['time-out-other-child', 'time_out_of'],
    ]);
    expect(wrong(await sendRows([{ ...stay('U'), time_out_of: 'NIETS' }]))).toEqual([
      ['time-out-unknown', 'time_out_of'],
    ]);
    expect(wrong(await sendRows([{ ...stay('U'), time_out_of: 'U' }]))).toEqual([
      ['time-out-unknown', 'time_out_of'],
    ]);
  });
});

describe('unavailability', () => {
  test('takes places out of use, with the usual review day, and stops in part', async () => {
    const state = await sendRows([
      out('1'),
      out('2', { places: null, only_for: 'GIRLS', until: null }),
      out('3', { places: null, place: '1' }),
    ]);
    expect(state.counts).toMatchObject({ added: 3, problems: 0 });
    expect(state.figures[0]).toMatchObject({
      before: { unavailable: 0 },
      after: { unavailable: 3, free: 1 },
    });
    await apply(state);
    const [row] = await t.owner<{ review: string; until: string }>(
      `select review_on::text as review, upper(period)::text as until from capacity.unavailability where external_key = '1' and provider_id = $1`,
      [provider],
    );
    expect(row).toEqual({ review: addDays(today, 7), until: addDays(today, 14) });
    expect((await sendRows([out('1'), out('3', { places: 1, place: '1' })])).counts).toMatchObject({
      same: 2,
    });
  });

  test.each<[string, Row, string, string | null]>([
    [
      'longer than eight weeks ahead',
      { expected_end_on: addDays(today, 90) },
      'unavailability-too-long',
      'expected_end_on',
    ],
    ['another reason without a word', { reason: 'OTHER' }, 'explanation-required', 'explanation'],
    ['places and a stop', { only_for: 'BOYS' }, 'places-or-stop', 'places'],
    ['neither places nor a stop', { places: null }, 'places-or-stop', 'places'],
    ['one place that counts for two', { place: '1' }, 'place-counts-one', 'places'],
    [
      'an end after the expected end',
      { until: addDays(today, 20) },
      'until-after-expected',
      'until',
    ],
    ['no end at all', { expected_end_on: null }, 'value-missing', 'expected_end_on'],
    ['501 places', { places: 501 }, 'number-out-of-range', 'places'],
    ['half a place', { places: '1,5' }, 'number-unreadable', 'places'],
  ])('%s', async (_, more, expected, column) => {
    const state = await sendRows([out('0'), out('1', more)]);
    expect(wrong(state)).toContainEqual([expected, column]);
    expect(state.problems.every((each) => each.row === 3)).toBe(true);
  });
});

describe('which fact a row is about', () => {
  test('an id goes before a key, gives a fact its key, and cannot take another’s', async () => {
    await apply(await sendRows([stay('A'), stay('B')]));
    const ids = await t.owner<{ id: string; key: string }>(
      'select id, external_key as key from capacity.stay where provider_id = $1 order by external_key',
      [provider],
    );
    const renamed = await sendRows([{ id: ids[0]!.id, ...stay('Z'), person_ref: `${code}-A` }]);
    expect(renamed.counts).toMatchObject({ changed: 1, added: 0 });
    expect(
      wrong(await sendRows([{ id: ids[0]!.id, ...stay('B'), person_ref: `${code}-A` }])),
    ).toEqual([['key-taken', 'key']]);
    expect(
      wrong(await sendRows([{ id: '00000000-0000-4000-8000-000000000000', ...stay('N') }])),
    ).toEqual([['fact-unknown', 'id']]);
    expect(wrong(await sendRows([{ id: 'x', ...stay('N') }]))).toEqual([['id-unreadable', 'id']]);
  });

  test('columns that are not there stay as they are; empty cells empty', async () => {
    await apply(await sendRows([stay('A', { place: '2', decision_until: '2030-01-01' })]));
    const partial = await sendRows([{ key: 'A', until: '2026-06-01' }], { kind: 'stay' });
    expect(partial.changes.map((each) => each.summary)).toEqual([
      `Gewijzigd: verblijf ${code}-A, van 10/01/2026 tot open einde. einde: open einde wordt 01/06/2026.`,
    ]);
    const emptied = await sendRows([{ key: 'A', decision_until: null }]);
    expect(emptied.changes[0]!.summary).toContain('beslissing tot: 01/01/2030 wordt leeg');
  });

  test('the same key or id twice in one file is a problem; the same key with another provider is not', async () => {
    expect(wrong(await sendRows([stay('A'), stay('A')]))).toEqual([['key-twice', 'key']]);
    const other = await t.db.as('vp_jobs', (tx) => makeProvider(tx));
    const theirs = await t.db.as('vp_jobs', (tx) => makeUnit(tx, { providerId: other }));
    const codes = await t.owner<{ code: string }>(
      'select code from capacity.provider where id = any ($1) order by id = $2 desc',
      [[provider, other], provider],
    );
    const rows = [
      { provider: codes[0]!.code, ...stay('A') },
      {
        provider: codes[1]!.code,
        ...stay('A', { unit: await codeOf(theirs), person_ref: 'ANDER' }),
      },
    ];
    const state = await send(operatorFor(t), theProgram, csv(rows));
    expect(state.counts).toMatchObject({ added: 2, problems: 0 });
  });

  test('a fact does not move to another unit', async () => {
    await apply(await sendRows([stay('A')]));
    const second = await t.db.as('vp_jobs', (tx) => makeUnit(tx, { providerId: provider }));
    expect(wrong(await sendRows([stay('A', { unit: await codeOf(second) })]))).toEqual([
      ['unit-changed', 'unit'],
    ]);
  });

  test('removing what is not there changes nothing', async () => {
    const state = await sendRows([{ ...stay('A'), action: 'remove' }]);
    expect(state).toMatchObject({
      state: 'CHECKED',
      counts: { removed: 0, same: 1, problems: 0, findings: 1 },
    });
  });
});

describe('findings', () => {
  test('decisions that ran out, places promised, the same out of use twice', async () => {
    const state = await sendRows(
      [
        stay('A', { decision_until: '2026-02-01' }),
        stay('B', { decision_until: '2025-02-01' }),
      ].map((row) => ({ decision_until: null, ...row })),
    );
    expect(state.findings.map((each) => each.code)).toEqual([
      'decision-passed',
      'decision-before-start',
    ]);
    await t.db.as('vp_jobs', async (tx) => {
      await recordEvent(tx, theProgram, {
        slice: 'capacity',
        kind: 'import',
        organisationId: provider,
        subjectId: null,
      });
      await tx.rows(
        `insert into capacity.hold (unit_id, module_code, provider_id, place_id, period, reason_code)
         values ($1, $2, $3, $4, daterange('2026-06-01', null), 'RESERVED_START')`,
        [unit.unitId, unit.module, provider, unit.placeIds[2]],
      );
    });
    const promised = await sendRows([stay('C', { place: '3' }), stay('D', { place: '2' })]);
    expect(promised.findings).toMatchObject([{ code: 'place-promised', row: 2, found: '3' }]);
    await apply(await sendRows([out('1', { place: '1', places: 1 })]));
    const double = await sendRows([out('2', { place: '1', places: 1 })]);
    expect(double.findings.map((each) => each.code)).toEqual(['unavailability-double']);
  });

  test('a child that stays with another provider too is marked, without a word of where', async () => {
    const other = await t.db.as('vp_jobs', (tx) => makeProvider(tx));
    const theirs = await t.db.as('vp_jobs', (tx) => makeUnit(tx, { providerId: other }));
    const them = await signIn(t, 'PC', { organisationId: other });
    const theirAccess = accessFor(t, them);
    const sent = await send(
      theirAccess,
      actorOf(them),
      csv([stay('X', { unit: await codeOf(theirs), person_ref: `${code}-A` })]),
    );
    await applyImport(theirAccess, actorOf(them), sent.id);
    const mine = await sendRows([stay('A')]);
    expect(mine.findings).toMatchObject([{ code: 'child-twice', row: 2 }]);
    await apply(mine);
    expect((await sendRows([stay('A')])).counts).toMatchObject({ same: 1, changed: 0 });
  });
});

describe('files', () => {
  test.each<[string, string, string, string]>([
    [
      'an unknown column',
      'key;unit;person_ref;from;kleur\nA;B;C;2026-01-01;rood\n',
      'x.csv',
      'column-unknown',
    ],
    [
      'one column twice',
      'key;unit;leefgroep;person_ref;from\nA;B;B;C;2026-01-01\n',
      'x.csv',
      'column-twice',
    ],
    ['no key column', 'unit;person_ref;from\nB;C;2026-01-01\n', 'x.csv', 'column-missing'],
    ['another table', 'naam;kleur\nA;B\n', 'x.csv', 'kind-unknown'],
    ['a workbook that is none', 'geen werkboek', 'x.xlsx', 'content-differs'],
    ['nothing', '', 'x.csv', 'file-empty'],
    ['half a JSON', '{"stay": [{"key": "A"', 'x.json', 'file-cut-off'],
  ])('%s', async (_, content, fileName, expected) => {
    const state = await send(access, actorOf(pc), content, { fileName });
    expect(state.state).toBe('REFUSED');
    expect(state.problems.map((each) => each.code)).toContain(expected);
    expect(state.problems.every((each) => each.mend)).toBe(true);
  });

  test('Dutch headings are understood, and problems use the words of the file', async () => {
    const state = await send(
      access,
      actorOf(pc),
      `Sleutel;Leefgroep;Pseudoniem;Van;Tot\nA;${code};${code}-A;06/05/2026;\nB;NIETS;${code}-B;6-5-2026;\n`,
    );
    expect(state.problems).toMatchObject([
      { code: 'unit-unknown', column: 'Leefgroep', row: 3, found: 'NIETS' },
    ]);
  });

  test('a thousand problems are kept, all are counted', async () => {
    const rows = Array.from({ length: 1200 }, (_, i) => stay(`K${i}`, { from: 'nooit' }));
    const state = await sendRows(rows);
    expect(state.counts.problems).toBe(1200);
    expect(state.problems).toHaveLength(1000);
  });

  test('a large file costs what its rows cost, not their square', async () => {
    const made = (until: string) => ({
      stay: Array.from({ length: 3000 }, (_, i) => stay(`L${i}`, { from: '2025-01-01', until })),
      absence: Array.from({ length: 3000 }, (_, i) =>
        absence(`L${i}`, `L${i}`, { from: '2025-01-02', until: '2025-01-03' }),
      ),
    });
    const began = performance.now();
    const first = await sendJson(made('2025-02-01'));
    expect(first.counts).toMatchObject({ added: 6000, problems: 0 });
    await apply(first);
    const second = await sendJson(made('2025-03-01'));
    expect(second.counts).toMatchObject({ changed: 3000, same: 3000, problems: 0 });
    expect(performance.now() - began).toBeLessThan(90_000);
  }, 120_000);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../platform/period.ts';
import { formatColumns, type ImportKind } from './format.ts';
import { parseCell } from './parse-cell.ts';
import { RowReader } from './read-rows.ts';
import { describeTable } from './table-kind.ts';

const column = (kind: ImportKind, name: string) =>
  formatColumns[kind].find((each) => each.name === name)!;
const from = column('stay', 'from');
const places = column('recognition', 'places');

test.each<[string, string | null]>([
  ['2026-05-06', '2026-05-06'],
  [' 06/05/2026 ', '2026-05-06'],
  ['6-5-2026', '2026-05-06'],
  ['6.5.2026', '2026-05-06'],
  ['29/02/2024', '2024-02-29'],
  ['', null],
])('the day %j is %j', (text, day) => {
  expect(parseCell(text, from)).toEqual({ ok: true, value: day });
});

test.each([
  ['2026-02-29', 'day-unreadable'],
  ['05/13/2026', 'day-unreadable'],
  ['6/5/26', 'day-unreadable'],
  ['46023', 'day-unreadable'],
  ['2026-05-06T00:00:00Z', 'day-unreadable'],
  ['0026-05-06', 'day-implausible'],
  ['2226-05-06', 'day-implausible'],
])('%j is no day: %s', (text, code) => {
  expect(parseCell(text, from)).toMatchObject({ ok: false, code });
});

test.each([
  ['8', true],
  ['+8', true],
  ['0', false],
  ['501', false],
  ['8,0', false],
  ['8.5', false],
  ['1e2', false],
  ['99999999999', false],
])('%j places: %s', (text, ok) => {
  expect(parseCell(text, places).ok).toBe(ok);
});

test('choices and lists do not mind capitals, spaces and order', () => {
  expect(parseCell('more intensive', column('stay', 'end_reason'))).toEqual({
    ok: true,
    value: 'MORE_INTENSIVE',
  });
  expect(parseCell('b | a;c,a', column('stay', 'needs'))).toEqual({ ok: true, value: 'a|b|c' });
  expect(parseCell('Verwijderen', column('stay', 'action'))).toEqual({ ok: true, value: true });
});

test('every day in both ways of writing is the same day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (n) => {
      const day = addDays('1990-01-01', n);
      const [year, month, date] = day.split('-');
      expect(parseCell(`${Number(date)}/${Number(month)}/${year}`, from)).toEqual({
        ok: true,
        value: day,
      });
      expect(parseCell(day, from)).toEqual({ ok: true, value: day });
    }),
  );
});

test('any text in any column is a value or a known problem, never an error', () => {
  const columns = Object.values(formatColumns).flat();
  fc.assert(
    fc.property(
      fc.constantFrom(...columns),
      fc.string({ unit: 'binary', maxLength: 300 }),
      (each, text) => {
        const parsed = parseCell(text, each);
        expect(parsed.ok ? 'value' in parsed : parsed.code.length > 3).toBe(true);
      },
    ),
  );
});

test.each<[string | null, string[], ImportKind | null]>([
  [null, ['key', 'unit', 'person_ref', 'from'], 'stay'],
  [null, ['Sleutel', 'Leefgroep', 'Pseudoniem', 'Van'], 'stay'],
  [null, ['key', 'stay', 'kind', 'from'], 'absence'],
  [null, ['key', 'unit', 'places', 'from'], 'recognition'],
  [null, ['key', 'unit', 'places', 'from', 'expected_end_on', 'reason'], 'unavailability'],
  ['Verblijven', ['key', 'from'], 'stay'],
  ['Toelichting', ['Over dit bestand'], null],
  ['Plaatsen', ['id', 'place'], null],
  [null, ['naam', 'kleur'], null],
])('a table %s with %j holds %s', (sheet, header, kind) => {
  expect(describeTable(sheet, header, null).kind).toBe(kind);
});

test('headings that grow as JSON goes on say each fault once, and keep their rows', () => {
  const reader = new RowReader();
  const chunk = (header: string[], cells: (string | null)[]) =>
    reader.read({ sheet: 'stay', header, rows: [{ rowNumber: 1, cells }], notices: [] });
  const good = ['key', 'unit', 'person_ref', 'from'];
  const values = ['A', 'U', 'P', '2026-01-01'];
  expect(chunk(good, values).batch?.n).toEqual([1]);
  expect(chunk([...good, 'kleur'], [...values, 'x']).problems.map((each) => each.code)).toEqual([
    'column-unknown',
  ]);
  const later = chunk([...good, 'kleur', 'until'], [...values, 'x', null]);
  expect(later.problems).toEqual([]);
  expect(later.batch).toBeNull();
});

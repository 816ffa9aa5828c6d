import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '../../../web/i18n/format.ts';
import { parseSearch, stringifySearch } from '../../../web/search-params.ts';
import type { Photo } from '../../contract.ts';
import { addFigures } from '../../figures.ts';
import { filterUnits } from '../../unit-filter.ts';
import { makeRow, someRow } from '../../unit-row.fixtures.ts';
import { areaValues } from './area-values.ts';
import { confirmedSpan } from './confirmed-span.ts';
import { asOfIn, endOfDay, pictureOf } from './as-of.ts';
import { patchPhoto, rowKey, rowsIn } from './patch-photo.ts';
import { askedCount, readSearch } from './regiekamer-search.ts';
import { orderUnits, settle } from './unit-order.ts';

const photoOf = (units: Photo['units']): Photo => ({
  day: '2026-06-16',
  knownAt: '2026-06-16T08:00:00Z',
  live: true,
  units,
});

test('what is asked comes back from the address as it went in', () => {
  const search = readSearch({
    text: 'kade',
    module: ['STAY_U12', 'CRISIS_STAY'],
    age: '9',
    gender: 'GIRL',
    near: '44021',
    withinKm: '30',
    minimum: '1',
    at: '2026-06-22',
    view: 'table',
    sort: 'free',
    order: 'down',
    unit: '0b5c66f7-0000-4000-8000-000000000000',
  });
  expect(readSearch(parseSearch(stringifySearch({ ...search })))).toEqual(search);
  expect(askedCount(search)).toBe(6);
});

test('an address that cannot be understood asks nothing', () => {
  expect(
    readSearch({
      age: '-1',
      gender: 'girl',
      at: '2026-02-30',
      withinKm: 'x',
      minimum: '0',
      view: '',
    }),
  ).toEqual({});
});

test('a day ends at midnight in Brussels, also when the clocks change', () => {
  expect(endOfDay('2026-01-15')).toBe('2026-01-15T23:00:00.000Z');
  expect(endOfDay('2026-06-15')).toBe('2026-06-15T22:00:00.000Z');
  for (const day of ['2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25', '2025-12-31']) {
    const end = Date.parse(endOfDay(day));
    expect(dayOf(end - 1)).toBe(day);
    expect(dayOf(end)).not.toBe(day);
  }
});

test('only a past day can be asked as it was known then', () => {
  const today = '2026-06-16';
  expect(asOfIn({}, today)).toEqual({});
  expect(asOfIn({ at: today }, today)).toEqual({});
  expect(asOfIn({ at: '2026-06-22', known: 'then' }, today)).toEqual({ at: '2026-06-22' });
  expect(asOfIn({ at: '2026-06-01', known: 'then' }, today)).toEqual({
    at: '2026-06-01',
    known: '2026-06-01T22:00:00.000Z',
  });
  expect(pictureOf({ at: '2026-06-22' }, today)).toBe('ahead');
  expect(pictureOf(asOfIn({ at: '2026-06-01', known: 'then' }, today), today)).toBe('pastAsKnown');
});

test('a frame changes its units and leaves all others the same objects', () => {
  const [a, b, c] = ['u1', 'u2', 'u3'].map((unitId) => makeRow({ unitId }));
  const second = makeRow({ unitId: 'u2', module: 'CRISIS_STAY' });
  const photo = photoOf([a!, b!, second, c!]);
  const now = makeRow({ unitId: 'u2', free: 0, changedAt: '2026-06-16T09:00:00Z' });
  const added = makeRow({ unitId: 'u4' });
  const { units } = patchPhoto(photo, [now, added]);
  expect(units).toEqual([a, now, c, added]);
  expect(units[0]).toBe(a);
  expect(units[2]).toBe(c);
  const late = makeRow({ unitId: 'u2', free: 5, changedAt: '2026-06-16T08:30:00Z' });
  expect(patchPhoto(photoOf(units), [late]).units[1]).toBe(now);
  expect(rowsIn({ units: [now] })).toEqual([now]);
  expect(rowsIn(null)).toEqual([]);
});

test('sums on the map are sums of the same rows', () => {
  fc.assert(
    fc.property(fc.array(someRow, { maxLength: 40 }), (rows) => {
      const found = filterUnits(rows, {});
      const values = areaValues(found, 'region');
      const total = addFigures(rows.map((row) => row.figures));
      for (const key of ['recognised', 'free', 'held', 'unavailable', 'occupied'] as const) {
        expect(values.reduce((sum, value) => sum + value[key], 0)).toBe(total[key]);
      }
      expect(values.reduce((sum, value) => sum + value.over, 0)).toBe(total.overOccupied);
    }),
  );
});

test('units with a place come first, the nearest before those with more', () => {
  const rows = [
    makeRow({ unitId: 'full', free: 0, lat: 51.05 }),
    makeRow({ unitId: 'far', free: 5, lat: 51.3 }),
    makeRow({ unitId: 'near', free: 1, lat: 51.06 }),
  ];
  const origin = { lat: 51.05, lon: 3.72 };
  const order = (found: ReturnType<typeof filterUnits>, sort: Parameters<typeof orderUnits>[1]) =>
    orderUnits(found, sort).map(({ row }) => row.unitId);
  expect(order(filterUnits(rows, { origin }), null)).toEqual(['near', 'far', 'full']);
  expect(order(filterUnits(rows, {}), null)).toEqual(['far', 'near', 'full']);
  const byFree = { column: 'free', direction: 'ascending' } as const;
  expect(order(filterUnits(rows, {}), byFree)).toEqual(['full', 'near', 'far']);
});

test('nothing moves while figures change: the order is that of the question', () => {
  const ask = { minimum: 1 };
  const before = ['u1', 'u2', 'u3'].map((unitId) => makeRow({ unitId }));
  const keys = orderUnits(filterUnits(before, ask), null).map(({ row }) => rowKey(row));
  const after = [
    makeRow({ unitId: 'u1', free: 0 }),
    before[1]!,
    makeRow({ unitId: 'u3', free: 7 }),
    makeRow({ unitId: 'u4' }),
  ];
  const all = new Map(filterUnits(after, {}).map((each) => [rowKey(each.row), each]));
  const { shown, left, waiting } = settle(keys, filterUnits(after, ask), all);
  expect(shown.map(({ row }) => row.unitId)).toEqual(['u1', 'u2', 'u3']);
  expect(shown[2]?.row.figures.free).toBe(7);
  expect([...left]).toEqual([rowKey(after[0]!)]);
  expect(waiting).toBe(1);
});

test('an answer is as old as the oldest figure in it, each unit once', () => {
  const now = Date.parse('2026-06-20T08:00:00Z');
  const rows = [
    makeRow({ unitId: 'u1', confirmedAt: '2026-06-13T08:00:00Z' }),
    makeRow({ unitId: 'u1', module: 'CRISIS_STAY', confirmedAt: '2026-06-13T08:00:00Z' }),
    makeRow({ unitId: 'u2', confirmedAt: '2026-06-13T08:00:01Z' }),
    makeRow({ unitId: 'u3', confirmedAt: null }),
  ];
  expect(confirmedSpan(filterUnits(rows, {}), now)).toEqual({
    oldestAt: '2026-06-13T08:00:00Z',
    staleUnits: 2,
    staleAfterDays: 7,
  });
});

test('what is old is what its own region holds for old', () => {
  const now = Date.parse('2026-06-20T08:00:00Z');
  const confirmedAt = '2026-06-13T08:00:00Z';
  const rows = [
    makeRow({ unitId: 'u1', confirmedAt, staleAfterDays: 14 }),
    makeRow({ unitId: 'u2', confirmedAt, staleAfterDays: 3 }),
    makeRow({ unitId: 'u3', confirmedAt, staleAfterDays: 7 }),
  ];
  const span = (some: typeof rows) => confirmedSpan(filterUnits(some, {}), now);
  expect(span(rows)).toMatchObject({ staleUnits: 2, staleAfterDays: null });
  expect(span(rows.slice(0, 2))).toMatchObject({ staleUnits: 1, staleAfterDays: 3 });
  expect(span(rows.slice(0, 1))).toMatchObject({ staleUnits: 0 });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UnitRow } from './contract.ts';
import { loosenFilter } from './loosen-filter.ts';
import { criteria, filterUnits, firstFailing, type UnitFilter } from './unit-filter.ts';
import { makeRow, someRow } from './unit-row.fixtures.ts';
import { shortfallOf, whyNotNearer } from './why-not-nearer.ts';

const gent = { lat: 51.0543, lon: 3.7174 };
const brugge = { lat: 51.2093, lon: 3.2247 };

const someFilter: fc.Arbitrary<UnitFilter> = fc.record(
  {
    module: fc.subarray(['STAY_U12', 'STAY_O12', 'CRISIS_STAY']),
    age: fc.nat(25),
    gender: fc.constantFrom('GIRL', 'BOY', 'X'),
    term: fc.constantFrom('SHORT', 'LONG'),
    region: fc.subarray(['WVL', 'OVL', 'ANT']),
    zone: fc.constantFrom('ELZ-001', 'ELZ-002'),
    origin: fc.constant(gent),
    withinKm: fc.integer({ min: 1, max: 120 }),
    minimum: fc.nat(3),
    text: fc.constantFrom('1', 'leefgroep 2', 'Gent'),
  },
  { requiredKeys: [] },
);

test.each<[string, UnitFilter, Partial<UnitRow> & { free?: number }, string | null]>([
  ['nothing asked, full unit', {}, { free: 0 }, null],
  ['a place asked, full unit', { minimum: 1 }, { free: 0 }, 'place'],
  ['age at both ends', { age: 12 }, { ageMin: 12, ageMax: 12 }, null],
  ['too old', { age: 13 }, { ageMax: 12 }, 'age'],
  ['a girl in a group of boys', { gender: 'GIRL' }, { genderMix: 'BOYS' }, 'group'],
  ['x in a group of girls', { gender: 'X' }, { genderMix: 'GIRLS' }, 'group'],
  ['x in a mixed group', { gender: 'X' }, {}, null],
  [
    'no new girls, a girl',
    { gender: 'GIRL' },
    { partialStops: [{ onlyFor: 'GIRLS', until: '2026-07-01' }] },
    'stop',
  ],
  [
    'no new girls, a boy',
    { gender: 'BOY' },
    { partialStops: [{ onlyFor: 'GIRLS', until: '2026-07-01' }] },
    null,
  ],
  [
    'no new girls, nobody named',
    { minimum: 1 },
    { partialStops: [{ onlyFor: 'GIRLS', until: '2026-07-01' }] },
    null,
  ],
  [
    'not under 6, five years old',
    { age: 5 },
    { partialStops: [{ onlyFor: 'UNDER_6', until: '2026-07-01' }] },
    'stop',
  ],
  [
    'not under 6, six years old',
    { age: 6 },
    { partialStops: [{ onlyFor: 'UNDER_6', until: '2026-07-01' }] },
    null,
  ],
  [
    'not over 12, twelve years old',
    { age: 12 },
    { partialStops: [{ onlyFor: 'OVER_12', until: '2026-07-01' }] },
    'stop',
  ],
  ['another zone', { zone: 'ELZ-002' }, {}, 'area'],
  ['one of two regions', { region: ['WVL', 'OVL'] }, {}, null],
  ['an empty list asks nothing', { region: [], module: [] }, {}, null],
  ['Bruges is 38 km away', { origin: gent, withinKm: 37 }, brugge, 'distance'],
  ['and within 40', { origin: gent, withinKm: 40 }, brugge, null],
  ['km without a centre', { withinKm: 1 }, brugge, null],
  [
    'words in any order, without accents',
    { text: 'verzonnen kade' },
    { unitName: 'De Kâde' },
    null,
  ],
  ['a word that is nowhere', { text: 'kade brussel' }, {}, 'text'],
])('%s', (_, filter, row, expected) => {
  const full = makeRow(row);
  const [found] = filterUnits([full], filter);
  expect(found === undefined).toBe(expected !== null);
  const km = filter.origin ? 39 : null;
  expect(firstFailing(full, filter, km)).toBe(expected);
});

test('asking more never finds more, and what is found fails nothing', () => {
  fc.assert(
    fc.property(fc.array(someRow, { maxLength: 30 }), someFilter, (rows, filter) => {
      const found = filterUnits(rows, filter);
      for (const { row, distanceKm } of found) {
        expect(firstFailing(row, filter, distanceKm)).toBeNull();
      }
      for (const key of Object.keys(filter)) {
        const { [key as keyof UnitFilter]: _, ...less } = filter;
        if (key !== 'origin') {
          expect(filterUnits(rows, less).length).toBeGreaterThanOrEqual(found.length);
        }
      }
    }),
  );
});

test('every unit that is nearer than the nearest answer is named, with one reason', () => {
  fc.assert(
    fc.property(fc.array(someRow, { maxLength: 30 }), someFilter, (rows, filter) => {
      const asked: UnitFilter = { ...filter, origin: gent, text: undefined, minimum: 1 };
      const { nearestKm, refused, counts } = whyNotNearer(rows, asked);
      const question = { ...asked, withinKm: undefined };
      const answers = filterUnits(rows, question);
      const nearest = answers.length
        ? Math.min(...answers.map(({ distanceKm }) => distanceKm ?? 0))
        : null;
      expect(nearestKm).toBe(nearest);
      const limit = nearest ?? asked.withinKm ?? Infinity;
      const answering = new Set(answers.map(({ row }) => row.unitId));
      const all = filterUnits(rows, { origin: gent });
      const expected = new Set(
        all
          .filter((each) => (each.distanceKm ?? 0) <= limit && !answering.has(each.row.unitId))
          .map(({ row }) => row.unitId),
      );
      // Rows of one random unit may lie apart, which no unit does: the row that was chosen counts.
      for (const { row, criterion, distanceKm, shortfall } of refused) {
        expect(expected.has(row.unitId)).toBe(true);
        expect(firstFailing(row, question, distanceKm)).toBe(criterion);
        expect(shortfall === null).toBe(criterion !== 'place');
      }
      expect(new Set(refused.map(({ row }) => row.unitId)).size).toBe(refused.length);
      expect([...counts.values()].reduce((sum, n) => sum + n, 0)).toBe(refused.length);
    }),
  );
});

test('a unit is named by the module that comes closest', () => {
  const rows = [
    makeRow({ module: 'CRISIS_STAY', ...gent }),
    makeRow({ module: 'STAY_U12', free: 0, ...gent }),
    makeRow({ unitId: 'u2', ...brugge }),
  ];
  const { nearestKm, refused } = whyNotNearer(rows, { origin: gent, module: ['STAY_U12'], age: 9 });
  expect(Math.round(nearestKm ?? 0)).toBe(38);
  expect(refused).toMatchObject([{ criterion: 'place', shortfall: 'full', row: { unitId: 'u1' } }]);
  expect(criteria.indexOf('place')).toBe(criteria.length - 1);
});

test.each([
  [{ occupied: 8 }, 'full'],
  [{ occupied: 6, unavailable: 2 }, 'unavailable'],
  [{ occupied: 5, unavailable: 1, held: 2 }, 'held'],
  [{ occupied: 6, notConverted: 2 }, 'notConverted'],
  [{ occupied: 7, free: 1 }, 'promisedLater'],
  [{ occupied: 7, free: 1, offerable: 1 }, 'tooFew'],
])('%o is short because of: %s', (parts, expected) => {
  const row = makeRow({ free: 0 });
  const figures = { ...row.figures, ...parts };
  expect(shortfallOf({ ...row, figures })).toBe(expected);
});

test('a suggestion gives what it promises, and only where nothing else is needed', () => {
  fc.assert(
    fc.property(fc.array(someRow, { maxLength: 30 }), someFilter, (rows, filter) => {
      for (const { part, hits, to } of loosenFilter(rows, filter)) {
        expect(hits).toBeGreaterThan(0);
        if (part !== 'distance') continue;
        expect(filterUnits(rows, { ...filter, withinKm: to ?? 0 })).toHaveLength(hits);
      }
    }),
  );
  const rows = [makeRow({ ...brugge, term: 'SHORT' })];
  const far: UnitFilter = { origin: gent, withinKm: 20, age: 9 };
  expect(loosenFilter(rows, far)).toEqual([{ part: 'distance', hits: 1, to: 40 }]);
  expect(loosenFilter(rows, { ...far, term: 'LONG' })).toEqual([]);
  expect(loosenFilter(rows, { term: 'LONG', age: 9 })).toEqual([
    { part: 'term', hits: 1, to: null },
  ]);
  const two: UnitFilter = { minimum: 2, age: 9 };
  expect(loosenFilter(rows, two)).toEqual([{ part: 'minimum', hits: 1, to: 1 }]);
  expect(loosenFilter([makeRow({ free: 0 })], two)).toEqual([
    { part: 'minimum', hits: 1, to: null },
  ]);
});

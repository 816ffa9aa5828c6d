import { describe, expect, test } from 'vitest';
import type { CardFacts } from './card.ts';
import { ladder, lastLevel } from './card.ts';
import type { FamilyFacts } from './fit.ts';
import { type AskedRequest, fitsRequest } from './request-fit.ts';

const kortrijk = { lat: 50.83, lon: 3.26 };
const family: FamilyFacts = {
  state: 'APPROVED',
  point: kortrijk,
  kinds: ['CRISIS'],
  ageFrom: 4,
  ageTo: 8,
  places: 5,
  siblingsTogether: true,
  hasPets: true,
  schoolReachKm: 20,
  access: 'NONE',
  windows: [
    {
      period: { from: '2026-01-01', until: null },
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      onHolidays: true,
      hourFrom: 8,
      hourUntil: 21,
      places: 5,
    },
  ],
  taken: [],
};
const asked = (facts: Partial<CardFacts> = {}, more: Partial<AskedRequest> = {}): AskedRequest => ({
  facts: {
    youngest: 4,
    oldest: 4,
    children: 1,
    kind: 'CRISIS',
    length: 'WEEK',
    startWeek: 'THIS_WEEK',
    region: 'WVL',
    school: 'NONE',
    pets: 'FINE',
    access: 'NONE',
    contact: 'NONE',
    ...facts,
  },
  startOn: '2026-11-24',
  startHour: 15,
  length: 'WEEK',
  point: kortrijk,
  schoolPoint: null,
  reachKm: 75,
  ...more,
});

describe('a family and a request as it was asked', () => {
  test.each([
    ['fits', asked(), []],
    // The band of the card is 3 to 5 years; the child is 3 and the family begins at 4.
    ['the real age counts', asked({ youngest: 3, oldest: 3 }), ['AGE']],
    ['every child counts', asked({ youngest: 5, oldest: 9, children: 2 }), ['AGE']],
    // A card says "four or more".
    ['the real number counts', asked({ oldest: 8, children: 6 }), ['PLACES', 'DAYS']],
    ['what a coarse card would not say', asked({ pets: 'NO_PETS' }), ['PETS']],
    ['the hour', asked({}, { startHour: 22 }), ['ARRIVAL']],
    ['how far', asked({}, { point: { lat: 51.3, lon: 4.9 } }), ['REACH']],
  ])('%s', (_name, request, misses) => {
    expect(fitsRequest(family, request, 1.3).misses).toEqual(misses);
  });
});

test('each rung of the ladder is named once', () => {
  expect(ladder).toHaveLength(lastLevel);
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countPlaces, listPlaces, type TileFigures } from './place-states.ts';

const none = {
  recognised: 0,
  notConverted: 0,
  occupied: 0,
  absent: 0,
  unavailable: 0,
  held: 0,
  free: 0,
  offerable: 0,
  overOccupied: 0,
};

/** Figures as the capacity module makes them: the parts add up to what is recognised. */
const someFigures = fc
  .record({
    occupied: fc.nat(20),
    away: fc.nat(20),
    notConverted: fc.nat(5),
    unavailable: fc.nat(5),
    held: fc.nat(5),
    free: fc.nat(10),
    over: fc.nat(3),
  })
  .map(({ away, over, ...parts }): TileFigures => {
    const recognised =
      parts.occupied + parts.notConverted + parts.unavailable + parts.held + parts.free;
    return {
      ...parts,
      recognised,
      absent: Math.min(away, parts.occupied),
      offerable: parts.free,
      overOccupied: over,
    };
  });

test('the places drawn are the places recognised, and those above', () => {
  fc.assert(
    fc.property(someFigures, (figures) => {
      expect(listPlaces(figures)).toHaveLength(figures.recognised + figures.overOccupied);
    }),
  );
});

test('the child away is drawn once, apart from those who are there', () => {
  const counts = countPlaces({
    ...none,
    recognised: 8,
    occupied: 6,
    absent: 1,
    unavailable: 1,
    free: 1,
  });
  expect(counts).toMatchObject({ occupied: 5, absent: 1, unavailable: 1, free: 1, over: 0 });
});

test('nine stays in a unit of eight are eight filled places and one above', () => {
  for (const occupied of [8, 9]) {
    const counts = countPlaces({ ...none, recognised: 8, occupied, overOccupied: 1 });
    expect(counts).toMatchObject({ occupied: 8, over: 1, free: 0 });
  }
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimatedRoadKm, type GeoPoint, greatCircleKm, roundedKm, withinKm } from './distance.ts';

const aPoint = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});

const BRUGGE = { lat: 51.2089, lon: 3.2242 };
const GENT = { lat: 51.05, lon: 3.7167 };
const HASSELT = { lat: 50.9307, lon: 5.3325 };
const VEURNE = { lat: 51.0725, lon: 2.6681 };

describe('great circle', () => {
  test.each<[string, GeoPoint, GeoPoint, number]>([
    ['Brugge–Gent', BRUGGE, GENT, 38.7],
    ['Veurne–Hasselt', VEURNE, HASSELT, 187.1],
    ['one degree of latitude', { lat: 50, lon: 4 }, { lat: 51, lon: 4 }, 111.2],
    ['a quarter of the equator', { lat: 0, lon: 0 }, { lat: 0, lon: 90 }, 10007.6],
    ['pole to pole', { lat: 90, lon: 12 }, { lat: -90, lon: -50 }, 20015.1],
  ])('%s', (_, a, b, km) => {
    expect(Math.abs(greatCircleKm(a, b) - km)).toBeLessThan(0.2);
  });

  test('is nothing to itself and the same both ways', () => {
    fc.assert(
      fc.property(aPoint, aPoint, (a, b) => {
        expect(greatCircleKm(a, a)).toBe(0);
        expect(greatCircleKm(a, b)).toBeCloseTo(greatCircleKm(b, a), 9);
      }),
    );
  });

  test('is never longer than a way round', () => {
    fc.assert(
      fc.property(aPoint, aPoint, aPoint, (a, b, c) => {
        expect(greatCircleKm(a, c)).toBeLessThanOrEqual(
          greatCircleKm(a, b) + greatCircleKm(b, c) + 1e-3,
        );
      }),
    );
  });

  test('refuses what is no point', () => {
    expect(() => greatCircleKm({ lat: 91, lon: 0 }, GENT)).toThrow(RangeError);
    expect(() => greatCircleKm(GENT, { lat: Number.NaN, lon: 0 })).toThrow(RangeError);
  });
});

describe('estimated road', () => {
  test('is the great circle times the detour factor, 1.3 unless set', () => {
    expect(estimatedRoadKm(BRUGGE, GENT)).toBeCloseTo(greatCircleKm(BRUGGE, GENT) * 1.3, 9);
    expect(estimatedRoadKm(BRUGGE, GENT, 1.5)).toBeCloseTo(greatCircleKm(BRUGGE, GENT) * 1.5, 9);
  });

  test('refuses a road shorter than the straight line', () => {
    expect(() => estimatedRoadKm(BRUGGE, GENT, 0.9)).toThrow(RangeError);
    expect(() => estimatedRoadKm(BRUGGE, GENT, Number.NaN)).toThrow(RangeError);
  });

  test('within a radius, nearest first', () => {
    const places = [
      { id: 'hasselt', ...HASSELT },
      { id: 'gent', ...GENT },
      { id: 'brugge', ...BRUGGE },
    ];
    expect(withinKm(places, BRUGGE, 60).map(({ item }) => item.id)).toEqual(['brugge', 'gent']);
    expect(withinKm(places, BRUGGE, 50).map(({ item }) => item.id)).toEqual(['brugge']);
  });
});

describe('rounded for people', () => {
  test.each([
    [0, 0],
    [0.2, 1],
    [3.4, 3],
    [9.4, 9],
    [9.6, 10],
    [12.4, 10],
    [12.6, 15],
    [47.4, 45],
    [47.6, 50],
    [94, 90],
    [243, 240],
  ])('%d km reads %d', (km, shown) => {
    expect(roundedKm(km)).toBe(shown);
  });

  test('never puts the farther place before the nearer', () => {
    const km = fc.double({ min: 0, max: 500, noNaN: true });
    fc.assert(
      fc.property(km, km, (a, b) => {
        expect(Math.sign(roundedKm(a) - roundedKm(b)) * Math.sign(a - b)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('is off by no more than a fifth beyond the first kilometres', () => {
    fc.assert(
      fc.property(fc.double({ min: 3, max: 500, noNaN: true }), (km) => {
        expect(Math.abs(roundedKm(km) - km) / km).toBeLessThan(0.21);
      }),
    );
  });

  test('refuses a negative distance', () => {
    expect(() => roundedKm(-1)).toThrow(RangeError);
  });
});

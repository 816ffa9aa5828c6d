import { expect, test } from 'vitest';
import { questionOf, searchFor } from './bed-search.ts';

test.each([
  [{ ageYears: 9, ageBand: null, sex: 'F' }, 9, 'GIRL'],
  [{ ageYears: null, ageBand: '12-14', sex: 'M' }, 13, 'BOY'],
  [{ ageYears: null, ageBand: '0-2', sex: 'X' }, 1, 'X'],
  [{ ageYears: null, ageBand: '18+', sex: 'UNKNOWN' }, 18, undefined],
  [{ ageYears: null, ageBand: null, sex: 'UNKNOWN' }, undefined, undefined],
] as const)('of a minor is asked what is known: %o', (minor, leeftijd, groep) => {
  expect(searchFor(minor, 'id')).toEqual({ leeftijd, groep, vraag: 'id' });
});

const of = { residential: Array.from({ length: 25 }, (_, n) => `M${n}`), region: 'WVL' };

test('without a place to count from the own region is asked, with one every region as far as one looks', () => {
  expect(questionOf({ km: 20 }, of)).toMatchObject({ region: ['WVL'], withinKm: undefined });
  expect(questionOf({ van: '34022', km: 20 }, of)).toMatchObject({
    region: undefined,
    near: '34022',
    withinKm: 20,
  });
});

test('every place to stay is asked, as many as the search takes, or the one that was chosen', () => {
  expect(questionOf({}, of).module).toHaveLength(20);
  expect(questionOf({ module: 'CRISIS_STAY' }, of).module).toEqual(['CRISIS_STAY']);
});

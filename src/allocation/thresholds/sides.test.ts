import { expect, test } from 'vitest';
import { declineReasons } from '../dialogue/codes.ts';
import { followUps, sideOf, thresholdStates } from './sides.ts';

test('no place is never counted as exclusion, and a rule never as lack of places', () => {
  const of = (side: string) => declineReasons.filter((code) => sideOf(code) === side);
  expect(of('LACK')).toEqual(['NO_PLACE', 'STAFF', 'SIBLING_SPLIT']);
  expect(of('CLIENT')).toEqual(['CLIENT_PREFERENCE']);
  expect(of('UNSORTED')).toEqual(['OTHER']);
  expect(of('EXCLUSION')).toHaveLength(declineReasons.length - 5);
});

test('every state is reached from another, and left again', () => {
  for (const state of thresholdStates) {
    expect(followUps[state].length).toBeGreaterThan(0);
    expect(
      thresholdStates.some((from) => (followUps[from] as readonly string[]).includes(state)),
    ).toBe(true);
  }
});

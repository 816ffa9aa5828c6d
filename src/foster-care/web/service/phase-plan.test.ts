import { expect, test } from 'vitest';
import type { Hours } from '../../contract.ts';
import { standsNow, withStands } from './phase-plan.ts';

const choice = (phase: number, from: string) => ({ phase, from, decidedAt: `${from}T08:00:00Z` });
const hours = (choices: Hours['choices']): Hours => ({
  today: '2026-11-24',
  usual: 1,
  usualFrom: '2025-01-01',
  choices,
});

test('a service that never chose does as its region, and says so', () => {
  expect(standsNow(hours([]))).toEqual({
    now: { phase: 1, from: '2025-01-01', isOwn: false },
    planned: [],
  });
  // What is only planned does not hold yet.
  expect(standsNow(hours([choice(2, '2026-12-01')]))).toMatchObject({
    now: { phase: 1, isOwn: false },
    planned: [{ phase: 2, from: '2026-12-01' }],
  });
});

test('each choice says how it stands: what a later one undid, what is over, what holds, what comes', () => {
  const made = [
    choice(1, '2026-01-01'),
    choice(2, '2027-06-01'),
    choice(2, '2026-11-24'),
    choice(0, '2027-01-01'),
  ];
  expect(withStands(hours(made)).map(({ stand }) => stand)).toEqual([
    'planned',
    'now',
    'undone',
    'over',
  ]);
  expect(standsNow(hours(made))).toMatchObject({
    now: { phase: 2, from: '2026-11-24', isOwn: true },
    planned: [{ phase: 0, from: '2027-01-01' }],
  });
});

import { expect, test } from 'vitest';
import type { EndingStay } from '../../provider-tools-contract.ts';
import { perWeek, sortEnds } from './sort-ends.ts';

const stay = (id: string, more: Partial<EndingStay>): EndingStay => ({
  stayId: id,
  unitId: 'u',
  unitName: 'Leefgroep Ahorn',
  module: 'STAY_O12',
  place: '1',
  personRef: id,
  from: '2026-01-01',
  endsOn: null,
  expectedEndOn: null,
  decisionUntil: null,
  away: false,
  ...more,
});
const names = (stays: readonly EndingStay[]) => stays.map(({ stayId }) => stayId);

test('each stay stands under one heading, in the order of its day', () => {
  const sorted = sortEnds(
    [
      stay('later', { expectedEndOn: '2026-05-20' }),
      stay('sooner', { expectedEndOn: '2026-05-10' }),
      stay('today', { expectedEndOn: '2026-05-06' }),
      stay('yesterday', { expectedEndOn: '2026-05-05', decisionUntil: '2026-05-01' }),
      stay('undecided', { expectedEndOn: '2026-05-10', decisionUntil: '2026-05-06' }),
      stay('decided', { decisionUntil: '2026-05-07' }),
      stay('registered', { endsOn: '2026-05-08', expectedEndOn: '2026-05-01' }),
      stay('far', { expectedEndOn: '2026-09-01' }),
    ],
    '2026-05-06',
    '2026-06-05',
  );
  expect(names(sorted.past)).toEqual(['yesterday']);
  expect(names(sorted.decision)).toEqual(['undecided']);
  expect(names(sorted.coming)).toEqual(['today', 'registered', 'sooner', 'later']);
});

test('departures are counted by week, over the turn of a year too', () => {
  expect(
    perWeek([
      stay('a', { expectedEndOn: '2026-12-31' }),
      stay('b', { expectedEndOn: '2027-01-04' }),
      stay('c', { endsOn: '2026-12-28' }),
      stay('d', {}),
    ]),
  ).toEqual([
    { week: 53, count: 2 },
    { week: 1, count: 1 },
  ]);
});

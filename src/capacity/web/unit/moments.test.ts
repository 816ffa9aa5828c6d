import { expect, test } from 'vitest';
import { emptyCalendar, hold, out, stay } from './fixtures.ts';
import { momentsOf, runningAt } from './moments.ts';

const calendar = {
  ...emptyCalendar,
  stays: [
    stay('a', '2026-01-05', '2026-03-10', {
      absences: [{ id: 'w', period: { from: '2026-03-06', until: '2026-03-09' } }],
    }),
    stay('b', '2026-03-10', null, { expectedEndOn: '2026-03-28', decisionUntil: '2026-06-01' }),
  ],
  unavailabilities: [
    out('lek', '2026-02-20', '2026-03-16', { reviewOn: '2026-03-12' }),
    out('stop', '2026-03-03', '2026-03-20', {
      places: 0,
      placeId: null,
      onlyFor: 'GIRLS',
      reviewOn: '2026-04-20',
    }),
  ],
  holds: [hold('h', '2026-03-29', null)],
};

const told = () =>
  [...momentsOf(calendar)].map(([day, moments]) => [
    day,
    ...moments.map(({ kind, about }) => `${kind} ${about.fact.id}`),
  ]);

test('tells who comes, who goes and what is out of use, day by day; on one day the leaving comes first', () => {
  expect(told()).toEqual([
    ['2026-03-03', 'stop stop'],
    ['2026-03-06', 'away a'],
    ['2026-03-09', 'back a'],
    ['2026-03-10', 'goes a', 'comes b'],
    ['2026-03-12', 'review lek'],
    ['2026-03-16', 'inUse lek'],
    ['2026-03-20', 'stopEnds stop'],
    ['2026-03-28', 'expectedEnd b'],
    ['2026-03-29', 'promised h'],
  ]);
});

test('an expected end is no news once the end is known', () => {
  const known = {
    ...calendar,
    stays: [stay('b', '2026-03-10', '2026-03-20', { expectedEndOn: '2026-03-28' })],
  };
  const kinds = [...momentsOf(known).values()].flat().map(({ kind }) => kind);
  expect(kinds).toContain('goes');
  expect(kinds).not.toContain('expectedEnd');
});

test('what began before and still runs is told first; stays are not', () => {
  expect(runningAt(calendar).map(({ fact }) => fact.id)).toEqual(['lek']);
});

import { expect, test } from 'vitest';
import { emptyCalendar, hold, out, stay } from './fixtures.ts';
import { holdersOn } from './holders.ts';

const day = '2026-03-10';
const of = (part: Partial<typeof emptyCalendar>) => holdersOn({ ...emptyCalendar, ...part }, day);

test('a place held by nobody is not told, a partial stop holds no place, and what is past or to come neither', () => {
  expect(
    of({
      unavailabilities: [out('stop', '2026-03-03', '2026-03-20', { places: 0, onlyFor: 'GIRLS' })],
      stays: [stay('gone', '2026-01-01', day), stay('later', '2026-03-11', null)],
    }),
  ).toEqual([]);
});

test('overdue ones come first, the longest first; then in the order of the places', () => {
  const found = of({
    stays: [
      stay('quiet', '2026-01-01', null),
      stay('decision', '2026-02-01', null, { decisionUntil: '2026-03-09' }),
      stay('expected', '2026-02-02', null, { expectedEndOn: '2026-03-01' }),
    ],
    unavailabilities: [out('review', '2026-03-01', '2026-03-25', { reviewOn: day })],
    holds: [hold('hold', '2025-12-01', null)],
  });
  expect(found.map(({ about, overdue }) => [about.fact.id, overdue])).toEqual([
    ['expected', 'expectedEnd'],
    ['decision', 'decision'],
    ['review', 'review'],
    ['quiet', null],
    ['hold', null],
  ]);
});

test.each([
  ['its end is known', { period: { from: '2026-01-01', until: '2026-04-01' } }, null],
  ['the expected end is today', { expectedEndOn: day }, null],
  ['the expected end was yesterday', { expectedEndOn: '2026-03-09' }, 'expectedEnd'],
  ['the decision runs until today, so ended', { decisionUntil: day }, 'decision'],
  ['the decision runs until tomorrow', { decisionUntil: '2026-03-11' }, null],
])('a stay of which %s', (_, more, overdue) => {
  const [holder] = of({ stays: [stay('s', '2026-01-01', null, { expectedEndOn: null, ...more })] });
  expect(holder?.overdue).toBe(overdue);
});

test('a child that is away holds the place', () => {
  const [holder] = of({
    stays: [
      stay('s', '2026-01-01', null, {
        absences: [{ id: 'w', period: { from: day, until: null } }],
      }),
    ],
  });
  expect(holder).toMatchObject({ isAway: true, until: null });
});

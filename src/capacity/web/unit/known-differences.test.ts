import { expect, test } from 'vitest';
import { emptyCalendar, out, stay } from './fixtures.ts';
import { differencesOn } from './known-differences.ts';

const day = '2026-03-10';
type Part = Partial<typeof emptyCalendar>;
const between = (then: Part, now: Part) =>
  differencesOn(day, { ...emptyCalendar, ...then }, { ...emptyCalendar, ...now }).map(
    ({ change, parts, before: old, after: fresh }) => [change, (fresh ?? old)!.fact.id, ...parts],
  );

test('what was known and holds is no difference', () => {
  const same = {
    stays: [stay('a', '2026-01-01', null)],
    unavailabilities: [out('o', day, '2026-03-20')],
  };
  expect(between(same, same)).toEqual([]);
});

test('known only since, known no longer, told otherwise', () => {
  expect(
    between(
      { stays: [stay('gone', '2026-01-01', null), stay('told', '2026-02-01', null)] },
      {
        stays: [
          stay('told', '2026-02-03', '2026-03-12', { placeId: 'place-2' }),
          stay('new', '2026-03-01', null),
        ],
      },
    ),
  ).toEqual([
    ['gone', 'gone'],
    ['changed', 'told', 'from', 'until', 'place'],
    ['added', 'new'],
  ]);
});

test('an end that was set before the day is a change of the end, not a fact that is gone', () => {
  expect(
    between(
      { stays: [stay('a', '2026-01-01', null)] },
      { stays: [stay('a', '2026-01-01', '2026-03-04')] },
    ),
  ).toEqual([['changed', 'a', 'until']]);
});

test('facts of other days are not of this one', () => {
  expect(
    between({}, { stays: [stay('a', '2026-03-11', null), stay('b', '2026-01-01', day)] }),
  ).toEqual([]);
});

test('an absence that was told later is told as a presence that differs', () => {
  const away = { absences: [{ id: 'w', period: { from: day, until: null } }] };
  expect(
    between(
      { stays: [stay('a', '2026-01-01', null)] },
      { stays: [stay('a', '2026-01-01', null, away)] },
    ),
  ).toEqual([['changed', 'a', 'away']]);
});

test.each([
  ['reason', { reason: 'STAFF_SHORTAGE' as const }],
  ['expectedEnd', { expectedEndOn: '2026-03-29' }],
  ['places', { placeId: 'place-2', places: 2 }],
])('another %s of what is out of use is named', (part, more) => {
  expect(
    between(
      { unavailabilities: [out('o', '2026-03-01', '2026-03-20')] },
      { unavailabilities: [out('o', '2026-03-01', '2026-03-20', more)] },
    ),
  ).toEqual([['changed', 'o', part]]);
});

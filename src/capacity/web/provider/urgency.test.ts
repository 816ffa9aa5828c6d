import { describe, expect, test } from 'vitest';
import { aRow, noDuties, someFigures } from './fixtures.ts';
import { type ConcernCode, inOrderOfUrgency, type MyUnit, unitsOf } from './urgency.ts';

const today = '2026-05-06';
const now = Date.parse('2026-05-06T10:00:00Z');
const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString();
const when = { today, now, dayOf: (moment: string) => moment.slice(0, 10) };

const unitWith = (
  change: Parameters<typeof aRow>[0],
  duties: Parameters<typeof noDuties>[0] = {},
): MyUnit => {
  const row = aRow({ confirmedAt: daysAgo(2), ...change });
  return unitsOf([row], [noDuties({ unitId: row.unitId, ...duties })])[0] as MyUnit;
};
const aged = (days: number, staleAfterDays: number) =>
  unitWith({ confirmedAt: daysAgo(days), staleAfterDays });
const judge = (unit: MyUnit) => {
  const [found] = inOrderOfUrgency([unit], when);
  return [found?.group, found?.concerns.map((each) => each.code)];
};
const over = { figures: someFigures({ occupied: 4, free: 0, offerable: 0, overOccupied: 1 }) };

describe('what a unit asks', () => {
  test.each<[string, MyUnit, string, ConcernCode[]]>([
    ['all well', unitWith({}), 'fine', []],
    ['confirmed a minute ago', unitWith({ confirmedAt: daysAgo(0.001) }), 'fine', []],
    ['never confirmed', unitWith({ confirmedAt: null }), 'today', ['never']],
    ['a week old', unitWith({ confirmedAt: daysAgo(7) }), 'today', ['old']],
    ['five days old', unitWith({ confirmedAt: daysAgo(5) }), 'soon', ['ageing']],
    ['just under five days', unitWith({ confirmedAt: daysAgo(4.9) }), 'fine', []],
    ['old in a region that asks for two weeks', aged(13.9, 14), 'soon', ['ageing']],
    ['old in a region that asks for three days', aged(3, 3), 'today', ['old']],
    ['just confirmed in a region that asks for a day', aged(0.4, 1), 'fine', []],
    ['half a day old in a region that asks for a day', aged(0.5, 1), 'soon', ['ageing']],
    ['over capacity', unitWith(over), 'today', ['over']],
    ['a review is due', unitWith({}, { reviewsDue: 1 }), 'today', ['reviewDue']],
    ['a decision ended', unitWith({}, { pastDecision: 2 }), 'today', ['pastDecision']],
    ['an end has passed', unitWith({}, { pastExpectedEnd: 1 }), 'today', ['pastExpectedEnd']],
    ['no place', unitWith({}, { withoutPlace: 1 }), 'today', ['withoutPlace']],
    ['review in a week', unitWith({}, { nextReviewOn: '2026-05-13' }), 'soon', ['reviewSoon']],
    ['review in eight days', unitWith({}, { nextReviewOn: '2026-05-14' }), 'fine', []],
    ['an end today', unitWith({}, { nextExpectedEndOn: today }), 'soon', ['endSoon']],
    [
      'a decision soon',
      unitWith({}, { nextDecisionUntil: '2026-05-08' }),
      'soon',
      ['decisionSoon'],
    ],
  ])('%s', (_, unit, group, codes) => {
    expect(judge(unit)).toEqual([group, codes]);
  });

  test('"nog juist" today settles what cannot be mended, but not a review that is due', () => {
    const confirmedAt = daysAgo(0.1);
    expect(judge(unitWith({ ...over, confirmedAt }, { pastDecision: 1 }))).toEqual([
      'soon',
      ['over', 'pastDecision'],
    ]);
    expect(judge(unitWith({ confirmedAt }, { reviewsDue: 1 }))[0]).toBe('today');
  });

  test('a unit with two modules is one card, and the overs of both count together', () => {
    const rows = [aRow(over), aRow({ ...over, module: 'CRISIS_STAY' })];
    const units = unitsOf(rows, []);
    expect(units.map((unit) => unit.rows.length)).toEqual([2]);
    expect(inOrderOfUrgency(units, when)[0]?.concerns[0]).toMatchObject({ code: 'over', count: 2 });
  });
});

describe('the order', () => {
  test('groups first, then the most serious concern, the first day, the oldest figure, the name', () => {
    const named = (name: string, change: object = {}, duties: object = {}) =>
      unitWith({ unitId: name, unitName: name, ...change }, duties);
    const units = [
      named('fine'),
      named('soon later', {}, { nextReviewOn: '2026-05-12' }),
      named('soon first', {}, { nextReviewOn: '2026-05-07' }),
      named('old', { confirmedAt: daysAgo(9) }),
      named('older', { confirmedAt: daysAgo(40) }),
      named('over', over),
      named('review', {}, { reviewsDue: 1 }),
      named('also fine'),
    ];
    expect(inOrderOfUrgency(units, when).map(({ unit }) => unit.name)).toEqual([
      'over',
      'review',
      'older',
      'old',
      'soon first',
      'soon later',
      'also fine',
      'fine',
    ]);
  });
});

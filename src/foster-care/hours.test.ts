import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../platform/period.ts';
import { isWorkingDay } from '../region/index.ts';
import { atTheDesk, mayMatch, nextMatching, publishesAtOnce, wallClock } from './hours.ts';
import { phaseOn, type PhaseChoice, standingChoices } from './phase.ts';

const moment = fc.record({
  day: fc.integer({ min: 0, max: 2000 }).map((n) => addDays('2025-01-01', n)),
  hour: fc.integer({ min: 0, max: 23 }),
});

describe('out of hours', () => {
  test.each([
    ['2026-11-23', 9, true],
    ['2026-11-23', 16, true],
    ['2026-11-23', 17, false],
    ['2026-11-23', 8, false],
    // A Saturday, and Armistice Day.
    ['2026-11-21', 11, false],
    ['2026-11-11', 11, false],
  ])('%s at %i: somebody at the desk %s', (day, hour, expected) => {
    expect(atTheDesk({ day, hour })).toBe(expected);
  });

  test('phase 0 waits, 1 publishes, 2 matches', () => {
    const night = { day: '2026-11-23', hour: 22 };
    expect([0, 1, 2].map((phase) => publishesAtOnce(night, phase as 0))).toEqual([
      false,
      true,
      true,
    ]);
    expect([0, 1, 2].map((phase) => mayMatch(night, phase as 0))).toEqual([false, false, true]);
    expect(nextMatching(night, 1)).toEqual({ day: '2026-11-24', hour: 9 });
    expect(nextMatching({ day: '2026-11-20', hour: 20 }, 1)).toEqual({
      day: '2026-11-23',
      hour: 9,
    });
  });

  test('the latest choice that begins by a day decides, and undoes what was to begin later', () => {
    const winter = { phase: 1 as const, from: '2026-12-01' };
    const spring = { phase: 2 as const, from: '2027-03-01' };
    const none = { phase: 0 as const, from: '2027-02-01' };
    const days = ['2026-11-30', '2026-12-01', '2027-02-28', '2027-03-01'];
    const phases = (choices: readonly PhaseChoice[]) => days.map((day) => phaseOn(day, choices, 0));
    expect(phases([])).toEqual([0, 0, 0, 0]);
    expect(phases([winter, spring])).toEqual([0, 1, 1, 2]);
    expect(phases([winter, spring, none])).toEqual([0, 1, 0, 0]);
    expect(standingChoices([winter, spring, none])).toEqual([winter, none]);
    expect(phaseOn('2026-11-30', [winter], 2)).toBe(2);
  });

  test('the next moment is the first at which a match can be made', () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(0 as const, 1 as const, 2 as const), (at, phase) => {
        const next = nextMatching(at, phase);
        expect(mayMatch(next, phase)).toBe(true);
        for (let day = at.day; day < next.day; day = addDays(day, 1))
          if (day !== at.day) expect(isWorkingDay(day)).toBe(false);
      }),
    );
  });

  test('the wall clock is that of Brussels, in summer and winter', () => {
    expect(wallClock(new Date('2026-07-01T22:30:00Z'))).toEqual({ day: '2026-07-02', hour: 0 });
    expect(wallClock(new Date('2026-12-01T22:30:00Z'))).toEqual({ day: '2026-12-01', hour: 23 });
    expect(wallClock(new Date('2026-10-25T00:30:00Z'))).toEqual({ day: '2026-10-25', hour: 2 });
    expect(wallClock(new Date('2026-10-25T01:30:00Z'))).toEqual({ day: '2026-10-25', hour: 2 });
  });
});

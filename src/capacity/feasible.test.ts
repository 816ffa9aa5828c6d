import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, eachDay, type Period } from '../platform/period.ts';
import {
  type FeasibleDay,
  type FeasibleInput,
  feasibleByDay,
  feasibleDays,
  type FeasiblePlace,
  type FeasibleStay,
} from './feasible.ts';
import { someInstance } from './housing.fixtures.ts';
import { lies, meets, mostHoused } from './housing-oracle.ts';

const ALWAYS: Period = { from: '2020-01-01', until: null };
const oneDay: Period = { from: '2026-05-06', until: '2026-05-07' };

const place = (
  id: string,
  features: string[],
  rest: Partial<FeasiblePlace> = {},
): FeasiblePlace => ({
  id,
  features,
  period: ALWAYS,
  outOfUse: [],
  ...rest,
});
const stay = (id: string, needs: string[], period: Period = ALWAYS): FeasibleStay => ({
  id,
  needs,
  period,
});

/** All that is wrong with an answer, by plain recount and by trying everything. */
function faultsOf(input: FeasibleInput, days: readonly FeasibleDay[]): string[] {
  const faults: string[] = [];
  const say = (date: string, wrong: boolean, what: string): void => {
    if (wrong) faults.push(`${date}: ${what}`);
  };
  const dates = [...eachDay(input.days)];
  say('all', dates.join() !== days.map((day) => day.date).join(), 'days');
  for (const day of days) {
    const exist = input.places.filter((p) => lies(day.date, p.period));
    const usable = exist.filter((p) => !p.outOfUse.some((out) => lies(day.date, out)));
    const stays = input.stays.filter((s) => lies(day.date, s.period));
    say(day.date, day.places !== exist.length, 'places');
    say(day.date, day.usable !== usable.length, 'usable');
    say(day.date, day.stays !== stays.length, 'stays');
    const options = stays.map((s) =>
      usable.flatMap((p, index) => (meets(p.features, s.needs) ? [index] : [])),
    );
    say(day.date, day.housed !== mostHoused(options), 'housed is not the most');
    say(day.date, day.housing.length !== day.housed, 'housing does not add up');
    const seen = new Set(day.housing.map((h) => h.place));
    say(day.date, seen.size !== day.housing.length, 'a place twice');
    for (const { stay: who, place: where } of day.housing) {
      const at = usable.findIndex((p) => p.id === where);
      const index = stays.findIndex((s) => s.id === who);
      say(day.date, !options[index]?.includes(at), `${who} may not be in ${where}`);
    }
    const named = [...day.housing.map((h) => h.stay), ...day.left].sort();
    say(
      day.date,
      named.join() !==
        stays
          .map((s) => s.id)
          .sort()
          .join(),
      'not every stay once',
    );
  }
  return faults;
}

describe('hand examples', () => {
  test('the example of the format', () => {
    const input: FeasibleInput = {
      days: { from: '2026-05-06', until: '2026-05-11' },
      places: [
        place('r1', ['single', 'adapted'], {
          outOfUse: [{ from: '2026-05-07', until: '2026-05-09' }],
        }),
      ],
      stays: [stay('s1', ['adapted'], { from: '2026-05-04', until: '2026-05-11' })],
    };
    const { days } = feasibleByDay(input);
    expect(days.map((day) => [day.date, day.places, day.usable, day.stays, day.housed])).toEqual([
      ['2026-05-06', 1, 1, 1, 1],
      ['2026-05-07', 1, 0, 1, 0],
      ['2026-05-08', 1, 0, 1, 0],
      ['2026-05-09', 1, 1, 1, 1],
      ['2026-05-10', 1, 1, 1, 1],
    ]);
    expect(days[0]?.housing).toEqual([{ stay: 's1', place: 'r1' }]);
    expect(days[1]).toMatchObject({ housing: [], left: ['s1'] });
    expect(Object.keys(days[0] ?? {})).toEqual([
      'date',
      'places',
      'usable',
      'stays',
      'housed',
      'housing',
      'left',
    ]);
  });

  test('one place that is the only adapted and the only single room houses one of the two', () => {
    const { days } = feasibleByDay({
      days: oneDay,
      places: [place('both', ['adapted', 'single']), place('plain', [])],
      stays: [stay('a', ['adapted']), stay('b', ['single'])],
    });
    expect(days).toEqual([
      {
        date: '2026-05-06',
        places: 2,
        usable: 2,
        stays: 2,
        housed: 1,
        housing: [{ stay: 'a', place: 'both' }],
        left: ['b'],
      },
    ]);
  });

  test('who needs little makes way for who needs much, along a chain', () => {
    const { days } = feasibleByDay({
      days: oneDay,
      places: [place('p1', ['x', 'y']), place('p2', ['y', 'z']), place('p3', ['z'])],
      stays: [stay('a', ['y']), stay('b', ['z']), stay('c', ['x'])],
    });
    expect(days[0]).toMatchObject({ housed: 3, left: [] });
  });

  test('a day counts the start and not the end, of places, stays and days out of use', () => {
    const { days } = feasibleByDay({
      days: { from: '2026-05-01', until: '2026-05-06' },
      places: [
        place('p', [], {
          period: { from: '2026-05-02', until: '2026-05-05' },
          outOfUse: [
            { from: '2026-05-01', until: '2026-05-03' },
            { from: '2026-05-04', until: '2026-05-04' },
          ],
        }),
      ],
      stays: [stay('s', [], { from: '2026-05-03', until: '2026-05-04' })],
    });
    expect(days.map((d) => [d.places, d.usable, d.stays, d.housed])).toEqual([
      [0, 0, 0, 0],
      [1, 0, 0, 0],
      [1, 1, 1, 1],
      [1, 1, 0, 0],
      [0, 0, 0, 0],
    ]);
  });

  test('no days, and days without an end up to the last change', () => {
    const places = [place('p', [], { period: { from: '2026-05-01', until: '2026-05-04' } })];
    const ask = (days: Period) =>
      feasibleByDay({ days, places, stays: [] }).days.map((d) => d.date);
    expect(ask({ from: '2026-05-02', until: '2026-05-02' })).toEqual([]);
    expect(ask({ from: '2026-05-02', until: null })).toEqual([
      '2026-05-02',
      '2026-05-03',
      '2026-05-04',
    ]);
    expect(ask({ from: '2026-06-01', until: null })).toEqual(['2026-06-01']);
  });
});

/** Not our rule: each stay takes the first place that fits, and nobody moves. */
function greedyByDay(input: FeasibleInput): FeasibleDay[] {
  return [...eachDay(input.days)].map((date) => {
    const exist = input.places.filter((p) => lies(date, p.period));
    const usable = exist.filter((p) => !p.outOfUse.some((out) => lies(date, out)));
    const stays = input.stays.filter((s) => lies(date, s.period));
    const taken = new Set<string>();
    const housing: { stay: string; place: string }[] = [];
    for (const s of stays) {
      const found = usable.find((p) => !taken.has(p.id) && meets(p.features, s.needs));
      if (!found) continue;
      taken.add(found.id);
      housing.push({ stay: s.id, place: found.id });
    }
    return {
      date,
      places: exist.length,
      usable: usable.length,
      stays: stays.length,
      housed: housing.length,
      housing,
      left: stays.filter((s) => !housing.some((h) => h.stay === s.id)).map((s) => s.id),
    };
  });
}

/** Not our rule: the housing of the day before. */
const stale = (input: FeasibleInput): FeasibleDay[] => {
  const { days } = feasibleByDay(input);
  return days.map((day, index) => ({ ...day, housing: (days[index - 1] ?? day).housing }));
};

/** Not our rule: the first need does not count. */
const blind = (input: FeasibleInput): readonly FeasibleDay[] =>
  feasibleByDay({
    ...input,
    stays: input.stays.map((s) => ({ ...s, needs: s.needs.slice(1) })),
  }).days;

const holds = (rule: (input: FeasibleInput) => readonly FeasibleDay[]) =>
  fc.property(someInstance, (input) => {
    expect(faultsOf(input, rule(input))).toEqual([]);
  });

describe('against trying everything', () => {
  test('every day is counted, valid and largest', () => {
    fc.assert(
      holds((input) => feasibleByDay(input).days),
      { numRuns: 2000 },
    );
  });

  test('a rule that moves nobody is caught', () => {
    expect(fc.check(holds(greedyByDay), { numRuns: 2000 }).failed).toBe(true);
  });

  test('a rule that lets yesterday stand is caught', () => {
    expect(fc.check(holds(stale), { numRuns: 2000 }).failed).toBe(true);
  });

  test('a rule that ignores a need is caught', () => {
    expect(fc.check(holds(blind), { numRuns: 2000 }).failed).toBe(true);
  });

  test('the same input gives the same answer, and quiet days share their lists', () => {
    fc.assert(
      fc.property(someInstance, (input) => {
        const { days } = feasibleByDay(input);
        expect(JSON.stringify(feasibleByDay(structuredClone(input)).days)).toBe(
          JSON.stringify(days),
        );
      }),
    );
    const quiet = feasibleByDay({
      days: { from: '2026-01-01', until: '2027-01-01' },
      places: [place('p', [])],
      stays: [stay('s', [])],
    }).days;
    expect(new Set(quiet.map((day) => day.housing)).size).toBe(1);
  });
});

/** A repeatable stream of numbers in [0, 1). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function largeInstance(places: number, stays: number, days: number): FeasibleInput {
  const random = seeded(20_260_504);
  const some = (chance: number) =>
    Array.from({ length: 8 }, (_, index) => `f${index}`).filter(() => random() < chance);
  const from = '2026-01-01';
  return {
    days: { from, until: addDays(from, days) },
    places: Array.from({ length: places }, (_, index) => {
      const out = addDays(from, Math.floor(random() * days));
      return {
        id: `p${index}`,
        features: [`unit${index % 560}`, ...some(0.5)],
        period: ALWAYS,
        outOfUse: random() < 0.1 ? [{ from: out, until: addDays(out, 30) }] : [],
      };
    }),
    stays: Array.from({ length: stays * 3 }, (_, index) => {
      const start = addDays(from, Math.floor(random() * (days + 200)) - 200);
      return {
        id: `s${index}`,
        needs: [...(random() < 0.5 ? [`unit${index % 560}`] : []), ...some(0.2)],
        period: { from: start, until: addDays(start, 20 + Math.floor(random() * 260)) },
      };
    }),
  };
}

/**
 * Proof that no housing of the day is larger: the stays that alternating steps reach from those left
 * out have, all together, exactly so many fewer places than they are.
 */
function provesLargest(input: FeasibleInput, day: FeasibleDay): boolean {
  const usable = input.places.filter(
    (p) => lies(day.date, p.period) && !p.outOfUse.some((out) => lies(day.date, out)),
  );
  const needs = new Map(input.stays.map((s) => [s.id, s.needs]));
  const guestOf = new Map(day.housing.map((h) => [h.place, h.stay]));
  const reached = new Set(day.left);
  const around = new Set<string>();
  for (const who of reached) {
    for (const p of usable) {
      if (around.has(p.id) || !meets(p.features, needs.get(who) ?? [])) continue;
      around.add(p.id);
      const guest = guestOf.get(p.id);
      if (guest === undefined) return false;
      reached.add(guest);
    }
  }
  return reached.size - around.size === day.left.length;
}

test('a year of 5,000 places and 4,600 stays a day takes seconds, and is largest', () => {
  const input = largeInstance(5000, 4600, 366);
  const started = performance.now();
  const kept: FeasibleDay[] = [];
  let count = 0;
  for (const day of feasibleDays(input)) {
    count += 1;
    if (count % 90 === 1) kept.push(day);
  }
  const seconds = (performance.now() - started) / 1000;
  expect(count).toBe(366);
  expect(kept.some((day) => day.left.length > 0)).toBe(true);
  for (const day of kept) expect(provesLargest(input, day)).toBe(true);
  const [first] = kept;
  if (!first) throw new Error('no day');
  const short = { ...first, housing: first.housing.slice(1), left: [...first.left, 'nobody'] };
  expect(provesLargest(input, short)).toBe(false);
  expect(seconds).toBeLessThan(30);
}, 60_000);

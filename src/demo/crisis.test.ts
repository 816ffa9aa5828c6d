import { beforeAll, describe, expect, test } from 'vitest';
import { dayNumber } from '../platform/period.ts';
import { dayOf, momentOn } from './calendar.ts';
import { type Crisis, inventCrisis } from './crisis.ts';
import type { Call, CallMinor } from './crisis-types.ts';
import { sampleOptions, sampleSupply } from './demand.fixtures.ts';

const today = dayNumber(sampleOptions.today);
const { supply, towns, people } = sampleSupply();
const invent = (seed: string, on = today, days = 182) =>
  inventCrisis({
    seed,
    today: on,
    firstDay: on - days,
    supply,
    towns,
    hats: people.hats,
    beds: new Map(),
  });

let crisis: Crisis;
let calls: Call[];
let dispatched: CallMinor[];
beforeAll(() => {
  crisis = invent('sample');
  calls = crisis.calls;
  dispatched = calls.filter(({ kind }) => kind === 'DISPATCH').flatMap(({ minors }) => minors);
});

const percent = (some: number, all: number) => (100 * some) / all;
const isVain = ({ state }: CallMinor) => state === 'NO_RESPONSE';
const isHelped = ({ help }: CallMinor) => help.length > 0;
const mean = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / list.length;

/** Whom of a region nobody helped, of all that were dispatched to an end. */
function inVain(of: readonly CallMinor[]): number {
  const done = of.filter((minor) => isVain(minor) || isHelped(minor));
  return percent(done.filter(isVain).length, done.length);
}

test.each([
  ['calls a year', () => (calls.length * 365.25) / 182, 15_300, 900],
  [
    'half dispatch',
    () => percent(calls.filter((c) => c.kind === 'DISPATCH').length, calls.length),
    50,
    2,
  ],
  ['outside office hours', () => percent(calls.filter((c) => c.off).length, calls.length), 40, 2],
  ['repeats', () => percent(calls.filter((c) => c.repeatOf).length, calls.length), 18, 1.6],
  ['minors of a call', () => mean(calls.map((c) => c.minors.length)), 1.19, 0.03],
  ['in vain', () => inVain(dispatched), 30, 2.5],
  [
    'attempts before a yes',
    () => mean(dispatched.filter(isHelped).map((m) => m.attempts.length)),
    2,
    0.15,
  ],
  ['attempts in vain', () => mean(dispatched.filter(isVain).map((m) => m.attempts.length)), 6, 0.2],
] as const)('%s', (_what, measured, planned, tolerance) => {
  expect(Math.abs(measured() - planned), `${measured()}`).toBeLessThan(tolerance);
});

test.each([
  ['ANT', 30.1, 31],
  ['LIM', 13.3, 24],
  ['OVL', 21.6, 28],
  ['VBR', 11, 48],
  ['WVL', 21.3, 24.5],
] as const)('region %s has its share of the calls, and of those in vain', (region, share, vain) => {
  const own = calls.filter((call) => call.region === region);
  expect(Math.abs(percent(own.length, calls.length) - share)).toBeLessThan(1.6);
  const minors = own.filter(({ kind }) => kind === 'DISPATCH').flatMap(({ minors }) => minors);
  expect(Math.abs(inVain(minors) - vain)).toBeLessThan(6);
});

test.each([
  ['INTERVENTION', 20],
  ['GUIDANCE', 26],
  ['STAY', 24],
] as const)('%s is found for its share', (kind, share) => {
  const done = dispatched.filter((minor) => isVain(minor) || isHelped(minor));
  const some = done.filter(({ help }) => help[0]?.pledge.kind === kind);
  expect(Math.abs(percent(some.length, done.length) - share)).toBeLessThan(2.5);
});

/** Everything that happened to a minor, when. */
const momentsOf = ({ attempts, help, closedAt }: CallMinor): number[] =>
  [
    ...attempts.flatMap(({ at, answeredAt }) => [at, answeredAt]),
    ...help.flatMap((each) => [each.placedAt, each.startedAt, each.endedAt]),
    closedAt,
  ].filter((at) => at !== null);

/** The places that somebody was given while another had them; a place without a number is one too many. */
function twiceGiven(minors: readonly CallMinor[]): string[] {
  const given = Map.groupBy(
    minors.flatMap(({ help }) => help),
    ({ pledge, slot }) => `${pledge.id} ${slot}`,
  );
  return [...given].flatMap(([key, list]) => {
    const spans = list.toSorted((a, b) => a.placedAt - b.placedAt);
    const over = spans.some(
      (one, n) => n > 0 && one.placedAt < (spans[n - 1]!.endedAt ?? Infinity),
    );
    return over || list[0]!.slot === 0 ? [key] : [];
  });
}

describe('every case', () => {
  test('repeats an earlier one of the same children, within thirty days', () => {
    const like = ({ minors }: Call) => minors.map(({ age, sex }) => `${age} ${sex}`).join();
    const wrong = calls.filter(
      ({ repeatOf, at, first, ...call }) =>
        repeatOf &&
        (at - repeatOf.at > 30 * 86_400 ||
          at <= repeatOf.at ||
          first !== repeatOf.first ||
          like({ ...call, repeatOf, at, first }) !== like(repeatOf)),
    );
    expect(wrong).toEqual([]);
  });

  test('happens after its call, and none of it after the midnight of the demo', () => {
    const midnight = momentOn(today, 0);
    const wrong = calls.filter((call) =>
      call.minors.some((minor) => momentsOf(minor).some((at) => at < call.at || at >= midnight)),
    );
    expect(wrong).toEqual([]);
  });

  test('a no says why, and who answered did at a moment', () => {
    const wrong = dispatched.flatMap(({ attempts }) =>
      attempts.filter(
        ({ state, reason, answeredAt }) =>
          (state === 'NO') !== (reason !== null) ||
          (state === 'YES' || state === 'NO') !== (answeredAt !== null),
      ),
    );
    expect(wrong).toEqual([]);
  });

  // The demo's day is the day on which it is made: every kind of day must do.
  test.each([
    'sample',
    '2026-12-25',
    '2027-01-01',
    '2027-03-28',
    '2027-03-29',
    '2027-05-11',
    '2027-08-21',
    '2027-10-31',
    '2028-02-29',
  ])('no partner is asked twice for a child, and no place is given twice: %s', (on) => {
    const made = on === 'sample' ? crisis : invent('any day', dayNumber(on), 70);
    const minors = made.calls.flatMap((call) => call.minors);
    const asked = ({ attempts }: CallMinor) => attempts.map(({ pledge }) => pledge.partner);
    expect(minors.filter((one) => new Set(asked(one)).size < asked(one).length)).toEqual([]);
    expect(twiceGiven(minors)).toEqual([]);
  });

  test('asks whom has pledged that day', () => {
    const asked = dispatched.flatMap(({ attempts }) => attempts);
    const wrong = asked.filter(
      ({ pledge, at }) => pledge.until !== null && dayOf(at) > pledge.until,
    );
    expect(wrong).toEqual([]);
    expect(crisis.network.partners.filter(({ name }) => !name.includes('verzonnen'))).toEqual([]);
  });
});

test('the same seed gives the same years, another one others', () => {
  const line = ({ id, state, minors }: Call) => `${id} ${state} ${minors.map((m) => m.pseudonym)}`;
  const few = (made: Crisis) => made.calls.slice(-40).map(line);
  expect(few(invent('sample'))).toEqual(few(crisis));
  expect(few(invent('other'))).not.toEqual(few(crisis));
});

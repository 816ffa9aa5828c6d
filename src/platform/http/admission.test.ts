import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AdmissionSettings,
  admit,
  hasRoom,
  isOverloaded,
  type Lane,
  lanes,
  nextLimit,
  patienceMs,
  retryAfterSeconds,
  type Standing,
} from './admission.ts';

const settings: AdmissionSettings = { atOnce: 8, urgentAtOnce: 4 };

/** Counts in the order urgent, ordinary, deferrable. */
const standing = (
  busy: [number, number, number],
  queued: [number, number, number] = [0, 0, 0],
  queuedMs = 0,
  limit = 8,
): Standing => {
  const counts = ([urgent, ordinary, deferrable]: [number, number, number]) => ({
    urgent,
    ordinary,
    deferrable,
  });
  return { busy: counts(busy), queued: counts(queued), limit, queuedMs };
};

describe('who comes in', () => {
  test.each<[string, Lane, Standing, 'enter' | 'wait' | 'refuse']>([
    ['an empty house takes everybody', 'deferrable', standing([0, 0, 0]), 'enter'],
    ['a full house lets ordinary work wait', 'ordinary', standing([0, 8, 0]), 'wait'],
    ['a full house still has room for what is urgent', 'urgent', standing([3, 8, 0]), 'enter'],
    ['urgent work waits for urgent work alone', 'urgent', standing([4, 0, 0]), 'wait'],
    ['urgent work takes no room of the rest', 'ordinary', standing([4, 7, 0]), 'enter'],
    ['a quarter of the room for what can wait', 'deferrable', standing([0, 0, 2]), 'wait'],
    ['who came first goes first', 'ordinary', standing([0, 7, 0], [0, 1, 0]), 'wait'],
    ['what can wait goes after the rest', 'deferrable', standing([0, 7, 0], [0, 1, 0]), 'wait'],
    ['a burst is taken in', 'ordinary', standing([0, 8, 0], [0, 200, 0], 499), 'wait'],
    ['but not without end', 'ordinary', standing([0, 8, 0], [0, 256, 0], 0), 'refuse'],
    ['an overload: one turn waits', 'ordinary', standing([0, 8, 0], [0, 7, 0], 500), 'wait'],
    ['an overload: no more than a turn', 'ordinary', standing([0, 8, 0], [0, 8, 0], 500), 'refuse'],
    ['an overload: not what can wait', 'deferrable', standing([0, 1, 0], [0, 1, 0], 500), 'refuse'],
    ['an overload: what is urgent', 'urgent', standing([0, 8, 0], [0, 8, 0], 60_000), 'enter'],
    ['an overload: urgent work waits', 'urgent', standing([4, 8, 0], [99, 8, 0], 60_000), 'wait'],
  ])('%s', (_, lane, given, verdict) => {
    expect(admit(lane, given, settings)).toBe(verdict);
  });
});

const count = fc.nat({ max: 600 });
const anyCounts = fc.record({ urgent: count, ordinary: count, deferrable: count });
const anyStanding = fc.record<Standing>({
  busy: anyCounts,
  queued: anyCounts,
  limit: fc.integer({ min: 1, max: 64 }),
  queuedMs: fc.nat({ max: 100_000 }),
});
const anySettings = fc.record({
  atOnce: fc.integer({ min: 1, max: 64 }),
  urgentAtOnce: fc.integer({ min: 1, max: 64 }),
});
const kindness = { refuse: 0, wait: 1, enter: 2 };

describe('whatever the standing', () => {
  test('nothing that is not urgent changes what becomes of the urgent', () => {
    fc.assert(
      fc.property(anyStanding, anyStanding, anySettings, (one, other, given) => {
        const mixed = {
          ...other,
          busy: { ...other.busy, urgent: one.busy.urgent },
          queued: { ...other.queued, urgent: one.queued.urgent },
        };
        expect(admit('urgent', mixed, given)).toBe(admit('urgent', one, given));
      }),
    );
  });

  test('what can wait is never treated better than ordinary work of the same standing', () => {
    fc.assert(
      fc.property(anyStanding, anySettings, (given, some) => {
        const level = {
          ...given,
          queued: { ...given.queued, deferrable: given.queued.ordinary },
        };
        expect(kindness[admit('deferrable', level, some)]).toBeLessThanOrEqual(
          kindness[admit('ordinary', level, some)],
        );
        for (const overloaded of [false, true])
          expect(patienceMs('deferrable', overloaded)).toBeLessThanOrEqual(
            patienceMs('ordinary', overloaded),
          );
      }),
    );
  });

  test('who enters has room, and an overload takes no more in than a calm', () => {
    fc.assert(
      fc.property(anyStanding, anySettings, fc.constantFrom(...lanes), (given, some, lane) => {
        const verdict = admit(lane, given, some);
        if (verdict === 'enter') expect(hasRoom(lane, given, some)).toBe(true);
        const calm = admit(lane, { ...given, queuedMs: 0 }, some);
        if (isOverloaded(given) && given.limit <= 256)
          expect(kindness[verdict]).toBeLessThanOrEqual(kindness[calm]);
      }),
    );
  });
});

test('the longer it lasts, the later somebody is asked to come back, within a minute', () => {
  expect([0, 5_000, 30_000, 600_000].map((ms) => retryAfterSeconds('ordinary', ms))).toEqual([
    2, 3, 8, 15,
  ]);
  expect([0, 5_000, 600_000].map((ms) => retryAfterSeconds('deferrable', ms))).toEqual([
    10, 15, 60,
  ]);
  expect([0, 600_000].map((ms) => retryAfterSeconds('urgent', ms))).toEqual([1, 1]);
});

describe('the limit', () => {
  test.each<[string, number, number[], number]>([
    ['comes back one by one', 4, [], 5],
    ['is no higher than the setting', 8, [10, 10, 10], 8],
    ['falls by a third when urgent work is slow', 8, [500, 600, 700], 5],
    ['minds what is typical, not the slowest', 7, [10, 20, 9_000], 8],
    ['needs three to say so', 7, [900, 900], 8],
    ['never falls to nothing', 2, [900, 900, 900], 2],
  ])('%s', (_, limit, seen, next) => {
    expect(nextLimit(limit, { urgent: seen, ordinary: [] }, settings)).toBe(next);
  });

  test.each<[string, number, number[], number]>([
    ['falls when ordinary work is slow itself', 8, [600, 700, 800], 5],
    ['to a third of the setting and no lower', 3, [600, 700, 800], 3],
    ['stays where urgent work has brought it', 2, [600, 700, 800], 2],
  ])('%s', (_, limit, seen, next) => {
    expect(nextLimit(limit, { urgent: [], ordinary: seen }, settings)).toBe(next);
  });

  test('stays between its bounds, comes back in full, and slower never gives more', () => {
    const anyMs = fc.array(fc.nat({ max: 2_000 }), { maxLength: 9 });
    fc.assert(
      fc.property(
        anySettings,
        fc.array(fc.record({ urgent: anyMs, ordinary: anyMs }), { maxLength: 40 }),
        (some, moments) => {
          let limit = some.atOnce;
          for (const seen of moments) {
            const next = nextLimit(limit, seen, some);
            const slower = { ...seen, urgent: seen.urgent.map((ms) => ms + 500) };
            expect(nextLimit(limit, slower, some)).toBeLessThanOrEqual(next);
            limit = next;
            expect(limit).toBeGreaterThanOrEqual(Math.min(2, some.atOnce));
            expect(limit).toBeLessThanOrEqual(some.atOnce);
          }
          for (let i = 0; i < some.atOnce; i++)
            limit = nextLimit(limit, { urgent: [], ordinary: [] }, some);
          expect(limit).toBe(some.atOnce);
        },
      ),
    );
  });
});

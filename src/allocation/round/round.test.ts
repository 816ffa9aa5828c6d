import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkAnswer } from './check-answer.ts';
import type { Objective, RoundInput } from './instance.ts';
import { loadSolver, type SolveMip } from './mip.ts';
import { solveGeneral } from './solve-general.ts';
import { flatten } from './single-children.ts';
import { solveSingle } from './solve-single.ts';

/** Small rounds of single children. */
const somePlain = (objective: Objective): fc.Arbitrary<RoundInput> =>
  fc
    .record({
      rooms: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
      wishes: fc.array(
        fc.array(fc.tuple(fc.nat(3), fc.integer({ min: -5, max: 20 })), { maxLength: 4 }),
        { maxLength: 6 },
      ),
    })
    .map(({ rooms, wishes }) => ({
      objective,
      places: rooms.map((room, n) => ({ id: `p${n}`, capacity: [room] })),
      parties: wishes.map((options, n) => ({
        id: `c${n}`,
        rank: ((n * 7) % 11) + 1,
        size: 1,
        mustPlace: false,
        options: options.map(([place, weight]) => ({
          uses: [[`p${place % rooms.length}`, [1]] as const],
          weight: weight / 4,
        })),
      })),
    }));

/** Every way to choose, tried. */
function byBruteForce(
  input: RoundInput,
): { placed: string; children: number; weight: number } | undefined {
  const parties = input.parties.toSorted((a, b) => a.rank - b.rank);
  const left = new Map(input.places.map(({ id, capacity }) => [id, [...capacity]]));
  let best:
    | { key: readonly (number | string)[]; placed: string; children: number; weight: number }
    | undefined;
  const better = (a: readonly (number | string)[], b: readonly (number | string)[]) => {
    const at = a.findIndex((each, n) => each !== b[n]);
    return at >= 0 && a[at]! > b[at]!;
  };
  const go = (at: number, placed: string, children: number, weight: number): void => {
    if (at === parties.length) {
      const key = {
        order: [placed, weight],
        weight: [weight],
        count: [children, weight],
      }[input.objective];
      if (!best || better(key, best.key)) best = { key, placed, children, weight };
      return;
    }
    const { options, size, mustPlace } = parties[at]!;
    for (const { uses, weight: own } of options) {
      for (const [place, amounts] of uses)
        for (const [kind, amount] of amounts.entries()) left.get(place)![kind]! -= amount;
      if ([...left.values()].every((room) => room.every((each) => each >= 0)))
        go(at + 1, `${placed}1`, children + size, weight + own);
      for (const [place, amounts] of uses)
        for (const [kind, amount] of amounts.entries()) left.get(place)![kind]! += amount;
    }
    if (!mustPlace) go(at + 1, `${placed}0`, children, weight);
  };
  go(0, '', 0, 0);
  return best;
}

const placedIn = (input: RoundInput, placements: readonly { party: string }[]) => {
  const ids = new Set(placements.map(({ party }) => party));
  return input.parties
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ id }) => (ids.has(id) ? '1' : '0'))
    .join('');
};

describe('single children', () => {
  test.each(['order', 'weight', 'count'] as const)(
    'by %s: as good as every way tried',
    (objective) => {
      fc.assert(
        fc.property(somePlain(objective), (input) => {
          const answer = solveSingle(flatten(input), input.objective);
          const best = byBruteForce(input)!;
          expect(answer.weight).toBeCloseTo(best.weight, 9);
          if (objective !== 'weight') expect(answer.children).toBe(best.children);
          if (objective === 'order') expect(placedIn(input, answer.placements)).toBe(best.placed);
          expect(checkAnswer(input, answer)).toBe(null);
        }),
        { numRuns: 1000 },
      );
    },
  );
});

/** Small rounds with groups, several kinds of capacity, several places in one option, and parties that must be placed. */
const someGeneral = (objective: Objective): fc.Arbitrary<RoundInput> =>
  fc.integer({ min: 1, max: 2 }).chain((kinds) =>
    fc
      .record({
        rooms: fc.array(
          fc.array(fc.integer({ min: 0, max: 4 }), { minLength: kinds, maxLength: kinds }),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        wishes: fc.array(
          fc.record({
            size: fc.integer({ min: 1, max: 3 }),
            mustPlace: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
            options: fc.array(
              fc.record({
                uses: fc.array(
                  fc.tuple(
                    fc.nat(3),
                    fc.array(fc.integer({ min: 0, max: 3 }), {
                      minLength: kinds,
                      maxLength: kinds,
                    }),
                  ),
                  { maxLength: 3 },
                ),
                weight: fc.integer({ min: -5, max: 20 }),
              }),
              { maxLength: 3 },
            ),
          }),
          { maxLength: 6 },
        ),
      })
      .map(({ rooms, wishes }) => ({
        objective,
        places: rooms.map((capacity, n) => ({ id: `p${n}`, capacity })),
        parties: wishes.map(({ size, mustPlace, options }, n) => ({
          id: `c${n}`,
          rank: ((n * 7) % 11) + 1,
          size,
          mustPlace,
          options: options.map(({ uses, weight }) => ({
            uses: uses.map(([place, amounts]) => [`p${place % rooms.length}`, amounts] as const),
            weight: weight / 4,
          })),
        })),
      })),
  );

describe('groups, several kinds of capacity, parties that must be placed', () => {
  let solve: SolveMip;
  beforeAll(async () => {
    solve = await loadSolver();
  });

  test.each(['order', 'weight', 'count'] as const)(
    'by %s: as good as every way tried',
    (objective) => {
      fc.assert(
        fc.property(someGeneral(objective), (input) => {
          const answer = solveGeneral(input, solve, () => Infinity);
          const best = byBruteForce(input);
          if (!best || 'infeasible' in answer) {
            expect([best, answer]).toEqual([undefined, { infeasible: true }]);
            return;
          }
          expect(answer.optimal).toBe(true);
          expect(answer.weight).toBeCloseTo(best.weight, 6);
          if (objective !== 'weight') expect(answer.children).toBe(best.children);
          if (objective === 'order') expect(placedIn(input, answer.placements)).toBe(best.placed);
          expect(checkAnswer(input, answer)).toBe(null);
        }),
        { numRuns: 300 },
      );
    },
  );

  test('single children come out alike by both ways', () => {
    fc.assert(
      fc.property(somePlain('order'), (input) => {
        const exact = solveSingle(flatten(input), input.objective);
        const general = solveGeneral(input, solve, () => Infinity);
        if ('infeasible' in general) throw new Error('nobody had to be placed');
        expect(placedIn(input, general.placements)).toBe(placedIn(input, exact.placements));
        expect(general.weight).toBeCloseTo(exact.weight, 6);
      }),
      { numRuns: 200 },
    );
  });
});

import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { bestFit } from './best-fit.ts';
import { loadSolver, type SolveMip } from './mip.ts';
import { placeInOrder } from './place-in-order.ts';
import { fitSiblings, weightOf } from './siblings-fit.ts';
import { fitSiblingsExactly } from './siblings-exact.ts';
import { placedGroups, siblingRound } from './siblings.fixtures.ts';

let solve: SolveMip;
beforeAll(async () => {
  solve = await loadSolver();
});

const some = fc.record({
  children: fc.integer({ min: 2, max: 9 }),
  places: fc.integer({ min: 2, max: 5 }),
  bonus: fc.constantFrom(5, 30, 200),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
});

test('any housing keeps who is placed, is no worse than without siblings, and the bounds hold all ways tried', () => {
  let held = 0;
  fc.assert(
    fc.property(some, (options) => {
      const { round, groups: all } = siblingRound({ ...options, fits: [1, 3], share: 0.8 });
      const { graph } = round;
      const { edgeOf } = placeInOrder(graph);
      const isPlaced = (child: number) => edgeOf[child]! >= 0;
      const groups = placedGroups(all, isPlaced);
      const found = fitSiblings(graph, isPlaced, groups);
      const exact = fitSiblingsExactly(graph, found, groups, solve, 60);
      const alone = weightOf(graph, bestFit(graph, isPlaced).edgeOf, groups);

      let best = -Infinity;
      const left = graph.room.slice();
      const way = new Int32Array(graph.children).fill(-1);
      const go = (child: number): void => {
        if (child === graph.children) {
          best = Math.max(best, weightOf(graph, way, groups));
          return;
        }
        if (!isPlaced(child)) return go(child + 1);
        for (let edge = graph.start[child]!; edge < graph.start[child + 1]!; edge++) {
          const place = graph.to[edge]!;
          if (left[place] === 0) continue;
          left[place]!--;
          way[child] = edge;
          go(child + 1);
          left[place]!++;
          way[child] = -1;
        }
      };
      go(0);

      for (const { edgeOf: answer } of [found, exact]) {
        const used = new Int32Array(graph.places);
        for (const [child, edge] of answer.entries()) {
          expect(edge >= 0).toBe(isPlaced(child));
          if (edge >= 0) used[graph.to[edge]!]!++;
        }
        for (const [place, count] of used.entries()) {
          expect(count).toBeLessThanOrEqual(graph.room[place]!);
        }
      }
      expect(exact.optimal).toBe(true);
      expect(exact.weight).toBeCloseTo(best, 6);
      expect(found.weight).toBeGreaterThan(alone - 1e-6);
      expect(found.bound).toBeGreaterThan(best - 1e-6);
      if (found.weight > alone + 1e-6) held++;
    }),
    { numRuns: 200 },
  );
  expect(held).toBeGreaterThan(10);
});

test('nobody to house', () => {
  const { round } = siblingRound({
    children: 3,
    places: 1,
    fits: [0, 0],
    share: 0,
    bonus: 5,
    seed: 1,
  });
  const found = fitSiblings(round.graph, () => false, []);
  expect(found).toMatchObject({ weight: 0, bound: 0 });
  expect(fitSiblingsExactly(round.graph, found, [], solve, 60)).toMatchObject({
    weight: 0,
    optimal: true,
  });
});

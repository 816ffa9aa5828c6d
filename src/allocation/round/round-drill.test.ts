import { expect, test } from 'vitest';
import { run } from './round.drill.ts';
import { solveRound } from './solve-round.ts';

test('rounds of every kind equal HiGHS tier by tier, or state their gap', async () => {
  const verdict = await run({ count: 24, seed: 1, parties: 30 });
  expect(verdict.bad).toEqual([]);
  expect(verdict.infeasible).toBeLessThan(6);
});

test('an answer that leaves out the last who is placed is found out', async () => {
  const verdict = await run({
    count: 4,
    seed: 1,
    parties: 20,
    solve: async (input, options) => {
      const answer = await solveRound(input, options);
      if ('infeasible' in answer) return answer;
      const placed = new Set(answer.placements.map(({ party }) => party));
      const last = input.parties
        .filter(({ id }) => placed.has(id))
        .toSorted((a, b) => b.rank - a.rank)[0]!;
      const { option } = answer.placements.find(({ party }) => party === last.id)!;
      const { certificate: _, ...rest } = answer;
      return {
        ...rest,
        placements: answer.placements.filter(({ party }) => party !== last.id),
        children: answer.children - last.size,
        weight: answer.weight - last.options[option]!.weight,
      };
    },
  });
  expect(verdict.bad.length).toBe(4);
});

import { describe, expect, test } from 'vitest';
import { type Claim, checkAnswer } from './check-answer.ts';
import type { RoundInput } from './instance.ts';
import { somePlainRound } from './round.fixtures.ts';
import { flatten } from './single-children.ts';
import { solveSingle } from './solve-single.ts';

/** Numbers from a seed, the same every time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

interface Mutant {
  readonly name: string;
  readonly make: (input: RoundInput, claim: Claim, roll: (sides: number) => number) => Claim | null;
}

const without = <T>(list: readonly T[], at: number) => list.filter((_, index) => index !== at);
const named = (input: RoundInput, claim: Claim) =>
  Object.entries(claim.certificate?.closedAt ?? {}).filter(([place]) =>
    input.places.some(({ id }) => id === place),
  );
const withClosed = (claim: Claim, closed: readonly (readonly [string, number])[]): Claim => ({
  ...claim,
  certificate: { closedAt: Object.fromEntries(closed), prices: claim.certificate?.prices ?? {} },
});
const withPrices = (claim: Claim, prices: Readonly<Record<string, number>>): Claim => ({
  ...claim,
  certificate: { closedAt: claim.certificate?.closedAt ?? {}, prices },
});
const sizeOf = () => 1;

/** Each makes an answer that is no longer right, or says that it cannot here. */
const mutants: readonly Mutant[] = [
  {
    name: 'a child fewer, with sums to match',
    make(input, claim, roll) {
      if (claim.placements.length === 0) return null;
      const at = roll(claim.placements.length);
      const { party, option } = claim.placements[at]!;
      const { weight } = input.parties.find(({ id }) => id === party)!.options[option]!;
      return {
        ...claim,
        placements: without(claim.placements, at),
        children: claim.children - sizeOf(),
        weight: claim.weight - weight,
      };
    },
  },
  {
    name: 'a child that moved, with sums to match',
    make(input, claim, roll) {
      const movable = claim.placements.flatMap(({ party, option }, at) => {
        const { options } = input.parties.find(({ id }) => id === party)!;
        return options.flatMap(({ weight }, other) =>
          Math.abs(weight - options[option]!.weight) > 0.01
            ? [{ at, party, other, by: weight - options[option]!.weight }]
            : [],
        );
      });
      if (movable.length === 0) return null;
      const { at, party, other, by } = movable[roll(movable.length)]!;
      return {
        ...claim,
        placements: claim.placements.with(at, { party, option: other }),
        weight: claim.weight + by,
        bound: { ...claim.bound, weight: Math.max(claim.bound.weight, claim.weight + by) },
      };
    },
  },
  {
    name: 'a child twice',
    make: (_input, claim, roll) =>
      claim.placements.length === 0
        ? null
        : {
            ...claim,
            placements: [...claim.placements, claim.placements[roll(claim.placements.length)]!],
            children: claim.children + 1,
          },
  },
  {
    name: 'a child of another list',
    make: (_input, claim) => ({
      ...claim,
      placements: [...claim.placements, { party: 'stranger', option: 0 }],
    }),
  },
  {
    name: 'an option that is not there',
    make(input, claim, roll) {
      if (claim.placements.length === 0) return null;
      const at = roll(claim.placements.length);
      const { party } = claim.placements[at]!;
      const { options } = input.parties.find(({ id }) => id === party)!;
      return { ...claim, placements: claim.placements.with(at, { party, option: options.length }) };
    },
  },
  {
    name: 'another sum of children',
    make: (_i, claim) => ({ ...claim, children: claim.children + 1 }),
  },
  {
    name: 'another sum of weight',
    make: (_i, claim) => ({ ...claim, weight: claim.weight - 0.01 }),
  },
  {
    name: 'a bound below the answer',
    make: (_i, claim) => ({ ...claim, bound: { ...claim.bound, weight: claim.weight - 0.01 } }),
  },
  {
    name: 'a place that is closed no more, though it keeps somebody out',
    make(input, claim, roll) {
      const placed = new Set(claim.placements.map(({ party }) => party));
      const needed = named(input, claim).filter(([place]) =>
        input.parties.some(
          ({ id, options }) => !placed.has(id) && options.some(({ uses }) => uses[0]![0] === place),
        ),
      );
      if (needed.length === 0) return null;
      const [gone] = needed[roll(needed.length)]!;
      return withClosed(
        claim,
        named(input, claim).filter(([place]) => place !== gone),
      );
    },
  },
  {
    name: 'a place closed before those who are in it',
    make(input, claim, roll) {
      const taken = claim.placements.map(({ party, option }) => {
        const { rank, options } = input.parties.find(({ id }) => id === party)!;
        return { place: options[option]!.uses[0]![0], rank };
      });
      const closed = named(input, claim).filter(([at]) => taken.some(({ place }) => place === at));
      if (closed.length === 0) return null;
      const [place] = closed[roll(closed.length)]!;
      const { rank } = taken.find((each) => each.place === place)!;
      return withClosed(
        claim,
        closed.map(([each, at]) => [each, each === place ? rank : at] as const),
      );
    },
  },
  {
    name: 'a place closed that has room',
    make(input, claim) {
      const taken = new Map<string, number>();
      for (const { party, option } of claim.placements) {
        const place = input.parties.find(({ id }) => id === party)!.options[option]!.uses[0]![0];
        taken.set(place, (taken.get(place) ?? 0) + 1);
      }
      const open = input.places.find(({ id, capacity }) => (taken.get(id) ?? 0) < capacity[0]!);
      return open ? withClosed(claim, [...named(input, claim), [open.id, 10_000]]) : null;
    },
  },
  {
    name: 'a price that is negative',
    make: (input, claim) =>
      input.places[0] ? withPrices(claim, { [input.places[0].id]: -0.5 }) : null,
  },
  {
    name: 'a price at a place that is not there',
    make: (_i, claim) => withPrices(claim, { ...claim.certificate?.prices, nowhere: 1 }),
  },
  {
    name: 'prices that are gone, though they decide',
    make(input, claim) {
      const isNeeded = claim.placements.some(({ party, option }) => {
        const { options } = input.parties.find(({ id }) => id === party)!;
        return options.some(({ weight }) => weight > options[option]!.weight + 0.01);
      });
      return isNeeded ? withPrices(claim, {}) : null;
    },
  },
];

describe('the checker', () => {
  test('rejects a thousand answers and certificates that are no longer right', () => {
    const roll = dice(7);
    const rejected = new Map<string, number>();
    let tried = 0;
    for (let seed = 1; tried < 1000; seed++) {
      const input = somePlainRound(seed);
      const { optimal: _optimal, ...claim } = solveSingle(flatten(input), input.objective);
      expect(checkAnswer(input, claim)).toBe(null);
      for (const { name, make } of mutants) {
        const wrong = make(input, claim, roll);
        if (!wrong) continue;
        tried++;
        const verdict = checkAnswer(input, wrong);
        if (verdict === null) throw new Error(`${name} was let through, seed ${seed}`);
        rejected.set(name, (rejected.get(name) ?? 0) + 1);
      }
    }
    expect([...rejected.keys()].toSorted()).toEqual(mutants.map(({ name }) => name).toSorted());
    expect(Math.min(...rejected.values())).toBeGreaterThan(10);
  });

  test('names party and place', () => {
    const input: RoundInput = {
      objective: 'order',
      places: [{ id: 'p', capacity: [1] }],
      parties: ['a', 'b'].map((id, n) => ({
        id,
        rank: n + 1,
        size: 1,
        mustPlace: id === 'a',
        options: [{ uses: [['p', [1]]], weight: 1 }],
      })),
    };
    const claim = (placements: Claim['placements'], weight: number): Claim => ({
      placements,
      children: placements.length,
      weight,
      bound: { children: 9, weight: 9 },
    });
    const a = { party: 'a', option: 0 };
    const b = { party: 'b', option: 0 };
    expect(checkAnswer(input, claim([a, b], 2))).toBe('place "p" is over its capacity of kind 0');
    expect(checkAnswer(input, claim([b], 1))).toBe('party "a" must be placed and is not');
    expect(checkAnswer(input, claim([a], 1))).toBe(null);
  });
});

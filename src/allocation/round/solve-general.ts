/**
 * Rounds that no simple proof covers: groups, several kinds of capacity, parties that must be placed. Cut into parts
 * that share nothing, and each part solved exactly by mixed-integer programming, or with a bound when time is up.
 */
import { placeByOrder } from './by-order.ts';
import { choose } from './choose.ts';
import type { Infeasible, RoundAnswer, RoundInput } from './instance.ts';
import type { SolveMip } from './mip.ts';
import { flatResources, partsOf, type Resources } from './resources.ts';

type Solved = Omit<RoundAnswer, 'seconds'>;

/** A part that was solved: who is housed how, and what could be at the most. */
interface PartSolved {
  readonly chosen: readonly (readonly [party: number, option: number])[];
  readonly childrenBound: number;
  readonly weightBound: number;
  readonly isOptimal: boolean;
}

interface Work {
  readonly resources: Resources;
  readonly solve: SolveMip;
  readonly secondsLeft: () => number;
  /** Kept back from the question who, so that where has some time too. */
  readonly secondsForFit: number;
}

const SHARE_FOR_FIT = 0.4;

const weightOf = ({ parties }: Resources, party: number, option: number) =>
  parties[party]!.options[option]!.weight;
const sizeOf = ({ parties }: Resources, party: number) => parties[party]!.size;
const bestWeight = ({ parties }: Resources, party: number) =>
  Math.max(...parties[party]!.options.map(({ weight }) => weight));
const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);

/** The best round, or the best found before time was up, with its bounds. */
export function solveGeneral(
  input: RoundInput,
  solve: SolveMip,
  secondsLeft: () => number,
): Solved | Infeasible {
  const resources = flatResources(input);
  const seconds = secondsLeft();
  const secondsForFit = Number.isFinite(seconds) ? seconds * SHARE_FOR_FIT : 0;
  const work: Work = { resources, solve, secondsLeft, secondsForFit };
  if (resources.parties.some(({ mustPlace, options }) => mustPlace && options.length === 0)) {
    return { infeasible: true };
  }
  const alive = [...resources.parties.keys()].filter(
    (party) => resources.parties[party]!.options.length > 0,
  );
  const solvePart = { order: partByOrder, weight: partByWeight, count: partByCount }[
    input.objective
  ];
  const parts: PartSolved[] = [];
  for (const part of partsOf(resources, alive)) {
    const solved = solvePart(work, part);
    if (!solved) return { infeasible: true };
    parts.push(solved);
  }
  return joined(resources, parts);
}

function joined(resources: Resources, parts: readonly PartSolved[]): Solved {
  const chosen = parts.flatMap((part) => part.chosen).toSorted(([a], [b]) => a - b);
  const children = sum(chosen.map(([party]) => sizeOf(resources, party)));
  const weight = sum(chosen.map(([party, option]) => weightOf(resources, party, option)));
  const optimal = parts.every(({ isOptimal }) => isOptimal);
  return {
    placements: chosen.map(([party, option]) => {
      const { id, options } = resources.parties[party]!;
      return { party: id, option: options[option]!.index };
    }),
    children,
    weight,
    bound: optimal
      ? { children, weight }
      : {
          children: sum(parts.map(({ childrenBound }) => childrenBound)),
          weight: Math.max(weight, sum(parts.map(({ weightBound }) => weightBound))),
        },
    optimal,
  };
}

function partByOrder(work: Work, part: readonly number[]): PartSolved | null {
  const { resources, solve, secondsLeft, secondsForFit } = work;
  const placed = placeByOrder(resources, part, solve, () => secondsLeft() - secondsForFit);
  if (!placed) return null;
  const { optionOf } = placed.housing;
  const who = part.filter((party) => optionOf[party]! >= 0);
  const children = sum(who.map((party) => sizeOf(resources, party)));
  const fits = partsOf(resources, who).map((some) => fitOf(work, some, optionOf));
  return {
    chosen: fits.flatMap(({ chosen }) => chosen),
    childrenBound: placed.isProven ? children : sum(part.map((party) => sizeOf(resources, party))),
    weightBound: sum(fits.map(({ bound }) => bound)),
    isOptimal: placed.isProven && fits.every(({ isOptimal }) => isOptimal),
  };
}

/** The housing of these parties that fits best. */
function fitOf(
  { resources, solve, secondsLeft }: Work,
  who: readonly number[],
  optionOf: Int32Array,
) {
  const found = who.map((party) => [party, optionOf[party]!] as const);
  const { chosen, state, bound } = choose(
    solve,
    {
      resources,
      parties: who,
      isForced: () => true,
      worth: (party, option) => weightOf(resources, party, option),
      room: (cell) => resources.capacity[cell]!,
      start: found,
    },
    secondsLeft(),
  );
  const most = sum(who.map((party) => bestWeight(resources, party)));
  return { chosen: chosen ?? found, bound: Math.min(bound, most), isOptimal: state === 'optimal' };
}

function partByWeight(work: Work, part: readonly number[]): PartSolved | null {
  const { resources } = work;
  const { chosen, state, bound } = choose(
    work.solve,
    {
      resources,
      parties: part,
      isForced: (party) => resources.parties[party]!.mustPlace,
      worth: (party, option) => weightOf(resources, party, option),
      room: (cell) => resources.capacity[cell]!,
    },
    work.secondsLeft(),
  );
  if (state === 'infeasible') return null;
  const found = chosen ?? mustsAlone(work, part);
  if (!found) return null;
  const most = sum(part.map((party) => Math.max(0, bestWeight(resources, party))));
  return {
    chosen: found,
    childrenBound: sum(part.map((party) => sizeOf(resources, party))),
    weightBound: Math.min(bound, most),
    isOptimal: state === 'optimal',
  };
}

/** Where time was up before any housing was found: those who must be placed, and nobody else. */
function mustsAlone(
  { resources, solve }: Work,
  part: readonly number[],
): PartSolved['chosen'] | null {
  const { chosen } = choose(
    solve,
    {
      resources,
      parties: part.filter((party) => resources.parties[party]!.mustPlace),
      isForced: () => true,
      worth: () => 0,
      room: (cell) => resources.capacity[cell]!,
    },
    Infinity,
  );
  return chosen;
}

function partByCount(work: Work, part: readonly number[]): PartSolved | null {
  const { resources, solve } = work;
  const asked = {
    resources,
    parties: part,
    isForced: (party: number) => resources.parties[party]!.mustPlace,
    room: (cell: number) => resources.capacity[cell]!,
  };
  const most = choose(
    solve,
    { ...asked, worth: (party) => sizeOf(resources, party) },
    work.secondsLeft(),
  );
  if (most.state === 'infeasible') return null;
  const found = most.chosen ?? mustsAlone(work, part);
  if (!found) return null;
  const children = sum(found.map(([party]) => sizeOf(resources, party)));
  const fit = choose(
    solve,
    {
      ...asked,
      worth: (party, option) => weightOf(resources, party, option),
      leastChildren: children,
      start: found,
    },
    work.secondsLeft(),
  );
  const all = sum(part.map((party) => sizeOf(resources, party)));
  const isMost = most.state === 'optimal';
  return {
    chosen: fit.chosen ?? found,
    childrenBound: isMost ? children : Math.min(all, Math.floor(most.bound + 1e-6)),
    weightBound: sum(part.map((party) => Math.max(0, bestWeight(resources, party)))),
    isOptimal: isMost && fit.state === 'optimal',
  };
}

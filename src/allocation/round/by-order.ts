/**
 * Who is placed, by the order: each party is placed if all who were placed before it can still be housed. Simple
 * searches say yes, a relaxation says no, and what neither can say the solver decides, within the part of the list that
 * it touches.
 */
import { choose } from './choose.ts';
import { Housing } from './housing.ts';
import type { SolveMip } from './mip.ts';
import { Relaxation } from './relaxation.ts';
import type { Resources } from './resources.ts';

export interface ByOrder {
  readonly housing: Housing;
  /** Whether each yes and no is proven. */
  readonly isProven: boolean;
}

/** Parties that the solver decides at once: each is worth more than all after it together. */
const AT_ONCE = 12;

class Decider {
  readonly housing: Housing;
  readonly relaxation: Relaxation;
  isProven = true;
  private readonly resources: Resources;
  private readonly solve: SolveMip;
  private readonly secondsLeft: () => number;

  constructor(resources: Resources, solve: SolveMip, secondsLeft: () => number) {
    this.resources = resources;
    this.solve = solve;
    this.secondsLeft = secondsLeft;
    this.housing = new Housing(resources);
    this.relaxation = new Relaxation(resources);
  }

  /** Houses those who must be, or says that they cannot be. */
  houseAll(musts: readonly number[]): boolean {
    if (!musts.every((party) => this.housing.house(party))) {
      const { chosen } = choose(
        this.solve,
        {
          resources: this.resources,
          parties: musts,
          isForced: () => true,
          worth: () => 0,
          room: (cell) => this.resources.capacity[cell]!,
        },
        Infinity,
      );
      if (!chosen) return false;
      this.housing.settle(chosen);
    }
    for (const party of musts) this.relaxation.add(party);
    return true;
  }

  /** Places what can be placed, best rank first. */
  decide(parties: readonly number[]): void {
    let at = 0;
    while (at < parties.length) {
      const party = parties[at]!;
      if (!this.relaxation.add(party) || this.housing.house(party)) {
        at++;
        continue;
      }
      this.relaxation.remove(party);
      if (this.secondsLeft() > 0) {
        at += this.ask(parties.slice(at, at + AT_ONCE));
      } else {
        this.isProven = false;
        at++;
      }
    }
  }

  /** Lets the solver decide on some parties; how many of them it did. */
  private ask(asked: readonly number[]): number {
    const { resources, housing } = this;
    const near = this.touchedBy(asked);
    const isAsked = new Map(asked.map((party, n) => [party, 2 ** (asked.length - 1 - n)]));
    const parties = [...near, ...asked];
    const others = new Map<number, number>();
    for (const party of near) {
      const { cells, amounts } = resources.parties[party]!.options[housing.optionOf[party]!]!;
      for (const [n, cell] of cells.entries()) {
        others.set(cell, (others.get(cell) ?? 0) + amounts[n]!);
      }
    }
    const { chosen, state } = choose(
      this.solve,
      {
        resources,
        parties,
        isForced: (party) => !isAsked.has(party),
        worth: (party) => isAsked.get(party) ?? 0,
        room: (cell) => housing.left[cell]! + (others.get(cell) ?? 0),
      },
      this.secondsLeft(),
    );
    if (state !== 'optimal') this.isProven = false;
    if (!chosen) return 1;
    housing.settle(chosen);
    for (const [party] of chosen) if (isAsked.has(party)) this.relaxation.add(party);
    return asked.length;
  }

  /**
   * The placed parties that could make room for these, directly or by others: all that the decision can touch. Who
   * stands in a closed cell stays in closed cells, and nobody else comes there.
   */
  private touchedBy(asked: readonly number[]): number[] {
    const { resources, housing } = this;
    const seenCells = new Set<number>();
    const seen = new Set<number>();
    const line = [...asked];
    for (const party of line) {
      for (const { cells } of resources.parties[party]!.options) {
        for (const cell of cells) {
          if (seenCells.has(cell) || this.relaxation.isClosed(cell)) continue;
          seenCells.add(cell);
          for (const other of housing.occupants(cell)) {
            if (seen.has(other)) continue;
            seen.add(other);
            line.push(other);
          }
        }
      }
    }
    return [...seen].sort((a, b) => a - b);
  }
}

/**
 * Decides by the order; `null` when those who must be placed cannot all be housed. `secondsLeft` says how much time
 * the solver may still take.
 */
export function placeByOrder(
  resources: Resources,
  parties: readonly number[],
  solve: SolveMip,
  secondsLeft: () => number,
): ByOrder | null {
  const decider = new Decider(resources, solve, secondsLeft);
  const isMust = (party: number) => resources.parties[party]!.mustPlace;
  if (!decider.houseAll(parties.filter(isMust))) return null;
  decider.decide(parties.filter((party) => !isMust(party)));
  return { housing: decider.housing, isProven: decider.isProven };
}

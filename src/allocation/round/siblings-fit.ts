/**
 * Where the placed children go when brothers and sisters fit better together. That cannot change who is placed (design:
 * "Round"): the set is fixed, and among its housings one is looked for that is as good as can be, with a bound that says
 * how much better there could be at the most.
 */
import { bestFit } from './best-fit.ts';
import type { FitHousing } from './fit-housing.ts';
import type { Bipartite } from './plain-round.ts';

/** Children who fit better together: all members are placed, and there are two at least. */
export interface SiblingGroup {
  readonly members: readonly number[];
  /** What it is worth that all live in one place. */
  readonly bonus: number;
}

export interface SiblingsFitted {
  /** The edge of each placed child; -1 for the others. */
  readonly edgeOf: Int32Array;
  /** Of all placed children, with the bonus of each group that is together. */
  readonly weight: number;
  /** No housing of these children weighs more. */
  readonly bound: number;
}

/** One place in which a whole group could live, and the edge of each member to it. */
export interface Together {
  readonly place: number;
  readonly edges: readonly number[];
  readonly weight: number;
}

/** The places in which a group could live together. */
export function placesTogether({ start, to, weight, room }: Bipartite, { members }: SiblingGroup) {
  const best = members.map((child) => {
    const edges = new Map<number, number>();
    for (let edge = start[child]!; edge < start[child + 1]!; edge++) {
      const before = edges.get(to[edge]!);
      if (before === undefined || weight[before]! < weight[edge]!) edges.set(to[edge]!, edge);
    }
    return edges;
  });
  const found: Together[] = [];
  for (const place of best[0]!.keys()) {
    const edges = best.map((each) => each.get(place) ?? -1);
    if (room[place]! < members.length || edges.includes(-1)) continue;
    found.push({ place, edges, weight: edges.reduce((sum, edge) => sum + weight[edge]!, 0) });
  }
  return found;
}

interface State {
  readonly group: SiblingGroup;
  readonly options: readonly Together[];
  /** Where they are held together; `null` where each lives as fits it best. */
  held: Together | null;
}

/** Holds groups together one after another, as long as that is better for all; `isLate` ends the search. */
export function fitSiblings(
  graph: Bipartite,
  isPlaced: (child: number) => boolean,
  groups: readonly SiblingGroup[],
  isLate: () => boolean = () => false,
): SiblingsFitted {
  const housing = bestFit(graph, isPlaced);
  const search = new Search(graph, housing);
  const states = groups.map(
    (group): State => ({ group, options: placesTogether(graph, group), held: null }),
  );
  let bound = search.bound(isPlaced, states);
  search.holdWhoIsTogether(states);
  for (let isBetter = true; isBetter && !isLate(); ) {
    isBetter = false;
    for (const state of states) {
      if (isLate()) break;
      if (search.improve(state)) isBetter = true;
    }
    bound = Math.min(bound, search.bound(isPlaced, states));
  }
  const edgeOf = housing.edgeOf.slice();
  for (const { group, held } of states) {
    if (held) for (const [n, child] of group.members.entries()) edgeOf[child] = held.edges[n]!;
  }
  const weight = weightOf(graph, edgeOf, groups);
  return { edgeOf, weight, bound: Math.max(weight, bound) };
}

/** The weight of a housing, with the bonus of each group that is together. */
export function weightOf(
  { to, weight }: Bipartite,
  edgeOf: Int32Array,
  groups: readonly SiblingGroup[],
): number {
  let sum = 0;
  for (const edge of edgeOf) if (edge >= 0) sum += weight[edge]!;
  for (const { members, bonus } of groups) {
    const places = new Set(members.map((child) => to[edgeOf[child]!]!));
    if (places.size === 1) sum += bonus;
  }
  return sum;
}

/** A difference below this is none: sums were added in another order. */
const NOTHING = 1e-9;

class Search {
  private readonly graph: Bipartite;
  private readonly housing: FitHousing;

  constructor(graph: Bipartite, housing: FitHousing) {
    this.graph = graph;
    this.housing = housing;
  }

  /** What a child that may live anywhere is worth at these prices. */
  private worth(child: number): number {
    const { start, to, weight } = this.graph;
    let most = -Infinity;
    for (let edge = start[child]!; edge < start[child + 1]!; edge++) {
      most = Math.max(most, weight[edge]! - this.housing.prices[to[edge]!]!);
    }
    return most;
  }

  /** What it brings at the most to hold a group there: prices never promise too little. */
  private promise({ members, bonus }: SiblingGroup, { place, weight }: Together): number {
    const apart = members.reduce((sum, child) => sum + this.worth(child), 0);
    return bonus + weight - members.length * this.housing.prices[place]! - apart;
  }

  holdWhoIsTogether(states: readonly State[]): void {
    for (const state of states) {
      const here = this.placeOf(state.group);
      const option = state.options.find(({ place }) => place === here);
      if (option) this.hold(state, option);
    }
  }

  /** Tries to hold a group together, or elsewhere, or no more; answers whether that was better. */
  improve(state: State): boolean {
    const { group, held } = state;
    const before = held ? this.valueHeld(group, held) : this.valueApart(group);
    if (held) this.release(state);
    let best: Together | null;
    let most = this.valueApart(group);
    const promising = state.options
      .map((option) => ({ option, gain: this.promise(group, option) }))
      .filter(({ gain }) => gain > NOTHING)
      .toSorted((a, b) => b.gain - a.gain || a.option.place - b.option.place);
    const apart = this.housing.total;
    // Those who are together as it is are held there too, or the next group would drive them apart unseen.
    const here = this.placeOf(group);
    best = state.options.find(({ place }) => place === here) ?? null;
    for (const { option, gain } of promising) {
      if (apart + gain <= most + NOTHING) break;
      if (!this.hold(state, option)) continue;
      const value = this.valueHeld(group, option);
      if (value > most + NOTHING) {
        most = value;
        best = option;
      }
      this.release(state);
    }
    if (best) this.hold(state, best);
    return most > before + NOTHING;
  }

  private valueHeld({ bonus }: SiblingGroup, { weight }: Together): number {
    return this.housing.total + weight + bonus;
  }

  private valueApart(group: SiblingGroup): number {
    const { total } = this.housing;
    return this.placeOf(group) === null ? total : total + group.bonus;
  }

  /** Where all of a group live; `null` where they live apart. */
  private placeOf({ members }: SiblingGroup): number | null {
    const places = new Set(members.map((child) => this.graph.to[this.housing.edgeOf[child]!]!));
    return places.size === 1 ? [...places][0]! : null;
  }

  private hold(state: State, option: Together): boolean {
    const { members } = state.group;
    for (const child of members) this.housing.release(child);
    let taken = 0;
    while (taken < members.length && this.housing.takeRoom(option.place)) taken++;
    if (taken === members.length) {
      state.held = option;
      return true;
    }
    this.giveBack(members, option.place, taken);
    return false;
  }

  private release(state: State): void {
    const { members } = state.group;
    this.giveBack(members, state.held!.place, members.length);
    state.held = null;
  }

  private giveBack(members: readonly number[], place: number, rooms: number): void {
    for (let room = 0; room < rooms; room++) this.housing.giveRoom(place);
    for (const child of members) this.housing.add(child);
  }

  /** At these prices each child or group by itself does its best: no housing of all can do better (weak duality). */
  bound(isPlaced: (child: number) => boolean, states: readonly State[]): number {
    const { graph, housing } = this;
    const grouped = new Set(states.flatMap(({ group }) => group.members));
    let sum = 0;
    for (const [place, price] of housing.prices.entries()) sum += price * graph.room[place]!;
    for (let child = 0; child < graph.children; child++) {
      if (isPlaced(child) && !grouped.has(child)) sum += this.worth(child);
    }
    for (const { group, options } of states) {
      const apart = group.members.reduce((total, child) => total + this.worth(child), 0);
      const gains = options.map((option) => this.promise(group, option));
      sum += apart + Math.max(0, ...gains);
    }
    return sum;
  }
}

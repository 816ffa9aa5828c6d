import { Heap } from './heap.ts';
import type { Bipartite } from './plain-round.ts';
import { Seekers } from './seekers.ts';

/**
 * Who is housed where, with the greatest total weight for whoever is in, after every change; and prices of the places
 * that prove it: nobody has an option whose weight minus price is better than where they are, and a place with room
 * left costs nothing.
 */
export class FitHousing {
  readonly graph: Bipartite;
  /** The edge of each child; -1 for who is not in. */
  readonly edgeOf: Int32Array;
  /** Never negative. */
  readonly prices: Float64Array;
  readonly housed: number[][];
  /** Its own, so that it can change. */
  readonly room: Int32Array;
  /** The weight of all who are in. */
  total = 0;
  private seekers: Seekers | null = null;
  private readonly distance: Float64Array;
  private readonly cameBy: Int32Array;
  private readonly movedBy: Int32Array;
  /** Of the search that reached a place last: its number, and one more once the place is settled. */
  private readonly state: Int32Array;
  private readonly line = new Heap();
  private readonly closed: number[] = [];
  private search = 0;
  /** The distance of the nearest place with room that was reached: nothing beyond it matters. */
  private nearest = Infinity;

  constructor(graph: Bipartite) {
    const { children, places } = graph;
    this.graph = graph;
    this.room = graph.room.slice();
    this.edgeOf = new Int32Array(children).fill(-1);
    this.prices = new Float64Array(places);
    this.housed = Array.from({ length: places }, () => []);
    this.distance = new Float64Array(places);
    this.cameBy = new Int32Array(places);
    this.movedBy = new Int32Array(places);
    this.state = new Int32Array(places);
  }

  hasRoom(place: number): boolean {
    return this.housed[place]!.length < this.room[place]!;
  }

  private house(child: number, edge: number): void {
    this.total += this.graph.weight[edge]!;
    this.edgeOf[child] = edge;
    this.housed[this.graph.to[edge]!]!.push(child);
  }

  /** Takes a child out and changes nothing else: its place may then have room and a price. */
  leave(child: number): void {
    this.moveOut(child);
    this.seekers?.remove(child);
  }

  /** Of those who are housed, who has an option in each place: made when first asked for, and kept from then on. */
  allSeekers(): Seekers {
    return (this.seekers ??= new Seekers(this.graph, this.edgeOf));
  }

  private moveOut(child: number): void {
    this.total -= this.graph.weight[this.edgeOf[child]!]!;
    const inside = this.housed[this.graph.to[this.edgeOf[child]!]!]!;
    inside[inside.indexOf(child)] = inside.at(-1)!;
    inside.pop();
    this.edgeOf[child] = -1;
  }

  /** The edge of the child that is worth most at these prices; -1 where there is none. */
  private bestEdge(child: number, except: number): number {
    const { start, to, weight } = this.graph;
    const { prices } = this;
    let best = -1;
    let most = -Infinity;
    for (let edge = start[child]!; edge < start[child + 1]!; edge++) {
      const place = to[edge]!;
      if (place === except) continue;
      const worth = weight[edge]! - prices[place]!;
      if (worth > most) {
        most = worth;
        best = edge;
      }
    }
    return best;
  }

  /**
   * Lets a child take its best place. Where that is full its price rises until one of all who want it likes another
   * place more by `step`, and that one goes there; and so on for at most `steps` steps (an auction: Bertsekas, 1979).
   * Answers who is left over then, -1 for nobody. Whoever is housed is within `step` of what they like best.
   */
  settle(child: number, step: number, steps: number): number {
    const { to, weight } = this.graph;
    const { prices } = this;
    let mover = child;
    let edge = this.bestEdge(child, -1);
    for (let taken = 0; taken < steps; taken++) {
      if (edge < 0) return mover;
      const place = to[edge]!;
      if (this.hasRoom(place)) {
        this.house(mover, edge);
        return -1;
      }
      this.house(mover, edge);
      let least = Infinity;
      let leaver = -1;
      let other = -1;
      for (const one of this.housed[place]!) {
        const second = this.bestEdge(one, place);
        if (second < 0) continue;
        const worth = weight[second]! - prices[to[second]!]!;
        const margin = weight[this.edgeOf[one]!]! - prices[place]! - worth;
        if (margin < least) {
          least = margin;
          leaver = one;
          other = second;
        }
      }
      if (leaver < 0) {
        this.moveOut(mover);
        return mover;
      }
      prices[place]! += Math.max(0, least) + step;
      this.moveOut(leaver);
      mover = leaver;
      edge = other;
    }
    return mover;
  }

  /** Whether a housed child likes another place better than its own. */
  envies(child: number): boolean {
    const { to, weight } = this.graph;
    const { prices } = this;
    const own = this.edgeOf[child]!;
    const best = this.bestEdge(child, -1);
    return weight[best]! - prices[to[best]!]! > weight[own]! - prices[to[own]!]!;
  }

  /** Walks the edges of one child, whose own best is `best`, from a place at distance `far`. */
  private walk(mover: number, far: number, best: number): void {
    const { start, to, weight } = this.graph;
    const { prices, distance, state, search } = this;
    for (let edge = start[mover]!; edge < start[mover + 1]!; edge++) {
      const place = to[edge]!;
      const seen = state[place]!;
      if (seen === search + 1) continue;
      const next = far + Math.max(0, best - (weight[edge]! - prices[place]!));
      if (next >= this.nearest || (seen === search && next >= distance[place]!)) continue;
      state[place] = search;
      distance[place] = next;
      this.cameBy[place] = edge;
      this.movedBy[place] = mover;
      if (this.hasRoom(place)) this.nearest = next;
      this.line.push(next, place);
    }
  }

  /**
   * Takes one child in, moving others where that is best: a shortest augmenting path (Jonker and Volgenant, 1987).
   * Answers whether there was a way; where there was none, nothing has changed.
   */
  add(child: number): boolean {
    const { to, weight } = this.graph;
    const { prices, distance, state, line, closed } = this;
    this.search += 2;
    this.nearest = Infinity;
    line.clear();
    closed.length = 0;
    const first = this.bestEdge(child, -1);
    if (first < 0) return false;
    this.walk(child, 0, weight[first]! - prices[to[first]!]!);
    let end = -1;
    while (end < 0) {
      if (line.size === 0) return false;
      const place = line.pop();
      if (state[place] !== this.search) continue;
      state[place] = this.search + 1;
      if (this.hasRoom(place)) {
        end = place;
        break;
      }
      closed.push(place);
      for (const other of this.housed[place]!) {
        this.walk(other, distance[place]!, weight[this.edgeOf[other]!]! - prices[place]!);
      }
    }
    for (const place of closed) prices[place]! += distance[end]! - distance[place]!;
    for (let place = end; ; ) {
      const mover = this.movedBy[place]!;
      const before = this.edgeOf[mover]!;
      if (mover !== child) this.moveOut(mover);
      this.house(mover, this.cameBy[place]!);
      if (mover === child) {
        this.seekers?.add(child);
        return true;
      }
      place = to[before]!;
    }
  }

  /** Takes a child out; answers the place that has room for it. */
  release(child: number): number {
    const place = this.graph.to[this.edgeOf[child]!]!;
    this.leave(child);
    return this.mend(place);
  }

  /**
   * A place that has come to have room must cost nothing: its price falls, and whoever then likes it as much as where
   * they are moves there, until the room is in a place without price. Answers that place: a shortest path backwards.
   */
  mend(place: number): number {
    const { to, weight } = this.graph;
    const { prices, distance, state, line, closed, edgeOf } = this;
    if (prices[place] === 0) return place;
    const seekers = this.allSeekers();
    this.search += 2;
    const { search } = this;
    line.clear();
    closed.length = 0;
    distance[place] = 0;
    state[place] = search;
    line.push(0, place);
    let end = place;
    let least = prices[place]!;
    while (line.size > 0) {
      const near = line.pop();
      if (state[near] !== search) continue;
      const far = distance[near]!;
      if (far >= least) break;
      state[near] = search + 1;
      closed.push(near);
      if (far + prices[near]! < least) {
        least = far + prices[near]!;
        end = near;
      }
      const children = seekers.children[near]!;
      const edges = seekers.edges[near]!;
      for (let at = 0; at < children.length; at++) {
        const child = children[at]!;
        const own = edgeOf[child]!;
        const from = to[own]!;
        if (from === near || state[from] === search + 1) continue;
        const edge = edges[at]!;
        const slack = weight[own]! - prices[from]! - (weight[edge]! - prices[near]!);
        const next = far + Math.max(0, slack);
        if (next >= least || (state[from] === search && next >= distance[from]!)) continue;
        distance[from] = next;
        state[from] = search;
        this.cameBy[from] = edge;
        this.movedBy[from] = child;
        line.push(next, from);
      }
    }
    for (const each of closed) {
      const fall = least - distance[each]!;
      if (fall > 0) prices[each] = Math.max(0, prices[each]! - fall);
    }
    prices[end] = 0;
    for (let at = end; at !== place; ) {
      const child = this.movedBy[at]!;
      const edge = this.cameBy[at]!;
      this.moveOut(child);
      this.house(child, edge);
      at = to[edge]!;
    }
    return end;
  }

  /** One place less; answers whether there is a way, and changes nothing where there is none. */
  takeRoom(place: number): boolean {
    const isFull = !this.hasRoom(place);
    if (!isFull) {
      this.room[place]!--;
      return true;
    }
    const mover = this.housed[place]![0];
    if (mover === undefined) return false;
    const edge = this.edgeOf[mover]!;
    this.leave(mover);
    this.room[place]!--;
    if (this.add(mover)) return true;
    this.room[place]!++;
    this.house(mover, edge);
    this.seekers?.add(mover);
    return false;
  }

  /** One place more. */
  giveRoom(place: number): void {
    this.room[place]!++;
    this.mend(place);
  }
}

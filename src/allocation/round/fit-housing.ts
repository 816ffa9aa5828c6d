import { Heap } from './heap.ts';
import type { Bipartite } from './plain-round.ts';

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
  private readonly room: Int32Array;
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
    this.room = graph.room;
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
    this.edgeOf[child] = edge;
    this.housed[this.graph.to[edge]!]!.push(child);
  }

  private leave(child: number): void {
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
   * place as much, and that one goes there; and so on for at most `steps` steps. Answers who is left over then, at whose
   * prices nobody else wants to move; -1 for nobody.
   */
  settle(child: number, steps: number): number {
    const { to, weight } = this.graph;
    const { prices } = this;
    let mover = child;
    let edge = this.bestEdge(child, -1);
    for (let step = 0; step < steps; step++) {
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
        this.leave(mover);
        return mover;
      }
      if (least > 0) prices[place]! += least;
      this.leave(leaver);
      mover = leaver;
      edge = other;
    }
    return mover;
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
      if (mover !== child) this.leave(mover);
      this.house(mover, this.cameBy[place]!);
      if (mover === child) return true;
      place = to[before]!;
    }
  }
}

/**
 * A round of single children that is kept: after one change, somebody who leaves the list or comes back, a place more
 * or less, the exact answer with its proof is found again without solving the whole. The sets that can be housed
 * together form a matroid: one change moves one child in or out at the most.
 */
import { type Askers, askersOf } from './askers.ts';
import { bestFit } from './best-fit.ts';
import type { FitHousing } from './fit-housing.ts';
import { placeInOrder } from './place-in-order.ts';
import type { Bipartite } from './plain-round.ts';

export class LiveRound {
  readonly graph: Bipartite;
  /** Who is housed where, and the prices. */
  readonly housing: FitHousing;
  private readonly askers: Askers;
  private readonly isAway: Uint8Array;
  /** For each place, before whom in the list of its askers nobody is left out. */
  private readonly outAt: Int32Array;
  private readonly seen: Int32Array;
  private readonly reached: Int32Array;
  private search = 0;
  /** From which child on each place is closed, as {@link placeInOrder} says it; -1 while it is open. */
  closedAt: Int32Array;

  /** `away`: children who are not in the list now, and may come later. */
  constructor(graph: Bipartite, away: Iterable<number> = []) {
    this.graph = graph;
    this.isAway = new Uint8Array(graph.children);
    for (const child of away) this.isAway[child] = 1;
    const { edgeOf } = placeInOrder(graph, (child) => this.isAway[child] === 0);
    this.housing = bestFit(graph, (child) => edgeOf[child]! >= 0);
    this.askers = askersOf(graph);
    this.outAt = this.askers.start.slice(0, graph.places);
    this.seen = new Int32Array(graph.places);
    this.reached = new Int32Array(graph.places);
    this.closedAt = this.close();
  }

  isPlaced(child: number): boolean {
    return this.housing.edgeOf[child]! >= 0;
  }

  /** The child is not in the list any more. */
  withdraw(child: number): void {
    this.isAway[child] = 1;
    if (this.isPlaced(child)) {
      const place = this.graph.to[this.housing.edgeOf[child]!]!;
      this.housing.release(child);
      this.fill(place);
    }
    this.closedAt = this.close();
  }

  /** The child is in the list, again or for the first time. */
  enter(child: number): void {
    if (this.isAway[child] === 0) return;
    this.isAway[child] = 0;
    this.take(child);
    this.closedAt = this.close();
  }

  private take(child: number): void {
    const { housing, closedAt } = this;
    const { start, to } = this.graph;
    this.search++;
    let count = 0;
    let isOpen = false;
    let isBefore = false;
    for (let edge = start[child]!; edge < start[child + 1]!; edge++) {
      const closed = closedAt[to[edge]!]!;
      isOpen ||= closed < 0;
      isBefore ||= child < closed;
      count = this.reach(to[edge]!, count);
    }
    // Where all is closed to it, it changes nothing; where all is closed to somebody, there is no room to be had.
    if (!isOpen && !isBefore) {
      this.leftOut(child);
      return;
    }
    if (isOpen && housing.add(child)) return;
    const worst = this.worstWithin(this.reachOn(count));
    if (worst < child) {
      this.leftOut(child);
      return;
    }
    housing.release(worst);
    this.leftOut(worst);
    housing.add(child);
  }

  /** The place has so much room from now on. */
  setRoom(place: number, room: number): void {
    const { housing } = this;
    while (housing.room[place]! < room) {
      housing.room[place]!++;
      housing.mend(place);
      this.fill(place);
      this.closedAt = this.close();
    }
    while (housing.room[place]! > room) {
      if (housing.hasRoom(place)) housing.room[place]!--;
      else this.leaveOne(place);
      this.closedAt = this.close();
    }
  }

  /** One place less where all are taken: somebody moves, or the last in order of all who could goes without. */
  private leaveOne(place: number): void {
    const { housing } = this;
    this.search++;
    const count = this.reachOn(this.reach(place, 0));
    let isRoom = false;
    for (let at = 0; at < count; at++) isRoom ||= housing.hasRoom(this.reached[at]!);
    const worst = isRoom ? -1 : this.worstWithin(count);
    const mover = housing.housed[place]!.includes(worst) ? worst : housing.housed[place]![0]!;
    housing.leave(mover);
    housing.room[place]!--;
    if (mover === worst) {
      this.leftOut(worst);
      return;
    }
    if (worst >= 0) {
      housing.release(worst);
      this.leftOut(worst);
    }
    housing.add(mover);
  }

  /** There is room: the best of those left out who can get there, others moving, comes in. For her it was closed. */
  private fill(place: number): void {
    const best = this.closedAt[place]!;
    if (best >= 0) this.housing.add(best);
  }

  /** Puts a place on the list of those that were reached, once. */
  private reach(place: number, count: number): number {
    if (this.seen[place] === this.search) return count;
    this.seen[place] = this.search;
    this.reached[count] = place;
    return count + 1;
  }

  /** Goes on from the reached places to all where those who live there could move. */
  private reachOn(reachedSoFar: number, from = 0): number {
    const { start, to } = this.graph;
    let count = reachedSoFar;
    for (let head = from; head < count; head++) {
      for (const child of this.housing.housed[this.reached[head]!]!) {
        for (let edge = start[child]!; edge < start[child + 1]!; edge++) {
          count = this.reach(to[edge]!, count);
        }
      }
    }
    return count;
  }

  private worstWithin(count: number): number {
    let worst = -1;
    for (let at = 0; at < count; at++) {
      for (const child of this.housing.housed[this.reached[at]!]!) {
        if (child > worst) worst = child;
      }
    }
    return worst;
  }

  private leftOut(child: number): void {
    const { start, to } = this.graph;
    const { askers, outAt } = this;
    for (let edge = start[child]!; edge < start[child + 1]!; edge++) {
      const place = to[edge]!;
      let low = askers.start[place]!;
      let high = outAt[place]!;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (askers.child[middle]! < child) low = middle + 1;
        else high = middle;
      }
      outAt[place] = low;
    }
  }

  /** The best of those left out who ask for a place; -1 for nobody. */
  private firstOut(place: number): number {
    const { askers, outAt, isAway } = this;
    const end = askers.start[place + 1]!;
    let at = outAt[place]!;
    while (at < end && (isAway[askers.child[at]!]! > 0 || this.isPlaced(askers.child[at]!))) at++;
    outAt[place] = at;
    return at < end ? askers.child[at]! : -1;
  }

  /** A place is closed from the best of those left out who could get there, were there room. */
  private close(): Int32Array {
    const { places } = this.graph;
    const closed = new Int32Array(places).fill(-1);
    const keys = new Float64Array(places);
    let some = 0;
    for (let place = 0; place < places; place++) {
      const first = this.firstOut(place);
      if (first >= 0) keys[some++] = first * places + place;
    }
    this.search++;
    let count = 0;
    for (const key of keys.subarray(0, some).sort()) {
      const before = count;
      count = this.reachOn(this.reach(key % places, count), before);
      for (let at = before; at < count; at++) {
        closed[this.reached[at]!] = Math.floor(key / places);
      }
    }
    return closed;
  }
}

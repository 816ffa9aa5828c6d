import type { Bipartite } from './single-children.ts';

/** Where each placed child goes for the best fit, and what each place is worth. */
export interface Fitted {
  readonly edgeOf: Int32Array;
  /** Never negative, and 0 where there is room left: the proof that no other housing of these children fits better. */
  readonly prices: Float64Array;
}

/** A binary heap of places by distance; a place may stand in it more than once. */
class Heap {
  private readonly keys: number[] = [];
  private readonly values: number[] = [];

  get size(): number {
    return this.keys.length;
  }

  clear(): void {
    this.keys.length = 0;
    this.values.length = 0;
  }

  push(key: number, value: number): void {
    const { keys, values } = this;
    let at = keys.length;
    keys.push(key);
    values.push(value);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (keys[up]! <= key) break;
      keys[at] = keys[up]!;
      values[at] = values[up]!;
      at = up;
    }
    keys[at] = key;
    values[at] = value;
  }

  /** The value of the least key. Only of a heap that holds something. */
  pop(): number {
    const { keys, values } = this;
    const top = values[0]!;
    const key = keys.pop()!;
    const value = values.pop()!;
    const { length } = keys;
    if (length === 0) return top;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= length) break;
      if (down + 1 < length && keys[down + 1]! < keys[down]!) down++;
      if (keys[down]! >= key) break;
      keys[at] = keys[down]!;
      values[at] = values[down]!;
      at = down;
    }
    keys[at] = key;
    values[at] = value;
    return top;
  }
}

/**
 * The housing of the same children with the greatest total weight: shortest augmenting paths with prices
 * (Jonker and Volgenant, 1987) on places with room for several. `isPlaced` names children that can be housed
 * together; all of them are.
 */
export function bestFit(graph: Bipartite, isPlaced: (child: number) => boolean): Fitted {
  const { children, places, room, start, to, weight } = graph;
  const edgeOf = new Int32Array(children).fill(-1);
  const prices = new Float64Array(places);
  const housed: number[][] = Array.from({ length: places }, () => []);
  const distance = new Float64Array(places);
  const cameBy = new Int32Array(places);
  const movedBy = new Int32Array(places);
  const touchedBy = new Int32Array(places).fill(-1);
  const settled = new Uint8Array(places);
  const line = new Heap();
  const closed: number[] = [];

  /** Walks the edges of one child, whose own best is `best`, from a place at distance `far`. */
  const walk = (searcher: number, mover: number, far: number, best: number): void => {
    for (let edge = start[mover]!; edge < start[mover + 1]!; edge++) {
      const place = to[edge]!;
      const next = far + Math.max(0, best - (weight[edge]! - prices[place]!));
      if (touchedBy[place] !== searcher) {
        touchedBy[place] = searcher;
        settled[place] = 0;
      } else if (settled[place] === 1 || next >= distance[place]!) {
        continue;
      }
      distance[place] = next;
      cameBy[place] = edge;
      movedBy[place] = mover;
      line.push(next, place);
    }
  };

  for (let child = 0; child < children; child++) {
    if (!isPlaced(child)) continue;
    line.clear();
    closed.length = 0;
    let best = -Infinity;
    for (let edge = start[child]!; edge < start[child + 1]!; edge++) {
      best = Math.max(best, weight[edge]! - prices[to[edge]!]!);
    }
    walk(child, child, 0, best);
    let end = -1;
    while (end < 0) {
      if (line.size === 0) throw new Error('children that cannot be housed together');
      const place = line.pop();
      if (settled[place] === 1) continue;
      settled[place] = 1;
      if (housed[place]!.length < room[place]!) {
        end = place;
        break;
      }
      closed.push(place);
      for (const other of housed[place]!) {
        const edge = edgeOf[other]!;
        walk(child, other, distance[place]!, weight[edge]! - prices[place]!);
      }
    }
    for (const place of closed) prices[place]! += distance[end]! - distance[place]!;
    for (let place = end; ; ) {
      const mover = movedBy[place]!;
      const before = edgeOf[mover]!;
      edgeOf[mover] = cameBy[place]!;
      housed[place]!.push(mover);
      if (mover === child) break;
      place = to[before]!;
      housed[place]!.splice(housed[place]!.indexOf(mover), 1);
    }
  }
  return { edgeOf, prices };
}

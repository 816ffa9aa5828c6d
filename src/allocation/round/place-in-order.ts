import type { Bipartite } from './plain-round.ts';

/** Who is placed, where for the time being, and the proof that nobody was passed over. */
export interface Placed {
  /** The edge of each child; -1 for who is left out. */
  readonly edgeOf: Int32Array;
  /** The child (its place in the order) from which a place is closed; -1 while it is open. */
  readonly closedAt: Int32Array;
}

/**
 * The greatest set of children in the order: each child is placed if those placed before it can move so that all have
 * a place (augmenting paths; exact, as such sets form a matroid). A search that fails has walked over full places
 * whose children can go nowhere else: these are closed for all later children, which keeps the whole linear in
 * practice.
 */
export function placeInOrder(graph: Bipartite): Placed {
  const { children, places, room, start, to } = graph;
  const edgeOf = new Int32Array(children).fill(-1);
  const closedAt = new Int32Array(places).fill(-1);
  const housed: number[][] = Array.from({ length: places }, () => []);
  const seenBy = new Int32Array(places).fill(-1);
  /** Breadth first: the places reached, and for each the edge that led there and whose it is. */
  const reached = new Int32Array(places);
  const cameBy = new Int32Array(places);
  const movedBy = new Int32Array(places);

  const search = (child: number): number => {
    let head = 0;
    let tail = 0;
    let mover = child;
    for (;;) {
      for (let edge = start[mover]!; edge < start[mover + 1]!; edge++) {
        const place = to[edge]!;
        if (seenBy[place] === child || closedAt[place]! >= 0) continue;
        seenBy[place] = child;
        cameBy[place] = edge;
        movedBy[place] = mover;
        if (housed[place]!.length < room[place]!) return place;
        reached[tail++] = place;
      }
      mover = -1;
      while (mover < 0) {
        if (head === tail) {
          for (let each = 0; each < tail; each++) closedAt[reached[each]!] = child;
          return -1;
        }
        mover = nextIn(reached[head]!);
        if (mover < 0) head++;
      }
    }
  };
  // The children of the place at the head of the line, one after another.
  let within = 0;
  let current = -1;
  const nextIn = (place: number): number => {
    if (place !== current) {
      current = place;
      within = 0;
    }
    return housed[place]![within++] ?? -1;
  };

  for (let child = 0; child < children; child++) {
    current = -1;
    let place = search(child);
    if (place < 0) continue;
    for (;;) {
      const edge = cameBy[place]!;
      const mover = movedBy[place]!;
      const before = edgeOf[mover]!;
      edgeOf[mover] = edge;
      housed[place]!.push(mover);
      if (mover === child) break;
      place = to[before]!;
      housed[place]!.splice(housed[place]!.indexOf(mover), 1);
    }
  }
  return { edgeOf, closedAt };
}

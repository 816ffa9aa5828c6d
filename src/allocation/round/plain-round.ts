/**
 * A round of single children in columns: every option one place by one, one kind of capacity. A million children with
 * eight million fits take 120 MB here, and ten times that as objects.
 */

/** Child `c` has the edges `start[c]` to `start[c + 1]`, in the order in which its options were given. */
export interface Bipartite {
  readonly children: number;
  readonly places: number;
  readonly room: Int32Array;
  readonly start: Int32Array;
  /** The place of each edge. */
  readonly to: Int32Array;
  readonly weight: Float64Array;
}

/** Children stand in the order of their ranks. */
export interface PlainRound {
  readonly graph: Bipartite;
  /** The rank of each child. */
  readonly ranks: Float64Array;
  readonly childIds: readonly string[];
  readonly placeIds: readonly string[];
}

function grown<T extends Int32Array | Float64Array>(column: T, length: number): T {
  if (length <= column.length) return column;
  const longer = new (column.constructor as new (length: number) => T)(
    Math.max(length, Math.ceil(column.length * 1.6)),
  );
  longer.set(column);
  return longer;
}

/** Gathers a round row by row: places first, then each child followed by its fits. */
export class PlainRoundBuilder {
  private readonly placeIds: string[] = [];
  private readonly childIds: string[] = [];
  private room = new Int32Array(64);
  private ranks = new Float64Array(64);
  private start = new Int32Array(64);
  private to: Int32Array;
  private weight: Float64Array;
  private fits = 0;
  private isInOrder = true;

  /** `fits`: how many are expected; more are taken too. */
  constructor(fits = 1024) {
    this.to = new Int32Array(fits);
    this.weight = new Float64Array(fits);
  }

  /** Answers the number of the place, from 0. */
  addPlace(id: string, room: number): number {
    const number = this.placeIds.push(id) - 1;
    this.room = grown(this.room, number + 1);
    this.room[number] = Math.floor(room);
    return number;
  }

  /** Its fits follow. */
  addChild(id: string, rank: number): void {
    const number = this.childIds.push(id) - 1;
    this.ranks = grown(this.ranks, number + 1);
    this.start = grown(this.start, number + 2);
    if (number > 0 && this.ranks[number - 1]! >= rank) this.isInOrder = false;
    this.ranks[number] = rank;
    this.start[number] = this.fits;
  }

  /** One place for the child that was added last; `weight` says how well it fits. */
  addFit(place: number, weight: number): void {
    if (this.fits === this.to.length) {
      this.to = grown(this.to, this.fits + 1);
      this.weight = grown(this.weight, this.fits + 1);
    }
    this.to[this.fits] = place;
    this.weight[this.fits++] = weight;
  }

  build(): PlainRound {
    const children = this.childIds.length;
    this.start[children] = this.fits;
    const round: PlainRound = {
      graph: {
        children,
        places: this.placeIds.length,
        room: this.room.subarray(0, this.placeIds.length),
        start: this.start.subarray(0, children + 1),
        to: this.to.subarray(0, this.fits),
        weight: this.weight.subarray(0, this.fits),
      },
      ranks: this.ranks.subarray(0, children),
      childIds: this.childIds,
      placeIds: this.placeIds,
    };
    return this.isInOrder ? round : inOrder(round);
  }
}

/** The same round with its children in the order of their ranks. */
function inOrder({ graph, ranks, childIds, placeIds }: PlainRound): PlainRound {
  const order = Int32Array.from(ranks.keys()).sort((a, b) => ranks[a]! - ranks[b]!);
  const start = new Int32Array(graph.children + 1);
  const to = new Int32Array(graph.to.length);
  const weight = new Float64Array(graph.to.length);
  for (const [child, before] of order.entries()) {
    const from = graph.start[before]!;
    const until = graph.start[before + 1]!;
    to.set(graph.to.subarray(from, until), start[child]);
    weight.set(graph.weight.subarray(from, until), start[child]);
    start[child + 1] = start[child]! + until - from;
  }
  return {
    graph: { ...graph, start, to, weight },
    ranks: Float64Array.from(order, (before) => ranks[before]!),
    childIds: Array.from(order, (before) => childIds[before]!),
    placeIds,
  };
}

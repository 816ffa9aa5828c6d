/**
 * The whole waiting list in order, in columns: a million requests are sorted and called without an object for each.
 * The order is total: band, then waiting since, then the drawn number (design: "Order"). `call-order.ts` says the same
 * for a list of objects.
 */
import { type CallShare, fractionOf } from './call-order.ts';

/** One entry for each request. */
export interface WaitingColumns {
  /** Place of the band in the rule set; 0 is first. */
  readonly band: Uint8Array;
  /** Day number since when it waits. */
  readonly sinceOn: Int32Array;
  /** A whole number below 2 to the 52nd, drawn with the published seed. */
  readonly tie: Float64Array;
}

/** More days times bands than this are not sorted into drawers first. */
const MOST_DRAWERS = 2 ** 24;

/** Indexes of the requests, best first. */
export function orderOfWaiting({ band, sinceOn, tie }: WaitingColumns): Int32Array {
  const { length } = tie;
  const order = new Int32Array(length);
  if (length === 0) return order;
  let firstDay = sinceOn[0]!;
  let lastDay = firstDay;
  let lastBand = 0;
  for (let at = 0; at < length; at++) {
    const day = sinceOn[at]!;
    if (day < firstDay) firstDay = day;
    if (day > lastDay) lastDay = day;
    if (band[at]! > lastBand) lastBand = band[at]!;
  }
  const days = lastDay - firstDay + 1;
  if (days * (lastBand + 1) > MOST_DRAWERS) {
    for (let at = 0; at < length; at++) order[at] = at;
    return order.sort(
      (a, b) => band[a]! - band[b]! || sinceOn[a]! - sinceOn[b]! || tie[a]! - tie[b]!,
    );
  }
  const start = new Int32Array(days * (lastBand + 1) + 1);
  for (let at = 0; at < length; at++) {
    const drawer = band[at]! * days + sinceOn[at]! - firstDay;
    start[drawer + 1]!++;
  }
  for (let drawer = 1; drawer < start.length; drawer++) start[drawer]! += start[drawer - 1]!;
  const next = start.slice();
  const ties = new Float64Array(length);
  for (let at = 0; at < length; at++) {
    const to = next[band[at]! * days + sinceOn[at]! - firstDay]!++;
    order[to] = at;
    ties[to] = tie[at]!;
  }
  for (let drawer = 0; drawer + 1 < start.length; drawer++) {
    if (start[drawer + 1]! - start[drawer]! > 1) {
      sortTogether(ties, order, start[drawer]!, start[drawer + 1]! - 1);
    }
  }
  return order;
}

/** Below this an insertion sort is quicker. */
const FEW = 24;

/** Sorts keys, and values with them, from `low` to `high`: a quicksort on the middle of three. */
function sortTogether(keys: Float64Array, values: Int32Array, low: number, high: number): void {
  while (high - low > FEW) {
    const a = keys[low]!;
    const b = keys[(low + high) >>> 1]!;
    const c = keys[high]!;
    const pivot = a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
    let up = low;
    let down = high;
    while (up <= down) {
      while (keys[up]! < pivot) up++;
      while (keys[down]! > pivot) down--;
      if (up > down) break;
      const key = keys[up]!;
      const value = values[up]!;
      keys[up] = keys[down]!;
      values[up] = values[down]!;
      keys[down] = key;
      values[down] = value;
      up++;
      down--;
    }
    // The smaller half is done first, so that the calls within calls stay few.
    if (down - low < high - up) {
      sortTogether(keys, values, low, down);
      low = up;
    } else {
      sortTogether(keys, values, up, high);
      high = down;
    }
  }
  for (let at = low + 1; at <= high; at++) {
    const key = keys[at]!;
    const value = values[at]!;
    let to = at - 1;
    while (to >= low && keys[to]! > key) {
      keys[to + 1] = keys[to]!;
      values[to + 1] = values[to]!;
      to--;
    }
    keys[to + 1] = key;
    values[to + 1] = value;
  }
}

/** Shares that fit one entry of the lanes' column. */
const MOST_SHARES = 30;

/**
 * The calls: `order` has the requests best first, bit `n` of `lanes` says that a request is in the lane of share `n`,
 * `exempt` is 1 for who is called before any share. Answers the indexes in the order of the calls.
 * Throws RangeError for more than 30 shares.
 */
export function callWaiting(
  order: Int32Array,
  lanes: Uint32Array,
  exempt: Uint8Array,
  shares: readonly CallShare[],
): Int32Array {
  if (shares.length > MOST_SHARES) throw new RangeError(`more than ${MOST_SHARES} shares`);
  const { length } = order;
  const calls = new Int32Array(length);
  const waiting = new Int32Array(length);
  const masks = new Uint32Array(length);
  const left = new Int32Array(shares.length);
  let called = 0;
  let count = 0;
  for (let at = 0; at < length; at++) {
    const index = order[at]!;
    if (exempt[index]! > 0) {
      calls[called++] = index;
      continue;
    }
    const mask = lanes[index]!;
    masks[count] = mask;
    waiting[count++] = index;
    for (let n = 0; n < left.length; n++) left[n]! += (mask >>> n) & 1;
  }
  const drawn = drawByShares(masks.subarray(0, count), left, shares);
  for (let at = 0; at < count; at++) calls[called++] = waiting[drawn[at]!]!;
  return calls;
}

/** Numbers of the waiting in the order of the calls; `masks` stands in order of rank. */
function drawByShares(
  masks: Uint32Array,
  left: Int32Array,
  shares: readonly CallShare[],
): Int32Array {
  const { length } = masks;
  const drawn = new Int32Array(length);
  const gone = new Uint8Array(length);
  const up = shares.map(({ percent }) => fractionOf(percent).up);
  const down = shares.map(({ percent }) => fractionOf(percent).down);
  const inLane = new Float64Array(shares.length);
  /** For each set of lanes the first who may still be in all of them. */
  const fingers = new Map<number, number>();
  const firstIn = (set: number): number => {
    let at = fingers.get(set) ?? 0;
    while (at < length && (gone[at]! > 0 || (masks[at]! & set) !== set)) at++;
    fingers.set(set, at);
    return at;
  };
  let everyone = 0;
  for (let call = 1; call <= length; call++) {
    let set = 0;
    let first = 0;
    for (let n = 0; n < up.length; n++) {
      if (left[n]! > 0 && inLane[n]! * down[n]! < up[n]! * call) {
        if (set === 0) first = 1 << n;
        set |= 1 << n;
      }
    }
    let next: number;
    if (set === 0) {
      while (gone[everyone]! > 0) everyone++;
      next = everyone;
    } else {
      next = firstIn(set);
      if (next === length) next = firstIn(first);
    }
    gone[next] = 1;
    drawn[call - 1] = next;
    const mask = masks[next]!;
    for (let n = 0; n < up.length; n++) {
      const is = (mask >>> n) & 1;
      inLane[n]! += is;
      left[n]! -= is;
    }
  }
  return drawn;
}

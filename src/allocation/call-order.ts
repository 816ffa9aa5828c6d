/**
 * The order in which candidates are called: by rank, with a minimum share of the calls for each lane
 * that has candidates.
 * A share is a setting with a source, never a constant.
 */

export interface CallCandidate {
  readonly id: string;
  /** 1 is first; ranks are distinct. */
  readonly rank: number;
  readonly lanes: readonly string[];
  /** In immediate danger: called before any share, and counted for none. */
  readonly exempt: boolean;
}

export interface CallShare {
  readonly lane: string;
  /** Between 0 and 100: of all calls so far at least so many are of the lane, while it has candidates. */
  readonly percent: number;
}

/** Candidates in order of rank, with a finger on the first who was not called yet. */
class Queue {
  readonly members: Int32Array;
  private at = 0;

  constructor(members: Int32Array) {
    this.members = members;
  }

  /** The first who was not called; -1 when all were. */
  first(called: Uint8Array): number {
    const { members } = this;
    while (this.at < members.length && called[members[this.at]!]) this.at++;
    return this.at < members.length ? members[this.at]! : -1;
  }
}

/** Whole numbers of which the quotient is the share, so that no rounding decides who is called. */
export function fractionOf(percent: number): { up: number; down: number } {
  const [, decimals = ''] = percent.toFixed(9).replace(/0+$/, '').split('.');
  const down = 100 * 10 ** decimals.length;
  return { up: Math.round(percent * 10 ** decimals.length), down };
}

class Lane {
  readonly up: number;
  readonly down: number;
  readonly queue: Queue;
  calls = 0;
  left: number;

  constructor(percent: number, members: Int32Array) {
    ({ up: this.up, down: this.down } = fractionOf(percent));
    this.queue = new Queue(members);
    this.left = members.length;
  }

  /** Whether a call outside the lane, as number `call`, would leave too few within it. */
  binds(call: number): boolean {
    return this.left > 0 && this.calls * this.down < this.up * call;
  }
}

/**
 * The candidates in the order in which they are called. Exempt candidates come first, by rank, and count for no
 * share. Then the best-ranked remaining candidate is called, unless a share binds: then the best-ranked of that lane;
 * when several bind, the best-ranked who is in all of them, else the first share of the list decides.
 */
export function callOrder(
  candidates: readonly CallCandidate[],
  shares: readonly CallShare[],
): CallCandidate[] {
  const byRank = rankOrder(candidates);
  const order: CallCandidate[] = [];
  const waiting: number[] = [];
  for (const index of byRank) {
    if (candidates[index]!.exempt) order.push(candidates[index]!);
    else waiting.push(index);
  }
  if (shares.length === 0) return order.concat(waiting.map((index) => candidates[index]!));
  return order.concat(callByShares(candidates, Int32Array.from(waiting), shares));
}

/** Indexes of the candidates, best rank first. */
function rankOrder(candidates: readonly CallCandidate[]): Float64Array {
  // Rank and index in one number: a typed array sorts without calling back.
  const scale = candidates.length;
  const keys = new Float64Array(scale);
  const isSafe = candidates.every(({ rank }) => Math.abs(rank) * scale < Number.MAX_SAFE_INTEGER);
  if (!isSafe) {
    return Float64Array.from(
      candidates
        .keys()
        .toArray()
        .sort((a, b) => candidates[a]!.rank - candidates[b]!.rank),
    );
  }
  for (let index = 0; index < scale; index++) keys[index] = candidates[index]!.rank * scale + index;
  return keys.sort().map((key) => key % scale);
}

function callByShares(
  candidates: readonly CallCandidate[],
  waiting: Int32Array,
  shares: readonly CallShare[],
): CallCandidate[] {
  const isIn = shares.map(({ lane }) => {
    const flags = new Uint8Array(candidates.length);
    for (const index of waiting) flags[index] = candidates[index]!.lanes.includes(lane) ? 1 : 0;
    return flags;
  });
  const lanes = shares.map(
    ({ percent }, share) =>
      new Lane(
        percent,
        waiting.filter((index) => isIn[share]![index]! > 0),
      ),
  );
  const called = new Uint8Array(candidates.length);
  const everyone = new Queue(waiting);
  const inAll = new Map<string, Queue>();
  /** The best-ranked who is in all of these lanes. */
  const firstInAll = (binding: readonly number[]): number => {
    if (binding.length === 1) return lanes[binding[0]!]!.queue.first(called);
    const key = binding.join(' ');
    let queue = inAll.get(key);
    if (!queue) {
      queue = new Queue(
        lanes[binding[0]!]!.queue.members.filter((index) =>
          binding.every((share) => isIn[share]![index]! > 0),
        ),
      );
      inAll.set(key, queue);
    }
    return queue.first(called);
  };
  const order: CallCandidate[] = [];
  for (let call = 1; call <= waiting.length; call++) {
    const binding = lanes.flatMap((lane, share) => (lane.binds(call) ? [share] : []));
    let next = binding.length === 0 ? everyone.first(called) : firstInAll(binding);
    if (next < 0) next = lanes[binding[0]!]!.queue.first(called);
    called[next] = 1;
    order.push(candidates[next]!);
    for (const [share, lane] of lanes.entries()) {
      if (!isIn[share]![next]) continue;
      lane.calls++;
      lane.left--;
    }
  }
  return order;
}

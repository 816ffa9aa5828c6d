/**
 * The call order of `call-order.ts` on a list that is read as far as it is needed and no further: the first twenty of
 * a million are found in a few pages. The shares hold as they do on the whole list.
 */
import { type CallShare, fractionOf } from './call-order.ts';

/** Whoever is called: one child, or a group that starts together. */
export interface Callable {
  readonly id: string;
  readonly lanes: readonly string[];
}

type Pages<T> = AsyncIterable<readonly T[]> | Iterable<readonly T[]>;

/** The waiting list, best first, in pages of any length. Whoever stands in several lists is the same there. */
export interface CallSource<T extends Callable> {
  /** Those who are called before any share. */
  exempt(): Pages<T>;
  /** All others who are in all of these lanes; of no lanes: everyone but the exempt. */
  inAll(lanes: readonly string[]): Pages<T>;
}

/**
 * Calls that were made before, in this lane and elsewhere. A share is one of all calls: were each place counted by
 * itself, the best of a lane would be called first for every single one.
 */
export interface CallsBefore {
  readonly calls: number;
  readonly inLane: Readonly<Record<string, number>>;
}
export const NO_CALLS_BEFORE: CallsBefore = { calls: 0, inLane: {} };

export interface Call<T> {
  readonly called: T;
  readonly because: 'EXEMPT' | 'RANK' | 'SHARE';
  /** The lanes whose shares were binding. */
  readonly lanes: readonly string[];
}

/** One list, with a finger on the first who may be called and was not. */
class Line<T extends Callable> {
  private readonly pages: AsyncIterator<readonly T[]> | Iterator<readonly T[]>;
  private readonly isOut: (item: T) => boolean | Promise<boolean>;
  private page: readonly T[] = [];
  private at = 0;

  constructor(pages: Pages<T>, isOut: (item: T) => boolean | Promise<boolean>) {
    this.pages =
      Symbol.asyncIterator in pages ? pages[Symbol.asyncIterator]() : pages[Symbol.iterator]();
    this.isOut = isOut;
  }

  async first(): Promise<T | null> {
    for (;;) {
      while (this.at < this.page.length) {
        const item = this.page[this.at]!;
        const out = this.isOut(item);
        // Most answers are known at once, and a promise for each would be most of the work.
        if (typeof out === 'boolean' ? !out : !(await out)) return item;
        this.at++;
      }
      const next = await this.pages.next();
      if (next.done) return null;
      this.page = next.value;
      this.at = 0;
    }
  }
}

interface LazyLane<T extends Callable> {
  readonly lane: string;
  readonly up: number;
  readonly down: number;
  readonly line: Line<T>;
  calls: number;
}

/**
 * Calls one after another, as {@link callOrder} does with the whole list. `accepts` says who is called at all; it is
 * asked once for each, in the order in which they are looked at. Whoever stops asking stops the reading.
 */
export async function* callLazily<T extends Callable>(
  source: CallSource<T>,
  shares: readonly CallShare[],
  accepts: (item: T) => boolean | Promise<boolean> = () => true,
  before: CallsBefore = NO_CALLS_BEFORE,
): AsyncGenerator<Call<T>> {
  const outs = new Map<string, boolean>();
  const isOut = (item: T): boolean | Promise<boolean> => {
    const known = outs.get(item.id);
    if (known !== undefined) return known;
    const keep = (accepted: boolean) => {
      outs.set(item.id, !accepted);
      return !accepted;
    };
    const accepted = accepts(item);
    return typeof accepted === 'boolean' ? keep(accepted) : accepted.then(keep);
  };
  const open = (lanes: readonly string[]) => new Line(source.inAll(lanes), isOut);

  const exempt = new Line(source.exempt(), isOut);
  for (let next = await exempt.first(); next; next = await exempt.first()) {
    outs.set(next.id, true);
    yield { called: next, because: 'EXEMPT', lanes: [] };
  }

  const everyone = open([]);
  const lanes = shares.map(
    ({ lane, percent }): LazyLane<T> => ({
      lane,
      ...fractionOf(percent),
      line: open([lane]),
      calls: before.inLane[lane] ?? 0,
    }),
  );
  const together = new Map<string, Line<T>>();
  /** The best who is in all of these lanes, else the best of the first. */
  const bestOf = async (binding: readonly LazyLane<T>[]): Promise<T | null> => {
    const names = [...new Set(binding.map(({ lane }) => lane))];
    const key = JSON.stringify(names);
    let line = names.length === 1 ? binding[0]!.line : together.get(key);
    if (!line) together.set(key, (line = open(names)));
    return (await line.first()) ?? (await binding[0]!.line.first());
  };

  for (let call = before.calls + 1; ; call++) {
    const binding: LazyLane<T>[] = [];
    for (const lane of lanes) {
      const isBehind = lane.calls * lane.down < lane.up * call;
      if (isBehind && (await lane.line.first()) !== null) binding.push(lane);
    }
    const next = binding.length > 0 ? await bestOf(binding) : await everyone.first();
    if (next === null) return;
    outs.set(next.id, true);
    for (const lane of lanes) if (next.lanes.includes(lane.lane)) lane.calls++;
    yield {
      called: next,
      because: binding.length > 0 ? 'SHARE' : 'RANK',
      lanes: binding.map(({ lane }) => lane),
    };
  }
}

/** A source of a list in memory that stands in order. */
export function listSource<T extends Callable & { readonly exempt: boolean }>(
  list: readonly T[],
): CallSource<T> {
  return {
    exempt: () => [list.filter(({ exempt }) => exempt)],
    inAll: (lanes) => [
      list.filter((each) => !each.exempt && lanes.every((lane) => each.lanes.includes(lane))),
    ],
  };
}

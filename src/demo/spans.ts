import type { DayNo } from './calendar.ts';

/** Days `[from, until)`; Infinity has no end. */
export type Span = readonly [from: DayNo, until: DayNo];

/** The same days as the fewest spans, in order. */
export function union(spans: readonly Span[]): Span[] {
  const sorted = spans.filter(([from, until]) => from < until).toSorted((a, b) => a[0] - b[0]);
  const merged: [DayNo, DayNo][] = [];
  for (const [from, until] of sorted) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], until);
    else merged.push([from, until]);
  }
  return merged;
}

/** The days of the first that lie in none of the second. */
export function minus(spans: readonly Span[], others: readonly Span[]): Span[] {
  const taken = union(others);
  const left: Span[] = [];
  for (const [start, until] of union(spans)) {
    let from = start;
    for (const other of taken) {
      if (other[1] <= from) continue;
      if (other[0] >= until) break;
      if (other[0] > from) left.push([from, other[0]]);
      from = other[1];
      if (from >= until) break;
    }
    if (from < until) left.push([from, until]);
  }
  return left;
}

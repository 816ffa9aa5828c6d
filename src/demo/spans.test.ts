import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minus, type Span, union } from './spans.ts';

const span = fc.tuple(fc.nat(30), fc.nat(30)).map(([from, days]): Span => [from, from + days]);
const daysOf = (spans: readonly Span[]) => {
  const days = new Set<number>();
  for (const [from, until] of spans) for (let day = from; day < until; day++) days.add(day);
  return days;
};

test('union and minus agree with counting days one by one', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), fc.array(span, { maxLength: 6 }), (a, b) => {
      expect(daysOf(union(a))).toEqual(daysOf(a));
      expect(daysOf(minus(a, b))).toEqual(daysOf(a).difference(daysOf(b)));
      const merged = union(a);
      for (let i = 1; i < merged.length; i++)
        expect(merged[i]![0]).toBeGreaterThan(merged[i - 1]![1]);
    }),
  );
});

test('a span without end stays without end', () => {
  expect(minus([[3, Number.POSITIVE_INFINITY]], [[5, 7]])).toEqual([
    [3, 5],
    [7, Number.POSITIVE_INFINITY],
  ]);
});

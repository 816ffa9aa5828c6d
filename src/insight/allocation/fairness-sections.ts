import type { FairnessFigures } from './contract.ts';
import { dimensions } from './fairness.ts';
import { differs, type RateRatio } from './rate-ratio.ts';
import { mostOf, type Section, type Speaker, speaker, type Telling } from './sections.ts';

type Row = FairnessFigures['rows'][number];

/** A ratio beyond this one is not looked for: a group in which only that would be seen is too small. */
const LARGEST_TOLD = 5;
const told = (smallest: number | null): number | null =>
  smallest === null || smallest > LARGEST_TOLD ? null : smallest;

function titleOf(
  { division, kind, comparisons }: { division: string; kind: string; comparisons: number },
  rows: readonly Row[],
  speak: Speaker,
): string {
  const { say, name, number } = speak;
  const away = ({ adjusted }: Row) =>
    adjusted && differs(adjusted, comparisons) ? Math.abs(Math.log(adjusted.ratio)) : 0;
  const first = mostOf(rows, away);
  if (first?.adjusted)
    return say('differs', {
      division,
      name: name(kind, first.group),
      ratio: number(first.adjusted.ratio, 2),
    });
  // What every group could have shown, not only the largest; of a small one no figure would mean anything.
  const shown = rows.flatMap(({ smallest }) => told(smallest) ?? []);
  const small = rows.filter(({ smallest }) => told(smallest) === null);
  if (shown.length === 0) return say('unseen', { division });
  const smallest = number(Math.max(...shown), 2);
  return small.length === 0
    ? say('equal', { division, smallest })
    : say('equalBut', {
        division,
        smallest,
        names: small.map(({ group }) => name(kind, group)).join(', '),
      });
}

/** Starts for each waiting day: one section for each way to divide the children. */
export function fairnessSections({ rows }: FairnessFigures, telling: Telling): Section[] {
  const speak = speaker(telling);
  const { words, name, number } = speak;
  const ratio = (found: RateRatio | null) =>
    found === null
      ? words.none
      : `${number(found.ratio, 2)} (${number(found.low, 2)}–${number(found.high, 2)})`;
  return dimensions.flatMap((dimension) => {
    const own = rows.filter((row) => row.dimension === dimension);
    if (own.length === 0) return [];
    const division = words.division[dimension];
    return [
      {
        key: `fairness-${dimension}`,
        part: 'fairness' as const,
        title: titleOf({ division, kind: dimension, comparisons: rows.length }, own, speak),
        ...(dimension === dimensions[0] && { note: words.note.fairness }),
        columns: [
          division,
          words.head.days,
          words.head.starts,
          words.head.rate,
          words.head.raw,
          words.head.adjusted,
          words.head.smallest,
        ],
        rows: own.map((row) => [
          name(dimension, row.group),
          row.days,
          row.starts,
          number(row.rate, 2),
          ratio(row.raw),
          ratio(row.adjusted),
          number(told(row.smallest), 2),
        ]),
        bar: { column: 3, values: own.map((row) => row.rate ?? 0) },
        ratios: own.map((row) => row.adjusted),
      },
    ];
  });
}

/** One line of a bench: ours against a reference that does the same work in the same run. */
export interface Measure {
  row: string;
  scale: number;
  /** What exactly is measured, where a row has more than one line. */
  what?: string;
  ours: number;
  reference: number;
  /** ours and reference in this unit. */
  unit: string;
  ratio: number;
  min: number;
  max: number;
  target: string;
  met: boolean;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Milliseconds that the work takes, repeated until a round is long enough to be told from noise. */
export async function millisecondsEach(
  work: () => Promise<unknown>,
  options: { atLeastMs?: number; atMost?: number } = {},
): Promise<number> {
  const { atLeastMs = 150, atMost = 2_000 } = options;
  const began = performance.now();
  let times = 0;
  do {
    await work();
    times += 1;
  } while (performance.now() - began < atLeastMs && times < atMost);
  return (performance.now() - began) / times;
}

const round = (value: number) => Number(value.toPrecision(4));

/**
 * Interleaves rounds of ours and the reference and makes the line.
 * @param better how the ratio is formed: 'times-faster' = reference/ours (times), 'share' = ours/reference
 *   (throughputs), 'times-longer' = ours/reference (times)
 */
export async function compare(options: {
  row: string;
  scale: number;
  what?: string;
  unit: string;
  ours: () => Promise<number>;
  reference: () => Promise<number>;
  better: 'times-faster' | 'share' | 'times-longer';
  target: number;
  rounds?: number;
}): Promise<Measure> {
  const rounds = options.rounds ?? 7;
  const ratios: number[] = [];
  const ours: number[] = [];
  const references: number[] = [];
  for (let i = 0; i < rounds; i++) {
    // The order changes, so that neither side always runs on the warmer cache.
    const first = i % 2 === 0;
    const a = first ? await options.ours() : null;
    const reference = await options.reference();
    const mine = a ?? (await options.ours());
    ours.push(mine);
    references.push(reference);
    ratios.push(options.better === 'times-faster' ? reference / mine : mine / reference);
  }
  const ratio = median(ratios);
  const atLeast = options.better !== 'times-longer';
  return {
    row: options.row,
    scale: options.scale,
    ...(options.what && { what: options.what }),
    ours: round(median(ours)),
    reference: round(median(references)),
    unit: options.unit,
    ratio: round(ratio),
    min: round(Math.min(...ratios)),
    max: round(Math.max(...ratios)),
    target: `${atLeast ? '≥' : '≤'} ${options.target}`,
    met: atLeast ? ratio >= options.target : ratio <= options.target,
  };
}

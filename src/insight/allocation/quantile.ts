/**
 * The smallest value that at least this share of the values do not exceed (`percentile_disc` of the database): always a
 * value that somebody has, so half of the children wait at most the median. Null for nothing.
 * @param share above 0, at most 1
 */
export function quantileOf(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

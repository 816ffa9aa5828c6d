/** How dark the ground of a number is: 0 for nothing to say or zero, 5 for the most there is. */
export function levelOf(value: number | null, most: number): number {
  if (value === null || value <= 0 || most <= 0) return 0;
  return Math.min(5, Math.max(1, Math.ceil((5 * value) / most)));
}

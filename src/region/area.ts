/**
 * Look-ups in regions, zones and municipalities on a day. Areas are data with dates (R190, R191):
 * regions may be redrawn, municipalities merge, and a merged one may lie in another region than
 * before. Days are ISO days; a period counts its first day and not its last.
 */
import { containsDay, type Period } from '../platform/period.ts';
import type { MunicipalityRow, RegionRow, ZoneMembershipRow, ZoneRow } from './data/shapes.ts';

export type Region = RegionRow;
export type Zone = ZoneRow;
export type Municipality = MunicipalityRow;
export type ZoneMembership = ZoneMembershipRow;

export type AreaRows = {
  regions: readonly Region[];
  municipalities: readonly Municipality[];
  zones: readonly Zone[];
  memberships: readonly ZoneMembership[];
};

/** The rows, indexed for looking up. Make it once with {@link indexAreas}. */
export type Areas = {
  regions: ReadonlyMap<string, Region>;
  municipalities: ReadonlyMap<string, Municipality>;
  zones: ReadonlyMap<string, Zone>;
  membershipsByMunicipality: ReadonlyMap<string, readonly ZoneMembership[]>;
};

export function indexAreas(rows: AreaRows): Areas {
  const byId = <T extends { id: string }>(items: readonly T[]) =>
    new Map(items.map((item) => [item.id, item]));
  return {
    regions: byId(rows.regions),
    municipalities: byId(rows.municipalities),
    zones: byId(rows.zones),
    membershipsByMunicipality: Map.groupBy(rows.memberships, (m) => m.municipalityId),
  };
}

function validOn(row: { validFrom: string; validUntil: string | null }, day: string): boolean {
  const period: Period = { from: row.validFrom, until: row.validUntil };
  return containsDay(period, day);
}

/** The regions that exist on the day, in the order of the rows. */
export function regionsOn(areas: Areas, day: string): Region[] {
  return [...areas.regions.values()].filter((region) => validOn(region, day));
}

/** The zones that exist on the day, of one region if given. */
export function zonesOn(areas: Areas, day: string, regionId?: string): Zone[] {
  return [...areas.zones.values()].filter(
    (zone) => validOn(zone, day) && (regionId === undefined || zone.regionId === regionId),
  );
}

/** The municipalities that exist on the day, of one region if given. */
export function municipalitiesOn(areas: Areas, day: string, regionId?: string): Municipality[] {
  return [...areas.municipalities.values()].filter(
    (m) => validOn(m, day) && (regionId === undefined || m.regionId === regionId),
  );
}

/**
 * The municipality that stands for this one on the day: itself, or the one it merged into, through
 * as many mergers as it takes. `undefined` for an unknown id and for a day before it existed: which
 * of its parts was meant then cannot be known.
 */
export function municipalityOn(
  areas: Areas,
  municipalityId: string,
  day: string,
): Municipality | undefined {
  const seen = new Set<string>();
  let current = areas.municipalities.get(municipalityId);
  while (current && !validOn(current, day)) {
    if (seen.has(current.id) || day < current.validFrom || current.mergedInto === null) return;
    seen.add(current.id);
    current = areas.municipalities.get(current.mergedInto);
  }
  return current;
}

/** The region a municipality lies in on the day, by way of its successor where it has merged. */
export function regionOfMunicipalityOn(
  areas: Areas,
  municipalityId: string,
  day: string,
): Region | undefined {
  const municipality = municipalityOn(areas, municipalityId, day);
  const region = municipality && areas.regions.get(municipality.regionId);
  return region && validOn(region, day) ? region : undefined;
}

/** The primary-care zone a municipality lies in on the day, by way of its successor where it has merged. */
export function zoneOfMunicipalityOn(
  areas: Areas,
  municipalityId: string,
  day: string,
): Zone | undefined {
  const municipality = municipalityOn(areas, municipalityId, day);
  const memberships = municipality && areas.membershipsByMunicipality.get(municipality.id);
  const zone = memberships?.find((membership) => validOn(membership, day));
  const found = zone && areas.zones.get(zone.zoneId);
  return found && validOn(found, day) ? found : undefined;
}

/** A point on the earth in decimal degrees (WGS 84). */
export type GeoPoint = { lat: number; lon: number };

const EARTH_RADIUS_KM = 6371.0088;
const RADIANS = Math.PI / 180;

/**
 * How much longer the road is than the straight line when a region has not set its own factor.
 * PROPOSED: no road network comes with the product, so a distance by road is an estimate.
 */
export const DEFAULT_DETOUR_FACTOR = 1.3;

/** Distance in kilometres along the great circle (haversine). Throws RangeError for what is no point. */
export function greatCircleKm(a: GeoPoint, b: GeoPoint): number {
  assertPoint(a);
  assertPoint(b);
  const half = (degrees: number) => Math.sin((degrees * RADIANS) / 2) ** 2;
  const h =
    half(b.lat - a.lat) +
    Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * half(b.lon - a.lon);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * Estimated kilometres by road: the great circle times the detour factor.
 * Throws RangeError for a factor under 1, which no road can have.
 */
export function estimatedRoadKm(
  a: GeoPoint,
  b: GeoPoint,
  detourFactor: number = DEFAULT_DETOUR_FACTOR,
): number {
  if (!(detourFactor >= 1))
    throw new RangeError(`detour factor must be 1 or more: ${detourFactor}`);
  return greatCircleKm(a, b) * detourFactor;
}

/**
 * Kilometres rounded as precisely as an estimate deserves: to 1 below 10, to 5 below 50, to 10 above.
 * Two different places are never 0 km apart. For showing only: sort and filter on the exact number.
 */
export function roundedKm(km: number): number {
  if (!(km >= 0)) throw new RangeError(`distance must be 0 or more: ${km}`);
  if (km === 0) return 0;
  if (km < 9.5) return Math.max(1, Math.round(km));
  if (km < 47.5) return Math.round(km / 5) * 5;
  return Math.round(km / 10) * 10;
}

/** The items within `radiusKm` of the origin by estimated road, nearest first, with their exact distance. */
export function withinKm<T extends GeoPoint>(
  items: readonly T[],
  origin: GeoPoint,
  radiusKm: number,
  detourFactor: number = DEFAULT_DETOUR_FACTOR,
): { item: T; distanceKm: number }[] {
  return items
    .map((item) => ({ item, distanceKm: estimatedRoadKm(origin, item, detourFactor) }))
    .filter(({ distanceKm }) => distanceKm <= radiusKm)
    .sort((a, b) => a.distanceKm - b.distanceKm);
}

function assertPoint({ lat, lon }: GeoPoint): void {
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
    throw new RangeError(`no point on the earth: ${lat}, ${lon}`);
  }
}

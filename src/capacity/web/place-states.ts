/**
 * The states in which a place is drawn, and how a unit's figures become a row of places.
 *
 * The seven glyphs serve tile, calendar, map, legend, print and chart alike; this file is the one
 * place that says which there are and in what order they stand.
 */

/** Free comes first: it is what people look for. */
export const PLACE_STATES = [
  'free',
  'held',
  'occupied',
  'absent',
  'unavailable',
  'notConverted',
  'over',
] as const;

export type PlaceState = (typeof PLACE_STATES)[number];

/** The figures of one unit and module at one moment, in places, as `capacity` defines them. */
export interface TileFigures {
  readonly recognised: number;
  readonly notConverted: number;
  readonly occupied: number;
  readonly absent: number;
  readonly unavailable: number;
  readonly held: number;
  readonly free: number;
  readonly offerable: number;
  readonly overOccupied: number;
}

/**
 * How many places are drawn in each state.
 *
 * `occupied` may count the stays above capacity or leave them out: what stands above `recognised`
 * is drawn as `over`, once. The child that is away is drawn apart from those who sleep there, so
 * `occupied` and `absent` here add up to the places that are taken.
 */
export function countPlaces(figures: TileFigures): Readonly<Record<PlaceState, number>> {
  const taken = Math.min(figures.occupied, figures.recognised);
  const absent = Math.min(figures.absent, taken);
  return {
    free: figures.free,
    held: figures.held,
    occupied: taken - absent,
    absent,
    unavailable: figures.unavailable,
    notConverted: figures.notConverted,
    over: figures.overOccupied,
  };
}

/** One state per place, in the order they are drawn. */
export function listPlaces(figures: TileFigures): PlaceState[] {
  const counts = countPlaces(figures);
  return PLACE_STATES.flatMap((state) => Array.from({ length: counts[state] }, () => state));
}

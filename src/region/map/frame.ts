import type { LonLat, Rings } from './merge-cells.ts';

/** Kilometres in one degree of latitude. */
export const KM_PER_DEGREE = 111.195;
/** Flanders spans less than a degree of latitude: one factor for the width of a degree of longitude will do. */
export const WIDTH_FACTOR = Math.cos((51.09 * Math.PI) / 180);

/** A tenth of a pixel is finer than any screen. */
const tenth = (pixels: number) => Math.round(pixels * 10) / 10;

export type MapFrame = {
  width: number;
  height: number;
  /** Pixels to a kilometre. */
  kmToPx: number;
  /** Pixels of a point. */
  project: (point: LonLat) => [x: number, y: number];
  /** The `d` of an SVG path, to be filled by the even-odd rule. */
  path: (rings: Rings) => string;
};

/**
 * A drawing plane as wide as asked in which all the rings fit, with a margin in pixels round them.
 * Equirectangular, true at 51° north.
 */
export function mapFrame(
  rings: Rings,
  width: number,
  margin: { side: number; top: number; bottom: number },
): MapFrame {
  const lons = rings.flat().map((p) => p[0]);
  const lats = rings.flat().map((p) => p[1]);
  const west = Math.min(...lons);
  const north = Math.max(...lats);
  const spanX = (Math.max(...lons) - west) * WIDTH_FACTOR;
  const scale = Math.max(1, width - 2 * margin.side) / spanX;
  const project = ([lon, lat]: LonLat): [number, number] => [
    margin.side + (lon - west) * WIDTH_FACTOR * scale,
    margin.top + (north - lat) * scale,
  ];
  const spot = (point: LonLat) => project(point).map(tenth).join();
  return {
    width,
    height: Math.ceil(margin.top + (north - Math.min(...lats)) * scale + margin.bottom),
    kmToPx: scale / KM_PER_DEGREE,
    project,
    path: (rings) => rings.map((ring) => `M${ring.map(spot).join('L')}Z`).join(''),
  };
}

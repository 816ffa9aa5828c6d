/** The areas of the map as shapes: the regions, from their outlines. Those of the zones are in `zone-shapes.ts`. */
import provincesFile from '../data/provinces.json' with { type: 'json' };
import regions from '../data/regions.json' with { type: 'json' };
import { firstLanguage, type Language } from '../../platform/language.ts';
import type { ProvincesFile } from '../data/shapes.ts';
import { KM_PER_DEGREE, WIDTH_FACTOR } from './frame.ts';
import { clearanceAround } from './label-point.ts';
import type { LonLat, Rings } from './merge-cells.ts';

// JSON gives points the type of any list of numbers; the generator writes pairs.
const provinces = provincesFile as unknown as ProvincesFile;

export type MapShape = {
  id: string;
  name: string;
  regionId: string;
  rings: Rings;
  /** Where a label fits best, and how far the outline is from there. */
  label: LonLat;
  clearanceKm: number;
};

/** The six regions, west to east, by their name in the language. */
export function regionShapes(language: Language = firstLanguage): MapShape[] {
  return regions.map(({ id, nameNl, nameFr, nameEn }) => {
    const name = { nl: nameNl, fr: nameFr, en: nameEn }[language];
    const feature = provinces.features.find((f) => f.id === id);
    if (!feature) throw new Error(`no outline of region ${id}`);
    const rings = feature.geometry.coordinates.flat().map((ring) => ring.slice(0, -1));
    const { label } = feature.properties;
    const clearanceKm = clearanceAround(rings, label, WIDTH_FACTOR) * KM_PER_DEGREE;
    return { id, name, regionId: id, rings, label, clearanceKm };
  });
}

import { addWords, i18n, spoken } from '../../web/i18n/index.ts';
import nl from './locales/nl/map.json' with { type: 'json' };

/** The words of the map; `{…}` is filled in by the map. */
export type MapWords = { readonly [key in keyof typeof nl]: string };

void addWords('map', nl, {
  fr: () => import('./locales/fr/map.json', { with: { type: 'json' } }),
  en: () => import('./locales/en/map.json', { with: { type: 'json' } }),
});

/** The map is a part by itself that takes its words as a value: those of the language that is spoken. */
export const mapWords = (): MapWords => i18n.getResourceBundle(spoken(), 'map') ?? nl;

/** Counts of one area, in places, as `capacity` defines them: the parts add up to `recognised`. */
export interface AreaValue {
  readonly areaId: string;
  readonly free: number;
  readonly held: number;
  readonly occupied: number;
  readonly unavailable: number;
  readonly notConverted: number;
  readonly over: number;
  readonly recognised: number;
}

/** Puts values in the `{…}` of a text. A `{…}` without a value stays, so that it is seen. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}

/** What a screen reader and the tooltip say of an area. */
export function describeArea(
  name: string,
  value: AreaValue | undefined,
  words: MapWords,
  number: (n: number) => string,
): string {
  if (!value) return fill(words.noFigures, { area: name });
  const said = fill(words.area, {
    area: name,
    free: number(value.free),
    held: number(value.held),
    occupied: number(value.occupied),
    unavailable: number(value.unavailable),
    notConverted: number(value.notConverted),
    recognised: number(value.recognised),
  });
  return value.over > 0 ? `${said}, ${fill(words.over, { n: number(value.over) })}` : said;
}

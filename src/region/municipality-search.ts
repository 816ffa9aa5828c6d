import { type Areas, type Municipality, municipalitiesOn } from './area.ts';

/** A municipality and the name that was found: its own, or a place or former municipality within it. */
export type MunicipalityMatch = { municipality: Municipality; matchedName: string };

/** Lower case without accents; hyphens and apostrophes are spaces; `St` and `St.` read as `Sint`. */
export function searchKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^st (?=\S)/, 'sint ');
}

/**
 * Municipalities of the day whose name, or the name of a place in them, begins with the text (or has
 * a word that begins with it). Own names before places, beginnings before words, large before small.
 * An empty text finds nothing.
 */
export function searchMunicipalities(
  areas: Areas,
  text: string,
  day: string,
  limit = 10,
): MunicipalityMatch[] {
  const wanted = searchKey(text);
  if (wanted === '') return [];
  const found: (MunicipalityMatch & { rank: number })[] = [];
  for (const municipality of municipalitiesOn(areas, day)) {
    const names = [municipality.name, ...municipality.aliases];
    const ranked = names
      .map((name, i) => ({ name, rank: rankOf(searchKey(name), wanted, i === 0) }))
      .filter(({ rank }) => rank < Infinity)
      .sort((a, b) => a.rank - b.rank);
    const best = ranked[0];
    if (best) found.push({ municipality, matchedName: best.name, rank: best.rank });
  }
  return found
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        b.municipality.population - a.municipality.population ||
        a.municipality.id.localeCompare(b.municipality.id),
    )
    .slice(0, limit)
    .map(({ municipality, matchedName }) => ({ municipality, matchedName }));
}

function rankOf(key: string, wanted: string, isOwnName: boolean): number {
  const place = isOwnName ? 0 : 1;
  if (key === wanted) return place;
  if (key.startsWith(wanted)) return 2 + place;
  return ` ${key}`.includes(` ${wanted}`) ? 4 + place : Infinity;
}

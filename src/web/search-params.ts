/**
 * Filters in the address: plain text, repeated names for lists (`?module=A&module=B`), so that an
 * address can be read, shared and kept. A screen's `validateSearch` reads them with the functions
 * below; what cannot be understood is left out and never an error.
 */
export type SearchRecord = Readonly<Record<string, unknown>>;

export function parseSearch(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  const params = new URLSearchParams(text.replace(/^\?/, ''));
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name);
    // Object keys of this name have a meaning of their own in JavaScript.
    if (name === '__proto__') continue;
    found[name] = values.length === 1 ? (values[0] as string) : values;
  }
  return found;
}

export function stringifySearch(search: SearchRecord): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) params.append(name, String(one));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

function firstOf(search: SearchRecord, name: string): string | undefined {
  const value = search[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined || first === null || first === '' ? undefined : String(first);
}

/** One text of at most `longest` characters. */
export function textIn(search: SearchRecord, name: string, longest = 200): string | undefined {
  return firstOf(search, name)?.slice(0, longest);
}

/** Every value of a name, each once, at most `most` of them. */
export function listIn(search: SearchRecord, name: string, most = 50): string[] | undefined {
  const value = search[name];
  if (value === undefined || value === null) return undefined;
  const all = (Array.isArray(value) ? value : [value]).map(String).filter((one) => one !== '');
  return all.length === 0 ? undefined : [...new Set(all)].slice(0, most);
}

/** A number between two bounds. */
export function numberIn(
  search: SearchRecord,
  name: string,
  min: number,
  max: number,
): number | undefined {
  const text = firstOf(search, name);
  const value = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(value) && value >= min && value <= max ? value : undefined;
}

/** An ISO day of the calendar. */
export function dayIn(search: SearchRecord, name: string): string | undefined {
  const text = firstOf(search, name);
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const date = new Date(`${text}T12:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text
    ? undefined
    : text;
}

/** One of a few words. */
export function choiceIn<const Choice extends string>(
  search: SearchRecord,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = firstOf(search, name);
  return choices.find((choice) => choice === text);
}

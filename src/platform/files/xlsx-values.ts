import { FileProblem } from './file-problem.ts';
import { plainNumber, plainNumberText } from './number-text.ts';

const DAY_MS = 86_400_000;
const LAST_SERIAL = 2_958_465;

/** What the number format of a cell makes of its number. */
export type NumberKind = 'number' | 'date';

/** Built-in formats that show a date or a time (ECMA-376 part 1, 18.8.30, with those of the East Asian versions). */
function isBuiltInDate(id: number): boolean {
  return (
    (id >= 14 && id <= 22) ||
    (id >= 27 && id <= 36) ||
    (id >= 45 && id <= 47) ||
    (id >= 50 && id <= 58)
  );
}

/** Kind of a number format by its id and, for a custom one, its code. Durations like `[h]:mm` are numbers. */
export function kindOfFormat(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return isBuiltInDate(id) ? 'date' : 'number';
  if (/\[(h+|m+|s+)\]/i.test(code)) return 'number';
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|general/gi, '');
  return /[dmyhs]/i.test(bare) ? 'date' : 'number';
}

/**
 * A serial day number as text: a whole number is an ISO day, a fraction adds the time of day, below 1 it is a time
 * alone. `from1904` is the other epoch that old Mac files use. Numbers outside the calendar come back as numbers.
 * The 29th of February 1900 that Excel believes in comes out as it is shown, for the caller to refuse.
 */
export function serialText(serial: number, from1904: boolean): string {
  if (serial < 0 || serial > LAST_SERIAL) return plainNumber(serial);
  let days = Math.floor(serial);
  let seconds = Math.round((serial - days) * 86_400);
  if (seconds === 86_400) {
    days += 1;
    seconds = 0;
  }
  if (seconds === 0) return dayOfSerial(days, from1904);
  const time = new Date(seconds * 1000).toISOString().slice(11, 19);
  return days === 0 ? time : `${dayOfSerial(days, from1904)}T${time}`;
}

function dayOfSerial(days: number, from1904: boolean): string {
  if (from1904) return isoDay(Date.UTC(1904, 0, 1) + days * DAY_MS);
  if (days === 0) return '1900-01-00';
  if (days === 60) return '1900-02-29';
  return isoDay(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * DAY_MS);
}

// The same few thousand days come back in every row; making their text anew is a fifth of the reading time.
const knownDays = new Map<number, string>();
const KNOWN_DAYS = 20_000;

function isoDay(ms: number): string {
  const known = knownDays.get(ms);
  if (known !== undefined) return known;
  const day = new Date(ms).toISOString().slice(0, 10);
  if (knownDays.size < KNOWN_DAYS) knownDays.set(ms, day);
  return day;
}

/** The serial of an ISO day, or null when it is no real day from 1 March 1900 to 31 December 9999. */
export function serialOfDay(day: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const ms = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(ms) || isoDay(ms) !== day) return null;
  const serial = Math.round((ms - Date.UTC(1899, 11, 30)) / DAY_MS);
  return serial > 60 && serial <= LAST_SERIAL ? serial : null;
}

/** The text of a numeric cell. Throws cell-not-readable. */
export function numericText(raw: string, kind: NumberKind, from1904: boolean): string {
  const text = plainNumberText(raw.trim());
  if (text === null) throw new FileProblem('cell-not-readable', { found: raw });
  return kind === 'date' ? serialText(Number(text), from1904) : text;
}

/** The text of a cell of type `d`: an ISO moment, cut to its day when it is midnight. */
export function isoCellText(raw: string): string {
  return raw.trim().replace(/T00:00(:00(\.0+)?)?Z?$/, '');
}

/** Undoes `_x000D_`, by which workbooks write characters that XML cannot. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Writes what XML cannot hold, a carriage return it would change, and text that looks like such an escape. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(
      /[^\P{Cc}\t\n\u007f-\u009f]|[\ufffe\uffff]/gu,
      (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
}

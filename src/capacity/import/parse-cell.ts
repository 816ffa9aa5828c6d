import { isDay } from '../../platform/period.ts';
import type { Column } from './format.ts';

/** What a cell stands for, or why it stands for nothing. */
export type Parsed =
  | { ok: true; value: string | number | boolean | null }
  | { ok: false; code: string; params?: Record<string, string | number | null> };

const good = (value: string | number | boolean | null): Parsed => ({ ok: true, value });
const bad = (code: string, params?: Record<string, string | number | null>): Parsed =>
  params ? { ok: false, code, params } : { ok: false, code };

/** Days outside these are slips of the pen. */
const earliest = '1990-01-01';
const latest = '2100-01-01';

const isoDay = /^\d{4}-\d\d-\d\d$/;
const belgianDay = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

function day(text: string): Parsed {
  let iso = text;
  if (!isoDay.test(text)) {
    const parts = belgianDay.exec(text);
    if (!parts) return bad('day-unreadable');
    iso = `${parts[3]}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}`;
  }
  if (!isDay(iso)) return bad('day-unreadable');
  return iso < earliest || iso > latest ? bad('day-implausible') : good(iso);
}

function whole(text: string, column: Column): Parsed {
  if (!/^[+-]?\d{1,9}$/.test(text)) return bad('number-unreadable');
  const value = Number(text);
  const least = column.least ?? 0;
  const limit = column.most ?? 1_000_000;
  return value < least || value > limit
    ? bad('number-out-of-range', { least, limit })
    : good(value);
}

function text(value: string, column: Column): Parsed {
  const limit = column.most ?? 500;
  return value.length > limit ? bad('text-too-long', { limit }) : good(value);
}

function choice(value: string, column: Column): Parsed {
  const choices = column.choices ?? [];
  const code = value.toUpperCase().replace(/[\s-]+/g, '_');
  return choices.includes(code)
    ? good(code)
    : bad('choice-unknown', { allowed: choices.join(', ') });
}

function list(value: string, column: Column): Parsed {
  const items = [...new Set(value.split(/[,;|]/).map((item) => item.trim()))]
    .filter(Boolean)
    .sort();
  if (items.length > (column.most ?? 20)) return bad('list-too-long', { limit: column.most ?? 20 });
  if (items.some((item) => item.length > 40)) return bad('text-too-long', { limit: 40 });
  return good(items.join('|'));
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isUuid = (value: string): boolean => uuid.test(value);

const removeWords = new Set(['remove', 'verwijderen', 'verwijder', 'delete', 'weg']);
const keepWords = new Set(['keep', 'behouden', 'houden']);

function remove(value: string): Parsed {
  const word = value.toLowerCase();
  if (removeWords.has(word)) return good(true);
  return keepWords.has(word) ? good(false) : bad('choice-unknown', { allowed: 'keep, remove' });
}

/** Reads one cell that is not empty. Pure; the same text always comes to the same value. */
export function parseCell(raw: string, column: Column): Parsed {
  const value = raw.trim();
  if (value === '') return good(null);
  switch (column.type) {
    case 'day':
      return day(value);
    case 'whole':
      return whole(value, column);
    case 'choice':
      return choice(value, column);
    case 'list':
      return list(value, column);
    case 'remove':
      return remove(value);
    case 'id':
      return isUuid(value.toLowerCase()) ? good(value.toLowerCase()) : bad('id-unreadable');
    case 'code':
      return text(value.toUpperCase(), column);
    case 'text':
      return text(value, column);
  }
}

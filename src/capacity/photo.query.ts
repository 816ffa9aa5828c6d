import type { Reader } from '../platform/db/database.ts';
import { type AsOf, unitsJson } from './unit-row.ts';

/** What the caller asked for, filled up: the present day, as known now, unless said otherwise. */
export function asOfFrom(query: { at?: string; known?: string }, today: string): AsOf {
  return { day: query.at ?? today, knownAt: query.known ?? null, today };
}

/** The whole picture as the JSON text of a Photo: one query, one screen. */
export async function photoJson(
  tx: Pick<Reader, 'prepared'>,
  asOf: AsOf,
  now: Date,
): Promise<string> {
  const units = await unitsJson(tx, asOf);
  const live = asOf.knownAt === null && asOf.day === asOf.today;
  return `{"day":"${asOf.day}","knownAt":"${asOf.knownAt ?? now.toISOString()}","live":${live},"units":${units}}`;
}

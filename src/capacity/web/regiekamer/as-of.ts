/** Which picture is asked for: the present, another day, and with whose knowledge. */
import { addDays, dayOf } from '../../../web/i18n/format.ts';
import type { RegiekamerSearch } from './regiekamer-search.ts';

/** The picture of a day as the API asks for it; both absent: the present, live. */
export interface AsOf {
  readonly at?: string;
  readonly known?: string;
}

/** The first moment after a day in Brussels, as an ISO instant. */
export function endOfDay(day: string): string {
  const next = addDays(day, 1);
  const midnight = (offset: string) => new Date(`${next}T00:00:00${offset}`);
  // Brussels is one or two hours ahead: the right one is the first moment of the next day.
  const summer = midnight('+02:00');
  const isSummer = dayOf(summer) === next;
  return (isSummer ? summer : midnight('+01:00')).toISOString();
}

/** Turns the address into what the API is asked. A day to come cannot have been known. */
export function asOfIn(search: RegiekamerSearch, today: string): AsOf {
  const at = search.at === today && search.known === undefined ? undefined : search.at;
  if (at === undefined) return {};
  if (search.known === undefined || at >= today) return { at };
  return { at, known: endOfDay(at) };
}

export type Picture = 'now' | 'past' | 'pastAsKnown' | 'ahead';

/** Which kind of picture that is, for the words above it. */
export function pictureOf(asOf: AsOf, today: string): Picture {
  if (asOf.at === undefined || asOf.at === today) return 'now';
  if (asOf.at > today) return 'ahead';
  return asOf.known ? 'pastAsKnown' : 'past';
}

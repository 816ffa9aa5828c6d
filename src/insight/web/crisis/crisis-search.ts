import { choiceIn, type SearchRecord, textIn } from '../../../web/search-params.ts';
import { type CrisisPart, crisisParts } from '../../crisis/codes.ts';
import type { CrisisQuery } from '../../crisis/contract.ts';

/** What the address says: which part, how many months up to and with which, of which region; or which quarter. */
export interface CrisisSearch {
  deel?: CrisisPart | undefined;
  maanden?: (typeof monthTexts)[number] | undefined;
  /** `2026-10`. */
  tot?: string | undefined;
  regio?: string | undefined;
  /** The first day of a released quarter. */
  kwartaal?: string | undefined;
}

export const monthTexts = ['1', '3', '6', '12', '24'] as const;
export const usualMonths = '12';

const matching = (text: string | undefined, form: RegExp) =>
  text !== undefined && form.test(text) ? text : undefined;

export const readCrisisSearch = (search: SearchRecord): CrisisSearch => ({
  deel: choiceIn(search, 'deel', crisisParts),
  maanden: choiceIn(search, 'maanden', monthTexts),
  tot: matching(textIn(search, 'tot', 7), /^20\d\d-(0[1-9]|1[0-2])$/),
  regio: textIn(search, 'regio', 10),
  kwartaal: matching(textIn(search, 'kwartaal', 10), /^20\d\d-(01|04|07|10)-01$/),
});

/** The question as the server understands it. */
export const queryOf = ({ maanden, tot, regio }: CrisisSearch): CrisisQuery => ({
  months: Number(maanden ?? usualMonths),
  ...(tot !== undefined && { last: `${tot}-01` }),
  ...(regio !== undefined && { region: regio }),
});

/** The running month and the twenty-three before it, the newest first: `2026-11`. */
export function monthsUntil(day: string, count = 24): string[] {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return Array.from({ length: count }, (_, n) =>
    new Date(Date.UTC(year, month - 1 - n, 1)).toISOString().slice(0, 7),
  );
}

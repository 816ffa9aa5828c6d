import { choiceIn, dayIn, textIn } from '../../../web/search-params.ts';
import { explained } from '../../weekly/explain-change.ts';

/** By what the table groups. */
export const GROUPS = ['regio', 'module', 'voorziening', 'leefgroep'] as const;

/** Which weeks, which figure, of whom; all of it stands in the address. */
export interface WeeklySearch {
  readonly van?: string | undefined;
  readonly tot?: string | undefined;
  readonly cijfer?: (typeof explained)[number] | undefined;
  readonly per?: (typeof GROUPS)[number] | undefined;
  readonly regio?: string | undefined;
  readonly module?: string | undefined;
  readonly voorziening?: string | undefined;
}

export function readWeeklySearch(search: Record<string, unknown>): WeeklySearch {
  return {
    van: dayIn(search, 'van'),
    tot: dayIn(search, 'tot'),
    cijfer: choiceIn(search, 'cijfer', explained),
    per: choiceIn(search, 'per', GROUPS),
    regio: textIn(search, 'regio', 10),
    module: textIn(search, 'module', 40),
    voorziening: textIn(search, 'voorziening', 40),
  };
}

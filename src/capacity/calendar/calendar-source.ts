import type { Reader } from '../../platform/db/database.ts';
import type { InEachLanguage } from '../../platform/language.ts';

/** A day in somebody's calendar that another slice knows of: of a unit, never of a child. */
export interface OtherItem {
  /** What it is about; its name in the calendar is a hash of it. */
  key: string;
  unitName: string;
  on: string;
  /** What it says, with `{{unit}}` where the unit goes. */
  words: InEachLanguage<string>;
}

/** What another slice puts into a provider's calendar, as who reads it may see. Days are ISO days. */
export type CalendarSource = (
  tx: Pick<Reader, 'rows'>,
  ask: { role: string; from: string; until: string },
) => Promise<OtherItem[]>;

import type { InEachLanguage } from '../../platform/language.ts';
import en from './locales/en.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import nl from './locales/nl.json' with { type: 'json' };

/** What a calendar says, in each language. */
export const calendarWords: InEachLanguage<typeof nl> = { nl, fr, en };

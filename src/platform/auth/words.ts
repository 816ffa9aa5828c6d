import type { InEachLanguage } from '../language.ts';
import en from './locales/en.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import nl from './locales/nl.json' with { type: 'json' };

/** The words of the pages around the log-in. */
export type LogInWords = typeof nl;

export const logInWords: InEachLanguage<LogInWords> = { nl, fr, en };

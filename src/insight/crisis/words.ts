import type { InEachLanguage } from '../../platform/language.ts';
import en from './locales/en.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import nl from './locales/nl.json' with { type: 'json' };

/** The words of these figures, the same on the screen and in files. */
export const crisisWords: InEachLanguage<typeof nl> = { nl, fr, en };

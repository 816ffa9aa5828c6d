import type { InEachLanguage, Language } from '../../platform/language.ts';
import en from './locales/en.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import nl from './locales/nl.json' with { type: 'json' };

const words: InEachLanguage<typeof nl> = { nl, fr, en };

/** What stands on a locked screen: that something is there, and nothing of what it is. */
export const pushWords = (language: Language): typeof nl => words[language];

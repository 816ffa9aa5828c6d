import type { InEachLanguage } from '../../platform/language.ts';
import en from './locales/en.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import nl from './locales/nl.json' with { type: 'json' };

/** The words of files that are taken along: names, headings that people read, how to keep them. */
export const exportWords: InEachLanguage<typeof nl> = { nl, fr, en };

import type { InEachLanguage } from '../../platform/language.ts';
import enFiles from '../../platform/files/messages.en.json' with { type: 'json' };
import frFiles from '../../platform/files/messages.fr.json' with { type: 'json' };
import nlFiles from '../../platform/files/messages.nl.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import nl from './locales/nl.json' with { type: 'json' };

/** What an import says of files, rows and changes. */
export const importWords: InEachLanguage<typeof nl> = { nl, fr, en };

/** What is said of a file before anybody knows what is in it. */
export const fileWords: InEachLanguage<typeof nlFiles> = {
  nl: nlFiles,
  fr: frFiles,
  en: enFiles,
};

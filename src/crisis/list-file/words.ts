import type { InEachLanguage } from '../../platform/language.ts';
import en from './locales/en.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import nl from './locales/nl.json' with { type: 'json' };

/** The words of the list as a file, in every language. */
export const listWords: InEachLanguage<typeof nl> = { nl, fr, en };

/** Fills the gaps of a sentence: `{{name}}`. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));

import type { InEachLanguage, Language } from '../../platform/language.ts';
import { localeOf } from '../../platform/language.ts';
import en from './locales/en.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import nl from './locales/nl.json' with { type: 'json' };

/** The words of reports and files, in every language. */
export const reportWords: InEachLanguage<typeof nl> = { nl, fr, en };

/** Fills the gaps of a sentence: `{{name}}`. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));

/** A day as it is read: `1 november 2026`. */
export const dayIn = (day: string, language: Language): string =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString(localeOf[language], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });

export const numberIn = (value: number, language: Language): string =>
  value.toLocaleString(localeOf[language]);

export const shareIn = (part: number, whole: number, language: Language): string =>
  `${((100 * part) / whole).toLocaleString(localeOf[language], { maximumFractionDigits: 1 })} %`;

/** The name of a code; the code itself where it has none. */
export const named = (names: Readonly<Record<string, string>>, code: string): string =>
  names[code] ?? code;

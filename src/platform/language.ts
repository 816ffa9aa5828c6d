/** The languages in which the program speaks: to people on the screen, in files and in refusals. */

export const languages = ['nl', 'fr', 'en'] as const;
export type Language = (typeof languages)[number];

/** The same thing in every language. */
export type InEachLanguage<T> = Readonly<Record<Language, T>>;

/** What is said to whoever asks for no language of ours. */
export const firstLanguage: Language = 'nl';

/** How days and figures are written in a language, here. */
export const localeOf: InEachLanguage<string> = { nl: 'nl-BE', fr: 'fr-BE', en: 'en-GB' };

/** Where the choice of a language is kept: a cookie, as pages and files are asked for without a script. */
export const languageCookie = 'vp-language';

const known = new Set<string>(languages);

/** Whether a text names a language of ours. */
export const isLanguage = (text: unknown): text is Language =>
  typeof text === 'string' && known.has(text);

/** The first of the wished languages (`fr-BE`, `en`) that we speak; Dutch when there is none. */
export function languageAmong(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const language = wish.trim().slice(0, 2).toLowerCase();
    if (isLanguage(language) && /^[a-z]{2}(-|$)/i.test(wish.trim())) return language;
  }
  return firstLanguage;
}

/** Reads an `Accept-Language` heading (`fr-BE, en;q=0.8`): the best liked of our languages. */
export function acceptedLanguage(heading: string | undefined): Language {
  const wishes = (heading ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [wish = '', ...rest] = part.split(';');
      const weight = Number(/^\s*q=([\d.]+)\s*$/.exec(rest.join(';'))?.[1] ?? 1);
      return { wish, weight: Number.isFinite(weight) ? weight : 0 };
    })
    .filter(({ weight }) => weight > 0);
  return languageAmong(wishes.sort((a, b) => b.weight - a.weight).map(({ wish }) => wish));
}

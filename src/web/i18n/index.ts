/**
 * The words on the screen: i18next, Dutch first, one namespace per slice.
 *
 * The shell's words come with the shell; a slice adds its own with {@link addWords} from a module
 * that its pages import, so that the words travel with the code that shows them. Keys are typed:
 * a slice declares its namespace in i18next's `ResourceNamespaceMap`.
 */
import { createInstance, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LOCALE } from './format.ts';
import shell from '../locales/nl/shell.json' with { type: 'json' };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
  }
  interface ResourceNamespaceMap {
    shell: typeof shell;
  }
}

/** The language of the words; figures and dates are written as in Belgium (`LOCALE`). */
export const LANGUAGE = 'nl';

/** The one instance; screens reach it through `useTranslation`. */
export const i18n = createInstance();

void i18n.use(initReactI18next).init({
  lng: LANGUAGE,
  fallbackLng: LANGUAGE,
  defaultNS: 'shell',
  ns: ['shell'],
  resources: { [LANGUAGE]: { shell } },
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});

/** A catalogue in another language: fetched when somebody reads that language. */
type LazyWords = () => Promise<{ default: ResourceKey }>;
const lazy = new Map<string, Readonly<Record<string, LazyWords>>>();

/**
 * Adds a slice's words under its namespace; saying it twice changes nothing. Dutch travels with the
 * page, the `others` (`{ fr: () => import('./locales/fr.json'), en: … }`) come when they are read.
 */
export function addWords(
  namespace: string,
  words: ResourceKey,
  others: Readonly<Record<string, LazyWords>> = {},
): void {
  if (typeof words === 'string') throw new TypeError('a catalogue is an object, not a text');
  i18n.addResourceBundle(LANGUAGE, namespace, words);
  lazy.set(namespace, others);
}

/** Fetches all words of a language and shows them; what is not translated stays Dutch. */
export async function speak(language: string): Promise<void> {
  await Promise.all(
    [...lazy].map(async ([namespace, others]) => {
      if (i18n.hasResourceBundle(language, namespace)) return;
      const words = await others[language]?.();
      if (words) i18n.addResourceBundle(language, namespace, words.default);
    }),
  );
  await i18n.changeLanguage(language);
}

export { LOCALE };

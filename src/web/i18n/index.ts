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

/** Adds a slice's words under its namespace; saying it twice changes nothing. */
export function addWords(namespace: string, words: ResourceKey, language = LANGUAGE): void {
  if (typeof words === 'string') throw new TypeError('a catalogue is an object, not a text');
  i18n.addResourceBundle(language, namespace, words);
}

export { LOCALE };

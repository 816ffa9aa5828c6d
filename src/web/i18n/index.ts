/**
 * The words on the screen: i18next, Dutch first, one namespace per slice.
 *
 * The shell's words come with the shell; a slice adds its own with {@link addWords} from a module
 * that its pages import, so that the words travel with the code that shows them. Keys are typed:
 * a slice declares its namespace in i18next's `ResourceNamespaceMap`.
 */
import { createInstance, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { firstLanguage, type Language } from '../../platform/language.ts';
import { formatIn } from './format.ts';
import shell from '../locales/nl/shell.json' with { type: 'json' };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
  }
  interface ResourceNamespaceMap {
    shell: typeof shell;
  }
}

/** The one instance; screens reach it through `useTranslation`. */
export const i18n = createInstance();

void i18n.use(initReactI18next).init({
  lng: firstLanguage,
  fallbackLng: firstLanguage,
  defaultNS: 'shell',
  ns: ['shell'],
  resources: { [firstLanguage]: { shell } },
  initAsync: false,
  interpolation: { escapeValue: false },
  // Words that come in later than the page they stand on are shown when they are there.
  react: { useSuspense: false, bindI18nStore: 'added' },
});

/** A catalogue in another language: fetched when somebody reads that language. */
type LazyWords = () => Promise<{ default: ResourceKey }>;
type OtherWords = Readonly<Partial<Record<Language, LazyWords>>>;

/** The catalogues of a namespace: one, or one for each group of pages that needs its own part of it. */
interface Part {
  readonly words: ResourceKey;
  readonly others: OtherWords;
  readonly fetched: Set<Language>;
}
const parts = new Map<string, Part[]>();

async function fetchPart(language: Language, namespace: string, part: Part): Promise<void> {
  if (part.fetched.has(language)) return;
  const words = await part.others[language]?.();
  if (!words || part.fetched.has(language)) return;
  part.fetched.add(language);
  i18n.addResourceBundle(language, namespace, words.default, true, true);
}

/**
 * Adds a slice's words under its namespace, beside what stands there already; saying it twice changes
 * nothing. Dutch travels with the page, the `others` (`{ fr: () => import('./locales/fr.json'), en: … }`)
 * come when they are read.
 *
 * A module that is itself fetched late waits for the promise, so that nobody sees Dutch first.
 */
export async function addWords(
  namespace: string,
  words: ResourceKey,
  others: OtherWords = {},
): Promise<void> {
  if (typeof words === 'string') throw new TypeError('a catalogue is an object, not a text');
  const known = parts.get(namespace) ?? [];
  const part = known.find((each) => each.words === words) ?? {
    words,
    others,
    fetched: new Set<Language>(),
  };
  if (!known.includes(part)) {
    parts.set(namespace, [...known, part]);
    i18n.addResourceBundle(firstLanguage, namespace, words, true, true);
  }
  // Without an answer the Dutch words serve.
  await fetchPart(spoken(), namespace, part).catch(() => {});
}

/** The language that the screen speaks now. */
export const spoken = (): Language => i18n.language as Language;

void addWords('shell', shell, {
  fr: () => import('../locales/fr/shell.json', { with: { type: 'json' } }),
  en: () => import('../locales/en/shell.json', { with: { type: 'json' } }),
});

let wished: Language = firstLanguage;

/**
 * Fetches all words of a language and shows them; what is not translated stays Dutch. Of two
 * wishes that overlap the last one holds. Words that cannot be fetched leave the screen as it was.
 */
export async function speak(language: Language): Promise<void> {
  wished = language;
  await Promise.all(
    [...parts].flatMap(([namespace, known]) =>
      known.map((part) => fetchPart(language, namespace, part)),
    ),
  );
  if (wished !== language) return;
  formatIn(language);
  await i18n.changeLanguage(language);
}

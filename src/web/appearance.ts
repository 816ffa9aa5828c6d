import {
  isLanguage,
  type Language,
  languageAmong,
  languageCookie,
  localeOf,
} from '../platform/language.ts';

/** How somebody wants to see the screen: kept in this browser, on no server. */
export interface Appearance {
  readonly theme: 'device' | 'light' | 'dark';
  readonly density: 'compact' | 'comfortable';
  /** Shortcuts of a single key can be switched off (WCAG 2.1.4). */
  readonly hasShortcuts: boolean;
  /** The language that was chosen; `null` follows the browser's own. */
  readonly language: Language | null;
}

/** Where it is kept; `public/appearance.js` reads it before the first paint. */
const KEY = 'vrijplaats-appearance';
export const plainAppearance: Appearance = {
  theme: 'device',
  density: 'compact',
  hasShortcuts: true,
  language: null,
};

/** Reads what was kept; anything that is not understood becomes the plain choice. */
export function readAppearance(text: string | null): Appearance {
  try {
    const kept = JSON.parse(text ?? '{}') as Partial<Record<keyof Appearance, unknown>>;
    return {
      theme: kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : 'device',
      density: kept.density === 'comfortable' ? 'comfortable' : 'compact',
      hasShortcuts: kept.hasShortcuts !== false,
      language: isLanguage(kept.language) ? kept.language : null,
    };
  } catch {
    return plainAppearance;
  }
}

/** The language to speak: the chosen one, else the first of the browser's that we know. */
export const languageOf = (appearance: Appearance, wishes: readonly string[]): Language =>
  appearance.language ?? languageAmong(wishes);

/** A year: whoever comes back after that is asked for nothing, their browser answers. */
const COOKIE_SECONDS = 31_536_000;

/** Tells page readers which language they hear. */
export function markLanguage(language: Language): void {
  document.documentElement.lang = localeOf[language];
}

/** A store over the browser's own storage; what cannot be kept still holds until the page closes. */
export class AppearanceStore {
  readonly #listeners = new Set<() => void>();
  #appearance: Appearance;

  constructor() {
    let text: string | null = null;
    try {
      text = localStorage.getItem(KEY);
    } catch {
      // Storage is forbidden here: the plain choice serves.
    }
    this.#appearance = readAppearance(text);
  }

  get = (): Appearance => this.#appearance;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  choose(change: Partial<Appearance>): void {
    this.#appearance = { ...this.#appearance, ...change };
    const { theme, density } = this.#appearance;
    const root = document.documentElement;
    if (theme === 'device') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    root.dataset['density'] = density;
    if (change.language) keepLanguage(change.language);
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#appearance));
    } catch {
      // Nothing is lost but the memory of the choice.
    }
    for (const listener of this.#listeners) listener();
  }
}

/** The server writes pages, refusals and files in the same language; the cookie holds no more than that. */
function keepLanguage(language: Language): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // oxlint-disable-next-line unicorn/no-document-cookie -- the cookie store is not in every browser we serve
  document.cookie = `${languageCookie}=${language}; Path=/; Max-Age=${COOKIE_SECONDS}; SameSite=Lax${secure}`;
}

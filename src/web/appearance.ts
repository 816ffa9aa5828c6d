/** How somebody wants to see the screen: kept in this browser, on no server. */
export interface Appearance {
  readonly theme: 'device' | 'light' | 'dark';
  readonly density: 'compact' | 'comfortable';
  /** Shortcuts of a single key can be switched off (WCAG 2.1.4). */
  readonly hasShortcuts: boolean;
}

/** Where it is kept; `public/appearance.js` reads it before the first paint. */
const KEY = 'vrijplaats-appearance';
export const plainAppearance: Appearance = {
  theme: 'device',
  density: 'compact',
  hasShortcuts: true,
};

/** Reads what was kept; anything that is not understood becomes the plain choice. */
export function readAppearance(text: string | null): Appearance {
  try {
    const kept = JSON.parse(text ?? '{}') as Partial<Record<keyof Appearance, unknown>>;
    return {
      theme: kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : 'device',
      density: kept.density === 'comfortable' ? 'comfortable' : 'compact',
      hasShortcuts: kept.hasShortcuts !== false,
    };
  } catch {
    return plainAppearance;
  }
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
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#appearance));
    } catch {
      // Nothing is lost but the memory of the choice.
    }
    for (const listener of this.#listeners) listener();
  }
}

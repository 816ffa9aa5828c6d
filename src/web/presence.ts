/** What shows that somebody is there. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove'] as const;

/** So long after the last sign a request is still asked for somebody. */
const HERE_MS = 30_000;

/**
 * Whether somebody sits before the page. A control room fetches anew all day by itself: were that activity,
 * nobody would ever be signed out of a screen that was left alone.
 */
export class Presence {
  readonly #now: () => number;
  #lastSign: number;

  /** Opening a page is a sign too. */
  constructor(now: () => number) {
    this.#now = now;
    this.#lastSign = now();
  }

  watch(target: Pick<EventTarget, 'addEventListener'>): void {
    const sign = () => {
      this.#lastSign = this.#now();
    };
    for (const type of SIGNS) target.addEventListener(type, sign, { capture: true, passive: true });
  }

  isHere(): boolean {
    return this.#now() - this.#lastSign <= HERE_MS;
  }
}

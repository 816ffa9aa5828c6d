/** One number that screens follow. */
export class Counter {
  #count = 0;
  readonly #listeners = new Set<() => void>();

  readonly get = (): number => this.#count;

  readonly set = (count: number): void => {
    this.#count = count;
    for (const listener of this.#listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

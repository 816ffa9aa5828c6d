/** What is kept in this tab until it is saved: the form, and the key under which a body was sent. */
interface Kept<Typed> {
  readonly typed: Typed;
  readonly sent: { readonly key: string; readonly body: string } | null;
}

/** What changes in a form: some of its fields, or those that follow from what stands there now. */
export type Change<Typed> = Partial<Typed> | ((now: Typed) => Partial<Typed>);

/** A form that is filled in in this tab by one person in one role; gone when the tab closes. */
export class KeptForm<Typed extends object> {
  readonly #name: string;
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly #empty: Typed;
  #kept: Kept<Typed>;

  constructor(
    storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
    name: string,
    empty: Typed,
  ) {
    this.#storage = storage;
    this.#name = `vrijplaats-form:${name}`;
    this.#empty = empty;
    this.#kept = this.#read();
  }

  #read(): Kept<Typed> {
    try {
      const kept = JSON.parse(this.#storage.getItem(this.#name) ?? '{}') as Partial<Kept<Typed>>;
      return { typed: { ...this.#empty, ...kept.typed }, sent: kept.sent ?? null };
    } catch {
      return { typed: this.#empty, sent: null };
    }
  }

  #write(kept: Kept<Typed>): void {
    this.#kept = kept;
    try {
      this.#storage.setItem(this.#name, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing still lets one save.
    }
  }

  get typed(): Typed {
    return this.#kept.typed;
  }

  /**
   * Changes these fields of what stands there now. One touch may speak for two fields: a number is taken over when the
   * next answer is touched, and neither may write the other's old value back.
   */
  change(change: Change<Typed>): Typed {
    const { typed, sent } = this.#kept;
    const part = typeof change === 'function' ? change(typed) : change;
    this.#write({ typed: { ...typed, ...part }, sent });
    return this.typed;
  }

  /** The key to send this body with: the same for the same body, also after the page was loaded anew. */
  keyFor(body: unknown, newKey: () => string): string {
    const text = JSON.stringify(body);
    const { typed, sent } = this.#kept;
    if (sent?.body === text) return sent.key;
    const key = newKey();
    this.#write({ typed, sent: { key, body: text } });
    return key;
  }

  forget(): void {
    this.#kept = { typed: this.#empty, sent: null };
    try {
      this.#storage.removeItem(this.#name);
    } catch {
      // Nothing was kept.
    }
  }
}

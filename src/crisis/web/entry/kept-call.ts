import { emptyCall, type TypedCall } from './call-form.ts';

/** What is kept in this tab until it is saved: the call, and the key under which a body was sent. */
interface Kept {
  readonly call: TypedCall;
  readonly sent: { readonly key: string; readonly body: string } | null;
}

const empty: Kept = { call: emptyCall, sent: null };

/** The call that is being written down in this tab by one person in one role; gone when the tab closes. */
export class KeptCall {
  readonly #name: string;
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, whose: string) {
    this.#storage = storage;
    this.#name = `vrijplaats-call:${whose}`;
  }

  #read(): Kept {
    try {
      const text = this.#storage.getItem(this.#name);
      if (text === null) return empty;
      const kept = JSON.parse(text) as Partial<Kept>;
      return { call: { ...emptyCall, ...kept.call }, sent: kept.sent ?? null };
    } catch {
      return empty;
    }
  }

  #write(kept: Kept): void {
    try {
      this.#storage.setItem(this.#name, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing still lets one save.
    }
  }

  get call(): TypedCall {
    return this.#read().call;
  }

  keep(call: TypedCall): void {
    this.#write({ ...this.#read(), call });
  }

  /** The key to send this body with: the same for the same body, also after the page was loaded anew. */
  keyFor(body: unknown, newKey: () => string): string {
    const kept = this.#read();
    const text = JSON.stringify(body);
    if (kept.sent?.body === text) return kept.sent.key;
    const key = newKey();
    this.#write({ ...kept, sent: { key, body: text } });
    return key;
  }

  forget(): void {
    try {
      this.#storage.removeItem(this.#name);
    } catch {
      // Nothing was kept.
    }
  }
}

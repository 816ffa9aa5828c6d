/**
 * Who fights over the same thing goes one after another, in the order of asking. The database alone keeps
 * the promise; but twenty writers that meet in one exclusion constraint wait in a circle until the server
 * breaks it after a second, again and again. Within this program they need not meet.
 */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  async take<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name);
    const mine = before ? before.then(work, work) : work();
    this.#last.set(name, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(name) === mine) this.#last.delete(name);
    }
  }
}

import type { Days } from './can-come-scene.ts';

/** Somebody in a place on some days. */
export interface Lodging extends Days {
  readonly guest: number;
  readonly place: number;
}

/** Gathers who is where span by span, and joins the days that somebody stays in one place. */
export class Lodgings {
  private readonly last = new Map<number, Lodging>();
  private readonly done: Lodging[] = [];

  add(guest: number, place: number, { from, until }: Days): void {
    const last = this.last.get(guest);
    if (last && last.place === place && last.until === from) {
      this.last.set(guest, { ...last, until });
      return;
    }
    if (last) this.done.push(last);
    this.last.set(guest, { guest, place, from, until });
  }

  /** By guest, then by day. */
  all(): Lodging[] {
    return [...this.done, ...this.last.values()].sort(
      (a, b) => a.guest - b.guest || a.from - b.from,
    );
  }
}

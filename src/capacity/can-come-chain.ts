import { type Days, inNumbers, meet, type Scene, spansOf } from './can-come-scene.ts';
import type { Lodging } from './can-come-lodgings.ts';
import { fitHas } from './place-sets.ts';

interface Step {
  /** Who needs a place, and on which days: from the first day asked to the end of their stay. */
  readonly guest: number;
  readonly days: Days;
  /** For whom this guest makes way, and in which place. */
  readonly for?: { readonly step: Step; readonly place: number };
}

/**
 * The plain form of moving: one makes way for another, each moves once and stays there until the end
 * of the stay, and the child asked for keeps one place. Tries breadth first, so a chain of few moves
 * is found; one that uses a place twice, on different days, is not looked for. `undefined` where none
 * is found, where more than one child is asked for, or where somebody holds no place on these days
 * (then only the day-by-day housing can tell).
 */
export function findChain(scene: Scene): Lodging[] | undefined {
  if (scene.children > 1 || !everyoneHolds(scene, [scene.asked])) return undefined;
  const place = new PlaceTable(scene);
  const steps: Step[] = [{ guest: scene.guests.length, days: scene.asked }];
  const asked = new Set<number>();
  for (let next = 0; next < steps.length; next += 1) {
    const step = steps[next]!;
    for (const to of place.possible(step.guest, step.days)) {
      if (takenBefore(step, to)) continue;
      const holders = place.holders(to, step.days, step.guest);
      const [guest] = holders;
      if (guest === undefined) {
        const chain = lodgingsOf(step, to);
        if (everyoneHolds(scene, chain)) return chain;
      } else if (holders.length === 1 && !asked.has(guest)) {
        asked.add(guest);
        const { from, until } = place.stay(guest);
        const days = { from: Math.max(from, scene.asked.from), until };
        steps.push({ guest, days, for: { step, place: to } });
      }
    }
  }
  return undefined;
}

function takenBefore(step: Step, place: number): boolean {
  for (let at = step.for; at; at = at.step.for) if (at.place === place) return true;
  return false;
}

function lodgingsOf(last: Step, free: number): Lodging[] {
  const lodgings: Lodging[] = [{ guest: last.guest, place: free, ...last.days }];
  for (let at = last.for; at; at = at.step.for) {
    lodgings.push({ guest: at.step.guest, place: at.place, ...at.step.days });
  }
  return lodgings.reverse();
}

function everyoneHolds(scene: Scene, chain: readonly Days[]): boolean {
  return chain.every((days) =>
    spansOf(scene, days).every((span) => span.state.without.length === 0),
  );
}

/** Who is given which place when, and which places can be used when. */
class PlaceTable {
  private readonly scene: Scene;
  private readonly stays: readonly Days[];
  private readonly exists: readonly Days[];
  private readonly outs: readonly (readonly Days[])[];
  private readonly givenTo: number[][];

  constructor(scene: Scene) {
    this.scene = scene;
    this.stays = scene.guests.map((guest) => inNumbers(guest.period));
    this.exists = scene.places.map((place) => inNumbers(place.period));
    this.outs = scene.places.map((place) => place.outOfUse.map(inNumbers));
    this.givenTo = scene.places.map(() => []);
    for (const [guest, place] of scene.given.entries()) this.givenTo[place]?.push(guest);
  }

  stay(guest: number): Days {
    return this.stays[guest]!;
  }

  /** The places, not their own, that fit the guest and are usable on all these days. */
  possible(guest: number, days: Days): number[] {
    const fit = this.scene.kinds.fits[this.scene.kinds.kindOf[guest]!]!;
    return [...this.scene.places.keys()].filter(
      (place) =>
        fitHas(fit, place) && this.scene.given[guest] !== place && this.usable(place, days),
    );
  }

  private usable(place: number, days: Days): boolean {
    const exists = this.exists[place]!;
    if (exists.from > days.from || days.until > exists.until) return false;
    return !this.outs[place]!.some((out) => meet(out, days));
  }

  holders(place: number, days: Days, except: number): number[] {
    return this.givenTo[place]!.filter((guest) => guest !== except && meet(this.stay(guest), days));
  }
}

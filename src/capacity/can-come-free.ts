import { type Lodging, Lodgings } from './can-come-lodgings.ts';
import { type Days, type Scene, type Span, spansOf } from './can-come-scene.ts';
import { Housing } from './housing.ts';
import { fitHas } from './place-sets.ts';

/** The free places of one span, some of them wanted for the guests who hold none. */
class FreePlaces {
  readonly span: Span;
  private readonly housing: Housing | undefined;
  private readonly short: boolean;
  private readonly taken = new Set<number>();

  constructor(scene: Scene, span: Span) {
    this.span = span;
    if (span.state.without.length === 0) {
      this.short = false;
      return;
    }
    this.housing = new Housing(scene.places.length, scene.kinds);
    for (const place of span.state.usable.keys())
      if (this.isFree(place)) this.housing.openPlace(place);
    for (const guest of span.state.without) this.housing.arrive(guest);
    this.short = this.housing.settle().length > 0;
  }

  private isFree(place: number): boolean {
    return this.span.state.usable[place] === 1 && this.span.state.holderOf[place] === -1;
  }

  /** Takes the place where all guests without one can still be housed; says whether it did. */
  take(place: number): boolean {
    if (this.short || !this.isFree(place) || this.taken.has(place)) return false;
    const guest = this.housing?.guestOf[place] ?? -1;
    this.housing?.closePlace(place);
    if (guest >= 0 && this.housing?.house(guest) !== undefined) {
      this.housing?.openPlace(place);
      this.housing?.put(guest, place);
      return false;
    }
    this.taken.add(place);
    return true;
  }

  giveBack(place: number): void {
    this.taken.delete(place);
    this.housing?.openPlace(place);
  }

  /** Where the guests without a place are housed, as guest and place. */
  settled(): (readonly [guest: number, place: number])[] {
    return this.span.state.without.map((guest) => [guest, this.housing?.placeOf[guest] ?? -1]);
  }
}

/** Places for all children asked for, each for all the days while nobody moves. */
export interface FreeFound {
  /** One per child, the plainest first. */
  readonly places: readonly number[];
  /** Where those who hold no place are housed meanwhile. */
  readonly settled: readonly Lodging[];
}

/** The places that have what the children asked for need, plainest first. */
function fitting(scene: Scene): number[] {
  const fit = scene.kinds.fits[scene.kinds.kindOf[scene.guests.length]!]!;
  return [...scene.places.keys()].filter((place) => fitHas(fit, place));
}

/**
 * Looks for places that stay free all these days while nobody moves and all who hold no place can
 * still be housed each day. The plainest fitting places win, so the fewest features are wasted.
 * Exact for one child, and for more where everyone holds a place; else a set that exists may be missed.
 */
export function findFree(scene: Scene, days: Days): FreeFound | undefined {
  const spans = spansOf(scene, days).map((span) => new FreePlaces(scene, span));
  const places: number[] = [];
  for (const place of fitting(scene)) {
    if (places.length === scene.children) break;
    const refused = spans.findIndex((span) => !span.take(place));
    if (refused < 0) places.push(place);
    else for (const span of spans.slice(0, refused)) span.giveBack(place);
  }
  if (places.length < scene.children) return undefined;
  const settled = new Lodgings();
  for (const free of spans) {
    for (const [guest, place] of free.settled()) settled.add(guest, place, free.span);
  }
  return { places, settled: settled.all() };
}

/** Joins the days of spans that follow one another and pass the test. */
export function runsOf(spans: readonly Span[], passes: (span: Span) => boolean): Days[] {
  const runs: { from: number; until: number }[] = [];
  for (const span of spans) {
    if (!passes(span)) continue;
    const last = runs.at(-1);
    if (last?.until === span.from) last.until = span.until;
    else runs.push({ from: span.from, until: span.until });
  }
  return runs;
}

/**
 * The first day, not before the days asked, from which as many days are possible while nobody moves;
 * `undefined` where there is none. As exact as {@link findFree}.
 */
export function firstFree(scene: Scene): number | undefined {
  const length = scene.asked.until - scene.asked.from;
  const perSpan = new Map(scene.spans.map((span) => [span, new FreePlaces(scene, span)]));
  const runs = fitting(scene).flatMap((place) =>
    runsOf(scene.spans, (span) => {
      const free = perSpan.get(span)!;
      if (!free.take(place)) return false;
      free.giveBack(place);
      return true;
    }).filter((run) => run.until - run.from >= length),
  );
  const starts = scene.children === 1 ? runs : scene.spans;
  const days = [...new Set(starts.map(({ from }) => from))].sort((a, b) => a - b);
  return days.find((from) => {
    const until = from + length;
    const open = runs.filter((run) => run.from <= from && until <= run.until);
    if (open.length < scene.children) return false;
    return scene.children === 1 || findFree(scene, { from, until }) !== undefined;
  });
}

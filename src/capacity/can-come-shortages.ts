import { type Days, housingAsIs, type Scene, type Span } from './can-come-scene.ts';
import { fitHas } from './place-sets.ts';

/**
 * Why not everyone can be housed on some days: these guests and children may have these places only,
 * and are more than the places. Whoever doubts it counts the two lists.
 */
export interface Shortage extends Days {
  readonly guests: readonly number[];
  /** How many of the children asked for are among them. */
  readonly children: number;
  readonly places: readonly number[];
  /** How many more guests and children there are than places. */
  readonly missing: number;
  /** Some of the guests had no place even without the children asked for. */
  readonly alreadyShort: boolean;
  /** Places that would be among them, were they not out of use and empty. */
  readonly outOfUse: readonly number[];
}

/** The shortages of one span; none where everyone and the children asked for can be housed. */
function shortagesOf(scene: Scene, span: Span): Shortage[] {
  const housing = housingAsIs(scene, span);
  const first = scene.guests.length;
  const blocks = new Map<string, { places: number[]; all: Set<number>; alreadyShort: boolean }>();
  const house = (guest: number): void => {
    const end = housing.house(guest);
    if (!end) return;
    const places = [...end.places].sort((a, b) => a - b);
    const key = places.join();
    const block = blocks.get(key) ?? { places, all: new Set(), alreadyShort: false };
    for (const other of end.guests) block.all.add(other);
    if (guest < first) block.alreadyShort = true;
    blocks.set(key, block);
  };
  for (const guest of span.state.without) house(guest);
  for (let child = first; child < first + scene.children; child += 1) {
    housing.arrive(child);
    house(child);
  }
  return [...blocks.values()].map(({ places, all, alreadyShort }) => {
    const guests = [...all].filter((guest) => guest < first).sort((a, b) => a - b);
    return {
      from: span.from,
      until: span.until,
      guests,
      children: all.size - guests.length,
      places,
      missing: all.size - places.length,
      alreadyShort,
      outOfUse: emptyOutOfUse(scene, span, all),
    };
  });
}

function emptyOutOfUse(scene: Scene, span: Span, asking: ReadonlySet<number>): number[] {
  const { kindOf, fits } = scene.kinds;
  const kinds = new Set([...asking].map((guest) => kindOf[guest]!));
  return [...scene.places.keys()].filter(
    (place) =>
      span.state.exists[place] === 1 &&
      span.state.usable[place] === 0 &&
      span.state.holderOf[place] === -1 &&
      [...kinds].some((kind) => fitHas(fits[kind]!, place)),
  );
}

/** Whether everyone and the children asked for can be housed on the days of the span. */
export function isHousable(scene: Scene, span: Span): boolean {
  const housing = housingAsIs(scene, span);
  const first = scene.guests.length;
  const children = Array.from({ length: scene.children }, (_, child) => first + child);
  for (const child of children) housing.arrive(child);
  return [...span.state.without, ...children].every((guest) => housing.house(guest) === undefined);
}

/** The shortages of the spans in order of time; the same one on following days is given once. */
export function findShortages(scene: Scene, spans: readonly Span[]): Shortage[] {
  const found = new Map<string, Shortage>();
  const closed: Shortage[] = [];
  for (const span of spans) {
    for (const shortage of shortagesOf(scene, span)) {
      const { from, until, ...same } = shortage;
      const key = JSON.stringify(same);
      const before = found.get(key);
      const follows = before?.until === from;
      if (before && !follows) closed.push(before);
      found.set(key, { ...same, from: before && follows ? before.from : from, until });
    }
  }
  return [...closed, ...found.values()].sort((a, b) => a.from - b.from || a.until - b.until);
}

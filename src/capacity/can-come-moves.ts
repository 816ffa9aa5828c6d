import { type Lodging, Lodgings } from './can-come-lodgings.ts';
import {
  type Days,
  housingAsIs,
  ownPlace,
  type Scene,
  type Span,
  spansOf,
} from './can-come-scene.ts';
import type { Housing } from './housing.ts';

/** Brings a housing of the span before to this one; who had to leave a place is left without. */
function carryOver(scene: Scene, housing: Housing, before: Span, span: Span): void {
  const wasThere = new Set(before.state.present);
  const isThere = new Set(span.state.present);
  for (const guest of before.state.present) if (!isThere.has(guest)) housing.leave(guest);
  for (const [place, usable] of span.state.usable.entries()) {
    if (usable === 0 && before.state.usable[place] === 1) housing.closePlace(place);
    if (usable === 1 && before.state.usable[place] === 0) housing.openPlace(place);
  }
  for (const guest of span.state.present) housing.setOwn(guest, ownPlace(scene, span, guest));
  for (const [place, guest] of span.state.holderOf.entries()) {
    if (guest < 0 || wasThere.has(guest)) continue;
    housing.arrive(guest);
    housing.put(guest, place);
  }
  for (const guest of span.state.without) housing.arrive(guest);
}

/**
 * Houses everyone and the children asked for on every day of these, others moving where needed, and
 * returns who is where on which days; `undefined` where that cannot be done on some day. Exact: found
 * wherever it exists. Each day starts from the housing of the day before and moves people over the
 * shortest chain that houses one more, so few move, though not provably the fewest.
 */
export function findHousing(scene: Scene, days: Days): Lodging[] | undefined {
  const first = scene.guests.length;
  const children = Array.from({ length: scene.children }, (_, child) => first + child);
  const lodgings = new Lodgings();
  let housing: Housing | undefined;
  let before: Span | undefined;
  for (const span of spansOf(scene, days)) {
    if (!housing || !before) {
      housing = housingAsIs(scene, span);
      for (const child of children) housing.arrive(child);
    } else {
      carryOver(scene, housing, before, span);
    }
    const guests = [...span.state.present, ...children];
    for (const guest of guests) {
      if (housing.placeOf[guest]! < 0 && housing.house(guest)) return undefined;
    }
    for (const guest of guests) lodgings.add(guest, housing.placeOf[guest]!, span);
    before = span;
  }
  return lodgings.all();
}

/**
 * What a changed sketch comes to, at once and on any machine: who loses a place and who gains one, which units are too
 * full, how far children live from home, which brothers and sisters are together, and who is passed over by whom. Pure;
 * the screen and the server ask the same.
 */
import { allHoused } from './housed-together.ts';
import type { Choices, Sketch, SketchParty } from './sketch.ts';

/** Somebody has a place where a party that is called before it, and suits there too, has none anywhere. */
export interface Departure {
  /** Who has the place. */
  readonly id: string;
  readonly passedOver: string;
}

export interface Consequences {
  /** The unit of each party of the sketch; `null`: none. */
  readonly unitOf: ReadonlyMap<string, number | null>;
  /** Parties in each unit, in the order of the calls. */
  readonly inUnit: readonly (readonly SketchParty[])[];
  /** Units in which not all have a place. */
  readonly tooFull: readonly number[];
  /** Parties in one unit that may not be. */
  readonly apart: readonly (readonly [string, string])[];
  readonly lose: readonly string[];
  readonly gain: readonly string[];
  readonly move: readonly string[];
  readonly children: number;
  /** Kilometres from home of all who have a place and a home that is known. */
  readonly km: number;
  /** Of brothers and sisters who would rather be together and who both have a place. */
  readonly together: number;
  readonly separated: number;
  /** Departures from the order that the suggestion did not have. */
  readonly departures: readonly Departure[];
}

const unitsOf = ({ parties }: Sketch, choices: Choices) =>
  new Map(
    parties.map(({ id, unit }) => {
      const chosen = choices.get(id);
      return [id, chosen === undefined ? unit : chosen] as const;
    }),
  );

const tenths = (km: number) => Math.round(km * 10) / 10;

/** Groups of brothers and sisters of whom more than one has a place: together, or not all. */
function siblingsOf(
  placed: readonly (readonly [SketchParty, number])[],
): [together: number, separated: number] {
  const groups = Map.groupBy(
    placed.filter(([{ siblings }]) => siblings?.wish === 'PREFERRED'),
    ([{ siblings }]) => siblings!.groupId,
  );
  let together = 0;
  let separated = 0;
  for (const members of groups.values()) {
    if (members.length < 2) continue;
    if (new Set(members.map(([, unit]) => unit)).size === 1) together++;
    else separated++;
  }
  return [together, separated];
}

function departuresOf(
  parties: readonly SketchParty[],
  unitOf: ReadonlyMap<string, number | null>,
): Departure[] {
  const waiting = Map.groupBy(
    parties
      .filter(({ id }) => unitOf.get(id) === null)
      .flatMap((party) =>
        [...new Set(party.options.map(({ unit }) => unit))].map((unit) => ({ unit, party })),
      ),
    ({ unit }) => unit,
  );
  return parties.flatMap((party) => {
    const unit = unitOf.get(party.id);
    if (unit === null || unit === undefined) return [];
    return (waiting.get(unit) ?? [])
      .filter((other) => other.party.rank < party.rank)
      .map((other) => ({ id: party.id, passedOver: other.party.id }));
  });
}

const pairOf = ({ id, passedOver }: Departure) => `${id} ${passedOver}`;

/** Departures from the order that these choices bring, and the suggestion did not have. */
function newDepartures(sketch: Sketch, unitOf: ReadonlyMap<string, number | null>): Departure[] {
  const had = new Set(departuresOf(sketch.parties, unitsOf(sketch, new Map())).map(pairOf));
  return departuresOf(sketch.parties, unitOf).filter((each) => !had.has(pairOf(each)));
}

export function consequencesOf(sketch: Sketch, choices: Choices): Consequences {
  const { units, parties, apart } = sketch;
  const unitOf = unitsOf(sketch, choices);
  const inUnit: SketchParty[][] = units.map(() => []);
  const placed: (readonly [SketchParty, number])[] = [];
  let km = 0;
  let children = 0;
  for (const party of parties.toSorted((a, b) => a.rank - b.rank)) {
    const unit = unitOf.get(party.id) ?? null;
    if (unit === null) continue;
    inUnit[unit]!.push(party);
    placed.push([party, unit]);
    children += party.requestIds.length;
    km += party.options.find((option) => option.unit === unit)?.soft.homeKm ?? 0;
  }
  const [together, separated] = siblingsOf(placed);
  const changed = (test: (before: number | null, after: number | null) => boolean) =>
    parties.filter(({ id, unit }) => test(unit, unitOf.get(id) ?? null)).map(({ id }) => id);
  const siteOf = (id: string) => {
    const unit = unitOf.get(id) ?? null;
    return unit === null ? null : units[unit]!.unitId;
  };
  return {
    unitOf,
    inUnit,
    tooFull: [...units.keys()].filter(
      (unit) =>
        !allHoused(
          units[unit]!.rooms,
          inUnit[unit]!.flatMap(({ needs }) => needs),
        ),
    ),
    apart: apart.filter(([a, b]) => siteOf(a) !== null && siteOf(a) === siteOf(b)),
    lose: changed((before, after) => before !== null && after === null),
    gain: changed((before, after) => before === null && after !== null),
    move: changed((before, after) => before !== null && after !== null && before !== after),
    children,
    km: tenths(km),
    together,
    separated,
    departures: newDepartures(sketch, unitOf),
  };
}

/** Departures that these choices have and those before had not: they ask a reason. */
export function departuresAdded(before: Consequences, after: Consequences): Departure[] {
  const had = new Set(before.departures.map(pairOf));
  return after.departures.filter((each) => !had.has(pairOf(each)));
}

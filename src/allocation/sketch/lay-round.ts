/**
 * The round over the living list: what is known of places and children becomes places with room and, for each party, the
 * ways in which it can be housed. Pure: the same facts give the same round on every day.
 */
import { jointRooms, type UnitScene } from '../../capacity/index.ts';
import type { WaitingParty } from '../candidates.ts';
import { askFit, failingOf } from '../eligibility.ts';
import type { ChildFacts, FitRules, OfferFacts } from '../fit-facts.ts';
import { type Router, type SoftFacts, softFacts } from '../nearness.ts';
import type { RoundFile } from '../round-record.ts';
import type { Option, RoundPlace, Use } from '../round/instance.ts';
import type { Criterion } from '../verdict.ts';
import { criteria } from '../verdict.ts';
import { apartPairs } from './apart-pairs.ts';
import { fitWeight } from './fit-weight.ts';
import type { SketchUnit } from './sketch.ts';

export interface RoundFacts {
  /** The day from which places are given and children start. */
  readonly from: string;
  readonly parties: readonly WaitingParty[];
  readonly offers: readonly OfferFacts[];
  /** One for each offer, in the same order. */
  readonly scenes: readonly UnitScene[];
  readonly rules: FitRules;
}

/** One way of housing a party, as the sketch tells it: several options of the round may lead to one unit. */
interface LaidOption {
  readonly unit: number;
  readonly soft: SoftFacts;
}

export interface LaidRound {
  readonly units: readonly SketchUnit[];
  readonly places: readonly RoundPlace[];
  readonly files: readonly RoundFile[];
  /** For each file the unit of each of its options. */
  readonly laid: ReadonlyMap<string, readonly LaidOption[]>;
  readonly apart: readonly (readonly [string, string])[];
}

/** Places of one unit that have the same features: one place of the round, with so much room. */
interface RoomKind {
  readonly id: string;
  readonly features: readonly string[];
  readonly room: number;
}

interface LaidUnit {
  readonly offer: OfferFacts;
  readonly rooms: readonly (readonly string[])[];
  readonly kinds: readonly RoomKind[];
}

function kindsOf(
  { unitId, moduleCode }: OfferFacts,
  rooms: readonly (readonly string[])[],
): RoomKind[] {
  const kinds = Map.groupBy(rooms, (features) => features.join('+'));
  return [...kinds]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, of]) => ({
      id: [unitId, moduleCode, key].filter((part) => part !== '').join(' '),
      features: of[0]!,
      room: of.length,
    }));
}

/** How many places of each kind a party can take, without regard to who of it takes which; plain kinds first. */
function patternsOf(members: readonly ChildFacts[], kinds: readonly RoomKind[]): number[][] {
  let patterns = new Map([['', kinds.map(() => 0)]]);
  for (const { needs } of members) {
    const next = new Map<string, number[]>();
    for (const pattern of patterns.values()) {
      for (const [kind, { features, room }] of kinds.entries()) {
        if (pattern[kind] === room || !needs.every((each) => features.includes(each))) continue;
        const taken = pattern.with(kind, pattern[kind]! + 1);
        next.set(taken.join(' '), taken);
      }
    }
    patterns = next;
  }
  return [...patterns.values()];
}

/** Lays the round. `onParty` is told how many were done. */
export function layRound(
  facts: RoundFacts,
  router: Router,
  onParty: (done: number) => void = () => {},
): LaidRound {
  const units = facts.offers
    .map((offer, n): LaidUnit => {
      const rooms = jointRooms(facts.scenes[n]!, facts.from, offer.offerable);
      return { offer, rooms, kinds: kindsOf(offer, rooms) };
    })
    .filter(({ rooms }) => rooms.length > 0);
  const ofModule = Map.groupBy(units.entries(), ([, { offer }]) => offer.moduleCode);
  const files: RoundFile[] = [];
  const laid = new Map<string, readonly LaidOption[]>();
  for (const [done, party] of facts.parties.entries()) {
    const { file, options } = layParty(party, ofModule, facts, router);
    files.push(file);
    laid.set(file.id, options);
    onParty(done + 1);
  }
  const apart = apartPairs(facts.parties);
  const kept = keepApart(files, laid, apart, units);
  return {
    units: units.map(({ offer, rooms }) => ({
      unitId: offer.unitId,
      module: offer.moduleCode,
      rooms,
    })),
    places: kept.places,
    files: kept.files,
    laid,
    apart,
  };
}

function layParty(
  party: WaitingParty,
  ofModule: ReadonlyMap<string, readonly (readonly [number, LaidUnit])[]>,
  { from, rules }: RoundFacts,
  router: Router,
) {
  const { id, key, lanes, exempt, members } = party;
  const [child, ...companions] = members;
  const asker = askFit({ child: child!, companions, period: { from, until: null }, rules });
  const failed = new Set<Criterion>();
  const options: Option[] = [];
  const laid: LaidOption[] = [];
  for (const { moduleCode } of child!.wants) {
    for (const [unit, { offer, kinds }] of ofModule.get(moduleCode) ?? []) {
      // Room is the round's own question: it knows every promise, and asks it of all at once.
      const failing = failingOf(asker.explain(offer)).filter(
        ({ criterion }) => criterion !== 'PLACE',
      );
      for (const { criterion } of failing) failed.add(criterion);
      if (failing.length > 0) continue;
      const patterns = patternsOf(members, kinds);
      if (patterns.length === 0) failed.add('PLACE');
      const softs = members.map((member) => softFacts(member, offer, rules, router));
      const weight = softs.reduce((sum, soft) => sum + fitWeight(soft, rules), 0);
      for (const pattern of patterns) {
        const uses = kinds.flatMap((kind, n): Use[] =>
          pattern[n]! > 0 ? [[kind.id, [pattern[n]!]]] : [],
        );
        options.push({ uses, weight });
        laid.push({ unit, soft: softs[0]! });
      }
    }
  }
  const isShort = options.length === 0 && failed.size === 0;
  const excludedBy = isShort ? (['PLACE'] as const) : criteria.filter((each) => failed.has(each));
  const file: RoundFile = {
    id,
    key,
    lanes,
    exempt,
    size: members.length,
    mustPlace: false,
    options,
    excludedBy: options.length > 0 ? [] : excludedBy,
  };
  return { file, options: laid };
}

/**
 * Two who may not live in one unit share one room in it that is no place: one of them takes it. It is a capacity of
 * another kind than places, so that none is taken for the other.
 */
function keepApart(
  files: readonly RoundFile[],
  laid: ReadonlyMap<string, readonly LaidOption[]>,
  apart: readonly (readonly [string, string])[],
  units: readonly LaidUnit[],
): { files: readonly RoundFile[]; places: RoundPlace[] } {
  const rooms = new Map<string, Map<string, string[]>>();
  const shared: string[] = [];
  const unitsOf = (id: string) =>
    new Set((laid.get(id) ?? []).map(({ unit }) => units[unit]!.offer.unitId));
  for (const [a, b] of apart) {
    const there = unitsOf(b);
    for (const unitId of unitsOf(a)) {
      if (!there.has(unitId)) continue;
      const place = `apart ${a} ${b} ${unitId}`;
      shared.push(place);
      for (const id of [a, b]) {
        const own = rooms.get(id) ?? new Map<string, string[]>();
        own.set(unitId, [...(own.get(unitId) ?? []), place]);
        rooms.set(id, own);
      }
    }
  }
  const kinds = units.flatMap((unit) => unit.kinds);
  if (shared.length === 0)
    return { files, places: kinds.map(({ id, room }) => ({ id, capacity: [room] })) };
  const withRooms = (file: RoundFile): RoundFile => {
    const own = rooms.get(file.id);
    const options = file.options.map((option, n) => {
      const { unitId } = units[laid.get(file.id)![n]!.unit]!.offer;
      const uses = option.uses.map(([place, [amount]]): Use => [place, [amount!, 0]]);
      const taken = (own?.get(unitId) ?? []).map((place): Use => [place, [0, 1]]);
      return { ...option, uses: [...uses, ...taken] };
    });
    return { ...file, options };
  };
  return {
    files: files.map(withRooms),
    places: [
      ...kinds.map(({ id, room }) => ({ id, capacity: [room, 0] })),
      ...shared.map((id) => ({ id, capacity: [0, 1] })),
    ],
  };
}

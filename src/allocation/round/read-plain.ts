/**
 * Reads an instance file of single children straight into columns, in one walk over its text: a tenth of the time and
 * memory of the objects that JSON would make of a million children. Anything else, and any fault, is left to
 * `round-file.ts`, which says what is wrong and where.
 */
import { type Objective, objectives } from './instance.ts';
import { type PlainRound, PlainRoundBuilder } from './plain-round.ts';
import { CLOSE_LIST, Names, NotPlain, OPEN_LIST, stop, Walk } from './plain-walk.ts';

/** A fit takes so many signs at the least. */
const FIT_LENGTH = 40;
const enough = (text: string) => Math.ceil(text.length / FIT_LENGTH) + 64;

const LARGEST_ROOM = 2 ** 31 - 1;
const isWhole = (value: number, least: number, most: number) =>
  (Number.isInteger(value) && value >= least && value <= most) || stop();

function readPlaces(walk: Walk, builder: PlainRoundBuilder): Names {
  const ids: string[] = [];
  walk.each(() => {
    let id = '';
    let room = 0;
    const seen = walk.fields({
      id: () => (id = walk.name()),
      capacity: () => walk.only(() => (room = walk.number())),
    });
    isWhole(room, 0, LARGEST_ROOM);
    if (seen.size !== 2) stop();
    ids.push(id);
    builder.addPlace(id, room);
  });
  if (new Set(ids).size !== ids.length) stop();
  return new Names(ids);
}

function readParties(walk: Walk, builder: PlainRoundBuilder, names: Names): void {
  const ids = new Set<string>();
  let id = '';
  let rank = 0;
  let isBegun = false;
  let place = -1;
  let weight = 0;
  const use = () => {
    walk.take(OPEN_LIST);
    place = walk.known(names);
    walk.comma();
    walk.only(one);
    walk.take(CLOSE_LIST);
  };
  const one = () => {
    if (walk.number() !== 1) stop();
  };
  const option = {
    uses: () => walk.only(use),
    weight: () => (weight = walk.number()),
  };
  /** The form that programs write, without spaces: most of a large file is made of it. */
  const readCompact = () => {
    if (!walk.skip('{"uses":[[')) return false;
    place = walk.known(names);
    if (!walk.skip(',[1]]],"weight":')) return false;
    weight = walk.number();
    return walk.skip('}');
  };
  const readOption = () => {
    if (!walk.attempt(readCompact) && walk.fields(option).size !== 2) stop();
    builder.addFit(place, weight);
  };
  const begin = () => {
    if (id === '' || rank === 0) stop();
    builder.addChild(id, rank);
    isBegun = true;
  };
  const party = {
    id: () => (id = walk.name()),
    rank: () => isWhole((rank = walk.number()), 1, Number.MAX_SAFE_INTEGER),
    size: one,
    // Its options come last, as the program itself writes them: a child is known before its fits are.
    options: () => {
      begin();
      walk.each(readOption);
    },
  };
  walk.each(() => {
    id = '';
    rank = 0;
    isBegun = false;
    walk.fields(party);
    if (!isBegun) stop();
    ids.add(id);
  });
  if (ids.size !== builder.children) stop();
}

export interface PlainFile {
  readonly objective: Objective;
  readonly round: PlainRound;
}

/** The columns of a file of single children; `null` for any other, and for any that is wrong. */
export function readPlainRound(text: string): PlainFile | null {
  const walk = new Walk(text);
  const builder = new PlainRoundBuilder(enough(text));
  let objective: Objective = 'order';
  let names: Names | undefined;
  try {
    const seen = walk.fields({
      objective: () => {
        const name = walk.name();
        objective = objectives.find((each) => each === name) ?? stop();
      },
      places: () => (names = readPlaces(walk, builder)),
      parties: () => readParties(walk, builder, names ?? stop()),
    });
    if (!seen.has('parties') || !walk.isEnd()) return null;
  } catch (error) {
    if (error instanceof NotPlain) return null;
    throw error;
  }
  const round = builder.build();
  const { ranks } = round;
  for (let child = 1; child < ranks.length; child++) {
    if (ranks[child] === ranks[child - 1]) return null;
  }
  return { objective, round };
}

import { JsonFault, jsonPath, shown } from '../../platform/json/fault.ts';
import { type JsonLimits, parseJson } from '../../platform/json/parse.ts';
import {
  readFields,
  readFlag,
  readList,
  readName,
  readNamed,
  readNumber,
  readWhole,
  type Reader,
} from '../../platform/json/shape.ts';
import { readDistinctRanks, readRank } from '../read-rank.ts';
import type { Claim } from './check-answer.ts';
import {
  type Certificate,
  type Figures,
  type Objective,
  objectives,
  type Option,
  type Party,
  type Placement,
  type RoundInput,
  type RoundPlace,
  type Use,
} from './instance.ts';

/** Largest file in bytes: as much as fits in one text. */
export const ROUND_MOST_BYTES = 480 * 2 ** 20;

const LIMITS: JsonLimits = { depth: 12, values: 120_000_000, fields: 4_000_000 };

const readObjective: Reader<Objective> = (value, path) => {
  const known = objectives.find((each) => each === value);
  if (known) return known;
  throw new JsonFault(
    path,
    `${shown(value)} is no objective; known here: ${objectives.join(', ')}`,
  );
};

const readAmounts: Reader<number[]> = (value, path) => readList(value, path, readWhole);

const readPlace: Reader<RoundPlace> = (value, path) => {
  const { id, capacity } = readFields(value, path, ['id', 'capacity']);
  return { id: readName(id, `${path}.id`), capacity: readAmounts(capacity, `${path}.capacity`) };
};

const useReader =
  (kinds: ReadonlyMap<string, number>): Reader<Use> =>
  (value, path) => {
    if (!Array.isArray(value) || value.length !== 2) {
      throw new JsonFault(path, `${shown(value)} where a place and its amounts are expected`);
    }
    const place = readName(value[0], `${path}[0]`);
    const amounts = readAmounts(value[1], `${path}[1]`);
    const expected = kinds.get(place);
    if (expected === undefined) {
      throw new JsonFault(`${path}[0]`, `${shown(place)} is the id of no place in this file`);
    }
    if (amounts.length !== expected) {
      throw new JsonFault(`${path}[1]`, `${amounts.length} amounts where ${expected} are expected`);
    }
    return [place, amounts];
  };

const optionReader =
  (readUse: Reader<Use>): Reader<Option> =>
  (value, path) => {
    const { uses, weight } = readFields(value, path, ['uses', 'weight']);
    return {
      uses: readList(uses, `${path}.uses`, readUse),
      weight: readNumber(weight, `${path}.weight`),
    };
  };

const partyReader =
  (readOption: Reader<Option>): Reader<Party> =>
  (value, path) => {
    const party = readFields(value, path, ['id', 'rank', 'options'], ['size', 'mustPlace']);
    const size = readWhole(party['size'] ?? 1, `${path}.size`);
    if (size < 1) throw new JsonFault(`${path}.size`, 'a party is at least one child');
    return {
      id: readName(party['id'], `${path}.id`),
      rank: readRank(party['rank'], `${path}.rank`),
      size,
      mustPlace: readFlag(party['mustPlace'] ?? false, `${path}.mustPlace`),
      options: readList(party['options'], `${path}.options`, readOption),
    };
  };

function checkKinds(places: readonly RoundPlace[]): void {
  const kinds = places[0]?.capacity.length ?? 1;
  const odd = places.findIndex(({ capacity }) => capacity.length !== kinds);
  if (odd >= 0) {
    throw new JsonFault(
      `$.places[${odd}].capacity`,
      `${places[odd]!.capacity.length} kinds of capacity where $.places[0] has ${kinds}`,
    );
  }
  if (kinds === 0)
    throw new JsonFault('$.places[0].capacity', 'at least one kind of capacity is expected');
}

/** Reads the text of an instance file of `vrijplaats round`. Throws {@link JsonFault} with the path of what is wrong. */
export function readRound(text: string): RoundInput {
  const root = readFields(parseJson(text, LIMITS), '$', ['places', 'parties'], ['objective']);
  const objective = readObjective(root['objective'] ?? 'order', '$.objective');
  const places = readNamed(root['places'], '$.places', readPlace);
  checkKinds(places);
  const kinds = new Map(places.map(({ id, capacity }) => [id, capacity.length]));
  const readParty = partyReader(optionReader(useReader(kinds)));
  const parties = readNamed(root['parties'], '$.parties', readParty);
  readDistinctRanks(parties, '$.parties');
  return { objective, places, parties };
}

const readPlacement: Reader<Placement> = (value, path) => {
  const { party, option } = readFields(value, path, ['party', 'option']);
  return { party: readName(party, `${path}.party`), option: readWhole(option, `${path}.option`) };
};

const readFigures = (value: unknown, path: string): Figures => {
  const { children, weight } = readFields(value, path, ['children', 'weight']);
  return {
    children: readNumber(children, `${path}.children`),
    weight: readNumber(weight, `${path}.weight`),
  };
};

function readNumbers(value: unknown, path: string): Record<string, number> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new JsonFault(path, `${shown(value)} where an object is expected`);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, readNumber(each, jsonPath(path, key))]),
  );
}

const readCertificate = (value: unknown, path: string): Certificate => {
  const { closedAt, prices } = readFields(value, path, ['closedAt', 'prices']);
  return {
    closedAt: readNumbers(closedAt, `${path}.closedAt`),
    prices: readNumbers(prices, `${path}.prices`),
  };
};

/** Reads the text of an answer of `vrijplaats round`; bounds and certificate may be absent. */
export function readAnswer(text: string): Claim {
  const root = readFields(
    parseJson(text, LIMITS),
    '$',
    ['placements', 'children', 'weight'],
    ['bound', 'optimal', 'seconds', 'certificate'],
  );
  const { bound, certificate } = root;
  return {
    placements: readList(root['placements'], '$.placements', readPlacement),
    children: readNumber(root['children'], '$.children'),
    weight: readNumber(root['weight'], '$.weight'),
    bound: bound === undefined ? NO_BOUND : readFigures(bound, '$.bound'),
    ...(certificate === undefined
      ? {}
      : { certificate: readCertificate(certificate, '$.certificate') }),
  };
}

const NO_BOUND: Figures = { children: Infinity, weight: Infinity };

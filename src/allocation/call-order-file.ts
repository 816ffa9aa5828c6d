import { JsonFault, shown } from '../platform/json/fault.ts';
import { type JsonLimits, parseJson } from '../platform/json/parse.ts';
import {
  type Reader,
  readFields,
  readFlag,
  readList,
  readName,
  readNamed,
} from '../platform/json/shape.ts';
import type { CallCandidate, CallShare } from './call-order.ts';
import { readDistinctRanks, readRank } from './read-rank.ts';

/** Largest file in bytes: a million candidates fit. */
export const CALL_ORDER_MOST_BYTES = 256 * 2 ** 20;

const LIMITS: JsonLimits = { depth: 8, values: 20_000_000, fields: 16 };

const readCandidate: Reader<CallCandidate> = (value, path) => {
  const fields = readFields(value, path, ['id', 'rank'], ['lanes', 'exempt']);
  return {
    id: readName(fields['id'], `${path}.id`),
    rank: readRank(fields['rank'], `${path}.rank`),
    lanes: readList(fields['lanes'] ?? [], `${path}.lanes`, readName),
    exempt: readFlag(fields['exempt'] ?? false, `${path}.exempt`),
  };
};

const readShare: Reader<CallShare> = (value, path) => {
  const { lane, percent } = readFields(value, path, ['lane', 'percent']);
  if (typeof percent !== 'number' || percent < 0 || percent > 100) {
    throw new JsonFault(
      `${path}.percent`,
      `${shown(percent)} where a number from 0 to 100 is expected`,
    );
  }
  return { lane: readName(lane, `${path}.lane`), percent };
};

export interface CallOrderInput {
  readonly candidates: readonly CallCandidate[];
  readonly shares: readonly CallShare[];
}

/** Reads the text of an instance file of `vrijplaats call-order`. Throws {@link JsonFault} with the path of what is wrong. */
export function readCallOrder(text: string): CallOrderInput {
  const root = readFields(parseJson(text, LIMITS), '$', ['candidates'], ['shares']);
  const candidates = readNamed(root['candidates'], '$.candidates', readCandidate);
  readDistinctRanks(candidates, '$.candidates');
  return { candidates, shares: readList(root['shares'] ?? [], '$.shares', readShare) };
}

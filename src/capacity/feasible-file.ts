import { JsonFault } from '../platform/json/fault.ts';
import { type JsonLimits, parseJson } from '../platform/json/parse.ts';
import {
  type Reader,
  readFields,
  readList,
  readName,
  readNamed,
  readPeriod,
} from '../platform/json/shape.ts';
import { dayFromNumber, dayNumber } from '../platform/period.ts';
import {
  endOfDays,
  type FeasibleInput,
  type FeasiblePlace,
  type FeasibleStay,
} from './feasible.ts';

/** Largest file in bytes: a quarter of a million places and as many stays fit. */
export const FEASIBLE_MOST_BYTES = 64 * 2 ** 20;

/** Most days of one answer: a century. */
const FEASIBLE_MOST_DAYS = 36_600;

const LIMITS: JsonLimits = { depth: 8, values: 6_000_000, fields: 16 };

const readPlace: Reader<FeasiblePlace> = (value, path) => {
  const place = readFields(value, path, ['id', 'period'], ['features', 'outOfUse']);
  return {
    id: readName(place['id'], `${path}.id`),
    features: readList(place['features'] ?? [], `${path}.features`, readName),
    period: readPeriod(place['period'], `${path}.period`),
    outOfUse: readList(place['outOfUse'] ?? [], `${path}.outOfUse`, readPeriod),
  };
};

const readStay: Reader<FeasibleStay> = (value, path) => {
  const stay = readFields(value, path, ['id', 'period'], ['needs']);
  return {
    id: readName(stay['id'], `${path}.id`),
    period: readPeriod(stay['period'], `${path}.period`),
    needs: readList(stay['needs'] ?? [], `${path}.needs`, readName),
  };
};

/**
 * Reads the text of an instance file of `vrijplaats feasible`. `features`, `outOfUse` and `needs` may
 * be absent, which means none. Throws {@link JsonFault} with the path of what is wrong.
 */
export function readFeasible(text: string): FeasibleInput {
  const root = readFields(parseJson(text, LIMITS), '$', ['days', 'places', 'stays']);
  const input = {
    days: readPeriod(root['days'], '$.days'),
    places: readNamed(root['places'], '$.places', readPlace),
    stays: readNamed(root['stays'], '$.stays', readStay),
  };
  const end = endOfDays(input);
  if (end - dayNumber(input.days.from) > FEASIBLE_MOST_DAYS) {
    const last = input.days.until ?? dayFromNumber(end - 1);
    throw new JsonFault(
      '$.days.until',
      `more than ${FEASIBLE_MOST_DAYS} days, up to ${last}; ask for fewer days`,
    );
  }
  return input;
}

import { isDay, type Period } from '../period.ts';
import { JsonFault, jsonPath, shown } from './fault.ts';

/**
 * Reading parsed JSON into known shapes, field by field. Each reader takes the value and its path
 * and throws a {@link JsonFault} that says what was found and how to mend it.
 */
export type Reader<T> = (value: unknown, path: string) => T;

/** An object whose fields are all known. `required` must be there, `optional` may be absent. */
export function readFields(
  value: unknown,
  path: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new JsonFault(path, `${shown(value)} where an object is expected`);
  }
  const object = value as Record<string, unknown>;
  for (const key of Object.keys(object)) {
    if (!required.includes(key) && !optional.includes(key)) {
      const known = [...required, ...optional].join(', ');
      throw new JsonFault(jsonPath(path, key), `an unknown field; known here: ${known}`);
    }
  }
  for (const key of required) {
    if (!Object.hasOwn(object, key))
      throw new JsonFault(jsonPath(path, key), 'the field is missing');
  }
  return object;
}

/** A list, each item read by the reader. */
export function readList<T>(value: unknown, path: string, item: Reader<T>): T[] {
  if (!Array.isArray(value)) throw new JsonFault(path, `${shown(value)} where a list is expected`);
  return value.map((element, index) => item(element, jsonPath(path, index)));
}

/** A list whose items have distinct ids. */
export function readNamed<T extends { readonly id: string }>(
  value: unknown,
  path: string,
  item: Reader<T>,
): T[] {
  const list = readList(value, path, item);
  const first = new Map<string, number>();
  for (const [index, { id }] of list.entries()) {
    const earlier = first.get(id);
    if (earlier !== undefined) {
      throw new JsonFault(
        `${path}[${index}].id`,
        `${shown(id)} is also the id of ${path}[${earlier}]; give each its own`,
      );
    }
    first.set(id, index);
  }
  return list;
}

/** A text of at least one character. */
export const readName: Reader<string> = (value, path) => {
  if (typeof value !== 'string' || value === '') {
    throw new JsonFault(path, `${shown(value)} where a text of at least one character is expected`);
  }
  return value;
};

/** Yes or no. */
export const readFlag: Reader<boolean> = (value, path) => {
  if (typeof value === 'boolean') return value;
  throw new JsonFault(path, `${shown(value)} where true or false is expected`);
};

/** A number; JSON has no infinite ones, but a text may hold one that is too great. */
export const readNumber: Reader<number> = (value, path) => {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new JsonFault(path, `${shown(value)} where a number is expected`);
};

/** A whole number from 0. */
export const readWhole: Reader<number> = (value, path) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new JsonFault(path, `${shown(value)} where a whole number from 0 is expected`);
};

/** An ISO day that exists. */
export const readDay: Reader<string> = (value, path) => {
  if (typeof value === 'string' && isDay(value)) return value;
  throw new JsonFault(path, `${shown(value)} is no day; write an ISO day such as "2026-05-06"`);
};

/** A half-open period of days whose end does not lie before its start. */
export const readPeriod: Reader<Period> = (value, path) => {
  const fields = readFields(value, path, ['from', 'until']);
  const from = readDay(fields['from'], `${path}.from`);
  const until = fields['until'] === null ? null : readEnd(fields['until'], `${path}.until`);
  if (until !== null && until < from) {
    throw new JsonFault(
      `${path}.until`,
      `"${until}" lies before "${from}"; until is the first day outside the period`,
    );
  }
  return { from, until };
};

const readEnd: Reader<string> = (value, path) => {
  if (typeof value === 'string' && isDay(value)) return value;
  throw new JsonFault(
    path,
    `${shown(value)} is no day; write an ISO day such as "2026-05-06", or null for no end`,
  );
};

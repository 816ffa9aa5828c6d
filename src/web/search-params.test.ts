import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  choiceIn,
  dayIn,
  listIn,
  numberIn,
  parseSearch,
  stringifySearch,
  textIn,
} from './search-params.ts';

test('what is written into an address is read back', () => {
  const value = fc.oneof(fc.string(), fc.array(fc.string(), { minLength: 2 }));
  const names = fc.string({ minLength: 1 }).filter((name) => name !== '__proto__');
  fc.assert(
    fc.property(fc.dictionary(names, value), (search) => {
      expect(parseSearch(stringifySearch(search))).toEqual({ ...search });
    }),
  );
});

test('lists are repeated names that a person can read', () => {
  expect(stringifySearch({ module: ['A', 'B'], on: '2026-06-16', age: 12, near: undefined })).toBe(
    '?module=A&module=B&on=2026-06-16&age=12',
  );
  expect(stringifySearch({})).toBe('');
});

test('what cannot be understood is left out', () => {
  const search = parseSearch(
    '?age=abc&on=2026-02-31&term=LONG&module=A&module=A&module=&name=&n=7',
  );
  expect(numberIn(search, 'age', 0, 25)).toBeUndefined();
  expect(numberIn(search, 'n', 0, 25)).toBe(7);
  expect(numberIn(search, 'n', 8, 25)).toBeUndefined();
  expect(dayIn(search, 'on')).toBeUndefined();
  expect(dayIn(parseSearch('?on=2024-02-29'), 'on')).toBe('2024-02-29');
  expect(choiceIn(search, 'term', ['SHORT', 'LONG'])).toBe('LONG');
  expect(choiceIn(search, 'module', ['B'])).toBeUndefined();
  expect(listIn(search, 'module')).toEqual(['A']);
  expect(textIn(search, 'name')).toBeUndefined();
  expect(textIn(parseSearch('?q=abcdef'), 'q', 3)).toBe('abc');
});

test('a hostile name changes nothing but the record', () => {
  const search = parseSearch('?__proto__=x&constructor=y');
  expect(Object.getPrototypeOf(search)).toBe(Object.prototype);
  expect(textIn(search, 'constructor')).toBe('y');
});

import { expect, test } from 'vitest';
import type { FoundChild } from '../find-children.ts';
import { lookLike } from './look-like.ts';

const one = (requestId: string, name: string | null, bornMonth: string): FoundChild => ({
  personId: requestId,
  requestId,
  label: requestId,
  detail: '',
  region: 'WVL',
  bornMonth,
  name,
  state: 'WAITING',
});
const typed = { given: 'Noa', family: 'De Smet', born: '2014-05-03' };
const found = (...rows: FoundChild[]) => lookLike(typed, rows, []).map((each) => each.requestId);

test('the same name, also with a slip or another birthday, and the same month under one family name', () => {
  expect(found(one('same', 'Noa De Smet', '2014-05'))).toEqual(['same']);
  expect(found(one('slip', 'Noah Desmet', '2014-05'))).toEqual(['slip']);
  expect(found(one('day', 'Noa De Smet', '2013-01'))).toEqual(['day']);
  expect(found(one('month', 'Elise De Smet', '2014-05'))).toEqual(['month']);
});

test('not a brother, and nobody of another region', () => {
  expect(found(one('brother', 'Warre De Smet', '2011-02'))).toEqual([]);
  expect(found(one('far', null, '2014-05'))).toEqual([]);
});

test('found twice, shown once', () => {
  const row = one('same', 'Noa De Smet', '2014-05');
  expect(lookLike(typed, [row], [row])).toHaveLength(1);
});

import { expect, test } from 'vitest';
import { isAsked, PAGE, queryOf, readListSearch } from './list-search.ts';

test('an address is read as far as it can be understood', () => {
  expect(
    readListSearch({
      zoek: 'De Smet',
      stand: ['WAITING', 'NONSENSE'],
      dossier: 'COURT',
      van: '3.6',
      tot: '400',
      blik: 'everything',
      broers: 'ja',
      vanaf: '100',
    }),
  ).toEqual({
    zoek: 'De Smet',
    stand: ['WAITING'],
    dossier: ['COURT'],
    van: 4,
    broers: 'ja',
    vanaf: 100,
  });
});

test('the server is asked for nothing that is not said, and one letter finds nobody', () => {
  expect(queryOf({})).toEqual({ limit: PAGE });
  expect(queryOf({ zoek: ' a ', vanaf: 0 })).toEqual({ limit: PAGE });
  expect(queryOf({ zoek: ' ab', broers: 'ja', volgorde: 'since' })).toEqual({
    find: 'ab',
    siblings: true,
    sort: 'since',
    limit: PAGE,
  });
});

test('a view, an order or a page is no question', () => {
  expect(isAsked({ blik: 'mine', volgorde: 'name', vanaf: 50 })).toBe(false);
  expect(isAsked({ zoek: 'x' })).toBe(true);
});

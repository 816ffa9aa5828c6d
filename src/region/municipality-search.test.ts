import { describe, expect, test } from 'vitest';
import { COMMITTED_AREAS } from './geodata.ts';
import { searchKey, searchMunicipalities } from './municipality-search.ts';

const find = (text: string, day = '2026-06-01') =>
  searchMunicipalities(COMMITTED_AREAS, text, day).map(({ municipality }) => municipality.name);

test('accents, case, hyphens and the short form of Sint do not matter', () => {
  expect(searchKey('  SINT-Trúiden ')).toBe('sint truiden');
  expect(searchKey('St.-Truiden')).toBe('sint truiden');
  expect(searchKey('Stabroek')).toBe('stabroek');
});

describe('searching municipalities', () => {
  test('by the beginning of the name, large before small', () => {
    expect(find('ant')[0]).toBe('Antwerpen');
    expect(find('g').slice(0, 3)).toEqual(['Gent', 'Genk', 'Geel']);
  });

  test('the exact name comes first, however small', () => {
    expect(find('as')[0]).toBe('As');
    expect(find('lier')[0]).toBe('Lier');
    expect(find('Hove')[0]).toBe('Hove');
  });

  test('by a word in the name', () => {
    expect(find('truiden')).toEqual(['Sint-Truiden']);
    expect(find('st truiden')).toEqual(['Sint-Truiden']);
    expect(find('truid')).toEqual(['Sint-Truiden']);
    expect(find('uiden')).toEqual([]);
  });

  test('a former municipality leads to its successor, and says so', () => {
    const [match] = searchMunicipalities(COMMITTED_AREAS, 'ruiselede', '2026-06-01');
    expect(match).toMatchObject({ matchedName: 'Ruiselede', municipality: { id: '37021' } });
    expect(find('ruiselede', '2024-06-01')).toEqual(['Ruiselede']);
  });

  test('a place within a municipality, and a French name in Brussels', () => {
    expect(find('hoboken')).toEqual(['Antwerpen']);
    expect(find('ixelles')).toEqual(['Elsene']);
  });

  test('no more than asked, and nothing for nothing', () => {
    expect(searchMunicipalities(COMMITTED_AREAS, 'b', '2026-06-01', 3)).toHaveLength(3);
    expect(find('  ')).toEqual([]);
    expect(find('-')).toEqual([]);
  });
});

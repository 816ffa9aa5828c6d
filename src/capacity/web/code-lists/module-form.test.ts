import { describe, expect, test } from 'vitest';
import type { KeptModule } from '../../code-list-contract.ts';
import { faultsIn, fieldsOf, moduleIn } from './module-form.ts';

const module: KeptModule = {
  code: 'STAY_O12',
  name: 'Verblijf',
  nameFr: null,
  nameEn: 'Stay',
  residential: true,
  term: 'LONG',
  ageMin: 12,
  ageMax: 18,
  from: '2019-01-01',
  until: null,
  source: 'Besluit (verzonnen)',
};

describe('the form of a type module', () => {
  test('gives back what it was given', () => {
    expect(faultsIn(fieldsOf(module, '2026-11-23'))).toEqual({});
    expect(moduleIn(fieldsOf(module, '2026-11-23'))).toEqual(module);
  });

  test('of a new one begins today and asks for the rest', () => {
    expect(faultsIn(fieldsOf(null, '2026-11-23'))).toEqual({
      code: 'code',
      name: 'name',
      ageMin: 'age',
      ageLast: 'age',
      source: 'source',
    });
  });

  test.each([
    [{ code: 'a b' }, { code: 'code' }],
    [{ ageMin: 13, ageLast: 12 }, { ageLast: 'ages' }],
    [{ ageMin: 12, ageLast: 12 }, {}],
    [{ until: '2019-01-01' }, { until: 'until' }],
    [{ until: '2019-01-02' }, {}],
    [{ from: null, until: '2019-01-02' }, { from: 'from' }],
  ])('%o is %o', (part, faults) => {
    expect(faultsIn({ ...fieldsOf(module, '2026-11-23'), ...part })).toEqual(faults);
  });
});

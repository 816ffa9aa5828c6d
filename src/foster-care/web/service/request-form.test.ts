import { expect, test } from 'vitest';
import { bodyOf, emptyRequest, lacksOf, requestOfCase, type TypedRequest } from './request-form.ts';

const today = '2026-11-24';
const whole: TypedRequest = {
  ...emptyRequest(today),
  serviceId: 'service',
  registrarName: ' CLB De Proef ',
  municipality: { id: '31005', label: 'Brugge' },
  youngest: 4,
  length: 'WEEK',
  startHour: 0,
  contact: 'NONE',
};

test('says what lacks, in the order of the form; nothing half is sent', () => {
  expect(lacksOf(emptyRequest(today))).toEqual([
    'serviceId',
    'registrarName',
    'municipality',
    'youngest',
    'length',
    'startHour',
    'contact',
  ]);
  expect(lacksOf(whole)).toEqual([]);
  expect(lacksOf({ ...whole, children: 2 })).toEqual(['oldest']);
  expect(lacksOf({ ...whole, children: 2, oldest: 3 })).toEqual(['oldest']);
  expect(lacksOf({ ...whole, registrarName: ' x ' })).toEqual(['registrarName']);
  expect(bodyOf({ ...whole, startOn: null }, {})).toBeNull();
});

test('one child has one age, and what was not said is not sent', () => {
  const body = bodyOf({ ...whole, oldest: 9 }, {});
  expect(body).toMatchObject({ youngest: 4, oldest: 4, registrarName: 'CLB De Proef' });
  for (const key of ['reachKm', 'repeatOf', 'schoolMunicipality', 'crisisRef'])
    expect(body).not.toHaveProperty(key);
  const brothers = bodyOf({ ...whole, children: 2, oldest: 9 }, {});
  expect(brothers).toMatchObject({ children: 2, youngest: 4, oldest: 9 });
});

test('where the school is, counts only while it must stay within reach', () => {
  const schoolMunicipality = { id: '31033', label: 'Torhout' };
  expect(bodyOf({ ...whole, schoolMunicipality }, {})).not.toHaveProperty('schoolMunicipality');
  expect(bodyOf({ ...whole, school: 'OWN_SCHOOL', schoolMunicipality }, {})).toMatchObject({
    schoolMunicipality: '31033',
  });
});

test('a case says how many and how old, as far as it knows', () => {
  const born = (ageYears: number | null) => ({ ageYears, unborn: false });
  const of = (...minors: { ageYears: number | null; unborn: boolean }[]) => {
    const { children, youngest, oldest } = requestOfCase(today, { minors });
    return [children, youngest, oldest];
  };
  expect(of(born(6))).toEqual([1, 6, null]);
  expect(of(born(9), born(2), born(4))).toEqual([3, 2, 9]);
  expect(of(born(9), born(null))).toEqual([2, null, null]);
  expect(of(born(9), { ageYears: null, unborn: true })).toEqual([1, 9, null]);
  expect(of()).toEqual([1, null, null]);
  expect(of(...Array.from({ length: 10 }, () => born(0)))).toEqual([8, 0, 0]);
});

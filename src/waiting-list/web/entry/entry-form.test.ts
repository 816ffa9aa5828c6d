import { expect, test } from 'vitest';
import { bodyOf, type Entry, firstProfile, nobody } from './entry-form.ts';

const today = '2026-06-16';
const entry: Entry = {
  child: { ...nobody, given: ' Noa ', family: 'Proef', born: '2012-03-04', sex: 'F' },
  known: null,
  profile: firstProfile(today),
  since: null,
  wishes: [{ module: 'STAY_O12' }],
  supportNeeds: '  ',
};

test('a child with a name is told by its day, and nothing empty is sent', () => {
  const body = bodyOf(entry);
  expect(body.identity).toEqual({
    givenName: 'Noa',
    familyName: 'Proef',
    birthDate: '2012-03-04',
    fileNumber: null,
  });
  expect(body).not.toHaveProperty('bornMonth');
  expect(body).not.toHaveProperty('supportNeeds');
  expect(body).not.toHaveProperty('since');
  expect(body.consentRepresentative).toBe('ASKED');
});

test('of an unborn child only the month counts, with or without the name it will have', () => {
  const unborn = { ...nobody, unborn: true, isNamed: false, born: '2026-09-12' };
  expect(bodyOf({ ...entry, child: unborn })).toMatchObject({ unborn: true, bornMonth: '2026-09' });
  expect(bodyOf({ ...entry, child: unborn })).not.toHaveProperty('identity');
  const named = { ...unborn, isNamed: true, given: 'Noa', family: 'Proef' };
  expect(bodyOf({ ...entry, child: named })).toMatchObject({
    bornMonth: '2026-09',
    identity: { birthDate: null },
  });
});

test('a court asks no consent, an adult none of the parents', () => {
  const court = { ...entry.profile, fileKind: 'COURT', minorAble: true } as const;
  expect(bodyOf({ ...entry, profile: court })).toMatchObject({
    consentRepresentative: 'NOT_NEEDED',
    consentMinor: 'NOT_NEEDED',
    minorAble: null,
  });
  const adult = { ...entry.child, born: '2007-01-01' };
  expect(bodyOf({ ...entry, child: adult })).toMatchObject({
    consentRepresentative: 'NOT_NEEDED',
    consentMinor: 'ASKED',
  });
});

test('of a child that is known nothing is said again', () => {
  const known = {
    personId: 'p',
    requestId: 'r',
    label: 'ABC',
    detail: '',
    region: 'WVL',
    bornMonth: '2012-03',
    name: null,
    state: 'CLOSED',
  } as const;
  const body = bodyOf({ ...entry, known });
  expect(body.personId).toBe('p');
  expect(body).not.toHaveProperty('identity');
  expect(body).not.toHaveProperty('sex');
});

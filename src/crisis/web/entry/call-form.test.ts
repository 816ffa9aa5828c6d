import { expect, test } from 'vitest';
import { bodyOf, emptyCall, lacksOf, type TypedCall, withMinor } from './call-form.ts';

const filled: TypedCall = {
  ...emptyCall,
  registrarKind: 'POLICE',
  agreement: 'YES',
  unsafety: 'ACUTE',
  wanted: 'STAY',
};

test('a search says what lacks, a consult asks less', () => {
  expect(lacksOf(emptyCall)).toEqual(['registrarKind', 'unsafety', 'agreement', 'wanted']);
  expect(lacksOf({ ...emptyCall, kind: 'CONSULT' })).not.toContain('wanted');
  expect(lacksOf({ ...filled, agreement: 'NO' })).toEqual(['agreement']);
  expect(lacksOf({ ...filled, minors: [] })).toEqual(['minors']);
  expect(lacksOf(filled)).toEqual([]);
});

test('an age says more than a band, an unborn child has neither, and what is unknown is not sent', () => {
  const [first] = filled.minors;
  const minors = [
    { ...first!, ageYears: 12, ageBand: '12-14', sex: 'F', zone: 'Z1' },
    { ...first!, ageBand: '0-2' },
    { ...first!, unborn: true, ageYears: 3 },
  ];
  expect(bodyOf({ ...filled, minors, words: '  ' })).toEqual({
    kind: 'DISPATCH',
    registrarKind: 'POLICE',
    anonymous: false,
    agreement: 'YES',
    unsafety: 'ACUTE',
    wanted: 'STAY',
    minors: [
      { ageYears: 12, sex: 'F', zone: 'Z1' },
      { ageBand: '0-2', sex: 'UNKNOWN' },
      { unborn: true, sex: 'UNKNOWN' },
    ],
  });
  expect(withMinor(withMinor(filled)).minors.map(({ id }) => id)).toEqual([1, 2, 3]);
});

test('an organisation is named only for who calls for one, and problems only when there are', () => {
  const court = { ...filled, registrarKind: 'PROSECUTOR', registrarOrganisationId: 'a court' };
  expect(bodyOf(court).registrarOrganisationId).toBe('a court');
  expect(bodyOf({ ...court, registrarKind: 'PARENT' })).not.toHaveProperty(
    'registrarOrganisationId',
  );
  expect(bodyOf(filled)).not.toHaveProperty('problems');
  expect(bodyOf({ ...filled, problems: ['RUNAWAY'] }).problems).toEqual(['RUNAWAY']);
});

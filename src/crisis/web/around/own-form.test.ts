import { expect, test } from 'vitest';
import { bodyOfOwn, emptyOwn, lacksOfOwn, type TypedOwn } from './own-form.ts';

const filled: TypedOwn = {
  ...emptyOwn,
  region: 'WVL',
  unsafety: 'ACUTE',
  agreement: 'UNCLEAR',
  phone: ' 050 00 00 00 ',
};

test('says what lacks, in the order of the form', () => {
  expect(lacksOfOwn(emptyOwn)).toEqual(['region', 'unsafety', 'agreement', 'phone']);
  expect(lacksOfOwn({ ...filled, phone: ' 1 ' })).toEqual(['phone']);
  expect(lacksOfOwn(filled)).toEqual([]);
});

test('sends what is known and nothing else', () => {
  expect(bodyOfOwn(filled)).toEqual({
    region: 'WVL',
    sex: 'UNKNOWN',
    unsafety: 'ACUTE',
    agreement: 'UNCLEAR',
    phone: '050 00 00 00',
  });
  expect(bodyOfOwn({ ...filled, ageYears: 12, ageBand: '12-14', familyName: ' X ' })).toMatchObject(
    { ageYears: 12, familyName: 'X' },
  );
  expect(bodyOfOwn({ ...filled, ageYears: 12, ageBand: '12-14' })).not.toHaveProperty('ageBand');
  expect(bodyOfOwn({ ...filled, unborn: true, ageYears: 12 })).not.toHaveProperty('ageYears');
});

import { expect, test } from 'vitest';
import { emptyProfile, lacksOfProfile, profileOf, typedOf } from './profile-form.ts';

const whole = {
  ...emptyProfile,
  phone: ' 0470 12 34 56 ',
  municipality: { id: '34022', label: 'Kortrijk' },
};

test('a profile that is whole is sent, and comes back as it was', () => {
  const sent = profileOf(whole);
  expect(sent).toMatchObject({
    phone: '0470 12 34 56',
    municipality: '34022',
    schoolReachKm: null,
  });
  expect(profileOf(typedOf(sent!, 'Kortrijk'))).toEqual(sent);
});

test.each([
  ['phone', { phone: 'geen' }],
  ['municipality', { municipality: null }],
  ['kinds', { kinds: [] }],
  ['ages', { ageFrom: 9, ageTo: 8 }],
  ['ages', { ageTo: null }],
  ['places', { places: null }],
  ['languages', { languages: [] }],
] as const)('without %s nothing is sent', (lack, part) => {
  const typed = { ...whole, ...part } as typeof whole;
  expect(lacksOfProfile(typed)).toEqual([lack]);
  expect(profileOf(typed)).toBeNull();
});

import { expect, test } from 'vitest';
import { languageOf, plainAppearance, readAppearance } from './appearance.ts';

test('what was kept is read back, and what is not understood becomes the plain choice', () => {
  expect(
    readAppearance('{"theme":"dark","density":"comfortable","hasShortcuts":false,"language":"fr"}'),
  ).toEqual({
    theme: 'dark',
    density: 'comfortable',
    hasShortcuts: false,
    language: 'fr',
  });
  for (const text of [
    null,
    '',
    '{',
    'null',
    '[]',
    '{"theme":"pink","density":3,"language":"de"}',
  ]) {
    expect(readAppearance(text)).toEqual(plainAppearance);
  }
});

test('who chose no language hears the first of the browser’s that we speak', () => {
  expect(languageOf(plainAppearance, ['de-DE', 'fr-FR', 'nl'])).toBe('fr');
  expect(languageOf(plainAppearance, ['de'])).toBe('nl');
  expect(languageOf({ ...plainAppearance, language: 'en' }, ['fr'])).toBe('en');
});

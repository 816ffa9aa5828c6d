import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptedLanguage, isLanguage, languageAmong, languages } from './language.ts';

test.each([
  [undefined, 'nl'],
  ['', 'nl'],
  ['fr-BE,fr;q=0.9,en;q=0.8', 'fr'],
  ['en-GB, nl;q=0.5', 'en'],
  ['de-DE, fr;q=0.3, en;q=0.4', 'en'],
  ['fr;q=0, en', 'en'],
  ['*', 'nl'],
  ['frr, enm', 'nl'],
  ['FR-be', 'fr'],
])('%s asks for %s', (heading, language) => {
  expect(acceptedLanguage(heading)).toBe(language);
});

test('the first wish that we speak wins', () => {
  expect(languageAmong(['de', 'en-US', 'fr'])).toBe('en');
  expect(languageAmong([])).toBe('nl');
});

test('whatever is asked, the answer is a language of ours', () => {
  fc.assert(
    fc.property(fc.string(), (heading) => {
      expect(isLanguage(acceptedLanguage(heading))).toBe(true);
    }),
  );
  expect(languages.every(isLanguage)).toBe(true);
  expect(isLanguage('__proto__')).toBe(false);
});

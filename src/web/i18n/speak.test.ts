import { afterEach, expect, test } from 'vitest';
import { formatDay, formatNumber } from './format.ts';
import { addWords, i18n, speak, spoken } from './index.ts';

/** Namespaces of this test alone are not in the types. */
const say = (key: string, ns = 'planted') =>
  (i18n.t as (key: string, options: { ns: string }) => string)(key, { ns });
const late = (hello: string) => () => Promise.resolve({ default: { hello } });

afterEach(() => speak('nl'));

test('words, days and figures change together, also those of a slice that came before', async () => {
  await addWords('planted', { hello: 'dag', only: 'enkel' }, { fr: late('bonjour') });
  await speak('fr');
  expect([say('hello'), i18n.t('act.close')]).toEqual(['bonjour', 'Fermer']);
  expect([formatDay('2026-08-01'), formatNumber(1234.5)]).toEqual([
    '1er août 2026',
    '1\u202f234,5',
  ]);
  expect(say('only')).toBe('enkel');
});

test('a slice that comes in later speaks the language of the screen at once', async () => {
  await speak('en');
  await addWords('planted-late', { hello: 'dag' }, { en: late('hello') });
  expect(say('hello', 'planted-late')).toBe('hello');
});

test('of two wishes the last one holds, however late the first one’s words come', async () => {
  const { promise, resolve } = Promise.withResolvers<{ default: { hello: string } }>();
  await addWords('planted-slow', { hello: 'dag' }, { fr: () => promise });
  const first = speak('fr');
  await speak('en');
  resolve({ default: { hello: 'bonjour' } });
  await first;
  expect(spoken()).toBe('en');
  expect(formatDay('2026-08-01')).toBe('1 August 2026');
});

test('a namespace may come in parts, each with its own words in each language', async () => {
  const late = (words: object) => () => Promise.resolve({ default: { page: words } });
  await addWords('planted-parts', { page: { hello: 'dag' } }, { en: late({ hello: 'hello' }) });
  await speak('en');
  const more = { page: { bye: 'tot ziens' } };
  await addWords('planted-parts', more, { en: late({ bye: 'bye' }) });
  await addWords('planted-parts', more, { en: late({ bye: 'said twice' }) });
  const both = () => [say('page.hello', 'planted-parts'), say('page.bye', 'planted-parts')];
  expect(both()).toEqual(['hello', 'bye']);
  await speak('nl');
  expect(both()).toEqual(['dag', 'tot ziens']);
});

test('words that cannot be fetched leave the screen as it was', async () => {
  await addWords('planted-away', { hello: 'dag' }, { fr: () => Promise.reject(new Error('away')) });
  await expect(speak('fr')).rejects.toThrow('away');
  expect(spoken()).toBe('nl');
});

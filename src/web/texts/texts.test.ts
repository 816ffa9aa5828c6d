import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { languages } from '../../platform/language.ts';

type Value = string | readonly Value[] | { readonly [key: string]: Value };

const read = (name: string, language: string): Value =>
  JSON.parse(readFileSync(`${import.meta.dirname}/${name}.${language}.json`, 'utf8'));

/** The form of a text: what stands where, and its days, without its words. */
function formOf(value: Value): unknown {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? value : 'text';
  if (Array.isArray(value)) return value.map(formOf);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, formOf(part)]));
}

const textsIn = (value: Value): string[] =>
  typeof value === 'string' ? [value] : Object.values(value).flatMap(textsIn);

/** Plain language (B1): a sentence is read in one breath. */
const MOST_WORDS = 24;
function longSentences(value: Value): string[] {
  return textsIn(value)
    .flatMap((text) => text.split(/(?<=[.?:])\s+/))
    .filter((sentence) => sentence.split(/\s+/).length > MOST_WORDS);
}

test.each(['child', 'news'])('%s says the same in each language, in short sentences', (name) => {
  for (const language of languages) {
    const text = read(name, language);
    expect(formOf(text)).toEqual(formOf(read(name, 'nl')));
    expect(longSentences(text)).toEqual([]);
    expect(textsIn(text).filter((each) => each.trim() === '')).toEqual([]);
  }
});

test('the news is in order, the newest first', () => {
  const { entries } = read('news', 'nl') as { entries: { on: string }[] };
  const days = entries.map(({ on }) => on);
  expect(days).toEqual(days.toSorted().reverse());
});

test('a planted fault is seen: a point that is missing, a sentence without end', () => {
  const whole: Value = { points: ['een', 'twee'], on: '2026-11-23' };
  expect(formOf({ points: ['un'], on: '2026-11-23' })).not.toEqual(formOf(whole));
  expect(formOf({ points: ['un', 'deux'], on: '2026-11-24' })).not.toEqual(formOf(whole));
  expect(longSentences({ a: 'woord '.repeat(25).trim() })).toHaveLength(1);
});

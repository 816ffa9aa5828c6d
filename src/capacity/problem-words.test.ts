import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import own from './locales/problems.nl.json' with { type: 'json' };
import platform from '../platform/http/locales/nl.json' with { type: 'json' };

/** Codes of failures in the slice's source: those thrown, those of rules, and the constraints' names. */
function codesIn(text: string): string[] {
  const thrown = text.matchAll(/(?:conflict|notFound|badRequest|forbidden)\(\s*'([a-z0-9-]+)'/g);
  const rules = text.matchAll(/code: '([a-z0-9]+(?:-[a-z0-9]+)+)'/g);
  return [...thrown, ...rules].map((match) => match[1]!);
}

const words = new Set([...Object.keys(own.problems), ...Object.keys(platform.problems)]);
const wordless = (codes: string[]) => [...new Set(codes)].filter((code) => !words.has(code));

test('every failure of the slice has words: what is wrong and how to mend it', () => {
  const sources = globSync('src/capacity/{,reconversion/,several/,calendar/}*.ts').filter(
    (file) => !/\.(test|fixtures|cli)\.ts$|can-come|feasible/.test(file),
  );
  expect(sources.length).toBeGreaterThan(15);
  expect(wordless(sources.flatMap((file) => codesIn(readFileSync(file, 'utf8'))))).toEqual([]);
});

test('every named constraint has words', () => {
  const facts = readFileSync('db/migrations/0004_capacity_facts.sql', 'utf8');
  const names = [...facts.matchAll(/constraint (\w+) exclude/g)].map((m) =>
    m[1]!.replaceAll('_', '-'),
  );
  expect(names.length).toBeGreaterThan(3);
  expect(wordless(names)).toEqual([]);
});

test('a planted failure without words is found', () => {
  expect(wordless(codesIn(`throw conflict('never-heard-of')`))).toEqual(['never-heard-of']);
});

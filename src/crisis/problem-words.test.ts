import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import own from './locales/problems.nl.json' with { type: 'json' };
import platform from '../platform/http/locales/nl.json' with { type: 'json' };

const words = new Set([...Object.keys(own.problems), ...Object.keys(platform.problems)]);
const wordless = (codes: string[]) => [...new Set(codes)].filter((code) => !words.has(code));
const thrownIn = (text: string) =>
  [
    ...text.matchAll(/(?:conflict|notFound|badRequest|forbidden)\(\s*'([a-z0-9-]+)'/g),
    ...text.matchAll(/return '([a-z]+(?:-[a-z]+)+)'/g),
  ].map((match) => match[1]!);

test('every failure of the slice has words', () => {
  const sources = globSync('src/crisis/*.ts').filter((file) => !file.includes('.test.'));
  const codes = sources.flatMap((file) => thrownIn(readFileSync(file, 'utf8')));
  expect(codes.length).toBeGreaterThan(15);
  expect(wordless(codes)).toEqual([]);
});

test('every failure that the database names has words', () => {
  const sql = ['0029_crisis', '0032_crisis_shift']
    .map((name) => readFileSync(`db/migrations/${name}.sql`, 'utf8'))
    .join('\n');
  const raised = [...sql.matchAll(/constraint = '(\w+)'/g)].map((match) =>
    match[1]!.replaceAll('_', '-'),
  );
  expect(raised.length).toBeGreaterThan(8);
  expect(wordless(raised)).toEqual([]);
});

test('a planted failure without words is found', () => {
  expect(wordless(thrownIn(`throw conflict('never-heard-of')`))).toEqual(['never-heard-of']);
});

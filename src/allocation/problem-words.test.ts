import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import platform from '../platform/http/locales/nl.json' with { type: 'json' };
import capacity from '../capacity/locales/problems.nl.json' with { type: 'json' };
import waiting from '../waiting-list/locales/problems.nl.json' with { type: 'json' };
import own from './locales/problems.nl.json' with { type: 'json' };

const words = new Set(
  [own, waiting, capacity, platform].flatMap(({ problems }) => Object.keys(problems)),
);
const wordless = (codes: string[]) => [...new Set(codes)].filter((code) => !words.has(code));
const thrownIn = (text: string) =>
  [...text.matchAll(/(?:conflict|notFound|badRequest|forbidden)\(\s*'([a-z0-9-]+)'/g)].map(
    (match) => match[1]!,
  );

test('every failure of the slice has words', () => {
  const sources = globSync('src/allocation/{,dialogue/,sketch/}*.ts').filter(
    (file) => !/\.(test|cli|fixtures)\.ts$/.test(file),
  );
  const codes = sources.flatMap((file) => thrownIn(readFileSync(file, 'utf8')));
  expect(codes.length).toBeGreaterThan(15);
  expect(wordless(codes)).toEqual([]);
});

test('every failure that the database names has words', () => {
  const sql = ['0021_allocation_dialogue', '0022_allocation_rounds']
    .map((name) => readFileSync(`db/migrations/${name}.sql`, 'utf8'))
    .join('');
  const raised = [...sql.matchAll(/constraint = '(\w+)'/g)].map((match) =>
    match[1]!.replaceAll('_', '-'),
  );
  expect(raised.length).toBeGreaterThan(8);
  expect(wordless(raised)).toEqual([]);
});

test('a planted failure without words is found', () => {
  expect(wordless(thrownIn(`throw conflict('never-heard-of')`))).toEqual(['never-heard-of']);
});

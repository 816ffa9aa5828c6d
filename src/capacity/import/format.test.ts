import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exportColumns } from '../export/facts.query.ts';
import { formatTable } from './format-tables.ts';
import { bitOf, formatColumns, importKinds } from './format.ts';
import words from './locales/nl.json' with { type: 'json' };
import { knownCodes } from './problems.ts';
import { globSync } from 'node:fs';

/** Cells of a Markdown table, however wide it is set. */
const cells = (table: string) =>
  table
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|-]+$/.test(line))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));

test('the document says of every column what the reader does', () => {
  const text = readFileSync('docs/import-format.md', 'utf8');
  for (const kind of importKinds) {
    const begin = text.indexOf(`<!-- ${kind} -->`);
    const table = text.slice(begin, text.indexOf('<!-- end -->', begin));
    expect(begin).toBeGreaterThan(0);
    expect(cells(table)).toEqual(cells(formatTable(kind)));
  }
});

test('the export writes the columns of the format in its order, except `action`', () => {
  for (const kind of importKinds) {
    const names = formatColumns[kind]
      .map((column) => column.name)
      .filter((name) => name !== 'action');
    expect(exportColumns(kind, true).map((column) => column.name)).toEqual(names);
  }
});

test('headings of one kind never mean two columns, and every column has a bit of its own', () => {
  for (const kind of importKinds) {
    const names = formatColumns[kind].flatMap((column) => [column.name, ...column.aliases]);
    expect(new Set(names).size).toBe(names.length);
    const bits = formatColumns[kind].map((column) => bitOf(kind, column.name));
    expect(new Set(bits).size).toBe(bits.length);
    expect(Math.max(...bits)).toBeLessThan(2 ** 31);
  }
});

test('every problem and finding has words for what is wrong and how to mend it', () => {
  const sources = globSync('src/capacity/import/*.ts').filter(
    (file) => !/test|fixtures|cli|routes/.test(file),
  );
  const codes = sources.flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /(?:code: |bad\(|breach\(|at\()'([a-z]+(?:-[a-z]+)+)'/g,
      ),
    ].map((m) => m[1]!),
  );
  expect(codes.length).toBeGreaterThan(40);
  const notices = Object.keys(words.notice);
  expect(codes.filter((code) => !knownCodes.includes(code) && !notices.includes(code))).toEqual([]);
  const mends = Object.keys(words.mend);
  const own = Object.keys(words.problem);
  expect(own.filter((code) => !mends.includes(code))).toEqual([]);
});

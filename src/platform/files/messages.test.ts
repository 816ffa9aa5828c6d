import { expect, it } from 'vitest';
import { FileProblem, printable, problemCodes, spotKey } from './file-problem.ts';
import messages from './messages.nl.json' with { type: 'json' };
import { noticeCodes } from './table.ts';

const KNOWN = new Set(['file', 'sheet', 'row', 'column', 'found', 'limit', 'count']);

it('has a text and an advice for every problem, a text for every notice, and none besides', () => {
  expect(Object.keys(messages.problem).sort()).toEqual([...problemCodes].sort());
  expect(Object.keys(messages.mend).sort()).toEqual([...problemCodes].sort());
  expect(Object.keys(messages.notice).sort()).toEqual([...noticeCodes].sort());
});

it('fills in only values that there are', () => {
  const used = [...JSON.stringify(messages).matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]!);
  expect(used.filter((name) => !KNOWN.has(name))).toEqual([]);
});

it('finds the words for where it is', () => {
  const spots: Record<string, string> = messages.spot;
  for (const sheet of [null, 's']) {
    for (const [row, column] of [
      [null, null],
      [1, null],
      [1, 'a'],
    ] as const) {
      expect(spots[spotKey({ sheet, row, column }).replace('spot.', '')]).toBeTypeOf('string');
    }
  }
});

it('shows what was found short and without tricks', () => {
  expect(printable(`a\u202e\0\n${'x'.repeat(200)}`)).toMatch(/^a\\u\{202e\}\\u\{0\}\\u\{a\}x+…$/);
  expect(new FileProblem('file-empty').at({ file: 'f', row: 2 })).toMatchObject({
    file: 'f',
    row: 2,
    mend: 'mend.file-empty',
  });
});

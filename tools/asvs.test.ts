import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Line {
  number: string;
  level: string;
  state: string;
  by: string;
}

const linesOf = (text: string): Line[] =>
  [...text.matchAll(/^\| (V\d+\.\d+\.\d+) \| (\d) \| [^|]+ \| ([\w/-]+) \| ([^|]+) \|$/gm)].map(
    ([, number, level, state, by]) => ({ number: number!, level: level!, state: state!, by: by! }),
  );

/** What is wrong with the table, one sentence each. */
function faultsOf(lines: readonly Line[]): string[] {
  const faults: string[] = [];
  if (new Set(lines.map(({ number }) => number)).size !== lines.length) faults.push('a line twice');
  for (const { number, level, state, by } of lines) {
    const paths = [...by.matchAll(/`([^`]+)`/g)].map(([, path]) => path!);
    for (const path of paths) if (!existsSync(path)) faults.push(`${number}: no ${path}`);
    if (!['holds', 'set-up', 'n/a', 'open'].includes(state)) faults.push(`${number}: ${state}?`);
    if (state === 'holds' && paths.length === 0) faults.push(`${number} holds by nothing`);
    if (by.trim().length < 4) faults.push(`${number} says no reason`);
    if (level === '1' && state === 'open') faults.push(`${number} is open`);
  }
  return faults;
}

const lines = linesOf(readFileSync('docs/asvs.md', 'utf8'));

test('all 345 lines stand there, each with what it holds by or why not', () => {
  const of = (level: string) => lines.filter((each) => each.level === level).length;
  expect([lines.length, of('1'), of('2'), of('3')]).toEqual([345, 70, 183, 92]);
  expect(faultsOf(lines)).toEqual([]);
});

test('nine tenths of the third level that applies, and what is open of the second is known', () => {
  const open = (level: string) =>
    lines
      .filter((each) => each.level === level && each.state === 'open')
      .map((each) => each.number);
  const third = lines.filter((each) => each.level === '3' && each.state !== 'n/a').length;
  expect(open('3').length / third).toBeLessThanOrEqual(0.1);
  expect(open('2')).toEqual([]);
});

test.each<[Partial<Line>, RegExp]>([
  [{ by: '`src/nothing.test.ts`' }, /no src\/nothing/],
  [{ by: 'because' }, /holds by nothing/],
  [{ level: '1', state: 'open', by: 'no time' }, /is open/],
])('a line that %o is found', (wrong, said) => {
  expect(
    faultsOf([
      { number: 'V1.1.1', level: '2', state: 'holds', by: '`README.md`', ...wrong },
    ]).join(),
  ).toMatch(said);
});

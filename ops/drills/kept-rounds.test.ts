import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { faultsIn } from './backup.ts';
import { addUp, keptRounds, spread } from './kept-rounds.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vrijplaats-kept-'));
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const open = (asked: { given?: { seed?: number }; fresh?: boolean } = {}) =>
  keptRounds<{ seed: number }>('x', { given: {}, fresh: false, ...asked }, folder);

test('a drill goes on where the piece before ended', () => {
  const first = open();
  for (let n = 0; n < 3; n += 1) first.keep({ seed: first.next });
  const second = open();
  expect(second.all).toEqual([{ seed: 1 }, { seed: 2 }, { seed: 3 }]);
  second.keep({ seed: second.next });
  expect(open().all.at(-1)).toEqual({ seed: 4 });
});

test('a seed that is given is the first of the piece', () => {
  const kept = open({ given: { seed: 40 } });
  for (let n = 0; n < 2; n += 1) kept.keep({ seed: kept.next });
  expect(kept.all).toEqual([{ seed: 40 }, { seed: 41 }]);
});

test('fresh begins anew', () => {
  open().keep({ seed: 1 });
  expect(open({ fresh: true }).all).toEqual([]);
});

test('figures of rounds', () => {
  expect(spread([5, 1, 9])).toEqual({ middle: 5, p99: 9, worst: 9 });
  expect(spread([])).toEqual({ middle: 0, p99: 0, worst: 0 });
  expect(addUp([{ a: 1 }, { a: 2, b: 3 }])).toEqual({ a: 3, b: 3 });
});

test.each([
  ['stanza: drill\nstatus: ok', 0],
  ['total files checked: 969, total valid files: 968\nbackup: 2026F, status: invalid', 1],
  ['missing: 0, checksum invalid: 1, size invalid: 0, other: 0', 1],
  ['missing: 0, checksum invalid: 0, size invalid: 0, other: 0', 0],
])('what verify says of a repository: %s', (said, faults) => {
  expect(faultsIn(said)).toHaveLength(faults);
});

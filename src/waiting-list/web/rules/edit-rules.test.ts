import { expect, test } from 'vitest';
import { firstRuleSet } from '../../first-rule-set.ts';
import { ruleProblems } from '../../rule-set.ts';
import { addBand, addLane, emptyRules, moved, nextVersion, takesAll } from './edit-rules.ts';

test('a version counts on', () => {
  expect(nextVersion('VP-2026-9')).toBe('VP-2026-10');
  expect(nextVersion(undefined)).toBe('');
});

test('what is added leaves rules sound', () => {
  const { content } = firstRuleSet;
  const more = { ...content, bands: addBand(content.bands), lanes: addLane(content.lanes) };
  expect(more.bands.map(({ code }) => code)).toEqual(['A0', 'A1', 'B', 'C', 'A', 'D']);
  expect(ruleProblems(more)).toEqual([]);
  expect(ruleProblems(emptyRules)).toEqual([]);
  expect(takesAll(more.bands.at(-1)!)).toBe(true);
});

test('a band moves one place, and not over the edge', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
});

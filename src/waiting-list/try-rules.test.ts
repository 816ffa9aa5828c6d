import { expect, test } from 'vitest';
import { firstRuleSet } from './first-rule-set.ts';
import type { RuleContent } from './rule-set.ts';
import { type Tryable, tryRules } from './try-rules.ts';

const on = '2026-06-16';
const rules = firstRuleSet.content;
const one = (n: number, since: string, facts: string[]): Tryable => ({
  requestId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  pseudonym: `K-${n}`,
  since,
  facts,
  overrideBandNo: null,
  groupId: null,
});
/** A crowd in the last band that waits longest, and one crisis stay that ends. */
const requests = [
  ...Array.from({ length: 120 }, (_, n) => one(n, '2025-01-01', [])),
  one(200, '2026-06-01', ['CRISIS_OUTFLOW']),
];
const without = (band: string): RuleContent => ({
  ...rules,
  bands: rules.bands.filter(({ code }) => code !== band),
});

test('the same rules move nobody', () => {
  const tried = tryRules(rules, rules, { requests, on });
  expect(tried.movers).toEqual([]);
  expect(tried.passages.every(({ from, to }) => from === to)).toBe(true);
  expect(tried.firstCalls.every(({ before, after }) => before === after)).toBe(true);
});

test('without its band a crisis stay leaves the first hundred, its band and its lane', () => {
  const { passages, firstCalls, movers } = tryRules(without('A1'), rules, { requests, on });
  expect(passages.find(({ from }) => from === 'A1')).toMatchObject({ to: 'D', count: 1 });
  const of = (wanted: string) => firstCalls.find(({ code }) => code === wanted);
  expect(of('A1')).toEqual({ code: 'A1', kind: 'BAND', before: 1, after: 0 });
  expect(of('D')).toEqual({ code: 'D', kind: 'BAND', before: 99, after: 100 });
  expect(of('crisis-outflow')).toEqual({
    code: 'crisis-outflow',
    kind: 'LANE',
    before: 1,
    after: 0,
  });
  expect(of('longest-waiting')).toMatchObject({ before: 99, after: 100 });
  expect(movers[0]).toMatchObject({ pseudonym: 'K-200', before: 1, after: 121 });
});

test('where no rules held there is nothing before', () => {
  const { firstCalls, movers } = tryRules(rules, null, { requests, on });
  expect(movers).toEqual([]);
  expect(firstCalls.every(({ before }) => before === 0)).toBe(true);
});

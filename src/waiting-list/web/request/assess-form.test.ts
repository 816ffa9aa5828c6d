import { expect, test } from 'vitest';
import { urgencyFacts } from '../../codes.ts';
import { firstRuleSet } from '../../first-rule-set.ts';
import { factGroups, fromPriority, lastDay, outcomeOf, toggleFact } from './assess-form.ts';

test('every fact that a worker may say stands in one group, and no other', () => {
  const grouped = Object.values(factGroups).flat();
  expect(grouped.toSorted()).toEqual(
    urgencyFacts.filter((fact) => !fact.startsWith('PRIORITY_')).toSorted(),
  );
});

test('of two degrees only the last said holds, in the order of the list', () => {
  expect(toggleFact(['VIST', 'RISK_LEVEL:SOME'], 'RISK_LEVEL:HIGH')).toEqual([
    'RISK_LEVEL:HIGH',
    'VIST',
  ]);
  expect(toggleFact(['VIST'], 'VIST')).toEqual([]);
  expect(toggleFact(['NO_ROOF'], 'UNSAFE_NOW')).toEqual(['UNSAFE_NOW', 'NO_ROOF']);
});

test('the band, its condition and its last day come from the rules', () => {
  const { bandNo, condition, band } = outcomeOf(firstRuleSet.content, [
    'NO_DAY_ACTIVITY',
    'NO_CONTEXT',
    'COMPLEX',
  ]);
  expect(bandNo).toBe(3);
  expect(condition).toEqual(['NO_DAY_ACTIVITY', 'NO_CONTEXT']);
  expect(lastDay(band, '2026-06-16')).toBe('2026-12-13');
  expect(fromPriority(['VIST', 'PRIORITY_PENDING'])).toEqual(['PRIORITY_PENDING']);
});

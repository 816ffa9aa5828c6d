import { expect, test } from 'vitest';
import { aRow } from './fixtures.ts';
import { inKeptOrder, isOutOfOrder, orderOf } from './settled-order.ts';
import { type UnitInOrder, type UrgencyGroup, unitsOf } from './urgency.ts';

const item = (unitId: string, group: UrgencyGroup): UnitInOrder => {
  const [unit] = unitsOf([aRow({ unitId, unitName: unitId })], []);
  return { unit: unit as NonNullable<typeof unit>, group, concerns: [] };
};
const shown = (kept: UnitInOrder[], now: UnitInOrder[]) =>
  inKeptOrder(orderOf(kept), now).map(({ group, item: each }) => [each.unit.unitId, group]);

test('a card stays under its heading when it is settled, and others do not move', () => {
  const before = [item('a', 'today'), item('b', 'today'), item('c', 'fine')];
  const after = [item('b', 'today'), item('c', 'fine'), item('a', 'fine')];
  expect(shown(before, after)).toEqual([
    ['a', 'today'],
    ['b', 'today'],
    ['c', 'fine'],
  ]);
  expect(isOutOfOrder(orderOf(before), after)).toBe(true);
  expect(isOutOfOrder(orderOf(after), after)).toBe(false);
});

test('a unit that is new comes last in its group, one that is gone leaves', () => {
  const before = [item('a', 'today'), item('b', 'fine')];
  const after = [item('n', 'today'), item('b', 'fine')];
  expect(shown(before, after)).toEqual([
    ['b', 'fine'],
    ['n', 'today'],
  ]);
  expect(isOutOfOrder(orderOf(before), after)).toBe(true);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextCell } from './grid-keys.ts';

const extent = { rows: 4, columns: 28 };
const at = { row: 2, column: 5 };

test.each([
  ['ArrowLeft', false, { row: 2, column: 4 }],
  ['ArrowRight', false, { row: 2, column: 6 }],
  ['ArrowUp', false, { row: 1, column: 5 }],
  ['ArrowDown', false, { row: 3, column: 5 }],
  ['Home', false, { row: 2, column: 0 }],
  ['End', false, { row: 2, column: 27 }],
  ['Home', true, { row: 0, column: 0 }],
  ['End', true, { row: 3, column: 27 }],
  ['Tab', false, null],
  ['Enter', false, null],
] as const)('%s (Ctrl: %s)', (key, ctrlKey, expected) => {
  expect(nextCell(at, { key, ctrlKey }, extent)).toEqual(expected);
});

test('no key leads out of the grid', () => {
  const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean())), (pressed) => {
      let now = { row: 0, column: 0 };
      for (const [key, ctrlKey] of pressed)
        now = { ...now, ...nextCell(now, { key, ctrlKey }, extent) };
      expect(now.row).toBeGreaterThanOrEqual(0);
      expect(now.row).toBeLessThan(extent.rows);
      expect(now.column).toBeGreaterThanOrEqual(0);
      expect(now.column).toBeLessThan(extent.columns);
    }),
  );
});

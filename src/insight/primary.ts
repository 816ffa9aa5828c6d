import type { Cell, Tables, Thresholds } from './published-tables.ts';

/** Why a cell is unsafe by itself. `small`: its value must not be bounded between 1 and the threshold either. */
export type Unsafe = 'small' | 'few' | 'group' | null;

/**
 * Recognised places are decisions that the government publishes organisation by organisation: they are
 * shown, and the attacker is taken to know them (docs/decisions/0014-release-gate.md).
 */
export const isPublic = (cell: Pick<Cell, 'figure'>): boolean => cell.figure === 'recognised';

/** @param groupSize recognised places of the row; null where the row has no such count */
export function unsafeBy(
  cell: Pick<Cell, 'figure' | 'value' | 'threshold' | 'contributions'>,
  groupSize: number | null,
  thresholds: Pick<Thresholds, 'organisations'>,
): Unsafe {
  if (isPublic(cell)) return null;
  if (cell.value === 0 || cell.value === groupSize) return 'group';
  if (cell.value <= cell.threshold) return 'small';
  if (cell.contributions.size < thresholds.organisations) return 'few';
  return null;
}

const rowOf = (cell: Cell) => `${cell.table}|${cell.row}|${cell.column}`;

/** The cells that are unsafe by themselves, by their number in the list. */
export function unsafeCells(tables: Tables, thresholds: Thresholds): Map<number, Unsafe> {
  const sizes = new Map(
    tables.cells.flatMap((cell) => (isPublic(cell) ? [[rowOf(cell), cell.value] as const] : [])),
  );
  const found = new Map<number, Unsafe>();
  for (const [n, cell] of tables.cells.entries()) {
    const why = unsafeBy(cell, sizes.get(rowOf(cell)) ?? null, thresholds);
    if (why) found.set(n, why);
  }
  return found;
}

/** The same organisations with the same numbers: a reader may guess that nothing changed. */
export function isUnchanged(now: Cell, before: Cell | undefined): boolean {
  if (!before || before.value !== now.value) return false;
  if (before.contributions.size !== now.contributions.size) return false;
  for (const [provider, value] of now.contributions)
    if (before.contributions.get(provider) !== value) return false;
  return true;
}

/** How far apart the possible values of a cell of few organisations must lie at least. */
export const fewRange = 3;

/** Whether a reader who finds lowest and highest possible values of a hidden cell has found it. */
export function isExposed(
  cell: { value: number; threshold: number },
  why: Unsafe,
  low: number,
  high: number,
): boolean {
  if (low === high) return true;
  if (why === 'small') return low >= 1 && high <= cell.threshold;
  if (why === 'few') return high - low < Math.min(cell.value, fewRange);
  return false;
}

import { Gate } from './gate.ts';
import { type Before, Joint } from './joint.ts';
import { isPublic, isUnchanged, unsafeCells } from './primary.ts';
import type { Tables, Thresholds } from './published-tables.ts';

/**
 * The release gate's rule: which cells of a month are not shown. Primary: what is too small, what too few
 * organisations are behind, and what tells of a whole group (nothing, or all). Secondary: what else must be
 * left out so that none of these can be worked out from the rest. Nothing is said of which is which, because
 * that would give the range of the hidden value away.
 */

export interface Suppressed {
  /** Keys of cells that are not shown. */
  hidden: ReadonlySet<string>;
  primary: ReadonlySet<string>;
  /**
   * What the reader may remember of the month before without finding anything: all of it; only what was
   * hidden then (some cell would follow from figures that a reader guesses to be the same still); nothing.
   */
  memory: Memory;
}

const memories = ['all', 'hidden', 'none'] as const;
export type Memory = (typeof memories)[number];

const mostRounds = 400;

/**
 * Works out which cells of a month are not shown. Adds cells until for every hidden one there is another
 * whole table, equal in all that is shown, in which it has a value outside its range.
 * @param options.secondary false leaves secondary suppression out: for the tests, which must then find a leak
 */
export function suppress(
  tables: Tables,
  thresholds: Thresholds,
  options: { before?: Before | undefined; secondary?: boolean } = {},
): Suppressed {
  const unsafe = unsafeCells(tables, thresholds);
  const keys = (numbers: Iterable<number>) =>
    new Set([...numbers].map((n) => tables.cells[n]!.key));
  const primary = keys(unsafe.keys());
  if (options.secondary === false) return { hidden: primary, primary, memory: 'none' };
  for (const memory of options.before ? memories : (['all'] as const)) {
    const before = memory === 'none' ? undefined : options.before;
    const gate = new Gate(tables, unsafe);
    for (const n of unsafe.keys()) gate.hidden.add(n);
    if (before) holdAgainst(gate, tables, before, memory);
    const joint = new Joint(tables, before, unsafe, thresholds);
    if (protectAll(gate, joint)) return { hidden: keys(gate.hidden), primary, memory };
  }
  throw new Error('a month that cannot be released');
}

/** @returns false when there is nothing left to hide and something is still exposed */
function protectAll(gate: Gate, joint: Joint): boolean {
  gate.closeSums();
  for (let round = 0; round < mostRounds; round++) {
    const exposed = joint.exposed(gate);
    if (exposed.length === 0) return true;
    const added = exposed
      .slice(0, 1 + (round >> 2))
      .filter((n) =>
        gate.isOwn(n)
          ? gate.protect(n)
          : joint.near(n, gate).some((each) => gate.hideBeside(each, gate.sumsOf[each]!)),
      );
    if (added.length === 0) return false;
    gate.closeSums();
  }
  return false;
}

/** What was hidden and has not changed stays hidden; what was shown and has not changed is known. */
function holdAgainst(gate: Gate, tables: Tables, before: Before, memory: Memory): void {
  const old = new Map(before.cells.map((cell) => [cell.key, cell]));
  for (const [n, cell] of tables.cells.entries()) {
    if (isPublic(cell) || !isUnchanged(cell, old.get(cell.key))) continue;
    if (before.hidden.has(cell.key)) gate.hidden.add(n);
    else if (memory === 'all') gate.told.add(n);
  }
}

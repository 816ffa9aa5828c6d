import { Gate } from './gate.ts';
import { Joint } from './joint.ts';
import type { Memory, Past } from './past.ts';
import { unsafeCells } from './primary.ts';
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
  memory: Memory;
  /** What the coming month is held against. */
  past: Past;
}

const memories: readonly Memory[] = ['all', 'hidden', 'none'];

const mostRounds = 400;

/**
 * Works out which cells of a month are not shown. Adds cells until for every hidden one, of this month and of
 * all before it, there is another whole history, equal in all that was ever shown, in which it has a value
 * outside its range.
 * @param past what was released before, as the last call returned it
 */
export function suppress(tables: Tables, thresholds: Thresholds, past?: Past): Suppressed {
  const unsafe = unsafeCells(tables, thresholds);
  for (const memory of past ? memories : memories.slice(0, 1)) {
    const joint = new Joint(tables, past, thresholds, memory);
    const gate = new Gate(tables, unsafe, joint.told);
    for (const n of [...unsafe.keys(), ...joint.alive]) gate.hidden.add(n);
    if (!protectAll(gate, joint)) continue;
    return { hidden: keysOf(tables, gate.hidden), memory, past: joint.past(gate) };
  }
  throw new Error('a month that cannot be released');
}

/** What the reader has after a month that was released long ago. @param hidden keys of what was not shown */
export function remember(
  tables: Tables,
  thresholds: Thresholds,
  released: { hidden: ReadonlySet<string>; memory: Memory },
  past?: Past,
): Past {
  const unsafe = unsafeCells(tables, thresholds);
  const { memory } = released;
  const joint = new Joint(tables, past, thresholds, memory);
  const gate = new Gate(tables, unsafe, joint.told);
  for (const [n, { key }] of tables.cells.entries())
    if (released.hidden.has(key)) gate.hidden.add(n);
  joint.exposed(gate);
  return joint.past(gate);
}

/** What primary suppression alone would hide: for the tests, which must then find a leak. */
export const primaryKeys = (tables: Tables, thresholds: Thresholds): ReadonlySet<string> =>
  keysOf(tables, unsafeCells(tables, thresholds).keys());

const keysOf = (tables: Tables, numbers: Iterable<number>): ReadonlySet<string> =>
  new Set([...numbers].map((n) => tables.cells[n]!.key));

/** @returns false when there is nothing left to hide and something is still exposed */
function protectAll(gate: Gate, joint: Joint): boolean {
  gate.closeSums();
  for (let round = 0; round < mostRounds; round++) {
    const exposed = joint.exposed(gate);
    if (exposed.length === 0) return true;
    const added = exposed
      .slice(0, 1 + (round >> 2))
      .filter(
        (near) =>
          near.some((n) => gate.hideBeside(n, gate.sumsOf[n]!)) ||
          near.some((n) => gate.protect(n)),
      );
    if (added.length === 0) return false;
    gate.closeSums();
  }
  return false;
}

import { Polytope } from './polytope.ts';
import type { Sum } from './published-tables.ts';

/** The lowest and highest value of a cell among other whole tables that agree with everything shown. */
export interface Alternative {
  low: number;
  high: number;
}

/** Hidden cells that hang together by sums, with those sums. */
function componentsOf(
  hidden: ReadonlySet<number>,
  sums: readonly Sum[],
): { cells: number[]; sums: Sum[] }[] {
  const parent = new Map<number, number>();
  const find = (n: number): number => {
    let root = n;
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up;
    if (root !== n) parent.set(n, root);
    return root;
  };
  const used: [number, Sum][] = [];
  for (const sum of sums) {
    const [first, ...rest] = [sum.total, ...sum.parts].filter((n) => hidden.has(n));
    if (first === undefined) continue;
    used.push([first, sum]);
    for (const n of rest) {
      const [a, b] = [find(n), find(first)];
      if (a !== b) parent.set(a, b);
    }
  }
  const found = new Map<number, { cells: number[]; sums: Sum[] }>();
  for (const n of hidden) {
    const root = find(n);
    const own = found.get(root);
    if (own) own.cells.push(n);
    else found.set(root, { cells: [n], sums: [] });
  }
  for (const [n, sum] of used) found.get(find(n))!.sums.push(sum);
  return [...found.values()];
}

function polytopeOf(
  cells: readonly number[],
  sums: readonly Sum[],
  values: readonly number[],
): Polytope {
  const column = new Map(cells.map((n, i) => [n, i]));
  const rows = sums.map((sum) => {
    const row = new Float64Array(cells.length);
    for (const [n, sign] of [[sum.total, -1] as const, ...sum.parts.map((n) => [n, 1] as const)]) {
      const i = column.get(n);
      if (i !== undefined) row[i]! += sign;
    }
    return row;
  });
  return new Polytope(
    rows,
    cells.map((n) => values[n]!),
  );
}

/**
 * For each hidden cell the lowest and highest value among other whole tables: each is a proof that the cell
 * cannot be recovered, whatever method is used. Looks no further than `isEnough`.
 * @param values the true table
 * @param hidden numbers of the cells that are not shown
 */
export function alternativesOf(
  values: readonly number[],
  sums: readonly Sum[],
  hidden: ReadonlySet<number>,
  isEnough: (n: number, low: number, high: number) => boolean,
): Map<number, Alternative> {
  const found = new Map<number, Alternative>();
  for (const n of hidden) found.set(n, { low: values[n]!, high: values[n]! });
  for (const { cells, sums: own } of componentsOf(hidden, sums))
    walk(cells, own, values, found, isEnough);
  return found;
}

/** A walk may end at a table with fractions; from there another order of the cells is tried. */
const orders: readonly ((cells: readonly number[]) => number[])[] = [
  (cells) => [...cells],
  (cells) => cells.toReversed(),
  (cells) => cells.toSorted((a, b) => ((a * 7919) % 1009) - ((b * 7919) % 1009)),
  (cells) => cells.toSorted((a, b) => ((a * 104_729) % 1013) - ((b * 104_729) % 1013)),
];

function walk(
  own: readonly number[],
  sums: readonly Sum[],
  values: readonly number[],
  found: ReadonlyMap<number, Alternative>,
  isEnough: (n: number, low: number, high: number) => boolean,
): void {
  const needs = (n: number) => !isEnough(n, found.get(n)!.low, found.get(n)!.high);
  for (const order of orders) {
    if (!own.some(needs)) return;
    const cells = order(own);
    let polytope = polytopeOf(cells, sums, values);
    const keep = () => {
      if (!polytope.isWhole()) return;
      for (const [i, n] of cells.entries()) {
        const value = Math.round(polytope.values[i]!);
        const range = found.get(n)!;
        if (value < range.low) range.low = value;
        if (value > range.high) range.high = value;
      }
    };
    for (const [i, n] of cells.entries()) {
      for (const way of [-1, 1] as const) {
        if (!needs(n)) break;
        polytope.push(i, way, () => {
          keep();
          return !needs(n);
        });
        keep();
        if (!polytope.isWhole()) polytope = polytopeOf(cells, sums, values);
      }
    }
  }
}

/** The tables of a quarter that go out. Those of pairs say how many were helped and how many not; the others count one thing. */
export const releasedTables = [
  'all',
  'wanted',
  'age',
  'zone',
  'kind',
  'repeat',
  'reason',
  'fallback',
  'foster',
] as const;
export type ReleasedTableCode = (typeof releasedTables)[number];

/** A group of keys with what it counts: helped and not, or one number. */
export interface Group {
  keys: string[];
  found: number;
  none?: number;
}
/** A table before anything was put together: a row for each key. */
export interface WholeTable {
  table: ReleasedTableCode;
  /** The smallest number that may be shown in it. */
  smallest: number;
  rows: readonly { key: string; found: number; none?: number }[];
}

/** The key of a table that is one row: the whole itself. */
const whole = '*';

const leastOf = ({ found, none }: Group): number => Math.min(found, none ?? found);

const joined = (a: Group, b: Group): Group => ({
  keys: [...a.keys, ...b.keys],
  found: a.found + b.found,
  ...(a.none !== undefined && { none: a.none + (b.none ?? 0) }),
});

/**
 * Puts rows together until each number that is shown is large enough: the rows with a number that is too small become one,
 * with the next smallest when together they are still too small. Nothing is left out, so nothing is found by taking away; zero
 * is too small as well, or a whole group would be known. Null when even all together are too few, or when one row is left: it
 * would say no more than the whole, or that all are alike.
 */
export function mergeSmall({ rows, smallest }: Omit<WholeTable, 'table'>): Group[] | null {
  const groups = rows
    .map(
      ({ key, found, none }): Group => ({
        keys: [key],
        found,
        ...(none !== undefined && { none }),
      }),
    )
    .filter(({ found, none }) => none === undefined || found + none > 0)
    .toSorted((a, b) => leastOf(a) - leastOf(b) || (a.keys[0]! < b.keys[0]! ? -1 : 1));
  const kept: Group[] = [];
  let rest: Group | null = null;
  for (const group of groups) {
    if (leastOf(group) < smallest || (rest !== null && leastOf(rest) < smallest))
      rest = rest === null ? group : joined(rest, group);
    else kept.push(group);
  }
  if (rest !== null && leastOf(rest) < smallest) return null;
  const all = rest === null ? kept : [...kept, rest];
  return all.length > 1 || (rows.length === 1 && rows[0]!.key === whole) ? all : null;
}

/**
 * What goes out of a quarter in a region. Without enough children helped and not helped, nothing does; of the rest each
 * table by itself, those that are too small even as one row left out whole.
 */
export function tablesThatGoOut(
  whole: readonly WholeTable[],
): { table: ReleasedTableCode; groups: Group[] }[] {
  return whole.flatMap(({ table, ...rest }) => {
    const groups = mergeSmall(rest);
    return groups === null ? [] : [{ table, groups }];
  });
}

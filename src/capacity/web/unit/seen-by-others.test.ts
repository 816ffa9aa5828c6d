import { describe, expect, test } from 'vitest';
import { tables } from '../../../access/classes.ts';
import { type DataClass, matrix } from '../../../access/matrix.ts';
import type { ApplicationRole } from '../../../platform/db/roles.ts';
import {
  type SeenFact,
  seenByAccessTeam,
  seenByOwnAlone,
  seenInCatalogue,
} from './seen-by-others.ts';

/** The class of a column, `slice.table.column`. */
function classOf(column: string): DataClass {
  const [slice, table, name] = column.split('.') as [string, string, string];
  const found = Object.entries(tables[`${slice}.${table}`]?.columns ?? {}).find(([, columns]) =>
    columns.includes(name),
  );
  if (!found) throw new Error(`${column} does not stand in the data classes`);
  return found[0] as DataClass;
}

/** How far a role may read a column: `*` every row, `o` its own, or not at all. */
const sight = (role: ApplicationRole, column: string) =>
  /R\w* ([*o])/.exec(matrix[classOf(column)][role] ?? '')?.[1] ?? null;

/** Columns of facts that a role sees otherwise than the page says. */
const wrong = (facts: readonly SeenFact[], role: ApplicationRole, expected: string | null) =>
  facts.flatMap(({ columns }) => columns).filter((column) => sight(role, column) !== expected);

describe('what a provider is told that others see', () => {
  test('is what the access team may read of every unit', () => {
    for (const role of ['AT', 'AS'] as const)
      expect(wrong(seenByAccessTeam, role, '*')).toEqual([]);
  });

  test('and what is called its own is read by nobody else', () => {
    for (const role of ['AT', 'AS', 'AN', 'RB', 'JJ', 'AD'] as const)
      expect(wrong(seenByOwnAlone, role, null)).toEqual([]);
    for (const role of ['PI', 'PC'] as const) expect(wrong(seenByOwnAlone, role, 'o')).toEqual([]);
  });

  test('the magistrate reads the offer, and nothing of what the access team sees', () => {
    expect(wrong(seenInCatalogue, 'JJ', '*')).toEqual([]);
    expect(wrong(seenByAccessTeam, 'JJ', null)).toEqual([]);
  });

  test('names every column of the child that the provider alone may read', () => {
    const told = new Set<string>(seenByOwnAlone.flatMap(({ columns }) => columns));
    const facts = ['stay', 'absence', 'hold'].flatMap((table) =>
      (tables[`capacity.${table}`]?.columns.D2P ?? []).map(
        (column) => `capacity.${table}.${column}`,
      ),
    );
    expect(facts.filter((column) => !told.has(column))).toEqual([]);
  });

  test('a planted promise that is not kept is found', () => {
    const planted = [{ key: 'figures', columns: ['capacity.stay.person_ref'] }];
    expect(wrong(planted, 'AT', '*')).toEqual(['capacity.stay.person_ref']);
    expect(() => classOf('capacity.stay.name')).toThrow(/does not stand/);
  });
});

import type { Spot } from './sealed-text.ts';

/**
 * What of an opened value is wanted: the text itself (absent), all that it says as JSON, a field or fields joined by a space, or an object of
 * fields under other names.
 */
export type Take = 'json' | readonly string[] | Readonly<Record<string, string>>;

const mark = '~sealed';

/**
 * SQL of a sealed value on its way out: the database handle opens it before anybody sees the row. The statement
 * says which row and column it read it from, so that a value moved elsewhere is refused.
 * @param column `schema.table.column`
 * @param row SQL of the row's number
 * @param text SQL of the sealed text
 */
export const sealedCell = (column: string, row: string, text: string, take?: Take): string =>
  `jsonb_build_object('${mark}', ${text}, 'column', '${column}', 'row', ${row}${
    take ? `, 'take', '${JSON.stringify(take)}'::jsonb` : ''
  })`;

/** Whether the answer of a statement may hold sealed cells. */
export const asksCells = (statement: string): boolean => statement.includes(`'${mark}'`);

export interface Cell extends Spot {
  text: string;
  take: Take | undefined;
  put(value: unknown): void;
}

/** Every sealed cell in these rows, however deep. */
export function cellsIn(rows: unknown): Cell[] {
  const found: Cell[] = [];
  const look = (value: unknown, put: (value: unknown) => void) => {
    if (value === null || typeof value !== 'object') return;
    if (Array.isArray(value)) {
      for (const [at, each] of value.entries()) look(each, (opened) => (value[at] = opened));
      return;
    }
    const of = value as Record<string, unknown>;
    if (mark in of) {
      const { column, row, take } = of as { column: string; row: string; take?: Take };
      if (typeof of[mark] === 'string') found.push({ column, row, take, text: of[mark], put });
      else put(null);
      return;
    }
    for (const key of Object.keys(of)) look(of[key], (opened) => (of[key] = opened));
  };
  look(rows, () => {});
  return found;
}

/** What is wanted of an opened text. */
export function taken(plain: string, take: Take | undefined): unknown {
  if (!take) return plain;
  const fields = JSON.parse(plain) as Record<string, unknown>;
  if (take === 'json') return fields;
  if (Array.isArray(take) && take.length === 1) return fields[take[0] as string] ?? null;
  if (Array.isArray(take))
    return take
      .map((name) => fields[name])
      .filter((value) => value !== null && value !== undefined)
      .join(' ');
  return Object.fromEntries(Object.entries(take).map(([as, name]) => [as, fields[name] ?? null]));
}

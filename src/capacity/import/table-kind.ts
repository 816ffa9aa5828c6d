import {
  bitOf,
  type Column,
  formatColumns,
  type ImportKind,
  importKinds,
  passedBySheets,
  sheetNames,
} from './format.ts';
import { type RowProblem, shownCell } from './problems.ts';

/** One table of a file: what kind of facts, and which heading stands for which column. */
export interface Table {
  /** Null: nothing of it is read, `problems` or `notices` say why. */
  kind: ImportKind | null;
  headerLength: number;
  columns: { index: number; heading: string; column: Column }[];
  given: number;
  problems: RowProblem[];
  notices: RowProblem[];
}

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s.-]+/g, '_');

/** A heading that only one kind has, looked at in this order. */
const signature: [ImportKind, string[]][] = [
  ['absence', ['stay']],
  ['stay', ['person_ref', 'decision_until', 'file_kind', 'time_out_of', 'end_reason']],
  ['unavailability', ['reason', 'review_on', 'only_for', 'explanation']],
  ['recognition', ['places', 'funding_kind', 'origin']],
];

const columnFor = (kind: ImportKind, heading: string): Column | undefined => {
  const name = plain(heading);
  return formatColumns[kind].find(
    (column) => column.name === name || column.aliases.includes(name),
  );
};

function kindOfSheet(sheet: string | null): ImportKind | null {
  if (sheet === null) return null;
  const name = plain(sheet);
  return importKinds.find((kind) => sheetNames[kind].some((each) => plain(each) === name)) ?? null;
}

function kindOfHeader(header: readonly string[]): ImportKind | null {
  for (const [kind, names] of signature) {
    const columns = header.map((heading) => columnFor(kind, heading)?.name);
    if (names.some((name) => columns.includes(name))) return kind;
  }
  return null;
}

const nothing = (header: readonly string[]): Omit<Table, 'problems' | 'notices'> => ({
  kind: null,
  headerLength: header.length,
  columns: [],
  given: 0,
});

/** Understands a table by the name of its sheet, else by its headings. */
export function describeTable(
  sheet: string | null,
  header: readonly string[],
  forced: ImportKind | null,
): Table {
  const at = (code: string, found: string | null, params?: RowProblem['params']): RowProblem => ({
    code,
    sheet,
    row: null,
    column: null,
    found: found === null ? null : shownCell(found),
    ...(params && { params }),
  });
  const passed = Object.values(passedBySheets).map(plain);
  if (
    sheet !== null &&
    (passed.includes(plain(sheet)) || Object.hasOwn(passedBySheets, plain(sheet)))
  ) {
    return { ...nothing(header), problems: [], notices: [at('sheet-passed-by', null)] };
  }
  if (header.length === 0) return { ...nothing(header), problems: [], notices: [] };
  const kind = kindOfSheet(sheet) ?? forced ?? kindOfHeader(header);
  if (kind === null) {
    return { ...nothing(header), problems: [at('kind-unknown', header.join(', '))], notices: [] };
  }
  const problems: RowProblem[] = [];
  const columns: Table['columns'] = [];
  for (const [index, heading] of header.entries()) {
    const column = columnFor(kind, heading);
    const allowed = formatColumns[kind].map((each) => each.name).join(', ');
    if (!column) {
      problems.push({ ...at('column-unknown', heading, { allowed }), column: shownCell(heading) });
      continue;
    }
    const twin = columns.find((each) => each.column === column);
    if (twin) problems.push(at('column-twice', twin.heading, { other: shownCell(heading) }));
    columns.push({ index, heading, column });
  }
  if (!columns.some(({ column }) => column.name === 'id' || column.name === 'key')) {
    problems.push(at('column-missing', 'key'));
  }
  if (problems.length > 0) return { ...nothing(header), problems, notices: [] };
  const given = columns.reduce((bits, { column }) => bits | bitOf(kind, column.name), 0);
  return { kind, headerLength: header.length, columns, given, problems: [], notices: [] };
}

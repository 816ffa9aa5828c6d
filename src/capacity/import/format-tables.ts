import { type Column, formatColumns, type ImportKind } from './format.ts';

const types: Record<Column['type'], string> = {
  id: 'id of our own export',
  text: 'text',
  code: 'code, capitals or not',
  day: 'day',
  whole: 'whole number',
  list: 'codes with `\\|` between',
  choice: 'one of',
  remove: '`keep` or `remove`',
};

function allowed(column: Column): string {
  if (column.type === 'choice')
    return `one of ${column.choices!.map((each) => `\`${each}\``).join(', ')}`;
  if (column.type === 'whole') return `whole number, ${column.least ?? 0} to ${column.most}`;
  if (column.type === 'list') return `${types.list}, at most ${column.most}`;
  if (column.most !== undefined) return `${types[column.type]}, at most ${column.most} characters`;
  return types[column.type];
}

function need(column: Column): string {
  if (column.field === null) return 'not read';
  if (column.name === 'id' || column.name === 'key') return 'one of the two';
  return column.required ? 'for a new fact' : 'no';
}

/** The columns of a kind as a Markdown table; docs/import-format.md holds exactly this. */
export function formatTable(kind: ImportKind): string {
  const rows = formatColumns[kind].map(
    (column) =>
      `| \`${column.name}\` | ${column.aliases.map((alias) => `\`${alias}\``).join(', ')} | ${allowed(column)} | ${need(column)} | \`${column.example.replaceAll('|', '\\|')}\` |`,
  );
  return [
    '| column | also understood | content | needed | example |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

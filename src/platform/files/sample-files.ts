import { buffer } from 'node:stream/consumers';
import { type Cell, writeCsv, writeXlsx } from './write-table.ts';

const header = ['code', 'name', 'from', 'until', 'count', 'open', 'remark'];

/** Invented rows of the kinds of values that real tables have: codes, names with accents, days, gaps, numbers, truth values. */
export function sampleRows(count: number): Cell[][] {
  return Array.from({ length: count }, (_, i) => [
    `K-${String(i).padStart(4, '0')}`,
    ['Ann Voorbeeld', 'Zoë Verzonnen', 'Rémi Fictief'][i % 3]!,
    `202${i % 6}-0${1 + (i % 9)}-1${i % 10}`,
    i % 4 === 0 ? null : `2026-0${1 + (i % 9)}-2${i % 9}`,
    i * 3,
    i % 2 === 0,
    i % 7 === 0 ? 'nog na te kijken' : null,
  ]);
}

/** The same invented table as a good CSV, XLSX and JSON file. */
export async function sampleFiles(
  rows: number,
): Promise<{ csv: Buffer; xlsx: Buffer; json: Buffer }> {
  const cells = sampleRows(rows);
  const columns = header.map((name) => ({
    header: name,
    kind: name === 'from' || name === 'until' ? ('day' as const) : ('text' as const),
  }));
  const objects = cells.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])));
  return {
    csv: await buffer(writeCsv(header, cells, { mark: false })),
    xlsx: await buffer(writeXlsx([{ name: 'Blad 1', columns, rows: cells }])),
    json: Buffer.from(JSON.stringify(objects)),
  };
}

import type { Readable } from 'node:stream';
import { writeCsv } from '../../platform/files/write-csv.ts';
import type { LogLine } from '../contract.ts';

const head = [
  'number',
  'at',
  'name',
  'role',
  'organisation',
  'what',
  'purpose',
  'route',
  'outcome',
  'rows',
  'subjects',
];

/** Lines of the log as a file for a table program. */
export const logCsv = (lines: readonly LogLine[]): Readable =>
  writeCsv(
    head,
    lines.map((line) => [
      line.number,
      line.at,
      line.name,
      line.role,
      line.organisation,
      line.what,
      line.purpose,
      line.route,
      String(line.outcome),
      line.rows,
      line.subjects
        .map(({ kind, ids, every }) => `${kind}: ${every ? '*' : ids.join(' ')}`)
        .join(', '),
    ]),
    { separator: ';', mark: true },
  );

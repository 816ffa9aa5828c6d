import type { Cell } from '../../platform/files/write-table.ts';
import { writeCsv, writeXlsx } from '../../platform/files/write-table.ts';
import { Type } from 'typebox';
import { type Route, route } from '../../platform/http/route.ts';
import { contentTypes } from '../export/file-name.ts';
import { everyUnit } from '../subjects.ts';
import * as contract from './contract.ts';
import { weekColumns, weekTable, weekWords } from './week-table.ts';
import { weekDifference, weeks } from './weekly.queries.ts';

const readers = ['AT', 'AS', 'PI', 'PC'] as const;
/** Taking capacity along is the supervisor's and the provider's own. */
const takers = ['AS', 'PI', 'PC'] as const;
const tag = 'capacity';

/** The weekly photos, and two of them beside each other. */
export const weeklyRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/capacity/weekly',
    summary: 'The frozen sums of each week',
    tag,
    roles: readers,
    classes: ['D2'],
    subjects: everyUnit,
    query: contract.WeeksQuery,
    response: contract.Weeks,
    async handler({ db, caller, query }) {
      return { weeks: await db.read(caller, (tx) => weeks(tx, query)) };
    },
  }),
  route({
    method: 'GET',
    path: '/api/capacity/weekly/difference',
    summary: 'Two weekly photos beside each other, with what moved between them',
    tag,
    roles: readers,
    classes: ['D1', 'D2'],
    subjects: everyUnit,
    query: contract.CompareQuery,
    response: contract.WeekDifference,
    handler: ({ db, caller, query }) =>
      db.read(caller, (tx) => weekDifference(tx, query.from, query.until)),
  }),
  route({
    method: 'GET',
    path: '/api/capacity/weekly/export',
    summary: 'The difference between two weekly photos as CSV or XLSX',
    tag,
    roles: takers,
    classes: ['D1', 'D2'],
    subjects: everyUnit,
    query: contract.WeekExportQuery,
    response: Type.String(),
    raw: { contentType: 'text/csv' },
    limitPerMinute: 60,
    async handler({ db, caller, query, language, reply }) {
      const { from, until, rows } = await db.read(caller, (tx) =>
        weekDifference(tx, query.from, query.until),
      );
      const format = query.format ?? 'csv';
      const columns = weekColumns(language);
      const cells: Cell[][] = rows.map(weekTable);
      const name = `vrijplaats-${weekWords(language).file}-${from.day}-${until.day}.${format}`;
      return reply
        .type(contentTypes[format])
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('x-classification', 'internal')
        .header('cache-control', 'no-store')
        .send(
          format === 'csv'
            ? writeCsv(
                columns.map((column) => column.header),
                cells,
              )
            : writeXlsx([{ name: weekWords(language).sheet, columns, rows: cells }]),
        );
    },
  }),
];

import { addAbortSignal } from 'node:stream';
import { Type } from 'typebox';
import type { Reader } from '../../platform/db/database.ts';
import { badRequest } from '../../platform/errors.ts';
import { layAside, readAside } from '../../platform/files/byte-store.ts';
import { type Route, type RouteContext, route } from '../../platform/http/route.ts';
import type { Language } from '../../platform/language.ts';
import { dayIn } from '../../platform/period.ts';
import * as contract from '../contract.ts';
import { asOfFrom } from '../photo.query.ts';
import { filterUnits } from '../unit-filter.ts';
import { unitsJson } from '../unit-row.ts';
import { exportColumns, type ExportKind, exportKinds, openFacts, sheetOf } from './facts.query.ts';
import { type AboutExport, classificationOf, contentTypes, exportFileName } from './file-name.ts';
import { unitCells, unitColumns } from './unit-table.ts';
import { exportWords } from './words.ts';
import { type ExportTable, writeExport } from './write-export.ts';

type AnyContext = Pick<
  RouteContext<unknown, unknown, unknown>,
  'db' | 'caller' | 'session' | 'clock' | 'reply' | 'signal' | 'request' | 'language'
>;

/** Taking capacity along is the supervisor's and the provider's own; the access team reads it on screen. */
const readers = ['AS', 'PI', 'PC'] as const;
const tag = 'capacity';
const raw = { contentType: 'text/csv' };

/**
 * Writes tables out of one read transaction to one side, then sends them: whoever reads slowly holds a file
 * of ours and no connection to the database, of which each role has few. A fault is still an answer, and
 * never a file that stops halfway; who leaves while it is made ends the work.
 */
async function send(
  context: AnyContext,
  about: AboutExport,
  tables: (tx: Reader) => Promise<ExportTable[]>,
): Promise<unknown> {
  const aside = await context.db.read(context.caller, async (tx) =>
    layAside(addAbortSignal(context.signal, writeExport(about, await tables(tx)))),
  );
  return context.reply
    .type(contentTypes[about.format])
    .header('content-disposition', `attachment; filename="${exportFileName(about)}"`)
    .header('x-classification', about.confidential ? 'confidential' : 'internal')
    .header('x-classification-note', encodeURIComponent(classificationOf(about)))
    .header('cache-control', 'no-store')
    .send(readAside(aside));
}

async function unitTables(
  tx: Reader,
  query: contract.ExportUnitsQuery,
  today: string,
  language: Language,
): Promise<ExportTable[]> {
  const asOf = asOfFrom(query, today);
  const rows = JSON.parse(await unitsJson(tx, asOf)) as contract.UnitRow[];
  const [origin] = query.near
    ? await tx.rows<{ lat: number; lon: number }>(
        'select lat, lon from region.municipality where code = $1',
        [query.near],
      )
    : [];
  const found = filterUnits(rows, {
    module: query.module,
    age: query.age,
    gender: query.gender,
    term: query.term,
    region: query.region,
    zone: query.zone,
    origin,
    withinKm: query.withinKm,
    minimum: query.minimum ?? 0,
    text: query.text,
  });
  return [
    {
      sheet: exportWords[language].sheet.units,
      key: 'units',
      columns: unitColumns(language),
      rows: found.map(unitCells),
    },
  ];
}

async function factTables(
  tx: Reader,
  kinds: readonly ExportKind[],
  selection: Parameters<typeof openFacts>[2],
): Promise<ExportTable[]> {
  const tables: ExportTable[] = [];
  for (const kind of kinds) {
    tables.push({
      sheet: sheetOf(kind),
      key: kind,
      columns: exportColumns(kind, selection.own),
      rows: await openFacts(tx, kind, selection),
    });
  }
  return tables;
}

/** Export of figures per unit, and of every table of facts in the format that the import takes. */
export const exportRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/capacity/export/units',
    subjects: { unit: 'every' },
    summary:
      'Figures per unit as CSV or XLSX, of any day as known at any moment, filtered like the screen',
    tag,
    roles: readers,
    classes: ['D1', 'D2'],
    query: contract.ExportUnitsQuery,
    response: Type.String(),
    raw,
    limitPerMinute: 60,
    handler(context) {
      const { query, clock } = context;
      const today = dayIn(clock.now());
      const about: AboutExport = {
        what: 'units',
        format: query.format ?? 'csv',
        at: query.at ?? today,
        knownAt: query.known ?? null,
        madeAt: clock.now(),
        confidential: false,
        language: context.language,
      };
      return send(context, about, (tx) => unitTables(tx, query, today, context.language));
    },
  }),
  route({
    method: 'GET',
    path: '/api/capacity/export/:kind',
    subjects: { unit: 'every' },
    summary:
      'Facts as CSV, XLSX or JSON in the format that the import takes; `all` gives every table',
    tag,
    roles: readers,
    classes: ['D1', 'D2', 'D2R'],
    params: contract.ExportParams,
    query: contract.ExportQuery,
    response: Type.String(),
    raw,
    limitPerMinute: 60,
    async handler(context) {
      const { query, clock, session, params } = context;
      const own = session.role === 'PC' || session.role === 'PI';
      const format = query.format ?? 'csv';
      if (params.kind === 'all' && format === 'csv') throw badRequest('format-not-for-all');
      const kinds = params.kind === 'all' ? exportKinds : [params.kind];
      const about: AboutExport = {
        what: params.kind,
        format,
        at: query.at ?? null,
        knownAt: query.known ?? null,
        madeAt: clock.now(),
        confidential: own && kinds.some((kind) => kind === 'stay' || kind === 'absence'),
        language: context.language,
      };
      const selection = { at: about.at, knownAt: about.knownAt, own };
      return send(context, about, (tx) => factTables(tx, kinds, selection));
    },
  }),
];

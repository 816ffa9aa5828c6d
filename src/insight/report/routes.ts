import { Type } from 'typebox';
import type { Reader } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import { type Route, type RouteContext, route } from '../../platform/http/route.ts';
import { dayIn } from '../../platform/period.ts';
import * as contract from '../contract.ts';
import { outOfUse, unitFigures } from '../month.queries.ts';
import { cellsOf, namesIn, releaseOf, seriesOf } from '../release.queries.ts';
import { releaseSettings } from '../release-settings.ts';
import { liveReport, releasedReport, trendOf } from './facts.ts';
import { figuresCsv, figuresWorkbook } from './figures-file.ts';
import { reportOf } from './tables.ts';
import { reportWords } from './words.ts';
import { reportCsv, reportWorkbook } from './write-files.ts';
import { writePdf } from './write-pdf.ts';

type Context = Pick<
  RouteContext<unknown, unknown, unknown>,
  'db' | 'caller' | 'clock' | 'reply' | 'language'
>;
type Format = 'pdf' | 'xlsx' | 'csv';

/** Taking released figures along is the analyst's and the board's; live figures are the supervisor's to take. */
const takers = ['AN', 'RB'] as const;
const tag = 'insight';

const types: Record<Format, string> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

const trend = async (tx: Reader) =>
  trendOf(await seriesOf(tx, 'total'), await seriesOf(tx, 'reason'));

async function releasedFacts(tx: Reader, month: string | undefined) {
  const release = await releaseOf(tx, month);
  if (!release) throw notFound('release-not-found');
  const cells = await cellsOf(tx, release.id, undefined);
  return { release, cells, facts: releasedReport(release, cells, await trend(tx)) };
}

async function liveFacts(tx: Reader, now: Date, region: string | undefined) {
  const day = dayIn(now);
  const inRegion = (row: { region: string }) => region === undefined || row.region === region;
  const units = (await unitFigures(tx, day, null)).filter(inRegion);
  const rows = (await outOfUse(tx, day, null)).filter(inRegion);
  const recognised = units.reduce((sum, unit) => sum + unit.recognised, 0);
  return liveReport(day, recognised, rows, region === undefined ? await trend(tx) : []);
}

function sendFile(
  { reply, language }: Context,
  format: Format,
  about: { what: 'report' | 'figures'; day: string; released: boolean },
  body: unknown,
) {
  const { file } = reportWords[language];
  const care = about.released ? file.released : file.internal;
  const name = `vrijplaats-${file[about.what]}-${about.day}-${care}.${format}`;
  return reply
    .type(types[format])
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('x-classification', about.released ? 'public' : 'internal')
    .header('cache-control', 'no-store')
    .send(body);
}

async function sendReport(
  context: Context,
  format: Format,
  facts: contract.OutOfUseReport,
  more: Omit<Parameters<typeof reportOf>[1], 'language'>,
) {
  const { language } = context;
  const report = reportOf(facts, { ...more, language });
  const about = { what: 'report', day: facts.day, released: facts.releasedOn !== null } as const;
  if (format === 'xlsx') return sendFile(context, format, about, reportWorkbook(report, language));
  if (format === 'csv') return sendFile(context, format, about, reportCsv(report, language));
  return sendFile(context, format, about, await writePdf(report, language));
}

const smallestOf = (thresholds: { usual: number; sensitive: number; organisations: number }) => ({
  usual: thresholds.usual + 1,
  sensitive: thresholds.sensitive + 1,
  organisations: thresholds.organisations,
});

const released: Route[] = [
  route({
    method: 'GET',
    path: '/api/insight/unavailability',
    summary: 'Monthly report of unavailability, from released figures',
    tag,
    roles: ['AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ', 'PO'],
    classes: ['D15'],
    query: contract.MonthQuery,
    response: contract.OutOfUseReport,
    handler: ({ db, caller, query }) =>
      db.read(caller, async (tx) => (await releasedFacts(tx, query.month)).facts),
  }),
  route({
    method: 'GET',
    path: '/api/insight/unavailability/file',
    summary: 'Monthly report of unavailability as PDF/UA, XLSX or CSV, from released figures',
    tag,
    roles: takers,
    classes: ['D0', 'D15'],
    query: contract.ReportQuery,
    response: Type.String(),
    raw: { contentType: 'application/pdf' },
    limitPerMinute: 60,
    async handler(context) {
      const { db, caller, query, language } = context;
      const { facts, release, names } = await db.read(caller, async (tx) => ({
        ...(await releasedFacts(tx, query.month)),
        names: await namesIn(tx, language),
      }));
      const smallest = smallestOf(release.thresholds);
      const more = { names, isDemo: release.invented, smallest };
      return sendReport(context, query.format ?? 'pdf', facts, more);
    },
  }),
  route({
    method: 'GET',
    path: '/api/insight/figures/file',
    summary: 'All released figures of a month as XLSX or CSV, with source and date',
    tag,
    roles: takers,
    classes: ['D0', 'D15'],
    query: contract.FiguresExportQuery,
    response: Type.String(),
    raw: { contentType: 'text/csv' },
    limitPerMinute: 60,
    async handler(context) {
      const { db, caller, query, language } = context;
      const { release, cells, names } = await db.read(caller, async (tx) => ({
        ...(await releasedFacts(tx, query.month)),
        names: await namesIn(tx, language),
      }));
      const format = query.format ?? 'csv';
      const input = { release, cells, names, smallest: smallestOf(release.thresholds) };
      const body =
        format === 'csv' ? figuresCsv(input, language) : figuresWorkbook(input, language);
      return sendFile(
        context,
        format,
        { what: 'figures', day: release.month, released: true },
        body,
      );
    },
  }),
];

const live: Route[] = [
  route({
    method: 'GET',
    path: '/api/insight/unavailability/now',
    subjects: { unit: 'answer.units[].unitId' },
    summary: 'Unavailability of this moment, with units',
    tag,
    roles: ['AT', 'AS'],
    classes: ['D1', 'D2', 'D15'],
    query: contract.NowQuery,
    response: contract.OutOfUseReport,
    handler: ({ db, caller, clock, query }) =>
      db.read(caller, (tx) => liveFacts(tx, clock.now(), query.region)),
  }),
  route({
    method: 'GET',
    path: '/api/insight/unavailability/now/file',
    subjects: { unit: 'every' },
    summary: 'Unavailability of this moment as PDF/UA, XLSX or CSV, with units',
    tag,
    roles: ['AS'],
    classes: ['D0', 'D1', 'D2', 'D15'],
    query: contract.NowFileQuery,
    response: Type.String(),
    raw: { contentType: 'application/pdf' },
    limitPerMinute: 60,
    async handler(context) {
      const { db, caller, clock, query, language } = context;
      const found = await db.read(caller, async (tx) => ({
        facts: await liveFacts(tx, clock.now(), query.region),
        names: await namesIn(tx, language),
        newest: await releaseOf(tx, undefined),
        settings: await releaseSettings(tx, dayIn(clock.now())),
      }));
      const more = {
        names: found.names,
        isDemo: found.newest?.invented ?? false,
        smallest: smallestOf(found.settings.thresholds),
      };
      return sendReport(context, query.format ?? 'pdf', found.facts, more);
    },
  }),
];

/** The monthly report, released and live, on the screen and as a file. */
export const reportRoutes: Route[] = [...released, ...live];

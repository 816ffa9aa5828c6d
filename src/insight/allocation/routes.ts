import { Type } from 'typebox';
import type { Reader } from '../../platform/db/database.ts';
import { type Route, type RouteContext, route, type Session } from '../../platform/http/route.ts';
import { isInvented, namesIn } from '../release.queries.ts';
import { reportWords } from '../report/words.ts';
import { reportCsv, reportWorkbook } from '../report/write-files.ts';
import { writePdf } from '../report/write-pdf.ts';
import { answerFigures, choiceFigures } from './answer.queries.ts';
import * as contract from './contract.ts';
import { fairnessRows } from './fairness.ts';
import { fairnessCells } from './fairness.queries.ts';
import { type Span, spanOf } from './period.ts';
import { allocationReport } from './report.ts';
import { waitingFigures } from './waiting.queries.ts';

const access = ['AT', 'AS'] as const;
const tag = 'insight';

type Asked = { query: contract.AllocationQuery; session: Session };

/** Who waits is compared over all regions, one's own without asking. */
const anyRegion = ({ query, session }: Asked): string | null =>
  query.everywhere ? null : (query.region ?? session.areaCode);

/** Answers and choices name providers: whoever is of a region is told its own. */
const ownRegion = ({ query, session }: Asked): string | null =>
  session.areaCode ?? query.region ?? null;

/** A figure of the period that is asked for, with what it is of. */
async function figured<Figures>(
  tx: Reader,
  asked: Asked,
  region: string | null,
  figures: (span: Span) => Promise<Figures>,
) {
  const span = await spanOf(tx, { ...asked.query, region });
  return {
    from: span.fromDay,
    until: span.untilDay,
    region,
    ownRegion: asked.session.areaCode,
    ...(await figures(span)),
  };
}

const waiting = (tx: Reader, asked: Asked) =>
  figured(tx, asked, anyRegion(asked), (span) => waitingFigures(tx, span));
const answers = (tx: Reader, asked: Asked) =>
  figured(tx, asked, ownRegion(asked), (span) => answerFigures(tx, span));
const choices = (tx: Reader, asked: Asked) =>
  figured(tx, asked, ownRegion(asked), (span) => choiceFigures(tx, span));
const fairness = (tx: Reader, asked: Asked) =>
  figured(tx, asked, anyRegion(asked), async (span) => ({
    rows: fairnessRows(await fairnessCells(tx, span)),
  }));

const types = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

async function sendFile(
  { reply, language }: Pick<RouteContext<unknown, unknown, unknown>, 'reply' | 'language'>,
  format: keyof typeof types,
  report: ReturnType<typeof allocationReport>,
) {
  const body =
    format === 'xlsx'
      ? reportWorkbook(report, language)
      : format === 'csv'
        ? reportCsv(report, language)
        : await writePdf(report, language);
  return reply
    .type(types[format])
    .header(
      'content-disposition',
      `attachment; filename="vrijplaats-${report.file}-${report.datedOn}-${reportWords[language].file.internal}.${format}"`,
    )
    .header('x-classification', 'internal')
    .header('cache-control', 'no-store')
    .send(body);
}

/** Figures of allocation: the access team's, and of answers each provider's own. */
export const allocationFigureRoutes: Route[] = [
  route({
    tag,
    roles: access,
    classes: ['D6', 'D9', 'D8L'],
    method: 'GET',
    path: '/api/insight/allocation/waiting',
    subjects: { request: 'every' },
    summary: 'Who waits and how long, time between steps, what is asked for and not there',
    query: contract.AllocationQuery,
    response: contract.WaitingFigures,
    handler: ({ db, caller, query, session }) =>
      db.read(caller, (tx) => waiting(tx, { query, session })),
  }),
  route({
    tag,
    roles: ['AT', 'AS', 'PI'],
    classes: ['D8', 'D8A'],
    method: 'GET',
    path: '/api/insight/allocation/answers',
    subjects: { proposal: 'every' },
    summary: 'How proposals are answered, together and by provider; a provider its own',
    query: contract.AllocationQuery,
    response: contract.AnswerFigures,
    handler: ({ db, caller, query, session }) =>
      db.read(caller, (tx) => answers(tx, { query, session })),
  }),
  route({
    tag,
    roles: access,
    classes: ['D8', 'D8L'],
    method: 'GET',
    path: '/api/insight/allocation/choices',
    subjects: { proposal: 'every' },
    summary:
      'How proposals come from the list: departures, lanes, how often and fast as they stand',
    query: contract.AllocationQuery,
    response: contract.ChoiceFigures,
    handler: ({ db, caller, query, session }) =>
      db.read(caller, (tx) => choices(tx, { query, session })),
  }),
  route({
    tag,
    roles: access,
    classes: ['D6', 'D9'],
    method: 'GET',
    path: '/api/insight/allocation/fairness',
    subjects: { request: 'every' },
    summary:
      'Starts for each waiting day by group, raw and by band, with what could have been shown',
    query: contract.AllocationQuery,
    response: contract.FairnessFigures,
    limitPerMinute: 60,
    handler: ({ db, caller, query, session }) =>
      db.read(caller, (tx) => fairness(tx, { query, session })),
  }),
  route({
    tag,
    roles: ['AS'],
    classes: ['D0', 'D6', 'D8', 'D8L', 'D9'],
    method: 'GET',
    path: '/api/insight/allocation/file',
    subjects: { request: 'every', proposal: 'every' },
    summary: 'All figures of allocation as PDF/UA, XLSX or CSV',
    query: contract.AllocationFileQuery,
    response: Type.String(),
    raw: { contentType: 'application/pdf' },
    limitPerMinute: 30,
    async handler(context) {
      const { db, caller, query, session, language } = context;
      const { format = 'pdf', ...rest } = query;
      const asked = { query: rest, session };
      const found = await db.read(caller, async (tx) => ({
        waiting: await waiting(tx, asked),
        answers: await answers(tx, asked),
        choices: await choices(tx, asked),
        fairness: await fairness(tx, asked),
        names: await namesIn(tx, language),
        isDemo: await isInvented(tx),
      }));
      return sendFile(context, format, allocationReport(found, { ...found, language }));
    },
  }),
];

import { Type } from 'typebox';
import type { Reader } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import { once } from '../../platform/http/once.ts';
import { type Route, type RouteContext, route, type Session } from '../../platform/http/route.ts';
import { reportWords } from '../report/words.ts';
import { reportCsv, reportWorkbook } from '../report/write-files.ts';
import { writePdf } from '../report/write-pdf.ts';
import * as contract from './contract.ts';
import { crisisFigures } from './figures.queries.ts';
import { deskNote, sendNote, sentNote, writeNote } from './note.ts';
import { crisisReleases } from './release.queries.ts';
import { type CrisisReport, crisisReport, releaseReport } from './report.ts';

const tag = 'insight';
/** Who leads the crisis network; a desk its own region. */
const steering = ['AT', 'AS', 'CR'] as const;
const released = ['AT', 'AS', 'CR', 'AN', 'RB'] as const;
const noteReaders = ['AT', 'AS', 'CR', 'RB'] as const;

const figuresFor = (tx: Reader, query: contract.CrisisQuery, session: Session) =>
  crisisFigures(tx, query, { area: session.areaCode, alone: session.role === 'CR' });

const releasesFor = (
  tx: Reader,
  query: { region?: string; quarter?: string },
  session: Pick<Session, 'areaCode'>,
) =>
  crisisReleases(tx, {
    region: query.region ?? session.areaCode,
    quarter: query.quarter ?? null,
    ownRegion: session.areaCode,
  });

/** Names of regions in a language, and whether what is counted is invented. */
async function contextIn(tx: Reader, language: 'nl' | 'fr' | 'en') {
  const [found] = await tx.rows<{ regions: Record<string, string>; isDemo: boolean }>(
    `select (select jsonb_object_agg(code, case $1 when 'fr' then name_fr when 'en' then name_en else name_nl end) from region.region) as regions,
            exists (select from insight.crisis_release where invented) as "isDemo"`,
    [language],
  );
  return found!;
}

const types = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

async function sendFile(
  { reply, language }: Pick<RouteContext<unknown, unknown, unknown>, 'reply' | 'language'>,
  format: keyof typeof types,
  report: CrisisReport,
  isReleased: boolean,
) {
  const body =
    format === 'xlsx'
      ? reportWorkbook(report, language)
      : format === 'csv'
        ? reportCsv(report, language)
        : await writePdf(report, language);
  const mark = isReleased ? '' : `-${reportWords[language].file.internal}`;
  return reply
    .type(types[format])
    .header(
      'content-disposition',
      `attachment; filename="vrijplaats-${report.file}-${report.datedOn}${mark}.${format}"`,
    )
    .header('x-classification', isReleased ? 'public' : 'internal')
    .header('cache-control', 'no-store')
    .send(body);
}

/** Counts, and of the crisis network what partners are called: nobody's file. */
const ofNobody = () => [];

const file = { response: Type.String(), raw: { contentType: 'application/pdf' } } as const;

const readingRoutes: Route[] = [
  route({
    tag,
    roles: steering,
    classes: ['D0', 'D2K', 'D15', 'D15K'],
    subjects: ofNobody,
    method: 'GET',
    path: '/api/insight/crisis/figures',
    summary: 'What crisis desks were asked, found and did not find; a desk its own region',
    query: contract.CrisisQuery,
    response: contract.CrisisFigures,
    handler: ({ db, caller, query, session }) =>
      db.read(caller, (tx) => figuresFor(tx, query, session)),
  }),
  route({
    tag,
    roles: ['AS', 'CR'],
    classes: ['D0', 'D2K', 'D15', 'D15K'],
    subjects: ofNobody,
    method: 'GET',
    path: '/api/insight/crisis/figures/file',
    summary: 'The same as PDF/UA, XLSX or CSV',
    query: contract.CrisisFileQuery,
    ...file,
    limitPerMinute: 30,
    async handler(context) {
      const { db, caller, query, session, language } = context;
      const { format = 'pdf', ...rest } = query;
      const found = await db.read(caller, async (tx) => ({
        figures: await figuresFor(tx, rest, session),
        ...(await contextIn(tx, language)),
      }));
      return sendFile(context, format, crisisReport(found.figures, { ...found, language }), false);
    },
  }),
  route({
    tag,
    roles: released,
    classes: ['D0', 'D15'],
    method: 'GET',
    path: '/api/insight/crisis/releases',
    summary: 'Released crisis figures of a quarter and region: small groups put together',
    query: contract.ReleaseQuery,
    response: contract.CrisisReleases,
    handler: ({ db, caller, query, session }) =>
      db.read(caller, (tx) => releasesFor(tx, query, session)),
  }),
  route({
    tag,
    roles: ['AS', 'CR', 'AN', 'RB'],
    classes: ['D0', 'D15'],
    method: 'GET',
    path: '/api/insight/crisis/releases/file',
    summary: 'The same as PDF/UA, XLSX or CSV',
    query: contract.ReleaseFileQuery,
    ...file,
    limitPerMinute: 30,
    async handler(context) {
      const { db, caller, query, session, language } = context;
      const { format = 'pdf', ...rest } = query;
      const found = await db.read(caller, async (tx) => ({
        ...(await releasesFor(tx, rest, session)),
        ...(await contextIn(tx, language)),
      }));
      if (!found.release) throw notFound('release-not-found');
      const report = releaseReport(found.release, null, { ...found, language });
      return sendFile(context, format, report, true);
    },
  }),
];

const noteRoutes: Route[] = [
  route({
    tag,
    roles: ['CR'],
    classes: ['D15N'],
    method: 'GET',
    path: '/api/insight/crisis/notes/:quarter',
    summary: 'The note of the desk to the regional board on a quarter, as it stands',
    params: contract.NoteParams,
    response: contract.NoteAnswer,
    handler: ({ db, caller, params }) =>
      db.read(caller, async (tx) => ({ note: await deskNote(tx, params.quarter) })),
  }),
  route({
    tag,
    roles: noteReaders,
    classes: ['D15B'],
    method: 'GET',
    path: '/api/insight/crisis/sent-note',
    summary: 'The note to the regional board on a quarter, as it was sent',
    query: contract.SentNoteQuery,
    response: contract.NoteAnswer,
    handler: ({ db, caller, query }) =>
      db.read(caller, async (tx) => ({ note: await sentNote(tx, query) })),
  }),
  route({
    tag,
    roles: noteReaders,
    classes: ['D0', 'D15', 'D15B'],
    method: 'GET',
    path: '/api/insight/crisis/sent-note/file',
    summary: 'The note that was sent, with the figures of the quarter, as PDF/UA',
    query: contract.SentNoteQuery,
    ...file,
    limitPerMinute: 30,
    async handler(context) {
      const { db, caller, query, session, language } = context;
      const found = await db.read(caller, async (tx) => ({
        ...(await releasesFor(tx, query, session)),
        note: await sentNote(tx, query),
        ...(await contextIn(tx, language)),
      }));
      if (!found.release || !found.note) throw notFound('crisis-note-not-found');
      const report = releaseReport(found.release, found.note, { ...found, language });
      return sendFile(context, 'pdf', report, false);
    },
  }),
  route({
    tag,
    roles: ['CR'],
    classes: ['D15', 'D15N'],
    method: 'PUT',
    path: '/api/insight/crisis/notes/:quarter',
    summary: 'Writes the words of the desk that go to the board with the figures of a quarter',
    params: contract.NoteParams,
    body: contract.NoteWords,
    response: contract.NoteDone,
    handler: (context) => {
      const input = { ...context.params, ...context.body };
      return once(context, 'insight.crisis-note-write', input, (tx) =>
        writeNote(tx, context.actor, input),
      );
    },
  }),
  route({
    tag,
    roles: ['CR'],
    classes: ['D15N'],
    method: 'POST',
    path: '/api/insight/crisis/notes/:quarter/send',
    summary: 'Sends the note to the board of the region; another person than who wrote it',
    params: contract.NoteParams,
    response: contract.NoteDone,
    handler: (context) =>
      once(context, 'insight.crisis-note-send', context.params, (tx) =>
        sendNote(tx, context.actor, context.params),
      ),
  }),
];

/** Figures of crisis: live for who steers, released for analysts and boards, and the note to the board. */
export const crisisFigureRoutes: Route[] = [...readingRoutes, ...noteRoutes];

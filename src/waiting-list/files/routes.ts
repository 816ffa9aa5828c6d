import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { Type } from 'typebox';
import { badRequest } from '../../platform/errors.ts';
import { once } from '../../platform/http/once.ts';
import { type Route, type RouteContext, route } from '../../platform/http/route.ts';
import { dayIn } from '../../platform/period.ts';
import { applyListImport } from './apply-import.ts';
import * as contract from './contract.ts';
import { exportList } from './export-list.ts';
import { keepImport, listImport } from './import.queries.ts';
import { fileLimits, readListFile } from './read-file.ts';
import { listFileWords } from './words.ts';

const team = {
  tag: 'waiting-list',
  roles: ['AT', 'AS'] as const,
  classes: ['D4', 'D6', 'D9'],
};
const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** No more than the limit is kept in memory; a file that is larger is read to its end and said to be too large. */
async function bytesOf(file: Readable): Promise<Buffer> {
  const most = fileLimits.maxBytes!;
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of file as AsyncIterable<Buffer>) {
    if (size <= most) pieces.push(piece);
    size += piece.length;
  }
  return Buffer.concat(pieces);
}

const nameOf = (filename: string) =>
  basename(filename.replaceAll('\\', '/')).toWellFormed().replace(/\p{C}/gu, '').slice(-200);

type Uploading = Pick<
  RouteContext<unknown, unknown, unknown>,
  'db' | 'caller' | 'actor' | 'key' | 'request' | 'language'
>;

async function receive(context: Uploading): Promise<contract.ListImport> {
  const part = await context.request.file();
  if (!part) throw badRequest('file-missing');
  const bytes = await bytesOf(part.file);
  const name = nameOf(part.filename) || 'bestand.csv';
  const sha256 = createHash('sha256').update(bytes).digest();
  const read = await readListFile(bytes, name);
  const input = { name, sha256: sha256.toString('hex') };
  const { id } = await once(context, 'list.import', input, async (tx) => ({
    id: await keepImport(tx, context.actor, { name, sha256, read }),
  }));
  return context.db.read(context.caller, (tx) => listImport(tx, id, context.language));
}

/** The waiting list of one's own region as a file: out, and in again. */
export const fileRoutes: Route[] = [
  route({
    ...team,
    method: 'GET',
    path: '/api/waiting-list/export',
    subjects: { request: 'handler' },
    summary: 'The list of one’s own region as it is seen, with names, as CSV or XLSX; logged',
    query: contract.ExportQuery,
    response: Type.String(),
    raw: { contentType: 'text/csv' },
    limitPerMinute: 10,
    async handler({ db, caller, actor, query, reply, language, clock, shows }) {
      const file = await db.write(caller, (tx) =>
        exportList(tx, actor, query, language, (ids) => shows('request', ids)),
      );
      const format = query.format ?? 'csv';
      const name = `${listFileWords[language].fileName}-${dayIn(clock.now())}.${format}`;
      return reply
        .type(types[format])
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('x-classification', 'confidential')
        .header('cache-control', 'no-store')
        .send(file);
    },
  }),
  route({
    ...team,
    method: 'POST',
    path: '/api/waiting-list/imports',
    subjects: { 'list-import': 'answer.id' },
    summary: 'Send a CSV or XLSX file of the list; it is read and checked, nothing changes yet',
    response: contract.ListImport,
    multipart: true,
    bulk: true,
    limitPerMinute: 10,
    handler: receive,
  }),
  route({
    ...team,
    method: 'GET',
    path: '/api/waiting-list/imports/:importId',
    subjects: { 'list-import': 'params.importId' },
    summary: 'One file: what is wrong with it, or what it would change',
    params: contract.ImportParams,
    response: contract.ListImport,
    handler: ({ db, caller, params, language }) =>
      db.read(caller, (tx) => listImport(tx, params.importId, language)),
  }),
  route({
    ...team,
    method: 'POST',
    lane: 'deferrable',
    bulk: true,
    path: '/api/waiting-list/imports/:importId/apply',
    subjects: { 'list-import': 'params.importId', request: 'handler' },
    summary: 'Apply a checked file, all of it or nothing',
    params: contract.ImportParams,
    response: contract.ListImport,
    async handler(context) {
      const { importId } = context.params;
      await once(context, 'list.import-apply', context.params, (tx) =>
        applyListImport(tx, context.actor, { importId }, (id) => context.shows('request', [id])),
      );
      return context.db.read(context.caller, (tx) => listImport(tx, importId, context.language));
    },
  }),
];

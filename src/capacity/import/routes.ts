import { basename } from 'node:path';
import { Type } from 'typebox';
import { idempotent } from '../../platform/db/command.ts';
import { badRequest, Failure } from '../../platform/errors.ts';
import type { Language } from '../../platform/language.ts';
import { writeCsv } from '../../platform/files/write-table.ts';
import { type Route, type RouteContext, route } from '../../platform/http/route.ts';
import * as contract from '../contract.ts';
import { Background, type Received, receive } from './background.ts';
import type { ImportKind } from './format.ts';
import { createImport, type ImportAccess, importAccess, moveImport } from './import-file.ts';
import { importList, importState } from './import-state.query.ts';
import { applyImport, cancelImport } from './apply-import.ts';
import { failImport } from './keep-preview.ts';
import { prepareImport } from './prepare-import.ts';
import { webLimits } from './stage.ts';
import { importWords } from './words.ts';

type AnyContext = Pick<
  RouteContext<unknown, unknown, unknown>,
  'db' | 'caller' | 'actor' | 'session' | 'key' | 'request' | 'reply' | 'language'
>;

const importers = ['PC', 'AS'] as const;
const readers = ['PC', 'PI', 'AS'] as const;
const tag = 'capacity';

/** Two at a time: reading is work for the one thread that answers requests too. */
const background = new Background(2);

/** A request waits this long for an import to be applied, then answers that it is under way. */
const applyPatienceMs = 8000;

const accessOf = (context: AnyContext): ImportAccess =>
  importAccess(context.db, context.caller, context.session, context.language);

async function stateOf(context: AnyContext, importId: string): Promise<contract.ImportState> {
  const { state, stale } = await context.db.read(context.caller, (tx) => importState(tx, importId));
  if (!stale) return state;
  await wake(accessOf(context), state);
  return (await context.db.read(context.caller, (tx) => importState(tx, importId))).state;
}

/** Whoever worked on it is gone: what was staged is lost, what was to be applied was not. */
async function wake(access: ImportAccess, state: contract.ImportState): Promise<void> {
  const settle =
    state.state === 'STAGING'
      ? failImport(access, state, 'broken-off')
      : access.asProgram((tx) => moveImport(tx, state.id, 'CHECKED'));
  // Another request may have been first.
  await settle.catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
  });
}

async function received(context: AnyContext): Promise<{ file: Received; name: string }> {
  const part = await context.request.file();
  if (!part) throw badRequest('file-missing');
  const file = await receive(part.file);
  if (part.file.truncated) {
    await file.discard();
    throw new Failure('too-large', 'file-too-large');
  }
  const name = basename(part.filename.replaceAll('\\', '/'))
    .toWellFormed()
    .replace(/\p{C}/gu, '')
    .slice(-200);
  return { file, name: name || 'bestand' };
}

/** Takes a file in and goes on reading and checking it after the answer. */
async function upload(context: AnyContext, kind: ImportKind | null): Promise<contract.ImportState> {
  const access = accessOf(context);
  const { file, name } = await received(context);
  try {
    const input = { name, kind, hash: file.hash.toString('hex') };
    const outcome = await idempotent(
      context.db,
      context.caller,
      { key: context.key, route: 'import.upload', input, status: 202 },
      async (tx) => ({ id: await createImport(tx, access, { name, hash: file.hash, kind }) }),
    );
    const { id } = outcome.body;
    if (outcome.replayed) {
      await file.discard();
    } else {
      const work = (signal: AbortSignal) =>
        prepareImport(access, context.actor, { id, fileName: name, kind }, file.path, {
          limits: webLimits,
          signal,
        });
      void background
        .start(id, work, (error) => context.request.log.error({ err: error }, 'import broke off'))
        .finally(() => file.discard());
    }
    return await stateOf(context, id);
  } catch (error) {
    await file.discard();
    throw error;
  }
}

async function apply(context: AnyContext, importId: string): Promise<contract.ImportState> {
  const access = accessOf(context);
  const before = await stateOf(context, importId);
  // The same request again: what it asked for was done.
  if (before.state === 'APPLIED') return before;
  let failure: unknown;
  const work = applyImport(access, context.actor, importId).then(
    () => {},
    (error: unknown) => {
      failure = error;
    },
  );
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, applyPatienceMs);
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
  if (failure !== undefined) throw failure;
  return stateOf(context, importId);
}

function problemsCsv(state: contract.ImportState, language: Language) {
  const { list } = importWords[language];
  const rows = [
    ...state.problems.map((each) => [list.problem, each] as const),
    ...state.findings.map((each) => [list.finding, each] as const),
  ];
  return writeCsv(
    [list.sort, list.file, list.sheet, list.row, list.column, list.found, list.message, list.mend],
    rows.map(([sort, each]) => [
      sort,
      each.file,
      each.sheet,
      each.row,
      each.column,
      each.found,
      each.message,
      each.mend,
    ]),
  );
}

/** Import of a file: staged, checked whole, previewed, then applied all or not at all. */
export const importRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/capacity/imports',
    subjects: { import: 'answer.id', unit: 'answer.figures[].unitId' },
    summary: 'Send a CSV, XLSX or JSON file; it is read and checked, nothing changes yet',
    tag,
    roles: importers,
    classes: ['D19'],
    query: contract.ImportUploadQuery,
    response: contract.ImportState,
    status: 202,
    multipart: true,
    bulk: true,
    limitPerMinute: 30,
    handler: (context) => upload(context, context.query.kind ?? null),
  }),
  route({
    method: 'GET',
    path: '/api/capacity/imports',
    subjects: { import: 'answer.imports[].id' },
    summary: 'Own imports, newest first',
    tag,
    roles: readers,
    classes: ['D19'],
    query: contract.ImportListQuery,
    response: contract.ImportList,
    handler: ({ db, caller, query }) =>
      db.read(caller, (tx) =>
        importList(tx, { limit: query.limit ?? 20, offset: query.offset ?? 0 }),
      ),
  }),
  route({
    method: 'GET',
    path: '/api/capacity/imports/:importId',
    subjects: { import: 'params.importId', unit: 'answer.figures[].unitId' },
    summary: 'One import: progress, problems and what would change',
    tag,
    roles: readers,
    classes: ['D19'],
    params: contract.ImportParams,
    response: contract.ImportState,
    handler: (context) => stateOf(context, context.params.importId),
  }),
  route({
    method: 'GET',
    path: '/api/capacity/imports/:importId/problems',
    subjects: { import: 'params.importId' },
    summary: 'Problems and findings of an import as a CSV file',
    tag,
    roles: readers,
    classes: ['D19'],
    params: contract.ImportParams,
    response: Type.String(),
    raw: { contentType: 'text/csv' },
    async handler(context) {
      const state = await stateOf(context, context.params.importId);
      return context.reply
        .type('text/csv; charset=utf-8')
        .header(
          'content-disposition',
          `attachment; filename="${importWords[context.language].list.fileName}-${state.id.slice(0, 8)}.csv"`,
        )
        .send(problemsCsv(state, context.language));
    },
  }),
  route({
    method: 'POST',
    lane: 'deferrable',
    bulk: true,
    path: '/api/capacity/imports/:importId/apply',
    subjects: { import: 'params.importId', unit: 'answer.figures[].unitId' },
    summary: 'Apply a checked import, all or nothing; it can be undone as one event',
    tag,
    roles: importers,
    classes: ['D19', 'D2H'],
    params: contract.ImportParams,
    response: contract.ImportState,
    handler: (context) => apply(context, context.params.importId),
  }),
  route({
    method: 'POST',
    path: '/api/capacity/imports/:importId/cancel',
    subjects: { import: 'params.importId', unit: 'answer.figures[].unitId' },
    summary: 'Stop an import that is not applied yet',
    tag,
    roles: importers,
    classes: ['D19'],
    params: contract.ImportParams,
    response: contract.ImportState,
    async handler(context) {
      await cancelImport(accessOf(context), context.params.importId);
      background.stop(context.params.importId);
      return stateOf(context, context.params.importId);
    },
  }),
];

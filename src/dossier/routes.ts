import { Type } from 'typebox';
import { once } from '../platform/http/once.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Language } from '../platform/language.ts';
import { ask } from './ask.ts';
import * as contract from './contract.ts';
import { copyJson, copyPdf } from './copy/write-copy.ts';
import { fileOf, looksOf, myWindows } from './file.query.ts';
import { ofChild } from './subjects.ts';
import { teamRoutes } from './team/routes.ts';

/** Words for the purposes that the log of looks names; said where the slices are put together. */
export type PurposeWords = (purpose: string, language: Language) => string | null;

const window = { tag: 'dossier', roles: ['CH', 'PA', 'TP'] as const };
const whole = { ...window, classes: ['D9W', 'D10P', 'D7P', 'D12Q'] };
const copied = {
  ...whole,
  classes: [...whole.classes, 'D13W'],
  purpose: 'COPY_OF_FILE',
  method: 'GET' as const,
  lane: 'ordinary' as const,
  subjects: ofChild,
  params: contract.ChildParams,
  response: Type.String(),
  limitPerMinute: 20,
};

const windowRoutes = (words: PurposeWords): Route[] => [
  route({
    ...window,
    classes: ['D17M'],
    method: 'GET',
    path: '/api/dossier/windows',
    summary: 'On whose files one has a window at this moment',
    response: contract.Windows,
    handler: ({ db, caller }) => db.read(caller, myWindows),
  }),
  route({
    ...whole,
    method: 'GET',
    path: '/api/dossier/files/:childId',
    summary: 'One file as one’s window shows it',
    subjects: ofChild,
    params: contract.ChildParams,
    response: contract.File,
    handler: ({ db, caller, params }) => db.read(caller, (tx) => fileOf(tx, params.childId)),
  }),
  route({
    ...window,
    classes: ['D13W'],
    method: 'GET',
    path: '/api/dossier/files/:childId/looks',
    summary: 'Who looked at the file and why, as one’s window shows it',
    subjects: ofChild,
    params: contract.ChildParams,
    query: contract.LooksQuery,
    response: contract.Looks,
    handler: ({ db, caller, params, query, language }) =>
      db.read(caller, (tx) =>
        looksOf(tx, params.childId, query.skip ?? 0, (each) => words(each, language)),
      ),
  }),
  route({
    ...window,
    classes: ['D12Q'],
    method: 'POST',
    path: '/api/dossier/files/:childId/claims',
    summary: 'Objects, asks for a correction, complains or adds something',
    subjects: ofChild,
    params: contract.ChildParams,
    body: contract.Ask,
    response: contract.Asked,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'dossier.ask', input, (tx) => ask(tx, input));
    },
  }),
  route({
    ...copied,
    path: '/api/dossier/files/:childId/copy.pdf',
    summary: 'A copy of the file to keep, as PDF/UA',
    raw: { contentType: 'application/pdf' },
    handler: (context) => copyPdf(context, words),
  }),
  route({
    ...copied,
    path: '/api/dossier/files/:childId/copy.json',
    summary: 'A copy of the file for another program, as JSON',
    raw: { contentType: 'application/json' },
    handler: (context) => copyJson(context, words),
  }),
];

/** Everything that the person's window and the access team's side of it answer. */
export const dossierRoutesWith = (words: PurposeWords): Route[] => [
  ...windowRoutes(words),
  ...teamRoutes,
];

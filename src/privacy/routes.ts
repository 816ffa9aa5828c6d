import { Type } from 'typebox';
import type { InEachLanguage, Language } from '../platform/language.ts';
import { once } from '../platform/http/once.ts';
import { type Route, route } from '../platform/http/route.ts';
import { blockAccount, breaches, sayBreach, stepBreach } from './breach/breaches.ts';
import * as contract from './contract.ts';
import { closeFile, openedFiles, openFile } from './emergency/open-file.ts';
import { answerFinding, findings } from './findings/findings.ts';
import { logCsv } from './log/log-csv.ts';
import { accounts, lookersOf, seenByAccount, touched, wholeSeen } from './log/log.query.ts';

/** Words of each purpose, by its code. */
type PurposeWords = Readonly<Record<string, InEachLanguage<string>>>;

const officer = { tag: 'privacy', roles: ['PO'] as const };
const ofLog = { ...officer, classes: ['D14', 'D17'] };
const idsOf = (text: string) => text.split(',');

/** The log of looks, by account and by file. */
const logRoutes = (words: PurposeWords): Route[] => {
  const wordsIn = (language: Language) =>
    Object.fromEntries(Object.entries(words).map(([code, each]) => [code, each[language]]));
  return [
    route({
      ...ofLog,
      method: 'GET',
      path: '/api/privacy/accounts',
      subjects: { account: 'answer.rows[].id' },
      summary: 'Accounts whose name holds a text',
      query: contract.AccountsQuery,
      response: contract.Accounts,
      handler: ({ db, caller, query }) => db.read(caller, (tx) => accounts(tx, query.text)),
    }),
    route({
      ...ofLog,
      method: 'GET',
      path: '/api/privacy/log',
      subjects: { account: 'query.account' },
      summary: 'What one account read and wrote between two moments',
      query: contract.PeriodQuery,
      response: contract.SeenLog,
      handler: ({ db, caller, query, language }) =>
        db.read(caller, async (tx) => ({
          ...(await seenByAccount(tx, query)),
          purposes: wordsIn(language),
        })),
    }),
    route({
      ...ofLog,
      method: 'GET',
      path: '/api/privacy/log/export',
      subjects: { account: 'query.account' },
      summary: 'The same as a file; the log says who took it',
      query: contract.PeriodQuery,
      response: Type.String(),
      raw: { contentType: 'text/csv; charset=utf-8' },
      limitPerMinute: 20,
      async handler({ db, caller, query, reply }) {
        const lines = await db.read(caller, (tx) => wholeSeen(tx, query));
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="logboek.csv"')
          .send(logCsv(lines));
      },
    }),
    route({
      ...ofLog,
      method: 'GET',
      path: '/api/privacy/touched',
      subjects: { account: 'query.account' },
      summary: 'Which files one account had before it between two moments',
      query: contract.PeriodQuery,
      response: contract.Touched,
      handler: ({ db, caller, query }) => db.read(caller, (tx) => touched(tx, query)),
    }),
    route({
      ...ofLog,
      method: 'GET',
      path: '/api/privacy/file',
      subjects: ({ query }) => [{ kind: 'file', ids: idsOf(query.ids) }],
      summary: 'Who looked at a file',
      query: contract.FileQuery,
      response: contract.FileLog,
      handler: ({ db, caller, query, language }) =>
        db.read(caller, async (tx) => ({
          ...(await lookersOf(tx, idsOf(query.ids), query.before)),
          purposes: wordsIn(language),
        })),
    }),
  ];
};

const answering: Route[] = [
  route({
    ...officer,
    classes: ['D17'],
    method: 'POST',
    path: '/api/privacy/accounts/:accountId/block',
    subjects: { account: 'params.accountId' },
    summary: 'An account is shut out at once, its open sessions with it',
    params: contract.AccountParams,
    body: contract.Block,
    response: contract.Done,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return once(context, 'privacy.block', input, (tx) => blockAccount(tx, context.actor, input));
    },
  }),
  route({
    ...officer,
    classes: ['D14F'],
    method: 'GET',
    path: '/api/privacy/findings',
    subjects: { account: ['answer.open[].account', 'answer.answered[].account'] },
    summary: 'Findings over the log: what asks for an answer, and what was answered',
    response: contract.Findings,
    handler: ({ db, caller }) => db.read(caller, findings),
  }),
  route({
    ...officer,
    classes: ['D14F'],
    method: 'POST',
    path: '/api/privacy/findings/:findingId/answer',
    subjects: { finding: 'params.findingId' },
    summary: 'A finding is explained, a breach, asked about, or told to the one who looked',
    params: contract.FindingParams,
    body: contract.AnswerFinding,
    response: contract.Done,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return once(context, 'privacy.finding.answer', input, (tx) =>
        answerFinding(tx, context.actor, input),
      );
    },
  }),
  route({
    ...officer,
    classes: ['D14F'],
    method: 'GET',
    path: '/api/privacy/breaches',
    subjects: { account: 'answer.rows[].account' },
    summary: 'Breaches, with the seventy-two hours of each',
    response: contract.Breaches,
    handler: ({ db, caller }) => db.read(caller, breaches),
  }),
  route({
    ...officer,
    classes: ['D14F'],
    method: 'POST',
    path: '/api/privacy/breaches',
    subjects: { account: 'body.account' },
    summary: 'There is a breach, and since when it is known',
    body: contract.SayBreach,
    response: contract.Done,
    handler: (context) =>
      once(context, 'privacy.breach.say', context.body, (tx) =>
        sayBreach(tx, context.actor, context.body),
      ),
  }),
  route({
    ...officer,
    classes: ['D14F'],
    method: 'POST',
    path: '/api/privacy/breaches/:breachId/step',
    subjects: { breach: 'params.breachId' },
    summary: 'The authority or the persons concerned were told, or need not be',
    params: contract.BreachParams,
    body: contract.StepBreach,
    response: contract.Done,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return once(context, 'privacy.breach.step', input, (tx) =>
        stepBreach(tx, context.actor, input),
      );
    },
  }),
];

const emergency: Route[] = [
  route({
    ...officer,
    classes: ['D4', 'D7', 'D4K', 'D7K', 'D13E'],
    method: 'GET',
    path: '/api/privacy/opened',
    subjects: { 'emergency-reading': 'answer.rows[].id', person: 'answer.rows[].children[].id' },
    summary: 'What one has open in an emergency, and what stands in it',
    response: contract.Opened,
    handler: ({ db, caller }) => db.read(caller, openedFiles),
  }),
  route({
    ...officer,
    classes: ['D4', 'D7', 'D4K', 'D7K', 'D13E'],
    method: 'POST',
    path: '/api/privacy/files/:kind/:fileId/emergency',
    subjects: { file: 'params.fileId' },
    summary: 'A file is opened for an hour, with a reason',
    params: contract.FileParams,
    body: contract.OpenInEmergency,
    response: contract.Done,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return once(context, 'privacy.emergency.open', input, (tx) =>
        openFile(tx, context.actor, input),
      );
    },
  }),
  route({
    ...officer,
    classes: ['D13E'],
    method: 'POST',
    path: '/api/privacy/emergencies/:accessId/close',
    subjects: { 'emergency-reading': 'params.accessId' },
    summary: 'What was opened is closed before its hour is over',
    params: contract.AccessParams,
    response: contract.Done,
    handler: (context) =>
      once(context, 'privacy.emergency.close', context.params, (tx) =>
        closeFile(tx, context.actor, context.params),
      ),
  }),
];

/** Every endpoint of the slice. */
export const privacyRoutesWith = (words: PurposeWords): Route[] => [
  ...logRoutes(words),
  ...answering,
  ...emergency,
];

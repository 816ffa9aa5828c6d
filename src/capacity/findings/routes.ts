import type { TSchema } from 'typebox';
import { type Actor, idempotent } from '../../platform/db/command.ts';
import type { Reader, Writer } from '../../platform/db/database.ts';
import { type Route, type RouteContext, route } from '../../platform/http/route.ts';
import { dayIn } from '../../platform/period.ts';
import { UnitParams } from '../contract.ts';
import { everyUnit, ofUnit } from '../subjects.ts';
import * as contract from './contract.ts';
import { findingCountsJson, findingsJson, findingsOfUnit } from './findings.query.ts';
import { reopenReport, type Reported, reportPlace, withdrawReport } from './report-place.ts';

type AnyContext = Pick<
  RouteContext<unknown, unknown, unknown>,
  'db' | 'caller' | 'actor' | 'key' | 'clock' | 'reply' | 'session'
>;

const readers = ['AT', 'AS', 'PI', 'PC'] as const;
const reporters = ['AT', 'AS'] as const;
const tag = 'capacity';

async function answer(
  context: AnyContext,
  ask: (tx: Reader, day: string, own: boolean) => Promise<string>,
) {
  const day = dayIn(context.clock.now());
  const own = context.session.role === 'PC' || context.session.role === 'PI';
  return context.reply
    .type('application/json; charset=utf-8')
    .send(await context.db.read(context.caller, (tx) => ask(tx, day, own)));
}

async function change(
  context: AnyContext,
  name: string,
  input: object,
  work: (tx: Writer, actor: Actor) => Promise<Reported>,
) {
  const request = { key: context.key, route: name, input };
  const outcome = await idempotent(context.db, context.caller, request, (tx) =>
    work(tx, context.actor),
  );
  return outcome.body;
}

const reading = <R extends TSchema>(path: string, summary: string, response: R) => ({
  method: 'GET' as const,
  path,
  summary,
  tag,
  roles: readers,
  classes: ['D1', 'D2', 'D2Q'],
  response,
});

/** Findings, and the one that is reported by hand. */
export const findingRoutes: Route[] = [
  route({
    ...reading(
      '/api/capacity/findings',
      'What is wrong or doubtful in the data, with owner and age; freshness per provider',
      contract.Findings,
    ),
    subjects: everyUnit,
    handler: (context) => answer(context, findingsJson),
  }),
  route({
    ...reading(
      '/api/capacity/findings/counts',
      'How many findings touch the figures of each unit',
      contract.FindingCounts,
    ),
    subjects: everyUnit,
    handler: (context) => answer(context, findingCountsJson),
  }),
  route({
    ...reading(
      '/api/capacity/units/:unitId/findings',
      'The findings of one unit',
      contract.UnitFindings,
    ),
    subjects: ofUnit,
    params: UnitParams,
    handler: (context) =>
      answer(context, (tx, day, own) => findingsOfUnit(tx, context.params.unitId, day, own)),
  }),
  route({
    method: 'POST',
    path: '/api/capacity/place-reports',
    subjects: { unit: 'body.unitId', 'place-report': 'answer.id' },
    summary: 'A place that counts as free turned out not to exist',
    tag,
    roles: reporters,
    classes: ['D2Q'],
    body: contract.ReportPlace,
    response: contract.ReportChanged,
    handler: (context) =>
      change(context, 'place-report.make', context.body, (tx, actor) =>
        reportPlace(tx, actor, context.body),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/capacity/place-reports/:reportId/withdraw',
    subjects: { 'place-report': 'params.reportId' },
    summary: 'The place is there after all, or the report was a slip',
    tag,
    roles: reporters,
    classes: ['D2Q'],
    params: contract.ReportParams,
    body: contract.WithdrawReport,
    response: contract.ReportChanged,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return change(context, 'place-report.withdraw', input, (tx, actor) =>
        withdrawReport(tx, actor, input),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/api/capacity/place-reports/:reportId/reopen',
    subjects: { 'place-report': 'params.reportId' },
    summary: 'Takes the withdrawal of a report back',
    tag,
    roles: reporters,
    classes: ['D2Q'],
    params: contract.ReportParams,
    response: contract.ReportChanged,
    handler: (context) =>
      change(context, 'place-report.reopen', context.params, (tx, actor) =>
        reopenReport(tx, actor, context.params),
      ),
  }),
];

import type { TSchema } from 'typebox';
import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import type { ApplicationRole } from '../../platform/db/roles.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { change, todayOf } from '../answer-change.ts';
import { Changed } from '../contract.ts';
import type { Done } from '../start-stay.ts';
import * as contract from './contract.ts';
import { reconversionDetail } from './detail.query.ts';
import { planReconversion } from './plan-reconversion.ts';
import { reconversions } from './reconversion.queries.ts';
import { registerReconversion } from './register-reconversion.ts';
import { takeBackStep } from './take-back-step.ts';
import {
  answerAboutReconversion,
  approveReconversion,
  askAboutReconversion,
  refuseReconversion,
  takeEffect,
  withdrawReconversion,
} from './take-step.ts';

const tag = 'capacity';
const readers = ['AT', 'AS', 'PI', 'PC'] as const;
const classes = ['D1', 'D2', 'D2V', 'D2H'];

interface Step<Body> {
  path: string;
  summary: string;
  roles: readonly ApplicationRole[];
  body: TSchema;
  command: (tx: Writer, actor: Actor, input: Body) => Promise<Done>;
}

/** One step of a reconversion as an endpoint with its own permission. */
const stepRoute = <Body extends { reconversionId: string }>(spec: Step<Body>): Route =>
  route({
    method: 'POST',
    path: `/api/capacity/reconversions/:reconversionId/${spec.path}`,
    subjects: { reconversion: 'params.reconversionId', unit: 'answer.modules[].unitId' },
    summary: spec.summary,
    tag,
    roles: spec.roles,
    classes: ['D2', 'D2V', 'D2H'],
    params: contract.ReconversionParams,
    body: spec.body,
    response: Changed,
    handler(context) {
      const input = { ...context.params, ...(context.body as object) } as Body;
      return change(context, `reconversion.${spec.path}`, input, (tx, actor) =>
        spec.command(tx, actor, input),
      );
    },
  });

/** Endpoints of the register of reconversions, as data. */
export const reconversionRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/capacity/reconversions',
    subjects: { reconversion: 'answer.rows[].id', unit: 'answer.rows[].unitId' },
    summary: 'The register of reconversions, from plan to registered at the source',
    tag,
    roles: readers,
    classes,
    query: contract.ReconversionQuery,
    response: contract.Reconversions,
    async handler(context) {
      const { state, limit, offset } = context.query;
      const found = await context.db.read(context.caller, (tx) =>
        reconversions(tx, context.session.role, {
          state: state ?? null,
          limit: limit ?? 200,
          offset: offset ?? 0,
        }),
      );
      return { day: todayOf(context), ...found };
    },
  }),
  route({
    method: 'GET',
    path: '/api/capacity/reconversions/:reconversionId',
    subjects: { reconversion: 'params.reconversionId', unit: 'answer.row.unitId' },
    summary: 'One reconversion: its effect on the figures and every step of it',
    tag,
    roles: readers,
    classes,
    params: contract.ReconversionParams,
    response: contract.ReconversionDetail,
    handler: (context) =>
      context.db.read(context.caller, (tx) =>
        reconversionDetail(
          tx,
          context.params.reconversionId,
          context.session.role,
          todayOf(context),
        ),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/capacity/reconversions',
    subjects: { reconversion: 'answer.id', unit: 'body.unitId' },
    summary: 'A provider proposes that places become places of another module',
    tag,
    roles: ['PC'],
    classes: ['D2', 'D2V', 'D2H'],
    body: contract.PlanReconversion,
    response: Changed,
    handler: (context) =>
      change(context, 'reconversion.plan', context.body, (tx, actor) =>
        planReconversion(tx, actor, context.body),
      ),
  }),
  stepRoute({
    path: 'approve',
    summary: 'The supervisor agrees',
    roles: ['AS'],
    body: contract.ApproveReconversion,
    command: approveReconversion,
  }),
  stepRoute({
    path: 'refuse',
    summary: 'The supervisor does not agree, and says why',
    roles: ['AS'],
    body: contract.WithWords,
    command: refuseReconversion,
  }),
  stepRoute({
    path: 'ask',
    summary: 'The supervisor asks the provider something first',
    roles: ['AS'],
    body: contract.WithWords,
    command: askAboutReconversion,
  }),
  stepRoute({
    path: 'answer',
    summary: 'The provider answers',
    roles: ['PC'],
    body: contract.AnswerReconversion,
    command: answerAboutReconversion,
  }),
  stepRoute({
    path: 'withdraw',
    summary: 'The provider withdraws its plan',
    roles: ['PC'],
    body: contract.WithWords,
    command: withdrawReconversion,
  }),
  stepRoute({
    path: 'take-effect',
    summary: 'The reconversion has taken effect',
    roles: ['AS', 'PC'],
    body: contract.TakeEffect,
    command: takeEffect,
  }),
  stepRoute({
    path: 'register',
    summary: 'The source has the reconversion',
    roles: ['AS'],
    body: contract.RegisterReconversion,
    command: registerReconversion,
  }),
  stepRoute({
    path: 'take-back',
    summary: 'The last step is taken back by who took it',
    roles: ['AS', 'PC'],
    body: contract.TakeBack,
    command: takeBackStep,
  }),
];

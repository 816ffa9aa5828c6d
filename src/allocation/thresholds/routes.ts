import { once } from '../../platform/http/once.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { Done } from '../dialogue/contract.ts';
import { partyOf } from '../dialogue/proposal.queries.ts';
import * as contract from './contract.ts';
import { comment, followUp, recordClientView } from './follow-up.ts';
import { thresholdDetail, thresholds } from './thresholds.query.ts';

const access = ['AT', 'AS'] as const;
const both = ['AT', 'AS', 'PI'] as const;
const tag = 'allocation';

/** Every endpoint of the register of thresholds, as data. */
export const thresholdRoutes: Route[] = [
  route({
    tag,
    roles: both,
    classes: ['D8T', 'D8TF'],
    method: 'GET',
    path: '/api/allocation/thresholds',
    subjects: { threshold: 'answer.rows[].id', organisation: 'answer.rows[].providerId' },
    summary: 'Why help did not start, by provider, module and reason; a provider its own',
    query: contract.ThresholdsQuery,
    response: contract.Thresholds,
    handler: ({ db, caller, session, query }) =>
      db.read(caller, (tx) =>
        thresholds(tx, partyOf(session.role) === 'ACCESS', query, session.areaCode),
      ),
  }),
  route({
    tag,
    roles: both,
    classes: ['D8T', 'D8TF', 'D8TA'],
    method: 'GET',
    path: '/api/allocation/thresholds/:thresholdId',
    subjects: {
      threshold: 'params.thresholdId',
      organisation: 'answer.row.providerId',
      proposal: 'answer.cases[].proposalId',
    },
    summary: 'One threshold with its cases, what is done about it and what is said of it',
    params: contract.ThresholdParams,
    response: contract.ThresholdDetail,
    handler: ({ db, caller, session, params }) =>
      db.read(caller, (tx) =>
        thresholdDetail(tx, partyOf(session.role) === 'ACCESS', params.thresholdId),
      ),
  }),
  route({
    tag,
    roles: access,
    classes: ['D8T', 'D8TF'],
    method: 'POST',
    path: '/api/allocation/thresholds/:thresholdId/follow-up',
    subjects: { threshold: 'params.thresholdId' },
    summary: 'What is done about it, or on which ground it is accepted',
    params: contract.ThresholdParams,
    body: contract.FollowUp,
    response: Done,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'threshold.follow-up', input, (tx) =>
        followUp(tx, context.actor, input),
      );
    },
  }),
  route({
    tag,
    roles: both,
    classes: ['D8T', 'D8TA'],
    method: 'POST',
    path: '/api/allocation/thresholds/:thresholdId/comments',
    subjects: { threshold: 'params.thresholdId' },
    summary: 'Something is said of it: by the provider of its own, or by the access team',
    params: contract.ThresholdParams,
    body: contract.Comment,
    response: Done,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'threshold.comment', input, (tx) => comment(tx, context.actor, input));
    },
  }),
  route({
    tag,
    roles: access,
    classes: ['D8T', 'D8L'],
    method: 'POST',
    path: '/api/allocation/threshold-cases/:caseId/client-view',
    subjects: { 'threshold-case': 'params.caseId' },
    summary: 'How the client sees it: no place, being excluded, an own choice',
    params: contract.CaseParams,
    body: contract.ClientView,
    response: Done,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'threshold.client-view', input, (tx) =>
        recordClientView(tx, context.actor, input),
      );
    },
  }),
];

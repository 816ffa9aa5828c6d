import type { TSchema } from 'typebox';
import { once, type WritingContext } from '../../platform/http/once.ts';
import type { ApplicationRole } from '../../platform/db/roles.ts';
import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { acceptProposal, refuseProposal, say } from './answer-proposal.ts';
import { changeGrade } from './change-grade.ts';
import * as contract from './contract.ts';
import { regionOf, turnOf } from './proposal.queries.ts';
import { agreedChildren, proposalDetail, proposals } from './proposals.query.ts';
import { propose } from './propose.ts';
import { hearClient, sendProposal } from './send-proposal.ts';
import { endProposal, planStart, replanStart, startAllocated } from './start-allocated.ts';

const access = ['AT', 'AS'] as const;
const both = ['AT', 'AS', 'PI'] as const;
const tag = 'allocation';

/** One step on one proposal: everything that the steps have in common. */
function step(of: {
  name: string;
  summary: string;
  roles: readonly ApplicationRole[];
  body?: TSchema;
  work: (tx: Writer, actor: Actor, input: never) => Promise<contract.Done>;
}): Route {
  return route({
    tag,
    roles: of.roles,
    classes: ['D8', 'D8A'],
    method: 'POST',
    path: `/api/allocation/proposals/:proposalId/${of.name}`,
    subjects: { proposal: 'params.proposalId' },
    summary: of.summary,
    params: contract.ProposalParams,
    ...(of.body && { body: of.body }),
    response: contract.Done,
    async handler(context) {
      const input = { ...(context.body as object | undefined), ...context.params };
      const { proposalId } = context.params;
      const region = await context.db.read(context.caller, (tx) => regionOf(tx, proposalId));
      return once(
        context as WritingContext,
        `proposal.${of.name}`,
        input,
        (tx) => of.work(tx, context.actor, input as never),
        turnOf(region),
      );
    },
  });
}

/** Every endpoint of the dialogue about a place, as data. */
export const dialogueRoutes: Route[] = [
  route({
    tag,
    roles: both,
    classes: ['D8', 'D8A'],
    method: 'GET',
    path: '/api/allocation/proposals',
    subjects: {
      proposal: 'answer.rows[].id',
      request: 'answer.rows[].children[].requestId',
      unit: 'answer.rows[].unitId',
    },
    summary: 'Proposals that one works on, or is asked',
    query: contract.ProposalsQuery,
    response: contract.Proposals,
    handler: ({ db, caller, session, query }) =>
      db.read(caller, (tx) => proposals(tx, session.role, query)),
  }),
  route({
    tag,
    roles: both,
    classes: ['D8', 'D8A', 'D12', 'D2'],
    method: 'GET',
    path: '/api/allocation/proposals/:proposalId',
    subjects: {
      proposal: 'params.proposalId',
      request: 'answer.row.children[].requestId',
      unit: ['answer.row.unitId', 'answer.messages[].otherUnitId'],
    },
    summary: 'One proposal with all that was said',
    params: contract.ProposalParams,
    response: contract.ProposalDetail,
    handler: ({ db, caller, session, params }) =>
      db.read(caller, (tx) => proposalDetail(tx, session.role, params.proposalId)),
  }),
  route({
    tag,
    roles: ['PI'],
    classes: ['D8'],
    method: 'GET',
    path: '/api/allocation/proposals/:proposalId/children',
    subjects: { proposal: 'params.proposalId' },
    summary: 'Who the children are, once the provider agreed to house them',
    params: contract.ProposalParams,
    response: contract.AgreedChildren,
    handler: ({ db, caller, params }) =>
      db.read(caller, (tx) => agreedChildren(tx, params.proposalId)),
  }),
  route({
    tag,
    roles: access,
    classes: ['D6', 'D8', 'D8L'],
    method: 'POST',
    path: '/api/allocation/proposals',
    subjects: { proposal: 'answer.id', request: 'body.requestIds[]', unit: 'body.unitId' },
    summary: 'A draft of a proposal: it holds nothing',
    body: contract.Propose,
    response: contract.Done,
    handler: (context) =>
      once(context, 'proposal.draft', context.body, (tx) =>
        propose(tx, context.actor, context.body),
      ),
  }),
  step({
    name: 'hearing',
    summary: 'The client was heard',
    roles: access,
    body: contract.HearClient,
    work: hearClient,
  }),
  step({
    name: 'send',
    summary: 'To the provider; the place is held',
    roles: access,
    body: contract.Send,
    work: sendProposal,
  }),
  step({ name: 'accept', summary: 'The provider accepts', roles: ['PI'], work: acceptProposal }),
  step({
    name: 'refuse',
    summary: 'The provider does not start, and says why',
    roles: ['PI'],
    body: contract.Refuse,
    work: refuseProposal,
  }),
  step({
    name: 'messages',
    summary: 'Something is said: words, a question, a condition, a counter-offer',
    roles: both,
    body: contract.Say,
    work: say,
  }),
  step({
    name: 'plan',
    summary: 'The day of the start is agreed',
    roles: both,
    body: contract.PlanStart,
    work: planStart,
  }),
  step({
    name: 'replan',
    summary: 'Not on the day that was planned: another one, or none yet',
    roles: access,
    body: contract.ReplanStart,
    work: replanStart,
  }),
  step({
    name: 'start',
    summary: 'The child is there: the stay begins',
    roles: both,
    work: startAllocated,
  }),
  step({
    name: 'withdraw',
    summary: 'The access team takes it back',
    roles: access,
    body: contract.EndProposal,
    work: (tx, actor, input: { proposalId: string; reason: string }) =>
      endProposal(tx, actor, { ...input, to: 'WITHDRAWN' }),
  }),
  step({
    name: 'decline',
    summary: 'The client chooses otherwise',
    roles: access,
    body: contract.EndProposal,
    work: (tx, actor, input: { proposalId: string; reason: string }) =>
      endProposal(tx, actor, { ...input, to: 'CLIENT_DECLINED' }),
  }),
  step({
    name: 'grade',
    summary: 'The mandate goes a grade up or down, with its motive',
    roles: access,
    body: contract.ChangeGrade,
    work: changeGrade,
  }),
];

import { once } from '../../platform/http/once.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { Done } from '../dialogue/contract.ts';
import { askAgain, registerFollowUp, sayView } from './answer-follow-up.ts';
import * as contract from './contract.ts';
import { followUps } from './follow-ups.query.ts';

const access = ['AT', 'AS'] as const;
const tag = 'allocation';
const classes = ['D8', 'D8A'] as const;

/** Every endpoint about how a stay goes, as data. */
export const followUpRoutes: Route[] = [
  route({
    tag,
    roles: ['AT', 'AS', 'PI'],
    classes: [...classes],
    method: 'GET',
    path: '/api/allocation/follow-ups',
    subjects: {
      'follow-up': 'answer.rows[].id',
      proposal: 'answer.rows[].proposalId',
      request: 'answer.rows[].requestId',
    },
    summary: 'How stays go that began from a proposal: what is asked, what came of it',
    query: contract.FollowUpsQuery,
    response: contract.FollowUps,
    handler: ({ db, caller, session, query }) =>
      db.read(caller, (tx) => followUps(tx, session.role, query)),
  }),
  route({
    tag,
    roles: access,
    classes: [...classes, 'D8L'],
    method: 'POST',
    path: '/api/allocation/follow-ups',
    subjects: { 'follow-up': 'answer.id', proposal: 'body.proposalId', request: 'body.requestId' },
    summary: 'One more day on which it is asked how a stay goes',
    body: contract.AskAgain,
    response: Done,
    handler: (context) =>
      once(context, 'follow-up.ask', context.body, (tx) =>
        askAgain(tx, context.actor, context.body),
      ),
  }),
  route({
    tag,
    roles: ['PI'],
    classes: [...classes],
    method: 'POST',
    path: '/api/allocation/follow-ups/:followUpId/view',
    subjects: { 'follow-up': 'params.followUpId' },
    summary: 'The provider says how it goes and what is needed',
    params: contract.FollowUpParams,
    body: contract.SayView,
    response: Done,
    handler: (context) => {
      const input = { ...context.body, ...context.params };
      return once(context, 'follow-up.view', input, (tx) => sayView(tx, context.actor, input));
    },
  }),
  route({
    tag,
    roles: access,
    classes: [...classes, 'D8L'],
    method: 'POST',
    path: '/api/allocation/follow-ups/:followUpId/result',
    subjects: { 'follow-up': 'params.followUpId' },
    summary: 'What comes of it, with the next step',
    params: contract.FollowUpParams,
    body: contract.Register,
    response: Done,
    handler: (context) => {
      const input = { ...context.body, ...context.params };
      return once(context, 'follow-up.register', input, (tx) =>
        registerFollowUp(tx, context.actor, input),
      );
    },
  }),
];

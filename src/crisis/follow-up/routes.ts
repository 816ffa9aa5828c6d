import { type Route, route } from '../../platform/http/route.ts';
import { change } from '../change.ts';
import { Done, MinorParams } from '../contract.ts';
import { minors, ofMinor } from '../subjects.ts';
import {
  ChangeFollowUp,
  CloseFollowUp,
  FollowUpParams,
  FollowUps,
  PlanFollowUp,
} from './contract.ts';
import { followUps } from './follow-up.query.ts';
import { changeFollowUp, closeFollowUp, planFollowUp } from './keep-follow-up.ts';

const desk = { tag: 'crisis', roles: ['CR'] as const, classes: ['D4K', 'D6K', 'D8C'] };
const profile = { tag: 'crisis', roles: ['CR'] as const, classes: ['D8C'] };

const ofFollowUp = ({ params }: { params: { followUpId: string } }) => [
  { kind: 'crisis-follow-up', ids: [params.followUpId] },
];

/** Young people whom a desk follows up after an emergency ward or a forced admission. */
export const followUpRoutes: Route[] = [
  route({
    ...desk,
    method: 'GET',
    path: '/api/crisis/follow-ups',
    summary: 'Whom the desk follows up, and by when',
    response: FollowUps,
    subjects: ({ answer }) => [
      minors([...(answer?.open ?? []), ...(answer?.done ?? [])].map(({ minorId }) => minorId)),
    ],
    handler: ({ db, caller }) => db.read(caller, followUps),
  }),
  route({
    ...profile,
    method: 'POST',
    path: '/api/crisis/minors/:minorId/follow-up',
    summary: 'A minor is followed up',
    params: MinorParams,
    subjects: ofMinor,
    body: PlanFollowUp,
    response: Done,
    handler: change('follow-up.plan', planFollowUp),
  }),
  route({
    ...profile,
    method: 'POST',
    path: '/api/crisis/follow-ups/:followUpId/change',
    summary: 'Who sees to it, and by when',
    params: FollowUpParams,
    subjects: ofFollowUp,
    body: ChangeFollowUp,
    response: Done,
    handler: change('follow-up.change', changeFollowUp),
  }),
  route({
    ...profile,
    method: 'POST',
    path: '/api/crisis/follow-ups/:followUpId/close',
    summary: 'How the follow-up ended',
    params: FollowUpParams,
    subjects: ofFollowUp,
    body: CloseFollowUp,
    response: Done,
    handler: change('follow-up.close', closeFollowUp),
  }),
];

import { type Route, route } from '../../platform/http/route.ts';
import { answerAttempt, askPartners, withdrawAttempt } from '../ask-partners.ts';
import { change, changeInTurn } from '../change.ts';
import { handToWaitingList, noResponse, withdrawMinor } from '../close-minor.ts';
import { placeMinor } from '../give-help.ts';
import { setIdentity } from '../register-request.ts';
import * as contract from '../contract.ts';
import { profile, tag, whole } from './classes.ts';

const ofMinor = '/api/crisis/minors/:minorId';
/** What is done for one minor: partners are asked, answer, and get the child. */
export const minorRoutes: Route[] = [
  route({
    ...whole,
    method: 'PUT',
    path: `${ofMinor}/identity`,
    subjects: { 'crisis-minor': 'params.minorId' },
    summary: 'Who a minor is, as far as it is known',
    params: contract.MinorParams,
    body: contract.Identity,
    response: contract.Done,
    handler: change('minor.identity', setIdentity),
  }),
  route({
    ...profile,
    classes: [...profile.classes, 'D2K'],
    method: 'POST',
    path: `${ofMinor}/ask`,
    subjects: { 'crisis-minor': 'params.minorId' },
    summary: 'Partners are asked for a child',
    params: contract.MinorParams,
    body: contract.AskPartners,
    response: contract.Asked,
    handler: change('minor.ask', askPartners),
  }),
  route({
    ...profile,
    method: 'POST',
    path: `${ofMinor}/place`,
    subjects: { 'crisis-minor': 'params.minorId' },
    summary: 'The partner that said yes gets the child',
    params: contract.MinorParams,
    body: contract.Place,
    response: contract.Placed,
    handler: changeInTurn('minor.place', placeMinor),
  }),
  route({
    ...profile,
    method: 'POST',
    path: `${ofMinor}/no-response`,
    subjects: { 'crisis-minor': 'params.minorId' },
    summary: 'Nobody could help: why, and where the child is now',
    params: contract.MinorParams,
    body: contract.NoResponse,
    response: contract.Done,
    handler: change('minor.no-response', noResponse),
  }),
  route({
    ...profile,
    method: 'POST',
    path: `${ofMinor}/withdraw`,
    subjects: { 'crisis-minor': 'params.minorId' },
    summary: 'The request for this child is withdrawn',
    params: contract.MinorParams,
    body: contract.Withdraw,
    response: contract.Done,
    handler: change('minor.withdraw', withdrawMinor),
  }),
  route({
    ...whole,
    method: 'POST',
    path: `${ofMinor}/waiting-list`,
    subjects: { 'crisis-minor': 'params.minorId', request: 'answer.waitingRequestId' },
    summary: 'A long-term need goes to the waiting list on the same record',
    params: contract.MinorParams,
    body: contract.HandToList,
    response: contract.HandedToList,
    handler: change('minor.waiting-list', handToWaitingList),
  }),
  route({
    tag,
    roles: ['CR', 'PI'],
    classes: ['D8CA', 'D8CB'],
    method: 'POST',
    path: '/api/crisis/attempts/:attemptId/answer',
    subjects: { 'crisis-attempt': 'params.attemptId' },
    summary: 'A partner says yes, or no and why',
    params: contract.AttemptParams,
    body: contract.Answer,
    response: contract.Done,
    handler: change('attempt.answer', answerAttempt),
  }),
  route({
    ...profile,
    method: 'POST',
    path: '/api/crisis/attempts/:attemptId/withdraw',
    subjects: { 'crisis-attempt': 'params.attemptId' },
    summary: 'The desk takes its question back',
    params: contract.AttemptParams,
    response: contract.Done,
    handler: change('attempt.withdraw', withdrawAttempt),
  }),
];

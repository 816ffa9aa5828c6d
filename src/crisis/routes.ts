import type { TSchema } from 'typebox';
import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { once, type WritingContext } from '../platform/http/once.ts';
import { type Route, route } from '../platform/http/route.ts';
import { answerAttempt, askPartners, withdrawAttempt } from './ask-partners.ts';
import {
  addNote,
  closeConsult,
  handOverShift,
  linkRepeat,
  markRequest,
  setAgreement,
  startDispatch,
} from './change-request.ts';
import { handToWaitingList, noResponse, withdrawMinor } from './close-minor.ts';
import * as contract from './contract.ts';
import { desk, printedList, requestDetail } from './desk.query.ts';
import {
  addBed,
  endHelp,
  extendHelp,
  fallThrough,
  placeMinor,
  planOutflow,
  startHelp,
} from './give-help.ts';
import { addDuty, addPartner, addPledge, endPledge, removeDuty } from './keep-network.ts';
import { askedOfPartner, network, registrars, registrations } from './network.query.ts';
import { addMinor, registerRequest, setIdentity } from './register-request.ts';

const tag = 'crisis';
/** The desk, with who a minor is and what was said of it. */
const whole = {
  tag,
  roles: ['CR'] as const,
  classes: ['D4K', 'D6K', 'D7K', 'D8C', 'D8CA', 'D8CB'],
};
const profile = { tag, roles: ['CR'] as const, classes: ['D6K', 'D8C', 'D8CA', 'D8CB'] };
const net = { tag, roles: ['CR'] as const, classes: ['D2K'] };

type Command = (tx: Writer, actor: Actor, input: never) => Promise<unknown>;
interface Given {
  params?: unknown;
  body?: unknown;
}

/** A change, once for each idempotency key: what the address and the body say together is its input. */
const change = (name: string, command: Command) => (context: WritingContext & Given) => {
  const input = { ...(context.params as object), ...(context.body as object) };
  return once(context, `crisis.${name}`, input, (tx) => command(tx, context.actor, input as never));
};

const readingRoutes: Route[] = [
  route({
    ...whole,
    method: 'GET',
    path: '/api/crisis/desk',
    summary: 'What the desk of a region has in hand, the most pressing first',
    response: contract.Desk,
    handler: ({ db, caller }) => db.read(caller, desk),
  }),
  route({
    ...whole,
    method: 'GET',
    path: '/api/crisis/printed-list',
    summary: 'All open cases and whom to call, for paper',
    response: contract.PrintedList,
    handler: ({ db, caller }) => db.read(caller, printedList),
  }),
  route({
    ...whole,
    method: 'GET',
    path: '/api/crisis/requests/:requestId',
    summary: 'One case: minors, who was asked, help, words, what the clock did, repeats',
    params: contract.RequestParams,
    response: contract.RequestDetail,
    handler: ({ db, caller, params }) =>
      db.read(caller, (tx) => requestDetail(tx, params.requestId)),
  }),
  route({
    ...net,
    classes: ['D2K', 'D2', 'D8C', 'D8CA'],
    method: 'GET',
    path: '/api/crisis/network',
    summary: 'What partners pledged, what is left, and who is being asked now',
    query: contract.NetworkQuery,
    response: contract.Network,
    handler: ({ db, caller, query }) => db.read(caller, (tx) => network(tx, query)),
  }),
  route({
    ...net,
    method: 'GET',
    path: '/api/crisis/registrars',
    summary: 'Organisations that a request can be registered for',
    response: contract.Registrars,
    handler: ({ db, caller }) => db.read(caller, registrars),
  }),
  route({
    tag,
    roles: ['PI'],
    classes: ['D8CA'],
    method: 'GET',
    path: '/api/crisis/asked',
    summary: 'What this partner is asked and has not answered',
    response: contract.AskedOfPartner,
    handler: ({ db, caller }) => db.read(caller, askedOfPartner),
  }),
  route({
    tag,
    roles: ['JJ'],
    classes: ['D8R'],
    method: 'GET',
    path: '/api/crisis/registrations',
    summary: 'What one’s own organisation registered: in hand, or how it ended',
    response: contract.Registrations,
    handler: ({ db, caller }) => db.read(caller, registrations),
  }),
];

const ofRequest = '/api/crisis/requests/:requestId';
const requestRoutes: Route[] = [
  route({
    ...whole,
    method: 'POST',
    path: '/api/crisis/requests',
    summary: 'A call is written down in one go',
    body: contract.RegisterRequest,
    response: contract.Registered,
    handler: change('register', registerRequest),
  }),
  ...(
    [
      ['minors', 'One more minor in an open request', contract.NewMinor, addMinor],
      ['close', 'A consult is closed', contract.CloseConsult, closeConsult],
      ['dispatch', 'A consult needs a search after all', contract.StartDispatch, startDispatch],
      ['agreement', 'What the client says, or a judge orders', contract.SetAgreement, setAgreement],
      ['repeat', 'The same case as an earlier request', contract.LinkRepeat, linkRepeat],
      ['mark', 'Long-term need, accelerated allocation, how unsafe', contract.Mark, markRequest],
      ['notes', 'Words about a case', contract.AddNote, addNote],
    ] as [string, string, TSchema, Command][]
  ).map(([name, summary, body, command]) =>
    route({
      ...whole,
      method: 'POST',
      path: `${ofRequest}/${name}`,
      summary,
      params: contract.RequestParams,
      body,
      response: contract.Done,
      handler: change(`request.${name}`, command),
    }),
  ),
  route({
    ...whole,
    method: 'POST',
    path: '/api/crisis/hand-over',
    summary: 'What one shift leaves to the next',
    body: contract.AddNote,
    response: contract.Done,
    handler: change('hand-over', handOverShift),
  }),
];

const ofMinor = '/api/crisis/minors/:minorId';
const minorRoutes: Route[] = [
  route({
    ...whole,
    method: 'PUT',
    path: `${ofMinor}/identity`,
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
    summary: 'The partner that said yes gets the child',
    params: contract.MinorParams,
    body: contract.Place,
    response: contract.Placed,
    handler: change('minor.place', placeMinor),
  }),
  route({
    ...profile,
    method: 'POST',
    path: `${ofMinor}/no-response`,
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
    summary: 'The desk takes its question back',
    params: contract.AttemptParams,
    response: contract.Done,
    handler: change('attempt.withdraw', withdrawAttempt),
  }),
];

const ofHelp = '/api/crisis/deployments/:deploymentId';
const helpRoutes: Route[] = [
  route({
    ...profile,
    method: 'POST',
    path: `${ofHelp}/bed`,
    summary: 'A bed as part of a guidance',
    params: contract.DeploymentParams,
    body: contract.AddBed,
    response: contract.Placed,
    handler: change('help.bed', addBed),
  }),
  route({
    ...profile,
    method: 'POST',
    path: `${ofHelp}/start`,
    summary: 'Help begins, and its clock with it',
    params: contract.DeploymentParams,
    body: contract.StartHelp,
    response: contract.Done,
    handler: change('help.start', startHelp),
  }),
  route({
    ...profile,
    method: 'POST',
    path: `${ofHelp}/extend`,
    summary: 'Help is made longer, as often as its kind allows',
    params: contract.DeploymentParams,
    response: contract.Done,
    handler: change('help.extend', extendHelp),
  }),
  route({
    ...profile,
    method: 'POST',
    path: `${ofHelp}/outflow`,
    summary: 'What comes after, who sees to it and by when',
    params: contract.DeploymentParams,
    body: contract.Outflow,
    response: contract.Done,
    handler: change('help.outflow', planOutflow),
  }),
  route({
    ...profile,
    method: 'POST',
    path: `${ofHelp}/end`,
    summary: 'Help ends, with where the child goes and what comes next',
    params: contract.DeploymentParams,
    body: contract.EndHelp,
    response: contract.Done,
    handler: change('help.end', endHelp),
  }),
  route({
    ...profile,
    method: 'POST',
    path: `${ofHelp}/fall-through`,
    summary: 'What was promised does not begin; the search goes on',
    params: contract.DeploymentParams,
    response: contract.Done,
    handler: change('help.fall', fallThrough),
  }),
];

const networkRoutes: Route[] = [
  route({
    ...net,
    method: 'POST',
    path: '/api/crisis/partners',
    summary: 'A partner of the network of the region',
    body: contract.Partner,
    response: contract.Done,
    handler: change('partner', addPartner),
  }),
  route({
    ...net,
    method: 'POST',
    path: '/api/crisis/pledges',
    summary: 'What a partner pledges',
    body: contract.Pledge,
    response: contract.Done,
    handler: change('pledge', addPledge),
  }),
  route({
    ...net,
    method: 'POST',
    path: '/api/crisis/pledges/:pledgeId/end',
    summary: 'A pledge ends; what runs on it runs on',
    params: contract.PledgeParams,
    body: contract.EndPledge,
    response: contract.Done,
    handler: change('pledge.end', endPledge),
  }),
  route({
    ...net,
    classes: ['D12K'],
    method: 'POST',
    path: '/api/crisis/duties',
    summary: 'Who answers the telephone when',
    body: contract.Duty,
    response: contract.Done,
    handler: change('duty', addDuty),
  }),
  route({
    ...net,
    classes: ['D12K'],
    method: 'POST',
    path: '/api/crisis/duties/:dutyId/remove',
    summary: 'A turn of duty goes from the roster',
    params: contract.DutyParams,
    response: contract.Done,
    handler: change('duty.remove', removeDuty),
  }),
];

/** Every endpoint of the slice, as data. */
export const crisisRoutes: Route[] = [
  ...readingRoutes,
  ...requestRoutes,
  ...minorRoutes,
  ...helpRoutes,
  ...networkRoutes,
];

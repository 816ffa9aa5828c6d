import { type Route, route } from '../../platform/http/route.ts';
import { desk, printedList, requestDetail, shift } from '../desk.query.ts';
import { listFileRoute } from '../list-file/route.ts';
import { askedOfPartner, network, registrars, registrations } from '../network.query.ts';
import { partners, roster } from '../roster.query.ts';
import * as contract from '../contract.ts';
import { net, tag, whole } from './classes.ts';

/** What a desk, its partners and registrars read. */
export const readingRoutes: Route[] = [
  route({
    ...whole,
    method: 'GET',
    path: '/api/crisis/desk',
    subjects: {
      'crisis-request': [
        'answer.requests[].id',
        'answer.requests[].repeatOf',
        'answer.handOver[].requestId',
      ],
      'crisis-minor': 'answer.requests[].minors[].id',
      request: 'answer.requests[].minors[].waitingRequestId',
    },
    summary: 'What the desk of a region has in hand, the most pressing first',
    response: contract.Desk,
    handler: ({ db, caller }) => db.read(caller, desk),
  }),
  route({
    ...whole,
    method: 'GET',
    path: '/api/crisis/printed-list',
    subjects: {
      'crisis-request': [
        'answer.requests[].id',
        'answer.requests[].repeatOf',
        'answer.handOver[].requestId',
        'answer.notes[].requestId',
      ],
      'crisis-minor': 'answer.requests[].minors[].id',
      request: 'answer.requests[].minors[].waitingRequestId',
    },
    summary: 'All open cases and whom to call, for paper',
    response: contract.PrintedList,
    handler: ({ db, caller }) => db.read(caller, printedList),
  }),
  listFileRoute,
  route({
    ...whole,
    method: 'GET',
    path: '/api/crisis/shift',
    subjects: {
      'crisis-request': [
        'answer.requests[].id',
        'answer.requests[].repeatOf',
        'answer.handOver[].requestId',
        'answer.notes[].requestId',
      ],
      'crisis-minor': 'answer.requests[].minors[].id',
      request: 'answer.requests[].minors[].waitingRequestId',
    },
    summary: 'What is open, what was said in this shift, and who handed over to whom',
    response: contract.Shift,
    handler: ({ db, caller }) => db.read(caller, shift),
  }),
  route({
    ...net,
    classes: ['D12K'],
    method: 'GET',
    path: '/api/crisis/duties',
    subjects: { 'crisis-duty': 'answer.duties[].id' },
    summary: 'Who answers the telephone in a week',
    query: contract.RosterQuery,
    response: contract.Roster,
    handler: ({ db, caller, query }) => db.read(caller, (tx) => roster(tx, query)),
  }),
  route({
    ...net,
    classes: ['D2K', 'D8C'],
    method: 'GET',
    path: '/api/crisis/partners',
    subjects: { 'crisis-partner': 'answer.rows[].id' },
    summary: 'The network of the region, with what is pledged now or later',
    response: contract.Partners,
    handler: ({ db, caller }) => db.read(caller, partners),
  }),
  route({
    ...whole,
    method: 'GET',
    path: '/api/crisis/requests/:requestId',
    subjects: {
      'crisis-request': [
        'params.requestId',
        'answer.repeatOf',
        'answer.sameCase[].id',
        'answer.suggestions[].requestId',
      ],
      'crisis-minor': 'answer.minors[].id',
      request: 'answer.minors[].waitingRequestId',
    },
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
    subjects: {
      'crisis-pledge': 'answer.pledges[].pledgeId',
      'crisis-minor': 'answer.pledges[].asks[].minorId',
    },
    summary: 'What partners pledged, what is left, and who is being asked now',
    query: contract.NetworkQuery,
    response: contract.Network,
    handler: ({ db, caller, query }) => db.read(caller, (tx) => network(tx, query)),
  }),
  route({
    ...net,
    method: 'GET',
    path: '/api/crisis/registrars',
    subjects: { organisation: 'answer[].id' },
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
    subjects: { 'crisis-attempt': 'answer.rows[].id' },
    summary: 'What this partner is asked and has not answered',
    response: contract.AskedOfPartner,
    handler: ({ db, caller }) => db.read(caller, askedOfPartner),
  }),
  route({
    tag,
    roles: ['JJ', 'RG'],
    classes: ['D8R'],
    method: 'GET',
    path: '/api/crisis/registrations',
    subjects: { 'crisis-request': 'answer.rows[].id' },
    summary: 'What one’s own organisation registered: in hand, or how it ended',
    response: contract.Registrations,
    handler: ({ db, caller }) => db.read(caller, registrations),
  }),
];

import { type Route, route } from '../../platform/http/route.ts';
import { change } from '../change.ts';
import { addDuty, addPartner, addPledge, endPledge, removeDuty } from '../keep-network.ts';
import * as contract from '../contract.ts';
import { net } from './classes.ts';

/** Partners, pledges and the roster are kept. */
export const networkRoutes: Route[] = [
  route({
    ...net,
    method: 'POST',
    path: '/api/crisis/partners',
    subjects: { 'crisis-partner': 'answer.id' },
    summary: 'A partner of the network of the region',
    body: contract.Partner,
    response: contract.Done,
    handler: change('partner', addPartner),
  }),
  route({
    ...net,
    method: 'POST',
    path: '/api/crisis/pledges',
    subjects: { 'crisis-pledge': 'answer.id', 'crisis-partner': 'body.partnerId' },
    summary: 'What a partner pledges',
    body: contract.Pledge,
    response: contract.Done,
    handler: change('pledge', addPledge),
  }),
  route({
    ...net,
    method: 'POST',
    path: '/api/crisis/pledges/:pledgeId/end',
    subjects: { 'crisis-pledge': 'params.pledgeId' },
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
    subjects: { 'crisis-duty': 'answer.id' },
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
    subjects: { 'crisis-duty': 'params.dutyId' },
    summary: 'A turn of duty goes from the roster',
    params: contract.DutyParams,
    response: contract.Done,
    handler: change('duty.remove', removeDuty),
  }),
];

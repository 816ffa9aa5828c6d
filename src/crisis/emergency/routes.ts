import { Type } from 'typebox';
import { type Route, route } from '../../platform/http/route.ts';
import { object } from '../../platform/json/schemas.ts';
import { change } from '../change.ts';
import { RequestParams } from '../contract.ts';
import { cases, ofRequest } from '../subjects.ts';
import {
  AccessParams,
  Elsewhere,
  ElsewhereQuery,
  MyEmergencies,
  OpenedInEmergency,
  OpenInEmergency,
} from './contract.ts';
import { closeEmergency, elsewhere, myEmergencies, openInEmergency } from './open-in-emergency.ts';

const desk = { tag: 'crisis', roles: ['CR'] as const };

const readings = (ids: readonly string[]) => ({ kind: 'emergency-reading', ids });

/** Reading another region's case in an emergency. */
export const emergencyRoutes: Route[] = [
  route({
    ...desk,
    classes: ['D6K'],
    method: 'GET',
    path: '/api/crisis/elsewhere',
    summary: 'Open cases of another region, under pseudonym',
    query: ElsewhereQuery,
    response: Elsewhere,
    subjects: ({ answer }) => [cases(answer?.rows.map(({ id }) => id) ?? [])],
    handler: ({ db, caller, query }) => db.read(caller, (tx) => elsewhere(tx, query)),
  }),
  route({
    ...desk,
    classes: ['D13E'],
    method: 'GET',
    path: '/api/crisis/emergencies',
    summary: 'What one has open in an emergency',
    response: MyEmergencies,
    subjects: {
      'emergency-reading': 'answer.rows[].id',
      'crisis-request': 'answer.rows[].requestId',
    },
    handler: ({ db, caller }) => db.read(caller, myEmergencies),
  }),
  route({
    ...desk,
    classes: ['D4K', 'D7K', 'D13E'],
    method: 'POST',
    path: '/api/crisis/requests/:requestId/emergency',
    summary: 'Another region’s case is opened for an hour, with a reason',
    params: RequestParams,
    subjects: ofRequest,
    body: OpenInEmergency,
    response: OpenedInEmergency,
    handler: change('emergency.open', openInEmergency),
  }),
  route({
    ...desk,
    classes: ['D13E'],
    method: 'POST',
    path: '/api/crisis/emergencies/:accessId/close',
    summary: 'What was opened in an emergency is closed before its hour is over',
    params: AccessParams,
    subjects: ({ params }) => [readings([params.accessId])],
    response: object({ id: Type.String({ format: 'uuid' }) }),
    handler: change('emergency.close', closeEmergency),
  }),
];

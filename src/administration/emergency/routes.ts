import { Type } from 'typebox';
import { once } from '../../platform/http/once.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { object } from '../../platform/json/schemas.ts';
import { Emergencies, EmergencyParams, ReviewEmergency } from './contract.ts';
import { emergencies, reviewEmergency } from './emergencies.ts';

const supervisor = { tag: 'administration', roles: ['AS', 'PO'], classes: ['D13E'] } as const;

const readings = (ids: readonly string[]) => ({ kind: 'emergency-reading', ids });

/** Readings in an emergency are looked at afterwards. */
export const emergencyReviewRoutes: Route[] = [
  route({
    ...supervisor,
    method: 'GET',
    path: '/api/administration/emergencies',
    summary: 'Readings in an emergency: what waits for review, and what was reviewed',
    response: Emergencies,
    subjects: ({ answer }) => [
      readings([...(answer?.waiting ?? []), ...(answer?.reviewed ?? [])].map(({ id }) => id)),
    ],
    handler: ({ db, caller }) => db.read(caller, emergencies),
  }),
  route({
    ...supervisor,
    method: 'POST',
    path: '/api/administration/emergencies/:accessId/review',
    summary: 'A reading in an emergency is confirmed or questioned',
    params: EmergencyParams,
    subjects: ({ params }) => [readings([params.accessId])],
    body: ReviewEmergency,
    response: object({ id: Type.String({ format: 'uuid' }) }),
    handler: (context) => {
      const input = { ...context.params, ...context.body };
      return once(context, 'administration.emergency.review', input, (tx) =>
        reviewEmergency(tx, input),
      );
    },
  }),
];

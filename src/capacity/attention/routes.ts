import { type Route, route } from '../../platform/http/route.ts';
import { dayIn } from '../../platform/period.ts';
import { everyUnit } from '../subjects.ts';
import { attention } from './attention.query.ts';
import { Attention } from './contract.ts';

/** Early warning: support before trouble, for the access team and for the provider itself. */
export const attentionRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/capacity/attention',
    summary: 'Units whose occupancy, unavailability or freshness drifts from their own past',
    tag: 'capacity',
    roles: ['AT', 'AS', 'PC'],
    classes: ['D1', 'D2'],
    subjects: everyUnit,
    response: Attention,
    handler: ({ db, caller, clock }) => db.read(caller, (tx) => attention(tx, dayIn(clock.now()))),
  }),
];

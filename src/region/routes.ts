import { applicationRoles } from '../platform/db/roles.ts';
import { type Route, route } from '../platform/http/route.ts';
import { dayIn } from '../platform/period.ts';
import { AreaAnswer, AreaQuery } from './contract.ts';
import { areasJson } from './region.queries.ts';

/** Every endpoint of the slice, as data. */
export const regionRoutes: Route[] = [
  route({
    method: 'GET',
    // The frame of every page, also of those that are urgent.
    lane: 'urgent',
    path: '/api/region/areas',
    summary: 'Regions, zones and municipalities of a day',
    tag: 'region',
    roles: applicationRoles,
    classes: ['D0'],
    query: AreaQuery,
    response: AreaAnswer,
    async handler({ db, caller, clock, query, reply, language }) {
      const day = query.on ?? dayIn(clock.now());
      return reply
        .type('application/json; charset=utf-8')
        .send(await db.read(caller, (tx) => areasJson(tx, day, language)));
    },
  }),
];

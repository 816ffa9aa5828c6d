import { type Route, route } from '../platform/http/route.ts';
import { dayIn } from '../platform/period.ts';
import { catalogueJson } from './catalogue.query.ts';
import { UnitParams } from './contract.ts';
import { unitDuties } from './duties.query.ts';
import * as contract from './provider-contract.ts';
import { unitCalendarJson } from './unit-calendar.query.ts';
import { CalendarQuery, UnitCalendar } from './unit-calendar-contract.ts';

/** Endpoints of the provider's own screens and of the offer catalogue, as data. */
export const providerRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/capacity/duties',
    subjects: { unit: 'answer.units[].unitId' },
    summary: 'What asks for the provider’s eye in its own units today',
    tag: 'capacity',
    roles: ['PI', 'PC'],
    classes: ['D1', 'D2'],
    response: contract.Duties,
    async handler({ db, caller, clock }) {
      const day = dayIn(clock.now());
      return { day, units: await db.read(caller, (tx) => unitDuties(tx, day)) };
    },
  }),
  route({
    method: 'GET',
    path: '/api/capacity/catalogue',
    summary: 'The offer catalogue: who offers what, where and for which ages',
    tag: 'capacity',
    roles: ['AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ', 'PO'],
    classes: ['D0', 'D1'],
    response: contract.Catalogue,
    async handler({ db, caller, reply }) {
      return reply
        .type('application/json; charset=utf-8')
        .send(await db.read(caller, catalogueJson));
    },
  }),
  route({
    method: 'GET',
    path: '/api/capacity/units/:unitId/calendar',
    subjects: { unit: 'params.unitId', stay: 'answer.stays[].id' },
    summary: 'The facts of one unit over a window of days, as known now or at a moment',
    tag: 'capacity',
    roles: ['AT', 'AS', 'PI', 'PC'],
    classes: ['D1', 'D2', 'D2R'],
    params: UnitParams,
    query: CalendarQuery,
    response: UnitCalendar,
    async handler({ db, caller, clock, params, query, reply, session }) {
      const own = session.role === 'PC' || session.role === 'PI';
      return reply
        .type('application/json; charset=utf-8')
        .send(
          await db.read(caller, (tx) =>
            unitCalendarJson(tx, params.unitId, query, own, clock.now()),
          ),
        );
    },
  }),
];

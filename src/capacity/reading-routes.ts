import { Type } from 'typebox';
import { applicationRoles } from '../platform/db/roles.ts';
import { type Route, route } from '../platform/http/route.ts';
import { type AnyContext, todayOf } from './answer-change.ts';
import { canComeAt } from './can-come.query.ts';
import * as contract from './contract.ts';
import { moduleTypes } from './module-types.query.ts';
import { asOfFrom, photoJson } from './photo.query.ts';
import { searchJson } from './search.query.ts';
import * as subjects from './subjects.ts';
import { unitDetailJson, unitHistory } from './unit.query.ts';

const readers = ['AT', 'AS', 'PI', 'PC'] as const;
const tag = 'capacity';
const everyone = applicationRoles;

const ownRole = (role: string) => role === 'PC' || role === 'PI';
const sendJson = (context: AnyContext, text: string) =>
  context.reply.type('application/json; charset=utf-8').send(text);

/** What is there now, what was, and whether a child can come. */
export const readingRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/capacity/modules',
    summary: 'Type modules',
    tag,
    roles: everyone,
    classes: ['D0'],
    response: contract.ModuleTypes,
    handler: ({ db, caller, language }) => db.read(caller, (tx) => moduleTypes(tx, language)),
  }),
  route({
    method: 'GET',
    path: '/api/capacity/photo',
    summary: 'The live picture, or the picture of any day as known at any moment',
    tag,
    roles: readers,
    classes: ['D1', 'D2'],
    subjects: subjects.everyUnit,
    query: contract.AsOfQuery,
    response: contract.Photo,
    async handler(context) {
      const asOf = asOfFrom(context.query, todayOf(context));
      return sendJson(
        context,
        await context.db.read(context.caller, (tx) => photoJson(tx, asOf, context.clock.now())),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/api/capacity/search',
    summary: 'Free places by module, age, group, term, area, distance and day',
    tag,
    // A crisis desk looks for a bed in every region, with the same figures.
    roles: [...readers, 'CR'],
    classes: ['D1', 'D2'],
    subjects: subjects.unitsInText,
    query: contract.SearchQuery,
    response: contract.SearchAnswer,
    limitPerMinute: 600,
    async handler(context) {
      return sendJson(
        context,
        await context.db.read(context.caller, (tx) =>
          searchJson(tx, context.query, todayOf(context)),
        ),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/api/capacity/units/:unitId',
    summary: 'One unit with its places and facts',
    tag,
    roles: readers,
    classes: ['D1', 'D2'],
    subjects: {
      unit: 'params.unitId',
      stay: ['answer.stays[].id', 'answer.places[].stayId'],
    },
    params: contract.UnitParams,
    query: contract.AsOfQuery,
    response: contract.UnitDetail,
    async handler(context) {
      const asOf = asOfFrom(context.query, todayOf(context));
      const own = ownRole(context.session.role);
      return sendJson(
        context,
        await context.db.read(context.caller, (tx) =>
          unitDetailJson(tx, context.params.unitId, asOf, own, context.clock.now()),
        ),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/api/capacity/units/:unitId/history',
    summary: 'What was changed in a unit, by whom and why',
    tag,
    roles: readers,
    classes: ['D2H'],
    subjects: subjects.ofUnit,
    params: contract.UnitParams,
    query: Type.Object(
      {
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
        offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
      },
      { additionalProperties: false },
    ),
    response: contract.UnitHistory,
    handler: ({ db, caller, params, query, session }) =>
      db.read(caller, (tx) =>
        unitHistory(tx, params.unitId, {
          limit: query.limit ?? 50,
          offset: query.offset ?? 0,
          mayUndo: session.role === 'PC',
          own: ownRole(session.role),
        }),
      ),
  }),
  route({
    method: 'GET',
    path: '/api/capacity/units/:unitId/can-come',
    summary: 'Can this child come, and what stands in the way (joint feasibility)',
    tag,
    roles: readers,
    classes: ['D2'],
    subjects: subjects.ofUnit,
    params: contract.UnitParams,
    query: contract.CanComeQuery,
    response: contract.CanComeAnswer,
    handler: ({ db, caller, params, query }) =>
      db.read(caller, (tx) => canComeAt(tx, params.unitId, query)),
  }),
];

import { Type } from 'typebox';
import { type Route, route } from '../platform/http/route.ts';
import { type AnyContext, change, todayOf } from './answer-change.ts';
import { canComeAt } from './can-come.query.ts';
import { endUnavailability, extendUnavailability } from './change-unavailability.ts';
import { confirmUnit } from './confirm-unit.ts';
import * as contract from './contract.ts';
import { endAbsence } from './end-absence.ts';
import { endStay } from './end-stay.ts';
import { moduleTypes } from './module-types.query.ts';
import { moveStay } from './move-stay.ts';
import { asOfFrom, photoJson } from './photo.query.ts';
import { providerRoutes } from './provider-routes.ts';
import { reportUnavailability } from './report-unavailability.ts';
import { searchJson } from './search.query.ts';
import { startAbsence } from './start-absence.ts';
import { startStay } from './start-stay.ts';
import { undoEvent } from './undo-event.ts';
import { unitDetailJson, unitHistory } from './unit.query.ts';

const readers = ['AT', 'AS', 'PI', 'PC'] as const;
const keepers = ['PC'] as const;
const tag = 'capacity';
const everyone = ['AT', 'AS', 'PI', 'PC', 'AN', 'RB', 'JJ', 'AD'] as const;

const ownRole = (role: string) => role === 'PC' || role === 'PI';
const sendJson = (context: AnyContext, text: string) =>
  context.reply.type('application/json; charset=utf-8').send(text);

const reading: Route[] = [
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
    roles: readers,
    classes: ['D1', 'D2'],
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
    params: contract.UnitParams,
    query: contract.CanComeQuery,
    response: contract.CanComeAnswer,
    handler: ({ db, caller, params, query }) =>
      db.read(caller, (tx) => canComeAt(tx, params.unitId, query)),
  }),
];

const changing: Route[] = [
  route({
    method: 'POST',
    path: '/api/capacity/units/:unitId/confirm',
    summary: 'The figures of a unit are still right',
    tag,
    roles: keepers,
    classes: ['D2'],
    params: contract.UnitParams,
    response: contract.Changed,
    handler: (context) =>
      change(context, 'unit.confirm', context.params, (tx, actor) =>
        confirmUnit(tx, actor, context.params),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/capacity/stays',
    summary: 'A child begins a stay',
    tag,
    roles: keepers,
    classes: ['D2', 'D2P'],
    body: contract.StartStay,
    response: contract.Changed,
    handler: (context) =>
      change(context, 'stay.start', context.body, (tx, actor) =>
        startStay(tx, actor, context.body),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/capacity/stays/:stayId/end',
    summary: 'A stay ends',
    tag,
    roles: keepers,
    classes: ['D2', 'D2P'],
    params: contract.StayParams,
    body: contract.EndStay,
    response: contract.Changed,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return change(context, 'stay.end', input, (tx, actor) => endStay(tx, actor, input));
    },
  }),
  route({
    method: 'POST',
    path: '/api/capacity/stays/:stayId/move',
    summary: 'A stay gets another place in its unit',
    tag,
    roles: keepers,
    classes: ['D2'],
    params: contract.StayParams,
    body: contract.MoveStay,
    response: contract.Changed,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return change(context, 'stay.move', input, (tx, actor) => moveStay(tx, actor, input));
    },
  }),
  route({
    method: 'POST',
    path: '/api/capacity/stays/:stayId/absences',
    summary: 'A child is away; the place stays occupied',
    tag,
    roles: keepers,
    classes: ['D2', 'D2P'],
    params: contract.StayParams,
    body: contract.StartAbsence,
    response: contract.Changed,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return change(context, 'absence.start', input, (tx, actor) => startAbsence(tx, actor, input));
    },
  }),
  route({
    method: 'POST',
    path: '/api/capacity/absences/:absenceId/end',
    summary: 'A child is back',
    tag,
    roles: keepers,
    classes: ['D2'],
    params: contract.AbsenceParams,
    body: contract.EndAbsence,
    response: contract.Changed,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return change(context, 'absence.end', input, (tx, actor) => endAbsence(tx, actor, input));
    },
  }),
  route({
    method: 'POST',
    path: '/api/capacity/unavailabilities',
    summary: 'Places go out of use, or a partial stop begins, with a reason',
    tag,
    roles: keepers,
    classes: ['D2'],
    body: contract.ReportUnavailability,
    response: contract.Changed,
    handler: (context) =>
      change(context, 'unavailability.start', context.body, (tx, actor) =>
        reportUnavailability(tx, actor, context.body),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/capacity/unavailabilities/:unavailabilityId/end',
    summary: 'Places are in use again',
    tag,
    roles: keepers,
    classes: ['D2'],
    params: contract.UnavailabilityParams,
    body: contract.EndUnavailability,
    response: contract.Changed,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return change(context, 'unavailability.end', input, (tx, actor) =>
        endUnavailability(tx, actor, input),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/api/capacity/unavailabilities/:unavailabilityId/extend',
    summary: 'Places stay out of use longer',
    tag,
    roles: keepers,
    classes: ['D2'],
    params: contract.UnavailabilityParams,
    body: contract.ExtendUnavailability,
    response: contract.Changed,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return change(context, 'unavailability.extend', input, (tx, actor) =>
        extendUnavailability(tx, actor, input),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/api/capacity/events/:eventId/undo',
    summary: 'Take back what one change or import did',
    tag,
    roles: ['PC', 'AS'],
    classes: ['D2', 'D2H'],
    params: contract.EventParams,
    body: contract.UndoEvent,
    response: contract.Changed,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return change(context, 'undo', input, (tx, actor) => undoEvent(tx, actor, input));
    },
  }),
];

/** Every endpoint of the slice, as data. */
export const capacityRoutes: Route[] = [...reading, ...changing, ...providerRoutes];

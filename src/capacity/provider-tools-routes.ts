import { type Route, route } from '../platform/http/route.ts';
import { addDays } from '../platform/period.ts';
import { change, changeMany, todayOf } from './answer-change.ts';
import { StayParams, UnitParams } from './contract.ts';
import { expectEnd } from './expect-end.ts';
import { photoJson } from './photo.query.ts';
import { plannedEnds } from './planned-ends.query.ts';
import * as contract from './provider-tools-contract.ts';
import { Changed } from './contract.ts';
import { confirmSeveral, reportSeveral, undoSeveral } from './several/act-on-several.ts';
import { unitDetailJson } from './unit.query.ts';

const tag = 'capacity';
const provider = ['PI', 'PC'] as const;
const keepers = ['PC'] as const;
/** How far ahead planned ends are looked at unless asked otherwise. */
const usualDays = 30;

/** Several units at once: one transaction, so that all of it is done or nothing. */
const several: Route[] = [
  route({
    method: 'POST',
    path: '/api/capacity/several/confirm',
    subjects: { unit: ['body.unitIds[]', 'answer.changes[].modules[].unitId'] },
    summary: 'The figures of several units are still right',
    tag,
    roles: keepers,
    classes: ['D2'],
    body: contract.ConfirmSeveral,
    response: contract.ChangedSeveral,
    handler: async (context) => ({
      changes: await changeMany(context, 'several.confirm', context.body, (tx, actor) =>
        confirmSeveral(tx, actor, context.body),
      ),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/capacity/several/unavailabilities',
    subjects: { unit: 'body.units[].unitId' },
    summary: 'Places of several units go out of use, or a partial stop begins there',
    tag,
    roles: keepers,
    classes: ['D2'],
    body: contract.ReportSeveral,
    response: contract.ChangedSeveral,
    handler: async (context) => ({
      changes: await changeMany(context, 'several.unavailability', context.body, (tx, actor) =>
        reportSeveral(tx, actor, context.body),
      ),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/capacity/several/undo',
    subjects: { event: 'body.eventIds[]', unit: 'answer.changes[].modules[].unitId' },
    summary: 'Take back several changes as one',
    tag,
    roles: keepers,
    classes: ['D2', 'D2H'],
    body: contract.UndoSeveral,
    response: contract.ChangedSeveral,
    handler: async (context) => ({
      changes: await changeMany(context, 'several.undo', context.body, (tx, actor) =>
        undoSeveral(tx, actor, context.body),
      ),
    }),
  }),
];

const ends: Route[] = [
  route({
    method: 'GET',
    path: '/api/capacity/planned-ends',
    subjects: {
      stay: 'answer.stays[].stayId',
      unit: ['answer.stays[].unitId', 'answer.outs[].unitId'],
    },
    summary: 'What is expected to end in the provider’s own units, and what should have ended',
    tag,
    roles: provider,
    classes: ['D1', 'D2', 'D2P'],
    query: contract.PlannedEndsQuery,
    response: contract.PlannedEnds,
    async handler(context) {
      const day = todayOf(context);
      const until = addDays(day, context.query.days ?? usualDays);
      return {
        day,
        until,
        ...(await context.db.read(context.caller, (tx) => plannedEnds(tx, day, until))),
      };
    },
  }),
  route({
    method: 'POST',
    path: '/api/capacity/stays/:stayId/expect',
    subjects: { stay: 'params.stayId', unit: 'answer.modules[].unitId' },
    summary: 'A stay is expected to end on another day',
    tag,
    roles: keepers,
    classes: ['D2'],
    params: StayParams,
    body: contract.ExpectEnd,
    response: Changed,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return change(context, 'stay.expect', input, (tx, actor) => expectEnd(tx, actor, input));
    },
  }),
];

/** What the access team is answered about the reader's own units, letter for letter. */
const regionView: Route[] = [
  route({
    method: 'GET',
    path: '/api/capacity/region-view',
    subjects: { unit: 'answer.units[].unitId' },
    summary: 'The provider’s own units in the picture of the region',
    tag,
    roles: provider,
    classes: ['D1', 'D2'],
    response: contract.RegionView,
    async handler(context) {
      const day = todayOf(context);
      const now = context.clock.now();
      const text = await context.db.read(context.caller, (tx) =>
        photoJson(tx, { day, knownAt: null, today: day }, now),
      );
      const { units } = JSON.parse(text) as contract.RegionView;
      return { day, units };
    },
  }),
  route({
    method: 'GET',
    path: '/api/capacity/region-view/:unitId',
    subjects: {
      unit: 'params.unitId',
      stay: ['answer.stays[].id', 'answer.places[].stayId'],
    },
    summary: 'One of the provider’s own units as the access team sees it',
    tag,
    roles: provider,
    classes: ['D1', 'D2'],
    params: UnitParams,
    response: contract.RegionUnit,
    async handler(context) {
      const day = todayOf(context);
      const text = await context.db.read(context.caller, (tx) =>
        unitDetailJson(
          tx,
          context.params.unitId,
          { day, knownAt: null, today: day },
          false,
          context.clock.now(),
        ),
      );
      return context.reply.type('application/json; charset=utf-8').send(text);
    },
  }),
];

/** Endpoints of the provider's tools, as data. */
export const providerToolRoutes: Route[] = [...several, ...ends, ...regionView];

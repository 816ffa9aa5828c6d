import { type Route, route } from '../platform/http/route.ts';
import { change } from './answer-change.ts';
import { endUnavailability, extendUnavailability } from './change-unavailability.ts';
import { confirmUnit } from './confirm-unit.ts';
import * as contract from './contract.ts';
import { reportUnavailability } from './report-unavailability.ts';
import { ofUnit, units } from './subjects.ts';
import { undoEvent } from './undo-event.ts';

const keepers = ['PC'] as const;
const tag = 'capacity';

/** What a provider says of a unit, and taking back what was said. */
export const unitRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/capacity/units/:unitId/confirm',
    summary: 'The figures of a unit are still right',
    tag,
    roles: keepers,
    classes: ['D2'],
    subjects: ofUnit,
    params: contract.UnitParams,
    response: contract.Changed,
    handler: (context) =>
      change(context, 'unit.confirm', context.params, (tx, actor) =>
        confirmUnit(tx, actor, context.params),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/capacity/unavailabilities',
    summary: 'Places go out of use, or a partial stop begins, with a reason',
    tag,
    roles: keepers,
    classes: ['D2'],
    subjects: ({ body }) => [units([body.unitId])],
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
    subjects: { unavailability: 'params.unavailabilityId', unit: 'answer.modules[].unitId' },
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
    subjects: { unavailability: 'params.unavailabilityId', unit: 'answer.modules[].unitId' },
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
    subjects: { event: 'params.eventId', unit: 'answer.modules[].unitId' },
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

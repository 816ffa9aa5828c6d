import { type Route, route } from '../platform/http/route.ts';
import { change } from './answer-change.ts';
import * as contract from './contract.ts';
import { endAbsence } from './end-absence.ts';
import { endStay } from './end-stay.ts';
import { moveStay } from './move-stay.ts';
import { startAbsence } from './start-absence.ts';
import { startStay } from './start-stay.ts';
import { stays, units } from './subjects.ts';

const keepers = ['PC'] as const;
const tag = 'capacity';

/** Children come, move, are away, come back and leave. */
export const stayRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/capacity/stays',
    summary: 'A child begins a stay',
    tag,
    roles: keepers,
    classes: ['D2', 'D2P'],
    subjects: ({ body }) => [units([body.unitId])],
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
    subjects: ({ params }) => [stays([params.stayId])],
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
    subjects: ({ params }) => [stays([params.stayId])],
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
    subjects: ({ params }) => [stays([params.stayId])],
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
    subjects: { absence: 'params.absenceId', unit: 'answer.modules[].unitId' },
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
];

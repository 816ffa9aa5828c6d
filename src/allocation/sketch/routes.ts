import type { Writer } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import { once } from '../../platform/http/once.ts';
import { type Route, route } from '../../platform/http/route.ts';
import * as shared from '../contract.ts';
import { Done } from '../dialogue/contract.ts';
import type { RoundRecord } from '../round-record.ts';
import { acceptSuggestion, closeRound } from './accept-suggestion.ts';
import { unitAhead } from './ahead.query.ts';
import { changeChoices } from './change-choices.ts';
import * as contract from './contract.ts';
import { RoundDesk } from './draw-round.ts';
import { recomputeInThread } from './recompute-thread.ts';
import { roundDetail, rounds } from './rounds.query.ts';

const team = { tag: 'allocation', roles: ['AT', 'AS'] as const };
const reads = { ...team, classes: ['D8L', 'D9', 'D6', 'D2'] };

const desk = new RoundDesk();

/** Changes of one round go one after another within this program. */
const turnOf = (roundId: string) => `round ${roundId}`;

/** Rounds over the living list: drawn, shown as a sketch, changed, accepted one by one. */
export const roundRoutes: Route[] = [
  route({
    ...team,
    classes: ['D8L'],
    method: 'GET',
    path: '/api/allocation/rounds',
    subjects: { round: 'answer.rows[].id' },
    summary: 'Rounds that were drawn, the newest first',
    response: contract.Rounds,
    handler: ({ db, caller }) => db.read(caller, rounds),
  }),
  route({
    ...reads,
    method: 'POST',
    lane: 'deferrable',
    path: '/api/allocation/rounds',
    subjects: { round: 'answer.id' },
    summary: 'Draws a round over the whole list; it goes on after the answer',
    body: contract.DrawRound,
    response: contract.Begun,
    limitPerMinute: 6,
    status: 202,
    handler: async ({ db, caller, actor, key, body, request }) => {
      const log = (error: unknown) => request.log.error({ err: error }, 'round broke off');
      const { id } = await desk.begin({ db, caller, actor, key, log }, body);
      return { id };
    },
  }),
  route({
    ...reads,
    method: 'GET',
    path: '/api/allocation/rounds/:roundId',
    subjects: {
      round: 'params.roundId',
      request: ['answer.children[].requestId', 'answer.sketch.parties[].requestIds[]'],
      proposal: 'answer.choices[].proposalId',
      unit: ['answer.sketch.units[].unitId', 'answer.choices[].to.unitId'],
    },
    summary: 'One round: how far it is, its sketch, and what was made of it',
    params: contract.RoundParams,
    response: contract.RoundDetail,
    handler: ({ db, caller, params: { roundId } }) =>
      db.read(caller, (tx) => roundDetail(tx, roundId, desk.progressOf(roundId))),
  }),
  route({
    ...team,
    classes: ['D9'],
    method: 'GET',
    lane: 'deferrable',
    path: '/api/allocation/rounds/:roundId/recomputed',
    subjects: { round: 'params.roundId' },
    summary: 'Whether the round comes out the same from its record',
    params: contract.RoundParams,
    response: shared.Recomputed,
    limitPerMinute: 6,
    handler: async ({ db, caller, params, signal }) => {
      const [found] = await db.read(caller, (tx) =>
        tx.rows<{ content: RoundRecord }>(
          `select k.content from allocation.round r join allocation.record k on k.id = r.record_id where r.id = $1`,
          [params.roundId],
        ),
      );
      if (!found) throw notFound('round-not-found');
      const { intact, erased, same } = await recomputeInThread(found.content, signal);
      return { intact, erased, same };
    },
  }),
  route({
    ...reads,
    method: 'GET',
    path: '/api/allocation/rounds/:roundId/ahead',
    subjects: { round: 'params.roundId', unit: 'query.unitId' },
    summary: 'One unit in the months ahead: who is there by what is planned',
    params: contract.RoundParams,
    query: contract.AheadQuery,
    response: contract.Ahead,
    handler: ({ db, caller, params, query }) =>
      db.read(caller, async (tx) => {
        const [found] = await tx.rows<{ from: string }>(
          `select r.from_on as "from" from allocation.round r where r.id = $1`,
          [params.roundId],
        );
        if (!found) throw notFound('round-not-found');
        return unitAhead(tx, { ...query, from: found.from });
      }),
  }),
  route({
    ...reads,
    method: 'POST',
    path: '/api/allocation/rounds/:roundId/choices',
    subjects: { round: 'params.roundId', unit: 'body.changes[].to.unitId' },
    summary: 'Changes the sketch: to another unit, to none, or back to what was suggested',
    params: contract.RoundParams,
    body: contract.ChangeChoices,
    response: Done,
    handler: (context) => {
      const input = { ...context.params, ...context.body };
      const work = (tx: Writer) => changeChoices(tx, context.actor, input);
      return once(context, 'round.change', input, work, turnOf(input.roundId));
    },
  }),
  route({
    ...reads,
    method: 'POST',
    path: '/api/allocation/rounds/:roundId/accept',
    subjects: { round: 'params.roundId', proposal: 'answer.id' },
    summary: 'One suggestion becomes a draft of a proposal',
    params: contract.RoundParams,
    body: contract.AcceptSuggestion,
    response: Done,
    handler: (context) => {
      const input = { ...context.params, ...context.body };
      const work = (tx: Writer) => acceptSuggestion(tx, context.actor, input);
      return once(context, 'round.accept', input, work, turnOf(input.roundId));
    },
  }),
  route({
    ...reads,
    method: 'POST',
    path: '/api/allocation/rounds/:roundId/close',
    subjects: { round: 'params.roundId' },
    summary: 'The round is done',
    params: contract.RoundParams,
    response: Done,
    handler: (context) =>
      once(context, 'round.close', context.params, (tx) =>
        closeRound(tx, context.actor, context.params),
      ),
  }),
];

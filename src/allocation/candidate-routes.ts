import { notFound } from '../platform/errors.ts';
import { once } from '../platform/http/once.ts';
import { type Route, route } from '../platform/http/route.ts';
import { type CandidateRecord, recomputeCandidates } from './candidate-record.ts';
import * as contract from './contract.ts';
import { lookForCandidates } from './find-candidates.ts';
import { lookForPlaces } from './find-places.ts';
import { candidateList, placeList } from './show-answers.query.ts';
import type { Reader } from '../platform/db/database.ts';

const team = {
  tag: 'allocation',
  roles: ['AT', 'AS'] as const,
  classes: ['D2', 'D6', 'D9'],
};

/** @throws Failure record-not-found */
async function findRecord(tx: Pick<Reader, 'rows'>, recordId: string): Promise<CandidateRecord> {
  const [found] = await tx.rows<{ content: CandidateRecord }>(
    `select content from allocation.record where id = $1 and kind = 'CANDIDATES'`,
    [recordId],
  );
  if (!found) throw notFound('record-not-found');
  return found.content;
}

/** Who is called for a place, and where a child can go. */
export const candidateRoutes: Route[] = [
  route({
    ...team,
    method: 'POST',
    path: '/api/allocation/candidates',
    subjects: {
      'candidate-record': 'answer.recordId',
      unit: 'answer.unit.unitId',
      request: [
        'answer.candidates[].children[].requestId',
        'answer.excluded[].children[].requestId',
      ],
    },
    summary: 'Who is called for a place, in order, each with why; kept as a record',
    body: contract.LookForCandidates,
    response: contract.CandidateList,
    handler: (context) =>
      once(context, 'candidates.look', context.body, async (tx) => {
        const { id, record } = await lookForCandidates(tx, context.actor, context.body);
        return candidateList(tx, id, record);
      }),
  }),
  route({
    ...team,
    method: 'GET',
    path: '/api/allocation/candidates/:recordId',
    subjects: {
      'candidate-record': 'params.recordId',
      unit: 'answer.unit.unitId',
      request: [
        'answer.candidates[].children[].requestId',
        'answer.excluded[].children[].requestId',
      ],
    },
    summary: 'A list of candidates as it was drawn then',
    params: contract.RecordParams,
    response: contract.CandidateList,
    handler: ({ db, caller, params }) =>
      db.read(caller, async (tx) =>
        candidateList(tx, params.recordId, await findRecord(tx, params.recordId)),
      ),
  }),
  route({
    ...team,
    method: 'GET',
    lane: 'deferrable',
    path: '/api/allocation/candidates/:recordId/recomputed',
    subjects: { 'candidate-record': 'params.recordId' },
    summary: 'Whether the list comes out the same from its record',
    params: contract.RecordParams,
    response: contract.Recomputed,
    handler: ({ db, caller, params }) =>
      db.read(caller, async (tx) => {
        const { intact, erased, same } = await recomputeCandidates(
          await findRecord(tx, params.recordId),
        );
        return { intact, erased, same };
      }),
  }),
  route({
    ...team,
    method: 'GET',
    path: '/api/allocation/requests/:requestId/places',
    subjects: {
      request: [
        'params.requestId',
        'answer.children[].requestId',
        'answer.splits[].parts[].requestIds[]',
      ],
      unit: [
        'answer.fits[].unitId',
        'answer.nearMisses[].unitId',
        'answer.splits[].parts[].unitId',
      ],
    },
    summary: 'Where a child can go: what fits, what nearly does, how a group could be split',
    params: contract.RequestParams,
    query: contract.PlacesQuery,
    response: contract.PlaceList,
    handler: ({ db, caller, params, query }) =>
      db.read(caller, async (tx) => {
        const input = { ...params, ...query };
        return placeList(tx, params.requestId, await lookForPlaces(tx, input));
      }),
  }),
];

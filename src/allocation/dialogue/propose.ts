import { roomAt } from '../../capacity/index.ts';
import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { badRequest, conflict, notFound } from '../../platform/errors.ts';
import { lanesOf, type RuleContent } from '../../waiting-list/index.ts';
import type { Done, Propose } from './contract.ts';
import { ofOwnRegion, tellStep } from './proposal.queries.ts';

interface Child {
  requestId: string;
  region: string;
  state: string;
  pseudonym: string;
  ageYears: number;
  unborn: boolean;
  sex: string;
  needs: string[];
  securityNeed: string;
  indications: string[];
  fileKind: string;
}

/** The children as they are shown to the provider; their age on the day they would start. */
const childrenOf = (tx: Writer, requestIds: readonly string[], startOn: string) =>
  tx.rows<Child>(
    `select r.id as "requestId", r.region_code as region, r.state, p.pseudonym, p.unborn, p.sex, r.needs,
            extract(year from age($2::date, p.born_month))::int as "ageYears",
            r.security_need as "securityNeed", r.indications, r.file_kind as "fileKind"
       from waiting_list.request r join waiting_list.person p on p.id = r.person_id
      where r.id = any ($1::uuid[]) order by array_position($1::uuid[], r.id)`,
    [requestIds, startOn],
  );

/** In which lanes of the order a child is called, and whether before any share. */
async function callOf(
  tx: Writer,
  requestId: string,
): Promise<{ lanes: string[]; exempt: boolean }> {
  const [found] = await tx.rows<{
    content: RuleContent;
    bandNo: number;
    facts: string[];
    waitingDays: number;
  }>(
    `select s.content, q.band_no as "bandNo", q.facts, greatest(0, platform.today() - q.own_since) as "waitingDays"
       from waiting_list.position q join waiting_list.applied a on true join waiting_list.rule_set s on s.version = a.version
      where q.request_id = $1 limit 1`,
    [requestId],
  );
  if (!found) return { lanes: [], exempt: false };
  return {
    lanes: lanesOf(found.content, found),
    exempt: found.content.bands[found.bandNo - 1]?.exempt ?? false,
  };
}

/** Where the children stand on the list that they are called from: as its record says. @throws Failure record-not-found */
async function rankOf(
  tx: Writer,
  { recordId, requestIds, unitId, module }: Propose,
): Promise<number | null> {
  if (!recordId) return null;
  const [found] = await tx.rows<{ rank: number | null }>(
    `select (select c.n::int from jsonb_array_elements(r.content #> '{answer,candidates}') with ordinality as c (one, n)
              where c.one -> 'requestIds' @> to_jsonb($2::text[]) limit 1) as rank
       from allocation.record r
      where r.id = $1 and r.kind = 'CANDIDATES' and r.region_code = (select auth.my_area())
        and r.content #>> '{input,offer,unitId}' = $3 and r.content #>> '{input,offer,moduleCode}' = $4`,
    [recordId, requestIds, unitId, module],
  );
  if (!found?.rank) throw notFound('record-not-found');
  return found.rank;
}

/**
 * A draft of a proposal: it holds nothing and nobody else sees it. Somebody other than the first candidate needs a
 * reason from the list; who is first, the record of the list says. Throws `request-not-found`,
 * `proposal-of-other-region`, `start-in-past`, `child-not-waiting`, `first-or-reason`, `unit-not-found`,
 * `record-not-found` (also for a list of another place, or without these children).
 * @param ofRound its rank follows from a round, which knows its own record
 */
export async function propose(
  tx: Writer,
  actor: Actor,
  input: Propose,
  { ofRound = false }: { ofRound?: boolean } = {},
): Promise<Done> {
  const [unit] = await tx.rows<{ providerId: string; past: boolean }>(
    `select o.provider_id as "providerId", $3::date < platform.today() as past from capacity.offered_module o
      where o.unit_id = $1 and o.module_code = $2`,
    [input.unitId, input.module, input.startOn],
  );
  if (!unit) throw notFound('unit-not-found');
  if (unit.past) throw badRequest('start-in-past');
  const children = await childrenOf(tx, input.requestIds, input.startOn);
  if (children.length < input.requestIds.length) throw notFound('request-not-found');
  const region = children[0]!.region;
  for (const child of children) await ofOwnRegion(tx, child.region);
  const away = children.find(({ state }) => state !== 'WAITING' && state !== 'HELPED_OTHERWISE');
  if (away) throw conflict('child-not-waiting', { state: away.state });
  const rank = ofRound ? (input.rankInRecord ?? null) : await rankOf(tx, input);
  if ((rank ?? 1) > 1 && !input.departure) throw badRequest('first-or-reason');
  const call = await callOf(tx, input.requestIds[0]!);
  const proposalId = crypto.randomUUID();
  const eventId = await tellStep(tx, actor, 'proposal.draft', {
    proposalId,
    providerId: null,
    reason: input.departure?.reason.trim() ?? null,
    details: { unitId: input.unitId, module: input.module, children: children.length },
  });
  await tx.rows(
    `insert into allocation.proposal (id, region_code, unit_id, module_code, provider_id, start_on, record_id,
       rank_in_record, departure_code, departure_reason, lanes, exempt)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      proposalId,
      region,
      input.unitId,
      input.module,
      unit.providerId,
      input.startOn,
      input.recordId ?? null,
      rank,
      input.departure?.code ?? null,
      input.departure?.reason.trim() ?? null,
      call.lanes,
      call.exempt,
    ],
  );
  for (const child of children)
    await tx.rows(
      `insert into allocation.proposal_child (proposal_id, region_code, provider_id, request_id, pseudonym, age_years,
         unborn, sex, needs, security_need, indications, file_kind)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        proposalId,
        region,
        unit.providerId,
        child.requestId,
        child.pseudonym,
        child.ageYears,
        child.unborn,
        child.sex,
        child.needs,
        child.securityNeed,
        child.indications,
        child.fileKind,
      ],
    );
  return { id: proposalId, eventId };
}

interface Unhoused {
  id: string;
  needs: string[];
}

/**
 * What it takes to choose places for the children of a proposal, as the list says now and by joint feasibility with
 * everybody present and promised, all from the day of the start. Reads only.
 */
export async function askPlaces(
  tx: Writer,
  proposal: { id: string; unitId: string; module: string; startOn: string },
): Promise<() => Promise<void>> {
  const [children, room] = await Promise.all([
    tx.prepared<Unhoused>(
      'children to house',
      `select c.id, coalesce(r.needs, c.needs) as needs
         from allocation.proposal_child c left join waiting_list.request r on r.id = c.request_id
        where c.proposal_id = $1 and c.hold_id is null
        order by cardinality(coalesce(r.needs, c.needs)) desc, c.request_id`,
      [proposal.id],
    ),
    roomAt(tx, proposal.unitId, { module: proposal.module, from: proposal.startOn }),
  ]);
  return () => choosePlaces(tx, children, room);
}

/**
 * Chooses a place for each child. With the place the database takes anew what the provider will be shown of the child.
 * Throws `place-gone` with the days on which nothing is free.
 */
async function choosePlaces(
  tx: Writer,
  children: readonly Unhoused[],
  room: Awaited<ReturnType<typeof roomAt>>,
): Promise<void> {
  const taken: string[] = [];
  for (const { needs } of children) {
    const answer = room({ needs, promised: taken });
    if (answer.outcome !== 'free') {
      const first = answer.outcome === 'impossible' ? answer.first : answer.firstWithoutMoves;
      throw conflict('place-gone', { first, outcome: answer.outcome });
    }
    taken.push(answer.places[0]!);
  }
  // One by one, each by its key: a join of a few reads the whole of a small table, and meets everybody who writes there.
  await Promise.all(
    children.map(({ id }, n) =>
      tx.prepared(
        'choose place',
        `update allocation.proposal_child set place_id = $2 where id = $1`,
        [id, taken[n]],
      ),
    ),
  );
}

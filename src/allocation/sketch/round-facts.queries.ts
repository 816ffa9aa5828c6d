import { unitScenes } from '../../capacity/index.ts';
import type { Reader } from '../../platform/db/database.ts';
import { daysBetween } from '../../platform/period.ts';
import { lanesOf, type RuleContent } from '../../waiting-list/index.ts';
import type { WaitingParty } from '../candidates.ts';
import { childFacts, offerFacts } from '../facts.queries.ts';
import { proposedFitRules } from '../fit-facts.ts';
import type { RoundFacts } from './lay-round.ts';

type Rows = Pick<Reader, 'rows' | 'prepared'>;

interface Standing {
  requestId: string;
  groupId: string | null;
  bandNo: number;
  since: string;
  ownSince: string;
  tie: string;
  facts: string[];
  regionCode: string;
  /** A proposal is open for the child, or a draft of one. */
  isLed: boolean;
}

/** Everybody who may be called now, in the order of the list: each once, whatever is asked for. */
const standing = (tx: Rows) =>
  tx.rows<Standing>(
    `with one as (select distinct on (q.request_id) q.* from waiting_list.position q where q.callable order by q.request_id, q.module_code),
          led as (select distinct c.request_id from allocation.proposal_child c join allocation.proposal p on p.id = c.proposal_id
                   where p.state in ('DRAFT', 'CLIENT_HEARD', 'SENT', 'IN_DIALOGUE', 'ACCEPTED', 'START_PLANNED'))
     select q.request_id as "requestId", g.id as "groupId", q.band_no as "bandNo", q.since, q.own_since as "ownSince",
            q.tie::text as tie, q.facts, q.region_code as "regionCode", l.request_id is not null as "isLed"
       from one q
       join waiting_list.person p on p.id = q.person_id
       left join waiting_list.sibling_group g on g.id = p.group_id and g.together = 'REQUIRED'
       left join led l on l.request_id = q.request_id
      order by q.band_no, q.since, q.tie, q.own_band_no, q.own_since, q.own_tie, q.request_id`,
  );

/** The parties of a round: children who must start together stand as one, where the best of them stands. */
async function partiesOf(
  tx: Rows,
  of: { rules: RuleContent; today: string; region: string | null },
): Promise<WaitingParty[]> {
  const all = await standing(tx);
  const groups = Map.groupBy(all, ({ requestId, groupId }) => groupId ?? requestId);
  const parties = [...groups.values()].filter((members) =>
    members.every(
      ({ isLed, regionCode }) => !isLed && (of.region === null || regionCode === of.region),
    ),
  );
  const facts = new Map(
    (
      await childFacts(
        tx,
        parties.flat().map(({ requestId }) => requestId),
      )
    ).map((child) => [child.requestId, child]),
  );
  return parties.map((members): WaitingParty => {
    const head = members[0]!;
    return {
      id: head.requestId,
      members: members.map(({ requestId }) => facts.get(requestId)!),
      key: { band: head.bandNo - 1, since: head.since, tie: Number(head.tie) },
      lanes: lanesOf(of.rules, {
        facts: head.facts,
        waitingDays: Math.max(0, daysBetween(head.ownSince, of.today)),
      }),
      exempt: of.rules.bands[head.bandNo - 1]?.exempt ?? false,
    };
  });
}

/**
 * What a round is drawn from, as it is known now: who may be called, and every unit that can take somebody in from a day.
 * @param of.region children and places of this region alone; `null`: all
 */
export async function roundFacts(
  tx: Rows,
  of: { rules: RuleContent; from: string; region: string | null },
): Promise<RoundFacts> {
  const [day] = await tx.rows<{ today: string }>(`select platform.today() as today`);
  const parties = await partiesOf(tx, { ...of, today: day!.today });
  const modules = new Set(
    parties.flatMap(({ members }) => members[0]!.wants.map(({ moduleCode }) => moduleCode)),
  );
  const offers = (await offerFacts(tx, { modules: [...modules] })).filter(
    ({ offerable, regionCode }) =>
      offerable > 0 && (of.region === null || regionCode === of.region),
  );
  const scenes = await unitScenes(
    tx,
    offers.map(({ unitId, moduleCode }) => ({ unitId, module: moduleCode })),
    of.from,
  );
  return { from: of.from, parties, offers, scenes, rules: proposedFitRules };
}

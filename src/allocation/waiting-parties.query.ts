import type { Reader } from '../platform/db/database.ts';
import { daysBetween } from '../platform/period.ts';
import { lanesOf, type RuleContent } from '../waiting-list/index.ts';
import type { CallSource } from './call-lazily.ts';
import type { WaitingParty } from './candidates.ts';
import { childFacts } from './facts.queries.ts';

type Rows = Pick<Reader, 'rows'>;

/** The waiting list is read in pages; the first is small, as most places find their candidates there. */
const firstPage = 60;
const laterPages = 400;

interface Standing {
  requestId: string;
  personId: string;
  groupId: string | null;
  bandNo: number;
  since: string;
  ownSince: string;
  tie: string;
  facts: string[];
}

interface After {
  bandNo: number;
  since: string;
  tie: string;
  requestId: string;
}

/** The next in the order of one module, from the index that keeps it. */
const nextPage = (
  tx: Rows,
  module: string,
  after: After,
  { exempt, most }: { exempt: { bands: number[]; is: boolean }; most: number },
) =>
  tx.rows<Standing>(
    `select q.request_id as "requestId", q.person_id as "personId", g.id as "groupId", q.band_no as "bandNo",
            q.since, q.own_since as "ownSince", q.tie::text as tie, q.facts
       from waiting_list.position q
       join waiting_list.person p on p.id = q.person_id
       left join waiting_list.sibling_group g on g.id = p.group_id and g.together = 'REQUIRED'
      where q.module_code = $1 and q.callable
        and (q.band_no, q.since, q.tie, q.request_id) > ($2, $3, $4, $5)
        and (q.band_no = any ($6::int[])) = $7
      order by q.band_no, q.since, q.tie, q.request_id limit $8`,
    [module, after.bandNo, after.since, after.tie, after.requestId, exempt.bands, exempt.is, most],
  );

const start: After = {
  bandNo: 0,
  since: '0001-01-01',
  tie: '0',
  requestId: '00000000-0000-0000-0000-000000000000',
};

/** Children who must start together stand as one, where the best of them stands. */
async function partiesOf(
  tx: Rows,
  page: readonly Standing[],
  of: { rules: RuleContent; today: string; met: Set<string> },
): Promise<WaitingParty[]> {
  const groups = [...new Set(page.flatMap(({ groupId }) => groupId ?? []))];
  const members = groups.length
    ? await tx.rows<{ groupId: string; requestId: string }>(
        `select p.group_id as "groupId", r.id as "requestId" from waiting_list.person p
           join waiting_list.request r on r.person_id = p.id and r.state in ('WAITING', 'HELPED_OTHERWISE')
          where p.group_id = any ($1::uuid[]) order by r.since, r.id`,
        [groups],
      )
    : [];
  const ofGroup = Map.groupBy(members, ({ groupId }) => groupId);
  const heads = page.filter(({ groupId }) => {
    if (groupId === null) return true;
    if (of.met.has(groupId)) return false;
    of.met.add(groupId);
    return true;
  });
  const idsOf = (head: Standing) => [
    head.requestId,
    ...(head.groupId === null ? [] : (ofGroup.get(head.groupId) ?? []))
      .map(({ requestId }) => requestId)
      .filter((id) => id !== head.requestId),
  ];
  const facts = new Map(
    (await childFacts(tx, heads.flatMap(idsOf))).map((child) => [child.requestId, child]),
  );
  return heads.map((head) => ({
    id: head.requestId,
    members: idsOf(head).flatMap((id) => facts.get(id) ?? []),
    key: { band: head.bandNo - 1, since: head.since, tie: Number(head.tie) },
    lanes: lanesOf(of.rules, {
      facts: head.facts,
      waitingDays: Math.max(0, daysBetween(head.ownSince, of.today)),
    }),
    exempt: of.rules.bands[head.bandNo - 1]?.exempt ?? false,
  }));
}

/**
 * The waiting list of one module in its order, read as far as it is asked. Whoever is exempt comes first; lanes are
 * found in the same pages.
 */
export function waitingParties(
  tx: Rows,
  module: string,
  of: { rules: RuleContent; today: string },
): CallSource<WaitingParty> {
  const bands = of.rules.bands.flatMap(({ exempt }, at) => (exempt ? [at + 1] : []));
  async function* pages(is: boolean, wanted: readonly string[]) {
    const met = new Set<string>();
    let after = start;
    for (let most = firstPage; ; most = laterPages) {
      const page = await nextPage(tx, module, after, { exempt: { bands, is }, most });
      if (page.length === 0) return;
      const parties = await partiesOf(tx, page, { ...of, met });
      yield wanted.length === 0
        ? parties
        : parties.filter(({ lanes }) => wanted.every((lane) => lanes.includes(lane)));
      after = page.at(-1)!;
      if (page.length < most) return;
    }
  }
  return {
    exempt: () => pages(true, []),
    inAll: (lanes) => pages(false, lanes),
  };
}

import type { Reader } from '../platform/db/database.ts';
import { daysBetween } from '../platform/period.ts';
import { lanesOf, type RuleContent } from '../waiting-list/index.ts';
import type { CallSource } from './call-lazily.ts';
import type { WaitingParty } from './candidates.ts';
import { compareTexts } from './eligibility.ts';
import { factsOfAsked } from './facts.queries.ts';
import type { ChildFacts } from './fit-facts.ts';

type Prepared = Pick<Reader, 'prepared'>;

/** The waiting list is read in pages; the first is small, as most places find their candidates there. */
const pageLengths = [24, 48, 96, 192, 400];

/** One who stands in the order. */
interface Standing {
  bandNo: number;
  since: string;
  ownSince: string;
  tie: string;
  facts: string[];
}
interface Row {
  requestId: string;
  child: ChildFacts;
  /** Null for whoever comes along with a brother or sister of the page. */
  standing: Standing | null;
  /** The group that must start together. */
  groupId: string | null;
  since: string;
}

/** Bands of one kind that follow each other, numbered from 1, and after whom in them the next page begins. */
interface Stretch {
  readonly last: number;
  readonly after: readonly [bandNo: number, since: string, tie: string, requestId: string];
}

/**
 * The next in the order of one module, from the index that keeps it, with what fit asks of them and of those who must
 * start with them: the page in its order, then those others. How many is part of the text: a plan for any number would sort.
 */
const nextPage = (most: number) => `with page as materialized (
       select q.request_id, q.band_no, q.since, q.own_since, q.tie, q.facts
         from waiting_list.position q
        where q.module_code = $1 and q.callable
          and (q.band_no, q.since, q.tie, q.request_id) > ($2::smallint, $3::date, $4::bigint, $5::uuid) and q.band_no <= $6::smallint
        order by q.band_no, q.since, q.tie, q.request_id limit ${most}),
     head as (
       select w.request_id, w.band_no, w.since, w.own_since, w.tie, w.facts, g.id as group_id
         from page w
         join waiting_list.request r on r.id = w.request_id
         join waiting_list.person p on p.id = r.person_id
         left join waiting_list.sibling_group g on g.id = p.group_id and g.together = 'REQUIRED'),
     member as (
       select p.group_id, r.id as request_id
         from waiting_list.person p
         join waiting_list.request r on r.person_id = p.id and r.state in ('WAITING', 'HELPED_OTHERWISE')
        where p.group_id = any (array(select h.group_id from head h where h.group_id is not null))),
     asked as (select h.request_id as id from head h union select m.request_id from member m),
     ${factsOfAsked.stays}
     select r.id as "requestId", ${factsOfAsked.facts} as child, coalesce(h.group_id, o.group_id) as "groupId", r.since,
            case when h.request_id is not null then json_build_object('bandNo', h.band_no, 'since', h.since, 'ownSince', h.own_since,
              'tie', h.tie::text, 'facts', h.facts) end as standing
       from ${factsOfAsked.from}
       left join head h on h.request_id = r.id
       left join member o on o.request_id = r.id
      order by h.band_no, h.since, h.tie, h.request_id`;

const noRequest = '00000000-0000-0000-0000-000000000000';

/** The bands that are exempt, or those that are not, as stretches: an index is read along each without a look at the others. */
function stretchesOf({ bands }: RuleContent, exempt: boolean): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [at, band] of bands.entries()) {
    if (band.exempt !== exempt) continue;
    const follows = at > 0 && bands[at - 1]!.exempt === exempt;
    const first = follows
      ? stretches.pop()!.after
      : ([at + 1, '0001-01-01', '0', noRequest] as const);
    stretches.push({ last: at + 1, after: first });
  }
  return stretches;
}

interface Of {
  rules: RuleContent;
  today: string;
}

/** Children who must start together stand as one, where the best of them stands. `met`: the groups that were met before. */
function partiesOf(rows: readonly Row[], { rules, today }: Of, met: Set<string>): WaitingParty[] {
  const ofGroup = Map.groupBy(
    rows.filter(({ groupId }) => groupId !== null),
    ({ groupId }) => groupId!,
  );
  return rows.flatMap(({ requestId, child, standing, groupId }): WaitingParty[] => {
    if (standing === null || (groupId !== null && met.has(groupId))) return [];
    if (groupId !== null) met.add(groupId);
    const others = (groupId === null ? [] : ofGroup.get(groupId)!)
      .filter((each) => each.requestId !== requestId)
      .sort((a, b) => compareTexts(a.since, b.since) || compareTexts(a.requestId, b.requestId));
    return [
      {
        id: requestId,
        members: [child, ...others.map((each) => each.child)],
        key: { band: standing.bandNo - 1, since: standing.since, tie: Number(standing.tie) },
        lanes: lanesOf(rules, {
          facts: standing.facts,
          waitingDays: Math.max(0, daysBetween(standing.ownSince, today)),
        }),
        exempt: rules.bands[standing.bandNo - 1]?.exempt ?? false,
      },
    ];
  });
}

/** The pages of these stretches, one after another. */
async function* read(
  tx: Prepared,
  module: string,
  stretches: readonly Stretch[],
  of: Of,
): AsyncGenerator<readonly WaitingParty[]> {
  const met = new Set<string>();
  let n = 0;
  for (const { last, after: first } of stretches) {
    let after = first;
    for (;;) {
      const most = pageLengths[Math.min(n++, pageLengths.length - 1)]!;
      const rows = await tx.prepared<Row>(`waiting ${most}`, nextPage(most), [
        module,
        ...after,
        last,
      ]);
      const page = rows.filter(({ standing }) => standing !== null);
      yield partiesOf(rows, of, met);
      if (page.length < most) break;
      const { requestId, standing } = page.at(-1)!;
      after = [standing!.bandNo, standing!.since, standing!.tie, requestId];
    }
  }
}

/** What one reader gives, for many: each page is asked for once. */
function shared<T>(pages: AsyncGenerator<T>): () => AsyncGenerator<T> {
  const known: Promise<IteratorResult<T>>[] = [];
  return async function* () {
    for (let n = 0; ; n++) {
      const page = await (known[n] ??= pages.next());
      if (page.done) return;
      yield page.value;
    }
  };
}

/**
 * The waiting list of one module in its order, read as far as it is asked. Whoever is exempt comes first; lanes are
 * found in the same pages, which are read once for all of them.
 */
export function waitingParties(tx: Prepared, module: string, of: Of): CallSource<WaitingParty> {
  const pages = (exempt: boolean) => shared(read(tx, module, stretchesOf(of.rules, exempt), of));
  const [exempt, others] = [pages(true), pages(false)];
  async function* ofLanes(wanted: readonly string[]) {
    for await (const parties of others())
      yield parties.filter(({ lanes }) => wanted.every((lane) => lanes.includes(lane)));
  }
  return { exempt, inAll: (wanted) => (wanted.length === 0 ? others() : ofLanes(wanted)) };
}

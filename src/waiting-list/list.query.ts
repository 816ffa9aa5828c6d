import type { Reader } from '../platform/db/database.ts';
import type { ListQuery, ListRow, WaitingList } from './contract.ts';
import { nameJson } from './identity.ts';
import { beginsWith, namedPeople, type NamedPerson } from './named-people.query.ts';

/**
 * The waiting list as one screen, one query: filtered, in the order of calls or another, with what asks for
 * somebody's eye. Names are there where row-level security shows them: in one's own region.
 */
const daysToDecisionsEnd = 30;

/** Facts of somebody who must not be without an answer (R52). */
const inDanger = `array['UNSAFE_NOW', 'NO_ROOF', 'CARE_RIGHT_AT_STAKE']`;
/** States in which a request is off the list, shown only when asked for. */
const offTheList = `('STARTED', 'CLOSED', 'CANCELLED', 'DECEASED')`;

const flags = `
  case when o.callable and o.facts && ${inDanger} and cardinality(r.running_help) = 0 then 'UNSAFE_WITHOUT_ANSWER' end,
  case when a.second_worker <> 'NONE' and not a.confirmed then 'SECOND_WORKER' end,
  case when r.review_on <= t.today then 'REVIEW_DUE' end,
  case when a.valid_until <= t.today then 'ASSESSMENT_EXPIRED' end,
  case when r.state in ('WAITING', 'HELPED_OTHERWISE') and a.valid_until is null then 'NO_ASSESSMENT' end,
  case when r.valid_until <= t.today + ${daysToDecisionsEnd} then 'DECISION_ENDS' end,
  case when r.file_kind not in ('COURT', 'COURT_URGENT')
        and (r.consent_representative in ('ASKED', 'REFUSED') and p.born_month > t.today - interval '18 years'
             or r.consent_minor in ('ASKED', 'REFUSED') and not p.unborn and coalesce(r.minor_able, p.born_month <= t.today - interval '12 years'))
       then 'CONSENT_MISSING' end,
  case when o.callable and a.at < now() - make_interval(days => t.longest) then 'LONG_WITHOUT_REVIEW' end`;

/** The day, the rules and the bands' codes; `offset 0` so that the rules are unfolded once and not for each request. */
export const today = `(
    select platform.today() as today, rs.version, rs.title,
           coalesce((rs.content ->> 'longestWithoutReviewDays')::int, 36600) as longest,
           array(select b ->> 'code' from jsonb_array_elements(rs.content -> 'bands') b) as bands
      from (select 1) one left join waiting_list.applied ap on true
      left join waiting_list.rule_set rs on rs.version = ap.version offset 0)`;

/** Every request with its child, standing and flags, looked up one by one: for one request, or those of a page. */
export const listed = `
  from waiting_list.request r
  join waiting_list.person p on p.id = r.person_id
  cross join ${today} t
  left join lateral (
    select q.band_no, q.since, q.tie, q.callable, q.facts,
           (q.band_no, q.since, q.tie) is distinct from (q.own_band_no, q.own_since, q.own_tie) as by_group
      from waiting_list.position q where q.request_id = r.id limit 1) o on true
  left join lateral (
    select s.second_worker, s.valid_until, s.at, exists (select 1 from waiting_list.confirmation c where c.id = s.id) as confirmed
      from waiting_list.assessment s where s.request_id = r.id order by s.seq desc limit 1) a on true
  left join waiting_list.identity i on i.id = p.id
  left join waiting_list.sibling_group g on g.id = p.group_id
  left join region.municipality m on m.code = p.municipality_code
  cross join lateral (select array_remove(array[${flags}], null) as attention) f`;

export const rowJson = `jsonb_build_object(
  'requestId', r.id, 'personId', p.id, 'pseudonym', p.pseudonym, 'name', ${nameJson('i')},
  'bornMonth', to_char(p.born_month, 'YYYY-MM'), 'unborn', p.unborn, 'sex', p.sex, 'region', r.region_code,
  'municipality', m.name,
  'modules', array(select e.module_code from waiting_list.entry e where e.request_id = r.id order by 1),
  'state', r.state, 'fileKind', r.file_kind,
  'standing', case when o.band_no is not null then jsonb_build_object('band', coalesce(t.bands[o.band_no], o.band_no::text),
     'bandNo', o.band_no, 'since', o.since, 'group', o.by_group, 'callable', o.callable) end,
  'waitingDays', greatest(0, t.today - coalesce(r.since, t.today)),
  'facts', coalesce(o.facts, '{}'),
  'groupSize', case when p.group_id is null then 1 else (
     select count(*) from waiting_list.person s join waiting_list.request w on w.person_id = s.id
      where s.group_id = p.group_id and w.state not in ${offTheList}) end,
  'together', g.together, 'runningHelp', r.running_help, 'attention', f.attention,
  'owner', r.owner_name, 'mine', coalesce((select auth.my_person()) in (r.owner_id, r.second_owner_id), false))`;

const orders: Readonly<Record<NonNullable<ListQuery['sort']>, string>> = {
  order: 'o.callable desc nulls last, o.band_no nulls last, o.since, o.tie, r.id',
  since: 'r.since nulls last, r.id',
  changed: 'r.known_from desc, r.id',
  name: 'named.n nulls last, p.pseudonym, r.id',
};

const views: Readonly<Record<NonNullable<ListQuery['view']>, string>> = {
  all: 'true',
  mine: `(select auth.my_person()) in (r.owner_id, r.second_owner_id)`,
  watch: `'UNSAFE_WITHOUT_ANSWER' = any (f.attention)`,
  review: `f.attention && array['REVIEW_DUE', 'ASSESSMENT_EXPIRED', 'NO_ASSESSMENT', 'LONG_WITHOUT_REVIEW']`,
  second: `'SECOND_WORKER' = any (f.attention)`,
  handOver: `exists (select 1 from waiting_list.hand_over h where h.request_id = r.id and h.state = 'ASKED'
    and (select auth.my_area()) in (h.region_code, h.to_region_code))`,
};

/** Views that ask for the flags of every request, not only of those that are shown. */
const flagged: ReadonlySet<string> = new Set(['watch', 'review', 'second']);

const withFlags = `left join (
    select distinct on (s.request_id) s.request_id, s.second_worker, s.valid_until, s.at, c.id is not null as confirmed
      from waiting_list.assessment s left join waiting_list.confirmation c on c.id = s.id
     order by s.request_id, s.seq desc) a on a.request_id = r.id
  cross join lateral (select array_remove(array[${flags}], null) as attention) f`;

/**
 * Every request with what it is chosen and ordered by, and no more: whole tables joined once. Looked up one by one, the
 * standing and the assessments of a few thousand took half a second.
 */
function chosenFrom(query: ListQuery, byName: string): string {
  return `
  from waiting_list.request r
  join waiting_list.person p on p.id = r.person_id
  cross join ${today} t
  left join (
    select distinct on (q.request_id) q.request_id, q.band_no, q.since, q.tie, q.callable, q.facts
      from waiting_list.position q order by q.request_id) o on o.request_id = r.id
  ${byName}
  ${flagged.has(query.view ?? 'all') ? withFlags : ''}`;
}

/** What is asked, as SQL with its values; each value has its number. */
interface Asked {
  from: string;
  where: string;
  values: unknown[];
}

function conditionsOf(query: ListQuery, people: readonly NamedPerson[]): Asked {
  const values: unknown[] = [];
  const all: string[] = [views[query.view ?? 'all']];
  const ask = (value: unknown, text: (n: string) => string) => {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return;
    values.push(value);
    all.push(text(`$${values.length}`));
  };
  if (!query.state?.length) all.push(`r.state not in ${offTheList}`);
  ask(query.state, (n) => `r.state = any (${n}::text[])`);
  ask(
    query.module,
    (n) =>
      `exists (select 1 from waiting_list.entry e where e.request_id = r.id and e.module_code = any (${n}::text[]))`,
  );
  ask(query.region, (n) => `r.region_code = any (${n}::text[])`);
  ask(query.band, (n) => `t.bands[o.band_no] = any (${n}::text[])`);
  ask(query.sex, (n) => `p.sex = ${n}`);
  ask(query.fileKind, (n) => `r.file_kind = any (${n}::text[])`);
  ask(query.ageFrom, (n) => `p.born_month <= t.today - make_interval(years => ${n}::int)`);
  ask(query.ageTo, (n) => `p.born_month > t.today - make_interval(years => ${n}::int + 1)`);
  if (query.siblings) all.push('p.group_id is not null');
  const find = query.find?.trim();
  if (find !== undefined) {
    const ids = people.filter((each) => beginsWith(each, find)).map(({ id }) => id);
    values.push(find.replaceAll(/[\\%_]/g, String.raw`\$&`), ids);
    all.push(
      `(p.pseudonym ilike $${values.length - 1} || '%' or p.id = any ($${values.length}::uuid[]))`,
    );
  }
  let byName = '';
  if (query.sort === 'name') {
    values.push(people.map(({ id }) => id));
    byName = `left join unnest($${values.length}::uuid[]) with ordinality as named (id, n) on named.id = p.id`;
  }
  return { from: chosenFrom(query, byName), where: all.join(' and '), values };
}

/** Names are opened only for who searches or sorts by them. */
async function asked(tx: Pick<Reader, 'rows'>, query: ListQuery): Promise<Asked> {
  const byNames = query.sort === 'name' || query.find !== undefined;
  return conditionsOf(query, byNames ? await namedPeople(tx) : []);
}

/** The page of the list that is asked for, with the whole count and the waiting by band. */
export async function waitingList(
  tx: Pick<Reader, 'rows'>,
  query: ListQuery,
): Promise<WaitingList> {
  const { from, where, values } = await asked(tx, query);
  const limit = query.limit ?? 50;
  const [found] = await tx.rows<{
    day: string;
    rules: WaitingList['rules'];
    rows: ListRow[];
    total: number;
    handOvers: number;
    bands: WaitingList['bands'];
  }>(
    `with found as materialized (
       select r.id, o.callable, o.band_no, t.bands[o.band_no] as band, greatest(0, t.today - r.since) as days,
              row_number() over (order by ${orders[query.sort ?? 'order']}) as n
         ${from} where ${where}),
     page as (select id, n from found where n > $${values.length + 1} and n <= $${values.length + 1} + $${values.length + 2})
     select platform.today() as day,
       (select jsonb_build_object('version', rs.version, 'title', rs.title, 'content', rs.content,
                 'bands', (select jsonb_agg(b ->> 'code' order by n) from jsonb_array_elements(rs.content -> 'bands') with ordinality as x (b, n)))
          from waiting_list.applied ap join waiting_list.rule_set rs on rs.version = ap.version) as rules,
       (select count(*)::int from found) as total,
       (select count(*)::int from waiting_list.hand_over h
         where h.state = 'ASKED' and h.to_region_code = (select auth.my_area())) as "handOvers",
       coalesce((select jsonb_agg(${rowJson} order by page.n) ${listed} join page on page.id = r.id
         where r.id = any (array(select id from page))), '[]') as rows,
       coalesce((select jsonb_agg(jsonb_build_object('band', band, 'count', count, 'medianDays', median, 'p75Days', p75) order by band_no)
         from (select band_no, coalesce(band, band_no::text) as band, count(*)::int as count,
                      percentile_disc(0.5) within group (order by days) as median,
                      percentile_disc(0.75) within group (order by days) as p75
                 from found where callable group by band_no, band) b), '[]') as bands`,
    [...values, query.offset ?? 0, limit],
  );
  return { ...found!, more: (query.offset ?? 0) + found!.rows.length < found!.total };
}

/** The requests of one's own region that a question finds, in its order. */
export async function chosenIds(
  tx: Pick<Reader, 'rows'>,
  query: Omit<ListQuery, 'limit' | 'offset'>,
): Promise<string[]> {
  const { from, where, values } = await asked(tx, query);
  const rows = await tx.rows<{ id: string }>(
    `select r.id ${from} where ${where} and r.region_code = (select auth.my_area())
      order by ${orders[query.sort ?? 'order']}`,
    values,
  );
  return rows.map(({ id }) => id);
}

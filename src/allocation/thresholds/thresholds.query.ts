import type { Reader } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { ThresholdDetail, Thresholds, ThresholdsQuery } from './contract.ts';

type Rows = Pick<Reader, 'rows'>;

const mostRows = 200;
const mostCases = 50;
const usualMonths = 12;

/** Since when: a refusal may be entered later than one that came after it. */
const firstAt = `(select min(f.at) from allocation.threshold_case f where f.threshold_id = t.id)`;

const rowJson = `'id', t.id, 'providerId', t.provider_id, 'providerName', o.name, 'region', t.region_code, 'module', t.module_code,
  'code', t.code, 'side', t.side, 'state', t.state, 'ground', t.ground, 'firstAt', ${firstAt}`;

/** How the client sees it is the access team's: a provider's question does not name the column. */
const views = (access: boolean) =>
  access
    ? `jsonb_build_object('LACK', count(*) filter (where client_view = 'LACK'), 'EXCLUSION', count(*) filter (where client_view = 'EXCLUSION'),
        'CLIENT', count(*) filter (where client_view = 'CLIENT'), 'unknown', count(*) filter (where client_view is null))`
    : 'null';

/**
 * The register as one screen, one query: thresholds with their cases of the period, by side and client's view, month by
 * month. A provider's intake is answered with its own organisation's.
 */
export async function thresholds(
  tx: Rows,
  access: boolean,
  query: ThresholdsQuery,
  ownRegion: string | null,
): Promise<Thresholds> {
  const region = query.everywhere ? null : (query.region ?? ownRegion);
  const [found] = await tx.rows<Omit<Thresholds, 'region' | 'ownRegion'>>(
    `with span as materialized (
       select (date_trunc('month', platform.today())::date - make_interval(months => $1 - 1))::date as since, platform.today() as today
     ), hit as materialized (
       select t.id, t.side, c.at, c.liftable ${access ? ', c.client_view' : ''}
         from allocation.threshold_case c join allocation.threshold t on t.id = c.threshold_id
        where c.at >= (select since::timestamp at time zone 'Europe/Brussels' from span)
          and ($2::text is null or t.region_code = $2) and ($3::uuid is null or c.provider_id = $3)
          and ($4::text is null or t.module_code = $4) and ($5::text is null or t.side = $5) and ($6::text is null or t.state = $6)
     ), counted as (
       select id, count(*)::int as cases, count(*) filter (where liftable)::int as liftable, max(at) as last_at,
              row_number() over (order by count(*) desc, max(at) desc, id) as n
         from hit group by id
     ), months as (
       select generate_series(date_trunc('month', (select since from span)), (select today from span), interval '1 month')::date as month
     )
     select (select since from span) as from, (select today + 1 from span) as until,
       coalesce((select jsonb_agg(jsonb_build_object(${rowJson}, 'cases', k.cases, 'liftable', k.liftable, 'lastAt', k.last_at) order by k.n)
          from counted k join allocation.threshold t on t.id = k.id join capacity.provider o on o.id = t.provider_id where k.n <= $7), '[]') as rows,
       (select count(*) > $7 from counted) as more,
       coalesce((select jsonb_agg(s order by s ->> 'side') from (
          select jsonb_build_object('side', side, 'cases', count(*), 'views', ${views(access)}) as s from hit group by side) x), '[]') as sides,
       (select jsonb_agg(jsonb_build_object('month', m.month, 'LACK', h.lack, 'EXCLUSION', h.exclusion, 'CLIENT', h.client, 'UNSORTED', h.unsorted) order by m.month)
          from months m left join (
            select date_trunc('month', at at time zone 'Europe/Brussels')::date as month, count(*) filter (where side = 'LACK') as lack,
                   count(*) filter (where side = 'EXCLUSION') as exclusion, count(*) filter (where side = 'CLIENT') as client,
                   count(*) filter (where side = 'UNSORTED') as unsorted from hit group by 1) g using (month)
          cross join lateral (select coalesce(g.lack, 0) as lack, coalesce(g.exclusion, 0) as exclusion, coalesce(g.client, 0) as client,
            coalesce(g.unsorted, 0) as unsorted) h) as trend,
       coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name) from capacity.provider o
          where exists (select 1 from allocation.threshold t where t.provider_id = o.id and ($2::text is null or t.region_code = $2))), '[]') as providers`,
    [
      query.months ?? usualMonths,
      region,
      query.provider ?? null,
      query.module ?? null,
      query.side ?? null,
      query.state ?? null,
      mostRows,
    ],
  );
  return { ...found!, region, ownRegion };
}

const cases = (
  access: boolean,
) => `(select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'at', c.at, 'source', c.source,
    'region', c.region_code, 'proposalId', c.proposal_id, 'by', c.declined_by, 'liftable', c.liftable,
    'clientView', ${access ? 'c.client_view' : 'null'}, 'isOwn', ${access ? 'coalesce(c.region_code = (select auth.my_area()), false)' : 'false'}) order by c.at desc, c.id), '[]')
  from (select * from allocation.threshold_case k where k.threshold_id = t.id order by k.at desc, k.id limit ${mostCases}) c)`;

const casesOfProvider = cases(false).replace(
  'select * from',
  'select id, at, source, region_code, proposal_id, declined_by, liftable from',
);

const history = `(select coalesce(jsonb_agg(jsonb_build_object('state', h.state, 'ground', h.ground, 'at', h.known_from, 'by', e.actor_name) order by h.known_from desc), '[]')
  from (select state, ground, known_from, event_id from allocation.threshold_history where id = t.id
        union all select t.state, t.ground, t.known_from, t.event_id) h left join platform.event e on e.id = h.event_id)`;

/** One threshold with its newest cases and what was said. Hidden and absent answer alike. @throws Failure threshold-not-found */
export async function thresholdDetail(
  tx: Rows,
  access: boolean,
  thresholdId: string,
): Promise<ThresholdDetail> {
  const [found] = await tx.rows<ThresholdDetail>(
    `select jsonb_build_object(${rowJson}, 'cases', n.cases, 'liftable', n.liftable, 'lastAt', n.last_at) as row,
            ${access ? 'coalesce(t.region_code = (select auth.my_area()), false)' : 'false'} as "isOwn",
            ${access ? cases(true) : casesOfProvider} as cases, n.cases > ${mostCases} as more,
            (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'side', m.side, 'words', m.words, 'by', m.person_name, 'at', m.at) order by m.seq), '[]')
               from allocation.threshold_comment m where m.threshold_id = t.id) as comments,
            ${access ? history : `'[]'::jsonb`} as history
       from allocation.threshold t
       join capacity.provider o on o.id = t.provider_id
       cross join lateral (select count(*)::int as cases, count(*) filter (where liftable)::int as liftable, max(at) as last_at
          from allocation.threshold_case c where c.threshold_id = t.id) n
      where t.id = $1`,
    [thresholdId],
  );
  if (!found) throw notFound('threshold-not-found');
  return found;
}

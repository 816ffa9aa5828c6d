import type { Reader } from '../platform/db/database.ts';
import type { ChildFacts, OfferFacts } from './fit-facts.ts';

type Rows = Pick<Reader, 'rows' | 'prepared'>;

/** Points of school and network are not kept yet: only the home is known, as the middle of its municipality. */
const childJson = `jsonb_build_object(
  'requestId', r.id, 'personId', p.pseudonym, 'bornMonth', to_char(p.born_month, 'YYYY-MM'), 'unborn', p.unborn,
  'sex', case when p.sex = 'UNKNOWN' then 'X' else p.sex end, 'regionCode', r.region_code,
  'home', case when m.code is not null then jsonb_build_object('lat', m.lat, 'lon', m.lon) end,
  'school', null, 'network', '[]'::jsonb, 'fileKind', r.file_kind, 'validUntil', r.valid_until,
  'startFrom', greatest(r.start_from, (select platform.today())),
  'securityNeed', r.security_need, 'indications', r.indications, 'needs', r.needs,
  'consentRepresentative', r.consent_representative, 'consentMinor', r.consent_minor, 'minorAble', r.minor_able,
  'wants', (select coalesce(jsonb_agg(jsonb_build_object('moduleCode', e.module_code, 'firstUnitId', e.first_unit_id,
      'secondUnitId', e.second_unit_id) order by e.module_code), '[]') from waiting_list.entry e where e.request_id = r.id),
  'apartFrom', (select coalesce(jsonb_agg(jsonb_build_object('kind', case when x.other_request_id is not null then 'REQUEST'
        when x.unit_id is not null then 'UNIT' else 'PERSON' end,
      'id', coalesce(x.other_request_id::text, x.unit_id::text, x.other_ref)) order by x.id), '[]')
      from waiting_list.apart x where x.request_id = r.id),
  'siblings', case when g.id is not null then jsonb_build_object('groupId', g.id, 'wish', g.together,
    'requestIds', (select coalesce(jsonb_agg(w.id order by w.id), '[]') from waiting_list.person s
        join waiting_list.request w on w.person_id = s.id and w.state in ('WAITING', 'HELPED_OTHERWISE')
       where s.group_id = g.id and s.id <> p.id),
    'stays', (select coalesce(jsonb_agg(jsonb_build_object('unitId', y.unit_id, 'point', jsonb_build_object('lat', y.lat, 'lon', y.lon))
        order by y.unit_id), '[]') from stays y where y.group_id = g.id)) end,
  'knownUnitIds', '[]'::jsonb, 'knownProviderIds', '[]'::jsonb)`;

/**
 * The facts of the requests that a query names, to be read with it: `asked (id)` is one of its own tables. `stays` is one
 * more, `facts` a column, `from` where it comes from.
 */
export const factsOfAsked = {
  stays: `stays as materialized (
       select * from allocation.sibling_stays(array(
         select distinct p.group_id from asked a join waiting_list.request r on r.id = a.id
           join waiting_list.person p on p.id = r.person_id where p.group_id is not null)))`,
  facts: childJson,
  from: `asked a
       join waiting_list.request r on r.id = a.id
       join waiting_list.person p on p.id = r.person_id
       left join region.municipality m on m.code = p.municipality_code
       left join waiting_list.sibling_group g on g.id = p.group_id`,
};

/**
 * What fit asks of these requests, under pseudonym, in the order given. Whoever is no longer there is left out.
 * @param requestIds ids of requests
 */
export async function childFacts(tx: Rows, requestIds: readonly string[]): Promise<ChildFacts[]> {
  if (requestIds.length === 0) return [];
  const rows = await tx.rows<{ facts: ChildFacts }>(
    `with asked as (select * from unnest($1::uuid[]) with ordinality as a (id, n)), ${factsOfAsked.stays}
     select ${factsOfAsked.facts} as facts from ${factsOfAsked.from} order by a.n`,
    [requestIds],
  );
  return rows.map(({ facts }) => facts);
}

const offerJson = `jsonb_build_object(
  'unitId', l.unit_id, 'providerId', l.provider_id, 'moduleCode', l.module_code, 'regionCode', l.region_code,
  'point', jsonb_build_object('lat', l.lat, 'lon', l.lon), 'ageMin', l.age_min, 'ageMax', l.age_max,
  'genderMix', l.gender_mix, 'securityLevel', l.security_level,
  'asksIndications', coalesce((select s.value -> l.module_code from region.setting s
     where s.key = 'allocation.module-asks' and s.region_code is null and s.valid @> (select platform.today())), '[]'::jsonb),
  'frames', null,
  'stops', coalesce(st.stops, '[]'::jsonb), 'placeFeatures', coalesce(pf.features, '[]'::jsonb),
  'guests', coalesce(gu.guests, '[]'::jsonb), 'offerable', l.offerable, 'nextPlaceOn', nx.next_on)`;

/** `which` says of a row `l` of the live picture whether it is asked for; its value is $1. */
const offersSql = (
  which: string,
) => `with offer as materialized (select * from capacity.unit_live l where ${which}),
     units as (select array_agg(distinct unit_id) as ids from offer),
     stop as (
       select u.unit_id, u.module_code, jsonb_agg(jsonb_build_object('onlyFor', u.only_for,
                'period', jsonb_build_object('from', lower(u.period), 'until', upper(u.period))) order by lower(u.period), u.id) as stops
         from capacity.unavailability u
        where u.only_for is not null and u.period && daterange((select platform.today()), null) and u.unit_id = any ((select ids from units)::uuid[])
        group by 1, 2),
     feature as (
       select d.unit_id, d.module_code, jsonb_agg(d.features order by d.features) as features
         from (select distinct p.unit_id, p.module_code, to_jsonb(p.features) as features from capacity.place p
                where p.valid @> (select platform.today()) and p.unit_id = any ((select ids from units)::uuid[])) d
        group by 1, 2),
     guest as (
       select k.unit_id, k.module_code, jsonb_agg(jsonb_build_object('id', k.person_ref, 'requestId', k.request_id,
                'period', jsonb_build_object('from', lower(k.period), 'until', upper(k.period)), 'apartFrom', k.apart_from)
                order by k.stay_id) as guests
         from allocation.known_guests((select ids from units)) k group by 1, 2),
     next as (
       select s.unit_id, s.module_code, min(s.expected_end_on) as next_on from capacity.stay s
        where upper_inf(s.period) and s.expected_end_on > (select platform.today()) and s.unit_id = any ((select ids from units)::uuid[])
        group by 1, 2)
     select ${offerJson} as facts
       from offer l
       left join stop st on (st.unit_id, st.module_code) = (l.unit_id, l.module_code)
       left join feature pf on (pf.unit_id, pf.module_code) = (l.unit_id, l.module_code)
       left join guest gu on (gu.unit_id, gu.module_code) = (l.unit_id, l.module_code)
       left join next nx on (nx.unit_id, nx.module_code) = (l.unit_id, l.module_code)
      order by l.unit_id, l.module_code`;
const offersOfUnit = offersSql('l.unit_id = $1::uuid');
const offersOfModules = offersSql('l.module_code = any ($1::text[])');

/**
 * What fit asks of units with their modules, as the counters know them today.
 * @param of the unit, or all units that offer one of the modules
 */
export async function offerFacts(
  tx: Rows,
  of: { unitId: string } | { modules: readonly string[] },
): Promise<OfferFacts[]> {
  const rows =
    'unitId' in of
      ? await tx.prepared<{ facts: OfferFacts }>('offers of a unit', offersOfUnit, [of.unitId])
      : await tx.rows<{ facts: OfferFacts }>(offersOfModules, [of.modules]);
  return rows.map(({ facts }) => facts);
}

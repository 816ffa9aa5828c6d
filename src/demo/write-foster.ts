import type { Writer } from '../platform/db/database.ts';

/** About as many requests a year as were counted in 2023 (1,121; focus-wtv.be July 2024), over the services. */
const requestsOfYear = 1121;

/**
 * Services for foster care, a family for each demo person who wears that role, and a year of invented requests, so that
 * cards can be published: two of three unfilled, as in 2023. Ends of the past alone; what is open, people make.
 */
export async function writeFosterCare(tx: Writer): Promise<void> {
  await tx.rows(
    `select set_config('vp.event', e.id::text, true) from platform.event e where e.slice = 'demo' and e.kind = 'demo.fill' order by e.seq limit 1`,
  );
  await tx.rows(
    `insert into foster_care.service (organisation_id, name, region_code, invented)
     select distinct on (o.id) o.id, o.name, h.area_code, true
       from auth.organisation o join auth.hat h on h.organisation_id = o.id and h.role_code = 'FS' join region.region r on r.code = h.area_code
      where o.kind = 'foster-care-service' order by o.id, h.area_code`,
  );
  await tx.rows(
    `insert into foster_care.family (id, service_id, person_id, state, contact_name, phone, municipality_code, kinds, age_from, age_to, places,
        siblings_together, has_pets, school_reach_km, access, applied_at, approved_at, invented)
     select md5('family ' || w.person_id)::uuid, w.service_id, w.person_id, 'APPROVED', w.name, '0470 00 00 0' || w.n, m.code, '{CRISIS,BRIDGING}', 0,
        case w.n when 1 then 11 else 17 end, 1 + w.n, true, w.n = 2, 20, case w.n when 1 then 'GROUND_FLOOR' else 'NONE' end, platform.now(), platform.now(), true
       from (select h.person_id, p.name, s.organisation_id as service_id, s.region_code, row_number() over (partition by s.organisation_id order by p.subject)::int as n
               from auth.hat h join auth.person p on p.id = h.person_id join foster_care.service s on s.organisation_id = h.organisation_id where h.role_code = 'FF') w
       cross join lateral (select t.code from region.municipality t where t.region_code = w.region_code and t.merged_into is null
                            order by t.population desc nulls last, t.code offset w.n limit 1) m`,
  );
  await tx.rows(
    `insert into foster_care.availability (id, family_id, service_id, person_id, period, weekdays, on_holidays, hour_from, hour_until, places)
     select md5('window ' || f.id)::uuid, f.id, f.service_id, f.person_id, daterange(platform.today(), null), '{1,2,3,4,5,6,7}', true, 8, 21, f.places from foster_care.family f`,
  );
  await tx.rows(
    `insert into foster_care.request (id, service_id, region_code, registrar_kind, registrar_name, received_at, municipality_code, youngest, oldest, children, kind,
        length, start_on, start_hour, start_week, school, pets, access, contact, reach_km, state, unfilled_reason, started_on, ended_on, known_from)
     select md5('foster request ' || n)::uuid, s.organisation_id, s.region_code, 'ORGANISATION', 'Aanmelder (verzonnen)', w.at, m.code, w.age, w.age, 1,
        (array['CRISIS', 'CRISIS', 'CRISIS', 'BRIDGING', 'RESPITE'])[1 + w.h % 5], (array['DAYS_3', 'WEEK', 'WEEK', 'TWO_WEEKS', 'FOUR_WEEKS'])[1 + w.h / 5 % 5],
        w.at::date, 10 + w.h % 10, 'THIS_WEEK', case w.h / 7 % 3 when 0 then 'OWN_SCHOOL' else 'NONE' end, case w.h / 11 % 8 when 0 then 'NO_PETS' else 'FINE' end, 'NONE',
        (array['NONE', 'WEEKLY', 'WEEKLY', 'MORE_OFTEN'])[1 + w.h / 13 % 4], 75, case when w.h % 3 = 0 then 'ENDED' else 'UNFILLED' end,
        case w.h % 3 when 1 then 'NO_ANSWER' when 2 then 'NO_FAMILY_CAN' end, case when w.h % 3 = 0 then w.at::date end, case when w.h % 3 = 0 then w.at::date + 7 end, w.at + interval '8 days'
       from generate_series(1, $1::int) n
       cross join lateral (select ('x' || substr(md5('foster ' || n), 1, 6))::bit(24)::int as h) q
       cross join lateral (select q.h, q.h / 17 % 18 as age, platform.now() - make_interval(days => 9 + n * 350 / $1::int, hours => q.h % 24) as at) w
       join (select x.*, row_number() over (order by x.organisation_id) - 1 as nth, count(*) over () as services from foster_care.service x) s on s.nth = n % s.services
       cross join lateral (select t.code from region.municipality t where t.region_code = s.region_code and t.merged_into is null order by md5(t.code || n), t.code limit 1) m`,
    [requestsOfYear],
  );
}

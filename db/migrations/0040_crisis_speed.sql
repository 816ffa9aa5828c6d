-- Up Migration
-- What a desk and a foster service wait for: whether a child may have been here before, whom a card fits, what is on a board.
-- The tables are small as yet: nobody waits for the locks of their indexes.
-- squawk-ignore-file require-concurrent-index-creation

-- Earlier requests of the own region that may be of the same child: of the same names by their index, which row-level
-- security would not let be used; or of the same sex, zone and an age that agrees, newest first among the five thousand
-- requests before it at most. To who is at the desk of the region of the request alone; of other regions nothing, as nobody there
-- registers a repeat of it.
create function crisis.suggest_repeats(p_request uuid)
returns table (request_id uuid, number bigint, received_at timestamptz, state text, signs text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with band (code, from_age, to_age) as (
    values ('0-2', 0, 2), ('3-5', 3, 5), ('6-11', 6, 11), ('12-14', 12, 14), ('15-17', 15, 17), ('18+', 18, 25)),
  mine as materialized (
    select r.id, r.region_code, r.case_id, r.received_at, m.sex, m.unborn, coalesce(m.zone_code, r.zone_code) as zone,
           m.age_years, b.code as band, b.from_age, b.to_age, lower(i.given_name) as given, lower(i.family_name) as family
      from crisis.request r join crisis.minor m on m.request_id = r.id left join crisis.identity i on i.id = m.id
      left join band b on b.code = m.age_band or m.age_years between b.from_age and b.to_age
     where r.id = p_request and r.region_code = auth.my_area()),
  call as materialized (select c.* from mine c limit 1),
  by_name as (
    select distinct o.id, 'NAME' as sign
      from mine join crisis.identity i on i.region_code = mine.region_code and lower(i.family_name) = mine.family and lower(i.given_name) = mine.given
      join crisis.minor m on m.id = i.id join crisis.request o on o.id = m.request_id
     where o.case_id <> mine.case_id and o.received_at between mine.received_at - interval '30 days' and mine.received_at),
  recent as materialized (
    select o.id, o.received_at, o.zone_code from call cross join lateral (
      select q.id, q.received_at, q.zone_code, q.case_id from crisis.request q
       where q.region_code = call.region_code and q.received_at between call.received_at - interval '30 days' and call.received_at
       order by q.received_at desc limit 5000) o
     where o.case_id <> call.case_id
     order by o.received_at desc),
  by_profile as (
    select o.id, 'PROFILE' as sign from recent o
     where exists (select 1 from crisis.minor m join mine on mine.sex = m.sex and mine.unborn = m.unborn and mine.zone = coalesce(m.zone_code, o.zone_code)
       where m.request_id = o.id and mine.sex <> 'UNKNOWN'
         and case when mine.age_years is not null and m.age_years is not null then abs(mine.age_years - m.age_years) <= 1
                  when m.age_years is not null then m.age_years between mine.from_age and mine.to_age
                  else mine.band is not distinct from m.age_band end)),
  each_sign as (
    select n.id, n.sign from by_name n union all select p.id, p.sign from by_profile p)
  select o.id, o.seq, o.received_at, o.state, array_agg(s.sign order by s.sign)
    from each_sign s join crisis.request o on o.id = s.id
   group by o.id, o.seq, o.received_at, o.state
   order by bool_or(s.sign = 'NAME') desc, o.received_at desc limit 5
$$;
revoke all on function crisis.suggest_repeats(uuid) from public;

-- How many requests of the last year give the same card; the repeats of one child count once. Field by field as card_at
-- makes it: a card for each request of the year on each rung of the ladder was most of what publishing took.
create or replace function foster_care.alike(p_level int, r foster_care.request) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(distinct coalesce(q.repeat_of, q.id))::int from foster_care.request q
   where q.received_at > platform.now() - interval '1 year' and q.received_at <= platform.now()
     and (q.children > 1) = (r.children > 1)
     and (p_level >= 14
       or p_level >= 11 and (q.youngest < 12) = (r.youngest < 12) and (q.oldest < 12) = (r.oldest < 12)
       or p_level between 3 and 10 and q.youngest / 6 = r.youngest / 6 and q.oldest / 6 = r.oldest / 6
       or p_level < 3 and width_bucket(q.youngest, array[3, 6, 12, 15]) = width_bucket(r.youngest, array[3, 6, 12, 15])
          and width_bucket(q.oldest, array[3, 6, 12, 15]) = width_bucket(r.oldest, array[3, 6, 12, 15]))
     and (p_level >= 13 or q.kind = r.kind)
     and (p_level >= 12 or q.region_code = r.region_code)
     and (p_level >= 10 or q.access = r.access or p_level >= 6 and q.access <> 'NONE' and r.access <> 'NONE')
     and (p_level >= 9 or least(q.children, 4) = least(r.children, 4))
     and (p_level >= 8 or q.length = r.length
       or p_level >= 2 and (q.length in ('DAYS_3', 'WEEK')) = (r.length in ('DAYS_3', 'WEEK')))
     and (p_level >= 7 or q.school = r.school)
     and (p_level >= 5 or q.pets = r.pets)
     and (p_level >= 4 or q.start_week = r.start_week)
     and (p_level >= 1 or q.contact = r.contact)
$$;

-- Without a setting of its own it is read into the query that asks it, instead of called for each family.
create or replace function foster_care.access_rank(p_access text) returns int
language sql immutable as $$
  select case p_access when 'NONE' then 0 when 'GROUND_FLOOR' then 1 when 'STEP_FREE' then 1 when 'WHEELCHAIR' then 2 end
$$;

-- What stands on a board and what was said of late, without what came before.
create index request_board on foster_care.request (service_id) where state not in ('ENDED', 'UNFILLED');
create index request_closed_of_late on foster_care.request (service_id, known_from);
create index note_of_late on crisis.note (region_code, at);

-- There are other functions now: who may call them is said anew.
do $$
begin
  if to_regclass('public.policies_in_force') is not null then
    delete from public.policies_in_force;
  end if;
end $$;

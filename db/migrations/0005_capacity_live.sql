-- Up Migration
-- The counters. Every change of a fact writes dated differences (capacity.delta) and the live row
-- (capacity.unit_live) in the same transaction; nobody but these functions writes either.

create table capacity.delta (
  unit_id uuid not null,
  module_code text not null,
  provider_id uuid not null,
  on_date date not null,
  recorded_at timestamptz not null,
  event_id uuid,
  recognised int not null,
  occupied int not null,
  absent int not null,
  not_converted int not null,
  unavailable int not null,
  held int not null
);
comment on table capacity.delta is 'By how much each raw count changes on a day, and when we knew. A count on a day, as known at a moment, is the sum of what lies before both. unavailable and held count named places only where no earlier state has them.';
create index delta_unit_day on capacity.delta (unit_id, module_code, on_date);
create index delta_recorded on capacity.delta (recorded_at);

create table capacity.unit_live (
  unit_id uuid not null,
  module_code text not null,
  provider_id uuid not null references capacity.provider (id),
  site_id uuid not null references capacity.site (id),
  region_code text not null,
  zone_code text,
  municipality_code text not null,
  lat double precision not null,
  lon double precision not null,
  term text not null,
  age_min int not null,
  age_max int not null,
  gender_mix text not null,
  security_level text not null,
  settled_on date not null,
  next_change_on date,
  raw_recognised int not null default 0,
  raw_occupied int not null default 0,
  raw_absent int not null default 0,
  raw_not_converted int not null default 0,
  raw_unavailable int not null default 0,
  raw_held int not null default 0,
  recognised int not null default 0,
  occupied int not null default 0,
  absent int not null default 0,
  not_converted int not null default 0,
  unavailable int not null default 0,
  held int not null default 0,
  free int not null default 0,
  offerable int not null default 0,
  over_occupied int not null default 0,
  confirmed_at timestamptz,
  confirmed_by text,
  changed_at timestamptz,
  primary key (unit_id, module_code),
  foreign key (unit_id, module_code) references capacity.offered_module (unit_id, module_code),
  check (occupied + not_converted + unavailable + held + free = recognised)
);
comment on table capacity.unit_live is 'The figures of each unit and module, true from settled_on until next_change_on, with the columns a search filters on. With later days they come from capacity.delta.';
create index unit_live_provider on capacity.unit_live (provider_id);
create index unit_live_site on capacity.unit_live (site_id);
create index unit_live_search on capacity.unit_live (module_code, region_code) where offerable > 0;
create index unit_live_next_change on capacity.unit_live (next_change_on) where next_change_on is not null;

-- The definition of capacity: each recognised place is in exactly one state, the first that holds of
-- occupied, not converted, unavailable, held, free. The TypeScript twin is src/capacity/figures.ts.
create function capacity.figures(rec int, occ int, absn int, nc int, unav int, hel int,
  out recognised int, out occupied int, out absent int, out not_converted int, out unavailable int, out held int,
  out free int, out over_occupied int)
language sql immutable parallel safe as $$
  select rec,
    least(occ, rec),
    least(absn, least(occ, rec)),
    least(nc, rec - least(occ, rec)),
    least(unav, rec - least(occ + nc, rec)),
    least(hel, rec - least(occ + nc + unav, rec)),
    rec - least(occ + nc + unav + hel, rec),
    greatest(0, occ - rec)
$$;

create function capacity.free(rec int, occ int, nc int, unav int, hel int) returns int
language sql immutable parallel safe as $$ select greatest(0, rec - occ - nc - unav - hel) $$;

-- What the facts that are known now say, as level at from_day and changes after it.
create function capacity.contributions(p_units uuid[], p_modules text[], p_from date[])
returns table (unit_id uuid, module_code text, on_date date,
  recognised int, occupied int, absent int, not_converted int, unavailable int, held int)
language sql stable set search_path = pg_catalog, pg_temp as $$
  with touched as (
    select t.unit_id, t.module_code, daterange(t.from_day, null) as span
      from unnest(p_units, p_modules, p_from) as t (unit_id, module_code, from_day)
  ),
  span as (
    select t.unit_id, t.module_code, r.period * t.span as period,
           r.places as rec, 0 as occ, 0 as absn, 0 as nc, 0 as unav, 0 as hel
      from touched t join capacity.recognition r using (unit_id, module_code) where r.period && t.span
    union all
    select t.unit_id, t.module_code, s.period * t.span, 0, 1, 0, 0, 0, 0
      from touched t join capacity.stay s using (unit_id, module_code) where s.period && t.span
    union all
    select t.unit_id, t.module_code, a.period * t.span, 0, 0, 1, 0, 0, 0
      from touched t join capacity.absence a using (unit_id, module_code) where a.period && t.span
    union all
    select t.unit_id, t.module_code, c.period * t.span, 0, 0, 0, c.places, 0, 0
      from touched t join capacity.reconversion c using (unit_id, module_code) where c.period && t.span
    union all
    select t.unit_id, t.module_code, u.period * t.span, 0, 0, 0, 0, u.places, 0
      from touched t join capacity.unavailability u using (unit_id, module_code)
     where u.place_id is null and u.places > 0 and u.period && t.span
    union all
    select n.unit_id, n.module_code, unnest(n.days), 0, 0, 0, 0, 1, 0
      from (
        select t.unit_id, t.module_code, u.place_id,
               range_agg(u.period * t.span)
               - coalesce((select range_agg(s.period) from capacity.stay s where s.place_id = u.place_id), '{}') as days
          from touched t join capacity.unavailability u using (unit_id, module_code)
         where u.place_id is not null and u.period && t.span
         group by t.unit_id, t.module_code, u.place_id
      ) n
    union all
    select t.unit_id, t.module_code, h.period * t.span, 0, 0, 0, 0, 0, 1
      from touched t join capacity.hold h using (unit_id, module_code)
     where h.place_id is null and h.period && t.span
    union all
    select n.unit_id, n.module_code, unnest(n.days), 0, 0, 0, 0, 0, 1
      from (
        select t.unit_id, t.module_code, h.place_id,
               range_agg(h.period * t.span)
               - coalesce((select range_agg(s.period) from capacity.stay s where s.place_id = h.place_id), '{}')
               - coalesce((select range_agg(u.period) from capacity.unavailability u where u.place_id = h.place_id), '{}') as days
          from touched t join capacity.hold h using (unit_id, module_code)
         where h.place_id is not null and h.period && t.span
         group by t.unit_id, t.module_code, h.place_id
      ) n
  ),
  point as (
    select s.unit_id, s.module_code, lower(s.period) as on_date, rec, occ, absn, nc, unav, hel
      from span s where not isempty(s.period)
    union all
    select s.unit_id, s.module_code, upper(s.period), -rec, -occ, -absn, -nc, -unav, -hel
      from span s where not isempty(s.period) and not upper_inf(s.period)
  )
  select p.unit_id, p.module_code, p.on_date,
         sum(rec)::int, sum(occ)::int, sum(absn)::int, sum(nc)::int, sum(unav)::int, sum(hel)::int
    from point p group by p.unit_id, p.module_code, p.on_date
$$;

-- Brings delta and unit_live in line with the facts from the given days on. Cost grows with the changes
-- after from_day, never with the history before it.
create function capacity.refresh(p_units uuid[], p_modules text[], p_from date[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_today date := platform.today();
  v_now timestamptz := platform.now();
begin
  if coalesce(array_length(p_units, 1), 0) = 0 then return; end if;

  -- One writer at a time for each unit: the live row is the lock.
  perform 1 from capacity.unit_live l
    join unnest(p_units, p_modules) as t (unit_id, module_code) using (unit_id, module_code)
    order by l.unit_id, l.module_code for update of l;

  with touched as (
    select t.unit_id, t.module_code, t.from_day
      from unnest(p_units, p_modules, p_from) as t (unit_id, module_code, from_day)
  ),
  new_point as (
    select * from capacity.contributions(p_units, p_modules, p_from)
  ),
  old_level as (
    select t.unit_id, t.module_code, t.from_day as on_date,
           l.raw_recognised + coalesce(sum(d.recognised * s.sign), 0) as recognised,
           l.raw_occupied + coalesce(sum(d.occupied * s.sign), 0) as occupied,
           l.raw_absent + coalesce(sum(d.absent * s.sign), 0) as absent,
           l.raw_not_converted + coalesce(sum(d.not_converted * s.sign), 0) as not_converted,
           l.raw_unavailable + coalesce(sum(d.unavailable * s.sign), 0) as unavailable,
           l.raw_held + coalesce(sum(d.held * s.sign), 0) as held
      from touched t join capacity.unit_live l using (unit_id, module_code)
      cross join lateral (select case when l.settled_on < t.from_day then 1 else -1 end as sign) s
      left join capacity.delta d on d.unit_id = t.unit_id and d.module_code = t.module_code
       and d.on_date > least(l.settled_on, t.from_day) and d.on_date <= greatest(l.settled_on, t.from_day)
     group by t.unit_id, t.module_code, t.from_day, l.raw_recognised, l.raw_occupied, l.raw_absent,
              l.raw_not_converted, l.raw_unavailable, l.raw_held
  ),
  old_point as (
    select * from old_level
    union all
    select t.unit_id, t.module_code, d.on_date, d.recognised, d.occupied, d.absent, d.not_converted, d.unavailable, d.held
      from touched t join capacity.delta d using (unit_id, module_code) where d.on_date > t.from_day
  ),
  difference as (
    select x.unit_id, x.module_code, x.on_date, sum(x.recognised)::int as recognised, sum(x.occupied)::int as occupied,
           sum(x.absent)::int as absent, sum(x.not_converted)::int as not_converted,
           sum(x.unavailable)::int as unavailable, sum(x.held)::int as held
      from (select unit_id, module_code, on_date, recognised, occupied, absent, not_converted, unavailable, held from new_point
            union all
            select unit_id, module_code, on_date, -recognised, -occupied, -absent, -not_converted, -unavailable, -held
              from old_point) x
     group by x.unit_id, x.module_code, x.on_date
    having (sum(x.recognised), sum(x.occupied), sum(x.absent), sum(x.not_converted), sum(x.unavailable), sum(x.held))
           <> (0, 0, 0, 0, 0, 0)
  ),
  written as (
    insert into capacity.delta (unit_id, module_code, provider_id, on_date, recorded_at, event_id,
        recognised, occupied, absent, not_converted, unavailable, held)
    select d.unit_id, d.module_code, l.provider_id, d.on_date, v_now, platform.current_event(),
           d.recognised, d.occupied, d.absent, d.not_converted, d.unavailable, d.held
      from difference d join capacity.unit_live l using (unit_id, module_code)
    returning *
  ),
  due as (
    select unit_id, module_code, on_date, recognised, occupied, absent, not_converted, unavailable, held
      from written where on_date <= v_today
    union all
    select d.unit_id, d.module_code, d.on_date, d.recognised, d.occupied, d.absent, d.not_converted, d.unavailable, d.held
      from touched t join capacity.unit_live l using (unit_id, module_code)
      join capacity.delta d using (unit_id, module_code)
     where d.on_date > l.settled_on and d.on_date <= v_today
  ),
  total as (
    select unit_id, module_code, sum(recognised)::int as recognised, sum(occupied)::int as occupied,
           sum(absent)::int as absent, sum(not_converted)::int as not_converted,
           sum(unavailable)::int as unavailable, sum(held)::int as held
      from due group by unit_id, module_code
  )
  update capacity.unit_live l
     set raw_recognised = l.raw_recognised + coalesce(t.recognised, 0),
         raw_occupied = l.raw_occupied + coalesce(t.occupied, 0),
         raw_absent = l.raw_absent + coalesce(t.absent, 0),
         raw_not_converted = l.raw_not_converted + coalesce(t.not_converted, 0),
         raw_unavailable = l.raw_unavailable + coalesce(t.unavailable, 0),
         raw_held = l.raw_held + coalesce(t.held, 0),
         settled_on = greatest(l.settled_on, v_today)
    from touched left join total t using (unit_id, module_code)
   where l.unit_id = touched.unit_id and l.module_code = touched.module_code;

  perform capacity.settle_figures(p_units, p_modules);
  perform platform.notify('vp_capacity', json_build_object('units', array_agg(distinct u))::text)
     from (select unnest(p_units) as u limit 200) x having count(*) > 0;
end $$;

-- Works out the figures of live rows from their raw counts and from what is still to come.
create function capacity.settle_figures(p_units uuid[], p_modules text[]) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  with touched as (
    select l.* from unnest(p_units, p_modules) as t (unit_id, module_code)
      join capacity.unit_live l using (unit_id, module_code)
  ),
  day as (
    select t.unit_id, t.module_code, d.on_date, sum(d.recognised) as rec, sum(d.occupied) as occ,
           sum(d.not_converted) as nc, sum(d.unavailable) as unav, sum(d.held) as hel
      from touched t join capacity.delta d using (unit_id, module_code)
     where d.on_date > t.settled_on
     group by t.unit_id, t.module_code, d.on_date
    having (sum(d.recognised), sum(d.occupied), sum(d.absent), sum(d.not_converted), sum(d.unavailable), sum(d.held))
           <> (0, 0, 0, 0, 0, 0)
  ),
  ahead as (
    select d.unit_id, d.module_code, d.on_date,
           capacity.free(
             (t.raw_recognised + sum(d.rec) over w)::int, (t.raw_occupied + sum(d.occ) over w)::int,
             (t.raw_not_converted + sum(d.nc) over w)::int, (t.raw_unavailable + sum(d.unav) over w)::int,
             (t.raw_held + sum(d.hel) over w)::int) as free
      from day d join touched t using (unit_id, module_code)
    window w as (partition by d.unit_id, d.module_code order by d.on_date)
  ),
  low as (
    select unit_id, module_code, min(on_date) as next_change_on, min(free) as free from ahead group by unit_id, module_code
  )
  update capacity.unit_live l
     set recognised = f.recognised, occupied = f.occupied, absent = f.absent, not_converted = f.not_converted,
         unavailable = f.unavailable, held = f.held, free = f.free, over_occupied = f.over_occupied,
         offerable = least(f.free, coalesce(low.free, f.free)),
         next_change_on = low.next_change_on,
         changed_at = case when (l.recognised, l.occupied, l.absent, l.not_converted, l.unavailable, l.held, l.over_occupied)
           is distinct from (f.recognised, f.occupied, f.absent, f.not_converted, f.unavailable, f.held, f.over_occupied)
           then platform.now() else l.changed_at end
    from touched t left join low using (unit_id, module_code)
    cross join lateral capacity.figures(t.raw_recognised, t.raw_occupied, t.raw_absent, t.raw_not_converted,
      t.raw_unavailable, t.raw_held) f
   where l.unit_id = t.unit_id and l.module_code = t.module_code
$$;

-- Moves live rows whose next change has come to today; run by the nightly job. The live picture does not
-- wait for it: rows that are due are worked out on the fly until then.
create function capacity.settle_due() returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_units uuid[]; v_modules text[];
begin
  select array_agg(unit_id), array_agg(module_code) into v_units, v_modules
    from (select unit_id, module_code from capacity.unit_live
           where next_change_on <= platform.today() order by unit_id, module_code for update) due;
  if v_units is null then return 0; end if;
  perform capacity.refresh(v_units, v_modules, array_fill(platform.today(), array[array_length(v_units, 1)]));
  return array_length(v_units, 1);
end $$;

-- Triggers: whichever way a fact is written (command, import, undo, job), the counters follow.
create function capacity.facts_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_units uuid[]; v_modules text[]; v_from date[];
begin
  if current_setting('vp.bulk', true) = 'on' and session_user = 'vp_jobs' then
    return null;
  end if;
  if tg_op = 'INSERT' then
    select array_agg(unit_id order by unit_id, module_code), array_agg(module_code order by unit_id, module_code),
           array_agg(from_day order by unit_id, module_code) into v_units, v_modules, v_from
      from (select unit_id, module_code, min(lower(period)) as from_day from new_rows
             where not isempty(period) group by 1, 2) t;
  elsif tg_op = 'DELETE' then
    select array_agg(unit_id order by unit_id, module_code), array_agg(module_code order by unit_id, module_code),
           array_agg(from_day order by unit_id, module_code) into v_units, v_modules, v_from
      from (select unit_id, module_code, min(lower(period)) as from_day from old_rows
             where not isempty(period) group by 1, 2) t;
  else
    select array_agg(unit_id order by unit_id, module_code), array_agg(module_code order by unit_id, module_code),
           array_agg(from_day order by unit_id, module_code) into v_units, v_modules, v_from
      from (select unit_id, module_code, min(lower(period)) as from_day
              from (select unit_id, module_code, period from new_rows
                    union all select unit_id, module_code, period from old_rows) r
             where not isempty(period) group by 1, 2) t;
  end if;
  perform capacity.refresh(v_units, v_modules, v_from);
  return null;
end $$;
comment on function capacity.facts_changed is 'A bulk load by the jobs login may set vp.bulk and call capacity.refresh itself once, at its end.';

do $$
declare t text;
begin
  foreach t in array array['recognition', 'reconversion', 'stay', 'absence', 'unavailability', 'hold'] loop
    execute format('create trigger counters_insert after insert on capacity.%I referencing new table as new_rows for each statement execute function capacity.facts_changed()', t);
    execute format('create trigger counters_delete after delete on capacity.%I referencing old table as old_rows for each statement execute function capacity.facts_changed()', t);
    execute format('create trigger counters_update after update on capacity.%I referencing old table as old_rows new table as new_rows for each statement execute function capacity.facts_changed()', t);
  end loop;
end $$;

-- The search columns of a live row follow the unit and its site.
create function capacity.copy_supply(p_units uuid[]) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into capacity.unit_live (unit_id, module_code, provider_id, site_id, region_code, zone_code, municipality_code,
      lat, lon, term, age_min, age_max, gender_mix, security_level, settled_on)
  select o.unit_id, o.module_code, u.provider_id, s.id, s.region_code, s.zone_code, s.municipality_code, s.lat, s.lon,
         m.term, u.age_min, u.age_max, u.gender_mix, u.security_level, platform.today()
    from capacity.offered_module o
    join capacity.care_unit u on u.id = o.unit_id
    join capacity.site s on s.id = u.site_id
    join capacity.module_type m on m.code = o.module_code
   where o.unit_id = any (p_units)
  on conflict (unit_id, module_code) do update
     set site_id = excluded.site_id, region_code = excluded.region_code, zone_code = excluded.zone_code,
         municipality_code = excluded.municipality_code, lat = excluded.lat, lon = excluded.lon, term = excluded.term,
         age_min = excluded.age_min, age_max = excluded.age_max, gender_mix = excluded.gender_mix,
         security_level = excluded.security_level
$$;

create function capacity.supply_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_units uuid[];
begin
  if tg_table_name = 'offered_module' then
    select array_agg(distinct unit_id) into v_units from changed;
  elsif tg_table_name = 'care_unit' then
    select array_agg(id) into v_units from changed;
  else
    select array_agg(u.id) into v_units from capacity.care_unit u join changed c on c.id = u.site_id;
  end if;
  perform capacity.copy_supply(v_units);
  return null;
end $$;
create trigger supply_changed after insert on capacity.offered_module referencing new table as changed
  for each statement execute function capacity.supply_changed();
create trigger supply_changed after update on capacity.care_unit referencing new table as changed
  for each statement execute function capacity.supply_changed();
create trigger supply_changed after update on capacity.site referencing new table as changed
  for each statement execute function capacity.supply_changed();

create function capacity.confirmed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_unit uuid := case tg_op when 'DELETE' then old.unit_id else new.unit_id end;
begin
  update capacity.unit_live l set confirmed_at = c.at, confirmed_by = c.by
    from (select 1) one
    left join lateral (
      select cf.at, e.actor_name as by from capacity.confirmation cf join platform.event e on e.id = cf.event_id
       where cf.unit_id = v_unit order by cf.at desc limit 1) c on true
   where l.unit_id = v_unit;
  perform platform.notify('vp_capacity', json_build_object('units', array[v_unit])::text);
  return null;
end $$;
create trigger confirmed after insert or delete on capacity.confirmation for each row execute function capacity.confirmed();

-- These three run with the caller's rights and name every object in full; without a search_path of their own
-- they are inlined and planned with the statement that asks.
-- The rows whose figures change between settled_on and the day, worked out from the coming differences.
create function capacity.photo_due(p_day date)
returns table (unit_id uuid, module_code text, recognised int, occupied int, absent int, not_converted int, unavailable int,
  held int, free int, offerable int, over_occupied int)
language sql stable as $$
  with due as (
    select l.* from capacity.unit_live l where l.settled_on <= p_day and l.next_change_on <= p_day
  ),
  ahead as (
    select l.unit_id, l.module_code, d.on_date,
           sum(sum(d.recognised)) over w as rec, sum(sum(d.occupied)) over w as occ, sum(sum(d.absent)) over w as absn,
           sum(sum(d.not_converted)) over w as nc, sum(sum(d.unavailable)) over w as unav, sum(sum(d.held)) over w as hel
      from due l join capacity.delta d
        on d.unit_id = l.unit_id and d.module_code = l.module_code and d.on_date > l.settled_on
     group by l.unit_id, l.module_code, d.on_date
    window w as (partition by l.unit_id, l.module_code order by d.on_date)
  ),
  level as (
    select distinct on (unit_id, module_code) unit_id, module_code, rec, occ, absn, nc, unav, hel
      from ahead where on_date <= p_day order by unit_id, module_code, on_date desc
  ),
  low as (
    select l.unit_id, l.module_code, min(capacity.free((l.raw_recognised + a.rec)::int, (l.raw_occupied + a.occ)::int,
             (l.raw_not_converted + a.nc)::int, (l.raw_unavailable + a.unav)::int, (l.raw_held + a.hel)::int)) as free
      from due l join ahead a using (unit_id, module_code) where a.on_date > p_day group by l.unit_id, l.module_code
  )
  select l.unit_id, l.module_code, f.recognised, f.occupied, f.absent, f.not_converted, f.unavailable, f.held, f.free,
         least(f.free, coalesce(low.free, f.free)), f.over_occupied
    from due l left join level v using (unit_id, module_code) left join low using (unit_id, module_code)
    cross join lateral capacity.figures(
      (l.raw_recognised + coalesce(v.rec, 0))::int, (l.raw_occupied + coalesce(v.occ, 0))::int, (l.raw_absent + coalesce(v.absn, 0))::int,
      (l.raw_not_converted + coalesce(v.nc, 0))::int, (l.raw_unavailable + coalesce(v.unav, 0))::int, (l.raw_held + coalesce(v.hel, 0))::int) f
$$;

-- The live picture of a day, from the counters: today's, and any later day's as far as it is known.
create function capacity.photo(p_day date)
returns table (unit_id uuid, module_code text, recognised int, occupied int, absent int, not_converted int, unavailable int,
  held int, free int, offerable int, over_occupied int)
language sql stable as $$
  select l.unit_id, l.module_code, l.recognised, l.occupied, l.absent, l.not_converted, l.unavailable, l.held, l.free,
         l.offerable, l.over_occupied
    from capacity.unit_live l
   where l.settled_on <= p_day and (l.next_change_on is null or l.next_change_on > p_day)
  union all
  select * from capacity.photo_due(p_day)
$$;
comment on function capacity.photo is 'Figures of every unit and module on a day not before settled_on; the caller''s row-level security applies.';

-- The picture of any day as known at any moment, from the dated differences alone.
create function capacity.photo_as_known(p_day date, p_known timestamptz)
returns table (unit_id uuid, module_code text, recognised int, occupied int, absent int, not_converted int, unavailable int,
  held int, free int, offerable int, over_occupied int)
language sql stable as $$
  with base as (
    select l.unit_id, l.module_code,
           coalesce(sum(d.recognised), 0)::int as rec, coalesce(sum(d.occupied), 0)::int as occ,
           coalesce(sum(d.absent), 0)::int as absn, coalesce(sum(d.not_converted), 0)::int as nc,
           coalesce(sum(d.unavailable), 0)::int as unav, coalesce(sum(d.held), 0)::int as hel
      from capacity.unit_live l
      left join capacity.delta d on d.unit_id = l.unit_id and d.module_code = l.module_code
       and d.on_date <= p_day and d.recorded_at <= p_known
     group by l.unit_id, l.module_code
  ),
  ahead as (
    select b.unit_id, b.module_code,
           capacity.free((b.rec + sum(d.recognised) over w)::int, (b.occ + sum(d.occupied) over w)::int,
             (b.nc + sum(d.not_converted) over w)::int, (b.unav + sum(d.unavailable) over w)::int,
             (b.hel + sum(d.held) over w)::int) as free
      from base b join capacity.delta d on d.unit_id = b.unit_id and d.module_code = b.module_code
       and d.on_date > p_day and d.recorded_at <= p_known
    window w as (partition by b.unit_id, b.module_code order by d.on_date range between unbounded preceding and current row)
  ),
  low as (select unit_id, module_code, min(free) as free from ahead group by unit_id, module_code)
  select b.unit_id, b.module_code, f.recognised, f.occupied, f.absent, f.not_converted, f.unavailable, f.held, f.free,
         least(f.free, coalesce(low.free, f.free)), f.over_occupied
    from base b left join low using (unit_id, module_code)
    cross join lateral capacity.figures(b.rec, b.occ, b.absn, b.nc, b.unav, b.hel) f
$$;

-- Weekly snapshots: frozen by a job, never recomputed (R25).
create table capacity.snapshot (
  id uuid primary key default gen_random_uuid(),
  taken_at timestamptz not null,
  as_of_day date not null,
  kind text not null check (kind in ('WEEKLY', 'MONTHLY', 'AD_HOC')),
  unique (kind, as_of_day)
);
create table capacity.snapshot_row (
  snapshot_id uuid not null references capacity.snapshot (id),
  unit_id uuid not null,
  module_code text not null,
  provider_id uuid not null,
  region_code text not null,
  recognised int not null,
  occupied int not null,
  absent int not null,
  not_converted int not null,
  unavailable int not null,
  held int not null,
  free int not null,
  offerable int not null,
  over_occupied int not null,
  confirmed_at timestamptz,
  primary key (snapshot_id, unit_id, module_code),
  foreign key (unit_id, module_code) references capacity.offered_module (unit_id, module_code)
);
create index snapshot_row_unit on capacity.snapshot_row (unit_id, module_code);
create function platform.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception '% is never changed once written', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger frozen before update or delete on capacity.snapshot for each row execute function platform.refuse_change();
create trigger frozen before update or delete on capacity.snapshot_row for each row execute function platform.refuse_change();

-- Import: files are staged whole, checked whole, then applied all or not at all.
create table capacity.import_file (
  id uuid primary key default gen_random_uuid(),
  owner_id uuid references auth.organisation (id),
  person_id uuid,
  file_name text not null check (length(file_name) between 1 and 255),
  content_hash bytea not null,
  state text not null check (state in ('STAGING', 'CHECKED', 'REFUSED', 'APPLYING', 'APPLIED', 'CANCELLED', 'FAILED')),
  rows_read int not null default 0,
  rows_checked int not null default 0,
  cancel_asked boolean not null default false,
  summary jsonb not null default '{}',
  problems jsonb not null default '[]',
  event_id uuid references platform.event (id),
  created_at timestamptz not null default platform.now(),
  touched_at timestamptz not null default transaction_timestamp(),
  finished_at timestamptz
);
comment on column capacity.import_file.owner_id is 'The organisation that imports; null for an import by the operator from the command line, who is no person either.';
comment on column capacity.import_file.touched_at is 'The last sign of life of whoever works on it: work that stands still for long may be taken over.';
create index import_file_owner on capacity.import_file (owner_id, created_at desc);
create index import_file_event on capacity.import_file (event_id) where event_id is not null;

-- The rows of a file as read: typed, nothing looked up. Unlogged: after a crash of the database the file
-- is read again; what was applied does not lie here.
create unlogged table capacity.import_row (
  import_id uuid not null,
  owner_id uuid,
  n int not null,
  kind text not null,
  sheet text,
  row_number int not null,
  given int not null,
  remove boolean not null default false,
  fact_id uuid,
  key text,
  provider_code text,
  unit_code text,
  module_code text,
  place_label text,
  person_ref text,
  from_on date,
  until_on date,
  expected_end_on date,
  decision_until date,
  review_on date,
  places int,
  only_for text,
  code text,
  explanation text,
  file_kind text,
  needs text[],
  ref_key text,
  ref_id uuid,
  funding_kind text,
  origin text
);
comment on column capacity.import_row.given is 'Which columns the table has, as bits in the order of the format: what it does not have stays as it is.';
comment on column capacity.import_row.code is 'End reason of a stay, kind of an absence, reason of an unavailability.';
comment on column capacity.import_row.ref_key is 'The stay that an absence or a time-out belongs to: its key, or its id (then in ref_id too).';
create index import_row_import on capacity.import_row (import_id, n);

-- What each row comes to against the facts of now: the fact it is about and how that will look.
create unlogged table capacity.import_plan (
  import_id uuid not null,
  owner_id uuid,
  n int not null,
  kind text not null,
  action text not null,
  fact_id uuid,
  provider_id uuid,
  unit_id uuid,
  module_code text,
  place_id uuid,
  claimed_place_id uuid,
  stay_id uuid,
  person_ref text,
  period daterange,
  expected_end_on date,
  decision_until date,
  review_on date,
  places int,
  only_for text,
  code text,
  explanation text,
  file_kind text,
  needs text[],
  also_elsewhere boolean not null default false,
  key text,
  funding_kind text,
  origin text,
  holds_place boolean not null default false,
  holds_child boolean not null default false,
  version_at timestamptz
);
comment on column capacity.import_plan.stay_id is 'The stay of an absence, or the stay that a time-out belongs to.';
comment on column capacity.import_plan.holds_place is 'The fact stands in the register with this place already, so others give way to it; holds_child likewise.';
create index import_plan_import on capacity.import_plan (import_id, kind, n);

-- Rows whose child stays with another provider at the same time, which the importing provider cannot see.
-- Tells no more than the constraint child_never_twice would.
create function capacity.children_elsewhere(p_import uuid) returns table (n int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.n from capacity.import_plan p
   where p.import_id = p_import and p.kind = 'stay' and p.action in ('add', 'change')
     and p.owner_id = auth.my_organisation()
     and exists (
       select 1 from capacity.stay s
        where hashtextextended(s.person_ref, 0) = hashtextextended(p.person_ref, 0) and s.person_ref = p.person_ref
          and s.period && p.period and s.provider_id <> p.provider_id
          and (s.time_out_of is null) = (p.stay_id is null)
          and (not s.also_elsewhere or not p.holds_child))
$$;

-- Fresh statistics of the staged rows, so that a file of a million rows is planned as one.
create function capacity.analyze_import() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  analyze capacity.import_row (import_id, kind, n, key, provider_code, unit_code, module_code, place_label);
  analyze capacity.import_plan (import_id, kind, n, action, fact_id, provider_id, key, place_id, person_ref);
end $$;

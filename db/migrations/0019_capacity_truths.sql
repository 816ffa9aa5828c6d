-- Up Migration
-- What the picture did not say, or said twice: agreed reconversions count from their day; nobody agrees with the plan of
-- their own house; what a registration brought goes when it is taken back; one norm for each region; and what a person
-- may keep has an end.

-- An agreed reconversion counts on the days to come as an agreed start does: from its day its places are not free.
-- Rows that were agreed before get a version of their own, so that what was known then stays as it was shown then; nobody
-- took a step, so the last step stays whose it was.
do $$
declare v_units uuid[]; v_modules text[]; v_from date[];
begin
  select array_agg(unit_id order by unit_id, module_code), array_agg(module_code order by unit_id, module_code),
         array_agg(from_day order by unit_id, module_code) into v_units, v_modules, v_from
    from (select unit_id, module_code, min(effective_on) as from_day from capacity.reconversion
           where state = 'APPROVED' and effective_on is not null group by 1, 2) t;
  if v_units is not null then
    perform set_config('vp.restore', 'on', true);
    update capacity.reconversion set state = state where state = 'APPROVED' and effective_on is not null;
    perform set_config('vp.restore', 'off', true);
  end if;
  -- Few rows: some tens for each provider.
  if current_setting('server_version_num')::int >= 170000 then
    execute $x$alter table capacity.reconversion alter column period set expression as (
      case when state in ('APPROVED', 'EFFECTIVE', 'REGISTERED') and effective_on is not null
        then daterange(effective_on, registered_on) else 'empty'::daterange end)$x$;
  else
    -- Before PostgreSQL 17 an expression cannot be changed, and a new column would stand elsewhere than in the history: a trigger
    -- says the same. See docs/decisions/0039-postgresql-15.md.
    execute 'alter table capacity.reconversion alter column period drop expression';
    execute $x$create function capacity.reconversion_period() returns trigger
      language plpgsql set search_path = pg_catalog, pg_temp as $f$
      begin
        new.period := case when new.state in ('APPROVED', 'EFFECTIVE', 'REGISTERED') and new.effective_on is not null
          then daterange(new.effective_on, new.registered_on) else 'empty'::daterange end;
        return new;
      end $f$ $x$;
    execute 'alter table capacity.reconversion disable trigger user';
    execute 'create trigger period_follows before insert or update on capacity.reconversion for each row execute function capacity.reconversion_period()';
    execute 'update capacity.reconversion set state = state';
    execute 'alter table capacity.reconversion enable trigger user';
  end if;
  perform capacity.refresh(v_units, v_modules, v_from);
end $$;
comment on table capacity.reconversion is 'places of module_code become to_places of to_module_code; from the agreed day until it is registered they count as not converted (R7, R8).';

-- Two pairs of eyes: a plan is agreed with by somebody who did not ask for it and who acts for no house that gains by it.
-- Whoever acted for that house on any day since the plan was made still does; of the hats one person may wear, none helps.
create function capacity.agreed_by_another() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_me uuid;
begin
  if session_user in ('vp_jobs', current_user) then return null; end if;
  v_me := auth.my_person();
  if exists (
    select 1 from new_rows n join old_rows o on o.id = n.id
     where (o.state, n.state) = ('PLANNED', 'APPROVED') and (
       exists (select from capacity.reconversion_history h join platform.event e on e.id = h.event_id
                where h.id = n.id and e.person_id = v_me and e.role_code <> 'AS')
       or exists (select from auth.hat w
                   where w.person_id = v_me and w.organisation_id = n.provider_id
                     and w.valid && daterange(
                       (select least(min(h.known_from), platform.now()) at time zone 'Europe/Brussels'
                          from capacity.reconversion_history h where h.id = n.id)::date, platform.today(), '[]')))) then
    raise exception 'agreed with by who asked' using errcode = 'check_violation', constraint = 'plan_agreed_by_another';
  end if;
  return null;
end $$;
create trigger step_of_two_people after update on capacity.reconversion referencing old table as old_rows new table as new_rows
  for each statement execute function capacity.agreed_by_another();

-- As before, and: of some units alone where they are named, as the sums below are not worked out for rows that an outer
-- condition throws away.
drop function capacity.photo_as_known(date, timestamptz);
create function capacity.photo_as_known(p_day date, p_known timestamptz, p_units uuid[] default null)
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
       and d.on_date <= p_day and d.recorded_at <= p_known and (p_units is null or d.unit_id = any (p_units))
     where p_units is null or l.unit_id = any (p_units)
     group by l.unit_id, l.module_code
  ),
  ahead as (
    select b.unit_id, b.module_code,
           capacity.free((b.rec + sum(d.recognised) over w)::int, (b.occ + sum(d.occupied) over w)::int,
             (b.nc + sum(d.not_converted) over w)::int, (b.unav + sum(d.unavailable) over w)::int,
             (b.hel + sum(d.held) over w)::int) as free
      from base b join capacity.delta d on d.unit_id = b.unit_id and d.module_code = b.module_code
       and d.on_date > p_day and d.recorded_at <= p_known and (p_units is null or d.unit_id = any (p_units))
    window w as (partition by b.unit_id, b.module_code order by d.on_date range between unbounded preceding and current row)
  ),
  low as (select unit_id, module_code, min(free) as free from ahead group by unit_id, module_code)
  select b.unit_id, b.module_code, f.recognised, f.occupied, f.absent, f.not_converted, f.unavailable, f.held, f.free,
         least(f.free, coalesce(low.free, f.free)), f.over_occupied
    from base b left join low using (unit_id, module_code)
    cross join lateral capacity.figures(b.rec, b.occ, b.absn, b.nc, b.unav, b.hel) f
$$;
comment on function capacity.photo_as_known is 'Figures of every unit and module, or of the units named, on any day as known at any moment; the caller''s row-level security applies.';

-- A module that only a registration brought to a unit is no longer offered when that registration is taken back. The row
-- stays, as the facts that were known meanwhile are of it; it is offered again as soon as the register holds a line of it.
alter table capacity.offered_module add column withdrawn_at timestamptz;
comment on column capacity.offered_module.withdrawn_at is 'Since when the unit no longer offers it, as the register never should have held it. Filled by the database.';
create index offered_module_withdrawn on capacity.offered_module (unit_id, module_code) where withdrawn_at is not null;
alter table capacity.unit_live add column withdrawn boolean not null default false;
comment on column capacity.unit_live.withdrawn is 'No longer offered: shown only on days on which it has places or children.';

create or replace function capacity.copy_supply(p_units uuid[]) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into capacity.unit_live (unit_id, module_code, provider_id, site_id, region_code, zone_code, municipality_code,
      lat, lon, term, age_min, age_max, gender_mix, security_level, settled_on, withdrawn)
  select o.unit_id, o.module_code, u.provider_id, s.id, s.region_code, s.zone_code, s.municipality_code, s.lat, s.lon,
         m.term, u.age_min, u.age_max, u.gender_mix, u.security_level, platform.today(), o.withdrawn_at is not null
    from capacity.offered_module o
    join capacity.care_unit u on u.id = o.unit_id
    join capacity.site s on s.id = u.site_id
    join capacity.module_type m on m.code = o.module_code
   where o.unit_id = any (p_units)
  on conflict (unit_id, module_code) do update
     set site_id = excluded.site_id, region_code = excluded.region_code, zone_code = excluded.zone_code,
         municipality_code = excluded.municipality_code, lat = excluded.lat, lon = excluded.lon, term = excluded.term,
         age_min = excluded.age_min, age_max = excluded.age_max, gender_mix = excluded.gender_mix,
         security_level = excluded.security_level, withdrawn = excluded.withdrawn
$$;
create trigger offer_changed after update on capacity.offered_module referencing new table as changed
  for each statement execute function capacity.supply_changed();

-- For the supervisor who takes a registration back, after its lines are gone.
create function capacity.withdraw_reconverted(p_reconversion uuid) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update capacity.offered_module o set withdrawn_at = platform.now()
    from capacity.reconversion r
   where r.id = p_reconversion and r.state = 'EFFECTIVE' and auth.active()
     and (o.unit_id, o.module_code) = (r.unit_id, r.to_module_code) and o.withdrawn_at is null
     and exists (select from capacity.recognition_history h
                  where (h.unit_id, h.module_code) = (o.unit_id, o.module_code) and h.origin = 'RECONVERSION')
     and not exists (select from capacity.recognition x where (x.unit_id, x.module_code) = (o.unit_id, o.module_code))
     and not exists (select from capacity.stay x where (x.unit_id, x.module_code) = (o.unit_id, o.module_code))
     and not exists (select from capacity.hold x where (x.unit_id, x.module_code) = (o.unit_id, o.module_code))
     and not exists (select from capacity.unavailability x where (x.unit_id, x.module_code) = (o.unit_id, o.module_code))
     and not exists (select from capacity.place x where (x.unit_id, x.module_code) = (o.unit_id, o.module_code))
$$;
comment on function capacity.withdraw_reconverted is 'The way back of offer_reconverted. What still has a line, a place or a child is offered as before.';

create function capacity.offered_by_line() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update capacity.offered_module o set withdrawn_at = null
   where o.withdrawn_at is not null
     and exists (select from new_rows n where (n.unit_id, n.module_code) = (o.unit_id, o.module_code));
  return null;
end $$;
create trigger offers_again after insert on capacity.recognition referencing new table as new_rows
  for each statement execute function capacity.offered_by_line();

-- The norm of each region by days: the region's own before that of all regions, which goes on around it. Whoever counts
-- against the norm reads this, with their own rights.
create view region.norm with (security_invoker = true) as
  select g.code as region_code, (s.value #>> '{}')::float8 as places_per_1000, s.source, lower(s.valid) as set_from, d.valid
    from region.region g
    join region.setting s on s.key = 'balance.places-per-1000-minors' and jsonb_typeof(s.value) = 'number'
     and (s.region_code is null or s.region_code = g.code)
   cross join lateral unnest(datemultirange(s.valid) - case when s.region_code is null
     then coalesce((select range_agg(o.valid) from region.setting o
       where o.key = s.key and o.region_code = g.code and jsonb_typeof(o.value) = 'number'), '{}')
     else '{}'::datemultirange end) as d (valid);
comment on view region.norm is 'Published for capacity and insight: places per 1,000 minors that a region is measured against, and on which days.';

-- What one person keeps has an end: so many addresses, and ten times that with those thrown away this month. The number
-- is a setting; of two who ask for the last one at the same moment, serialisable transactions let one through.
-- Few rows, and the bounds of the others stay as they are.
alter table region.setting drop constraint setting_in_bounds;
-- squawk-ignore constraint-missing-not-valid
alter table region.setting add constraint setting_in_bounds check (
  case
    when key not in ('insight.smallest-shown.usual', 'insight.smallest-shown.sensitive', 'insight.fewest-organisations',
      'insight.release-delay-days', 'capacity.stale-after-days', 'capacity.unavailability.longest-days',
      'capacity.unavailability.review-before-end-days', 'balance.places-per-1000-minors', 'saved-search.most') then true
    when jsonb_typeof(value) <> 'number' then false
    when key = 'balance.places-per-1000-minors' then (value #>> '{}')::numeric between 0 and 1000
    when (value #>> '{}')::numeric % 1 <> 0 then false
    when key = 'saved-search.most' then (value #>> '{}')::numeric between 1 and 1000
    else (value #>> '{}')::numeric between
      case key when 'insight.smallest-shown.usual' then 6 when 'insight.smallest-shown.sensitive' then 10
        when 'insight.fewest-organisations' then 3 when 'capacity.unavailability.review-before-end-days' then 0 else 1 end
      and case key when 'insight.release-delay-days' then 366 else 3660 end
  end);

create function saved_search.not_too_many() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_most int; v_kept int; v_all int;
begin
  if new.deleted_at is not null then return null; end if;
  select (s.value #>> '{}')::int into v_most from region.setting s
   where s.key = 'saved-search.most' and s.region_code is null and s.valid @> platform.today();
  v_most := coalesce(v_most, 100);
  select count(*) filter (where s.deleted_at is null), count(*) into v_kept, v_all
    from saved_search.search s where s.person_id = new.person_id;
  if v_kept > v_most or v_all > 10 * v_most then
    raise exception 'too many kept' using errcode = 'check_violation', constraint = 'saved_search_most';
  end if;
  return null;
end $$;
create trigger not_too_many after insert or update of deleted_at on saved_search.search
  for each row execute function saved_search.not_too_many();
create index saved_search_person on saved_search.search (person_id);

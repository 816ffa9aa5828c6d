-- Up Migration
-- What the picture did not say, or said twice: agreed reconversions count from their day; nobody agrees with the plan of
-- their own house; what a registration brought goes when it is taken back; one norm for each region; and what a person
-- may keep has an end.

-- An agreed reconversion counts on the days to come as an agreed start does: from its day its places are not free.
-- Rows that were agreed before get a version of their own, so that what was known then stays as it was shown then.
do $$
declare v_event uuid := gen_random_uuid(); v_units uuid[]; v_modules text[]; v_from date[];
begin
  select array_agg(unit_id order by unit_id, module_code), array_agg(module_code order by unit_id, module_code),
         array_agg(from_day order by unit_id, module_code) into v_units, v_modules, v_from
    from (select unit_id, module_code, min(effective_on) as from_day from capacity.reconversion
           where state = 'APPROVED' and effective_on is not null group by 1, 2) t;
  if v_units is not null then
    insert into platform.event (id, slice, kind, at) values (v_event, 'capacity', 'reconversion.count', platform.now());
    perform set_config('vp.event', v_event::text, true);
    update capacity.reconversion set state = state where state = 'APPROVED' and effective_on is not null;
  end if;
  -- Few rows: some tens for each provider.
  alter table capacity.reconversion alter column period set expression as (
    case when state in ('APPROVED', 'EFFECTIVE', 'REGISTERED') and effective_on is not null
      then daterange(effective_on, registered_on) else 'empty'::daterange end);
  if v_units is not null then
    perform capacity.refresh(v_units, v_modules, v_from);
    perform set_config('vp.event', '', true);
  end if;
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

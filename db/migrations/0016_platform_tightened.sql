-- Up Migration
-- What one person alone must not be able to do, whichever way they ask: open the gate of the figures, be the last
-- administrator to go, take back what is another house's, or meet the answer of a request under another hat.

-- Settings that the program counts with stay within what it can count with; the gate of released figures can be
-- made stricter than the design says (design/safeguards.md, "Suppression"), never looser.
-- Few rows, and all of them are of the program itself until somebody sets one.
-- squawk-ignore constraint-missing-not-valid
alter table region.setting add constraint setting_in_bounds check (
  case
    when key not in ('insight.smallest-shown.usual', 'insight.smallest-shown.sensitive', 'insight.fewest-organisations',
      'insight.release-delay-days', 'capacity.stale-after-days', 'capacity.unavailability.longest-days',
      'capacity.unavailability.review-before-end-days', 'balance.places-per-1000-minors') then true
    when jsonb_typeof(value) <> 'number' then false
    when key = 'balance.places-per-1000-minors' then (value #>> '{}')::numeric between 0 and 1000
    when (value #>> '{}')::numeric % 1 <> 0 then false
    else (value #>> '{}')::numeric between
      case key when 'insight.smallest-shown.usual' then 6 when 'insight.smallest-shown.sensitive' then 10
        when 'insight.fewest-organisations' then 3 when 'capacity.unavailability.review-before-end-days' then 0 else 1 end
      and case key when 'insight.release-delay-days' then 366 else 3660 end
  end);

-- Nobody is left who can give roles, when the last who could goes: whoever remains wears the role at least as long as
-- the one who goes would have.
create function administration.check_last() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_today date := (transaction_timestamp() at time zone 'Europe/Brussels')::date; v_person uuid; v_ends date;
begin
  if session_user in ('vp_jobs', current_user) then return null; end if;
  if tg_table_name = 'hat' then
    if old.role_code <> 'AD' or new.valid = old.valid or not old.valid @> v_today then return null; end if;
    v_person := old.person_id;
    v_ends := coalesce(upper(old.valid), 'infinity');
  else
    if new.blocked_at is null or old.blocked_at is not null then return null; end if;
    v_person := old.id;
    select max(coalesce(upper(h.valid), 'infinity')) into v_ends from auth.hat h
     where h.person_id = old.id and h.role_code = 'AD' and h.valid @> v_today;
    if v_ends is null then return null; end if;
  end if;
  if not exists (
      select from auth.hat h join auth.person p on p.id = h.person_id
       where h.role_code = 'AD' and h.person_id <> v_person and p.blocked_at is null and h.valid @> v_today
         and coalesce(upper(h.valid), 'infinity') >= v_ends) then
    raise exception 'the last administrator' using errcode = 'check_violation', constraint = 'last_administrator';
  end if;
  return null;
end $$;
create trigger last_one after update on auth.hat for each row execute function administration.check_last();
create trigger last_one after update of blocked_at on auth.person for each row execute function administration.check_last();

-- Marks an event as taken back, or ends the whole undoing: what is not marked was not theirs to take back.
create or replace function platform.mark_undone(p_event uuid, p_by uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update platform.event e set undone_by = p_by
   where e.id = p_event and e.undone_by is null
     and exists (select 1 from platform.event b where b.id = p_by and b.undo_of = p_event and b.tx = pg_current_xact_id())
     and (session_user = 'vp_jobs' or e.organisation_id is not distinct from auth.my_organisation()
          or (session_user = 'vp_as' and e.person_id = auth.my_person()));
  if not found then
    raise exception 'not theirs to take back' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- A key counts under the hat that it was used under: who switches hats does not meet the answers of the other.
create or replace function platform.idempotent_begin(p_key text, p_hash bytea)
returns table (state text, status int, answer jsonb)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me auth.session := auth.identity(); v platform.idempotency_key; v_hash bytea;
begin
  if me.person_id is null then raise exception 'no live session' using errcode = '28000'; end if;
  v_hash := sha256(p_hash || uuid_send(me.hat_id));
  insert into platform.idempotency_key (person_id, key, request_hash) values (me.person_id, p_key, v_hash)
    on conflict do nothing returning * into v;
  if v.key is not null then
    return query select 'new'::text, null::int, null::jsonb;
    return;
  end if;
  select * into v from platform.idempotency_key k where k.person_id = me.person_id and k.key = p_key;
  if v.request_hash <> v_hash then
    return query select 'other'::text, null::int, null::jsonb;
  else
    return query select 'done'::text, v.status, v.answer;
  end if;
end $$;

-- As before, and: a provider brings back no plan that was refused, a supervisor none that was withdrawn, and the day
-- that a provider goes back to is the one that was agreed.
create or replace function capacity.check_reconversion() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_by text := case session_user when 'vp_pc' then 'PC' when 'vp_as' then 'AS' end;
begin
  -- The program itself (jobs, or the owner in a migration) keeps the register as it was told.
  if session_user in ('vp_jobs', current_user) then return null; end if;
  if tg_op = 'INSERT' then
    if exists (select 1 from new_rows n
                where v_by is distinct from 'PC' or n.state <> 'PLANNED' or n.decided_on is not null) then
      raise exception 'a reconversion begins as a plan of its provider' using errcode = 'insufficient_privilege';
    end if;
    return null;
  end if;
  if exists (
    select 1 from new_rows n join old_rows o on o.id = n.id
     where (o.unit_id, o.module_code, o.provider_id, o.places, o.to_module_code, o.to_places)
             is distinct from (n.unit_id, n.module_code, n.provider_id, n.places, n.to_module_code, n.to_places)
        or (o.state, o.decided_on, o.effective_on, o.registered_on)
             is distinct from (n.state, n.decided_on, n.effective_on, n.registered_on)
       and (o.state, n.state, v_by) not in (
         ('PLANNED', 'PLANNED', 'PC'), ('PLANNED', 'CANCELLED', 'PC'), ('CANCELLED', 'PLANNED', 'PC'),
         ('APPROVED', 'EFFECTIVE', 'PC'), ('EFFECTIVE', 'APPROVED', 'PC'),
         ('PLANNED', 'APPROVED', 'AS'), ('APPROVED', 'PLANNED', 'AS'),
         ('PLANNED', 'CANCELLED', 'AS'), ('CANCELLED', 'PLANNED', 'AS'),
         ('APPROVED', 'EFFECTIVE', 'AS'), ('EFFECTIVE', 'APPROVED', 'AS'),
         ('EFFECTIVE', 'REGISTERED', 'AS'), ('REGISTERED', 'EFFECTIVE', 'AS'))
        or v_by = 'PC' and (o.decided_on, o.registered_on) is distinct from (n.decided_on, n.registered_on)
        -- The day is agreed with the supervisor: the provider does not make it an earlier one.
        or v_by = 'PC' and (o.state, n.state) = ('APPROVED', 'EFFECTIVE') and n.effective_on < o.effective_on
        or v_by = 'PC' and (o.state, n.state) = ('EFFECTIVE', 'APPROVED') and not exists (
             select from capacity.reconversion_history h
              where h.id = n.id and h.state = 'APPROVED' and h.effective_on is not distinct from n.effective_on)
        -- A refusal has a day of decision, a withdrawal has none.
        or (o.state, n.state) = ('CANCELLED', 'PLANNED') and (o.decided_on is null) <> (v_by = 'PC')) then
    raise exception 'not a step of this role' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

-- A kept address is a screen: not the way in or out, and not what a program is answered.
-- squawk-ignore constraint-missing-not-valid
alter table saved_search.search add constraint saved_search_screen check (page !~ '^/(api|auth|idp|assets|problems)(/|$)');

-- A name is one line, wherever it is written: in calendars, files and letters a break would begin a line of its own.
do $$
declare t text;
begin
  foreach t in array array['auth.person', 'auth.organisation', 'auth.api_key', 'capacity.provider', 'capacity.site', 'capacity.care_unit'] loop
    execute format('alter table %s add constraint %I check (name !~ ''[[:cntrl:]]'')', t, split_part(t, '.', 2) || '_name_one_line');
  end loop;
end $$;
alter table capacity.place add constraint place_label_one_line check (label !~ '[[:cntrl:]]');

-- All changed units are named, two hundred in each message: of those that were left out nobody could say whose they
-- are, and everybody had to be told that much has changed. The rest of the function stays as it is.
do $$
declare
  v_text text := pg_get_functiondef('capacity.refresh(uuid[], text[], date[])'::regprocedure);
  v_old text := 'perform platform.notify(''vp_capacity'', json_build_object(''units'', array_agg(distinct u))::text)
     from (select unnest(p_units) as u limit 200) x having count(*) > 0;';
  v_new text := 'perform platform.notify(''vp_capacity'', json_build_object(''units'', array_agg(x.u))::text)
     from (select u, (row_number() over (order by u) - 1) / 200 as part from (select distinct unnest(p_units) as u) d) x group by x.part;';
begin
  if strpos(v_text, v_old) = 0 then raise exception 'capacity.refresh is another one'; end if;
  execute replace(v_text, v_old, v_new);
end $$;

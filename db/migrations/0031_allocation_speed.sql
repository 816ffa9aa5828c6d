-- Up Migration
-- The same answers, sooner: what is asked of one unit or one child is planned for one, and reads no more than it. Under
-- serialisable transactions that is more than time: who reads the whole of a table meets everybody who writes in it.

-- The session behind a transaction is asked for once in each question, not once for each session that is open.
create or replace function auth.active() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select 1 from auth.session s
    where s.token_hash = (select auth.token_hash()) and s.ended_at is null
      and s.idle_ends_at > transaction_timestamp() and s.ends_at > transaction_timestamp()
      and session_user = 'vp_' || lower(s.role_code));
end $$;
create or replace function auth.my_organisation() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select s.organisation_id from auth.session s
    where s.token_hash = (select auth.token_hash()) and s.ended_at is null
      and s.idle_ends_at > transaction_timestamp() and s.ends_at > transaction_timestamp()
      and session_user = 'vp_' || lower(s.role_code));
end $$;
create or replace function auth.my_area() returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select s.area_code from auth.session s
    where s.token_hash = (select auth.token_hash()) and s.ended_at is null
      and s.idle_ends_at > transaction_timestamp() and s.ends_at > transaction_timestamp()
      and session_user = 'vp_' || lower(s.role_code));
end $$;
create or replace function auth.identity() returns auth.session
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s from auth.session s
  join auth.hat h on h.id = s.hat_id
  join auth.person p on p.id = s.person_id
  where s.token_hash = (select auth.token_hash())
    and s.ended_at is null
    and s.idle_ends_at > transaction_timestamp()
    and s.ends_at > transaction_timestamp()
    and p.blocked_at is null
    and h.role_code = s.role_code
    and h.organisation_id is not distinct from s.organisation_id
    and h.area_code is not distinct from s.area_code
    and h.valid @> (transaction_timestamp() at time zone 'Europe/Brussels')::date
    and session_user = 'vp_' || lower(s.role_code)
$$;

-- A few units at a time: plans for few, kept, that find each row by its index. A table that is small is else read whole,
-- and two who write of two units could not both be right.
alter function capacity.refresh(uuid[], text[], date[]) rename to refresh_many;
create function capacity.refresh_few(p_units uuid[], p_modules text[], p_from date[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  perform capacity.refresh_many(p_units, p_modules, p_from);
end $$;
create function capacity.refresh(p_units uuid[], p_modules text[], p_from date[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(array_length(p_units, 1), 0) = 0 then return; end if;
  if array_length(p_units, 1) <= 8 then
    perform capacity.refresh_few(p_units, p_modules, p_from);
  else
    -- Never by the plan for few.
    perform set_config('plan_cache_mode', 'force_custom_plan', true);
    perform capacity.refresh_many(p_units, p_modules, p_from);
  end if;
end $$;
comment on function capacity.refresh is 'Brings delta and unit_live in line with the facts from the given days on.';

-- The order of a few children, likewise.
alter function waiting_list.reorder(uuid[], text) rename to reorder_many;
create function waiting_list.reorder_few(p_requests uuid[], p_cause text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  perform waiting_list.reorder_many(p_requests, p_cause);
end $$;
create function waiting_list.reorder(p_requests uuid[], p_cause text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if cardinality(p_requests) <= 8 then
    perform waiting_list.reorder_few(p_requests, p_cause);
  else
    perform set_config('plan_cache_mode', 'force_custom_plan', true);
    perform waiting_list.reorder_many(p_requests, p_cause);
  end if;
end $$;
comment on function waiting_list.reorder is 'Sets the order of these requests and of the groups that they are of, and writes down who rose or fell, and why.';

-- Who stays at a place is found by the place: the index of places and periods begins with the provider, and was read whole.
create or replace function allocation.follow_step() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c allocation.proposal_child; v_hold uuid; v_stay uuid; v_state text;
begin
  if new.state = old.state and new.start_on = old.start_on then return null; end if;
  for c in select * from allocation.proposal_child where proposal_id = new.id order by request_id loop
    v_hold := c.hold_id;
    v_stay := c.stay_id;
    if v_hold is not null and (not allocation.holds(new.state) or new.start_on <> old.start_on) then
      delete from capacity.hold where id = v_hold;
      v_hold := null;
    end if;
    if allocation.holds(new.state) and v_hold is null then
      if c.place_id is null then
        raise exception 'no place is named' using errcode = 'check_violation', constraint = 'place_is_named';
      end if;
      if exists (select 1 from (select x.period from capacity.stay x where x.place_id = c.place_id offset 0) s where s.period && daterange(new.start_on, null)) then
        raise exception 'somebody stays there' using errcode = 'exclusion_violation', constraint = 'place_gone';
      end if;
      insert into capacity.hold (unit_id, module_code, provider_id, place_id, period, reason_code, needs)
      select new.unit_id, new.module_code, new.provider_id, l.id, daterange(new.start_on, null), 'RESERVED_START', l.features
        from capacity.place l where l.id = c.place_id
      returning id into v_hold;
    end if;
    if new.state = 'STARTED' and v_stay is null then
      insert into capacity.stay (unit_id, module_code, provider_id, place_id, person_ref, period, file_kind, needs)
      values (new.unit_id, new.module_code, new.provider_id, c.place_id, c.pseudonym, daterange(new.start_on, null), c.file_kind, c.needs)
      returning id into v_stay;
    end if;
    select r.state into v_state from waiting_list.request r where r.id = c.request_id;
    if allocation.holds(new.state) and not c.busy and v_state not in ('WAITING', 'HELPED_OTHERWISE') then
      raise exception 'the child is not to be proposed now' using errcode = 'check_violation', constraint = 'child_not_waiting';
    end if;
    update allocation.proposal_child set hold_id = v_hold, stay_id = v_stay, busy = allocation.holds(new.state), shown = allocation.holds(new.state),
        state_before = case when allocation.holds(new.state) and not c.busy then v_state else state_before end
      where id = c.id and (hold_id, stay_id, busy, shown) is distinct from (v_hold, v_stay, allocation.holds(new.state), allocation.holds(new.state));
    -- What became of the child elsewhere (withdrawn, on hold) stands; only what this dialogue did is undone.
    update waiting_list.request r set state = w.state, state_reason = null
      from (select case
          when new.state in ('SENT', 'IN_DIALOGUE') then 'PROPOSED'
          when new.state in ('ACCEPTED', 'START_PLANNED') then 'ALLOCATED'
          when new.state = 'STARTED' then 'STARTED'
          else coalesce(c.state_before, 'WAITING') end as state) w
      where r.id = c.request_id and r.state <> w.state
        -- A draft for the same child that goes has done nothing to it.
        and case when c.busy then r.state in ('PROPOSED', 'ALLOCATED') else allocation.holds(new.state) end;
  end loop;
  update allocation.message set shown = allocation.holds(new.state) where proposal_id = new.id and shown <> allocation.holds(new.state);
  return null;
end $$;

-- Today is asked once, not of each stay.
create or replace function allocation.known_guests(p_units uuid[])
returns table (unit_id uuid, module_code text, stay_id uuid, request_id uuid, person_ref text, period daterange, apart_from uuid[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with guest as (
    select s.unit_id, s.module_code, s.id, s.person_ref, s.period from capacity.stay s
     where s.unit_id = any (p_units) and s.period && daterange((select platform.today()), null)
    union all
    select h.unit_id, h.module_code, h.id, coalesce(c.pseudonym, h.for_ref), h.period from capacity.hold h
      left join allocation.proposal_child c on c.hold_id = h.id
     where h.unit_id = any (p_units) and coalesce(c.pseudonym, h.for_ref) is not null and h.period && daterange((select platform.today()), null))
  select g.unit_id, g.module_code, g.id, r.id, g.person_ref, g.period,
      array(select a.other_request_id from waiting_list.apart a where a.request_id = r.id and a.other_request_id is not null)
    from guest g
    left join waiting_list.person p on p.pseudonym = g.person_ref
    left join lateral (select q.id from waiting_list.request q where q.person_id = p.id order by q.registered_on desc limit 1) r on true
   where auth.active()
     and (p.id is not null or exists (select 1 from waiting_list.apart a where a.other_ref = g.person_ref))
$$;

create or replace function allocation.sibling_stays(p_groups uuid[])
returns table (group_id uuid, unit_id uuid, lat double precision, lon double precision)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct p.group_id, s.unit_id, t.lat, t.lon
    from waiting_list.person p
    join capacity.stay s on s.person_ref = p.pseudonym and s.period @> (select platform.today())
    join capacity.care_unit u on u.id = s.unit_id
    join capacity.site t on t.id = u.site_id
   where p.group_id = any (p_groups) and auth.active()
$$;

-- What changed is looked for where something did.
create or replace function allocation.check_child() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_proposal allocation.proposal; v_request waiting_list.request; v_other text; v_asked jsonb; v_was jsonb;
  v_apart text[] := '{hold_id,stay_id,shown,busy,state_before,region_code,event_id,known_from}';
begin
  if session_user in ('vp_jobs', current_user) then return new; end if;
  if tg_op = 'INSERT' then
    select * into v_proposal from allocation.proposal p where p.id = new.proposal_id;
    if v_proposal.state <> 'DRAFT' then
      raise exception 'only a draft takes children' using errcode = 'check_violation', constraint = 'child_only_in_draft';
    end if;
    select * into v_request from waiting_list.request r where r.id = new.request_id;
    if v_request.region_code <> new.region_code then
      raise exception 'of another region' using errcode = 'check_violation', constraint = 'child_of_other_region';
    end if;
  end if;
  -- What the provider is shown is as the list says when it is sent: until a place is held, every write takes it anew.
  v_asked := to_jsonb(new);
  if tg_op = 'UPDATE' then
    select * into v_proposal from allocation.proposal p where p.id = old.proposal_id;
    select * into v_request from waiting_list.request r where r.id = old.request_id;
  end if;
  if tg_op = 'INSERT' or (old.hold_id is null and old.stay_id is null and not old.busy
      and v_proposal.state in ('DRAFT', 'CLIENT_HEARD', 'NOT_STARTED', 'EXPIRED')) then
    select p.pseudonym, extract(year from age(v_proposal.start_on, p.born_month)), p.unborn, p.sex
      into new.pseudonym, new.age_years, new.unborn, new.sex
      from waiting_list.person p where p.id = v_request.person_id;
    new.needs := v_request.needs;
    new.security_need := v_request.security_need;
    new.indications := v_request.indications;
    new.file_kind := v_request.file_kind;
    if tg_op = 'INSERT' then return new; end if;
  end if;
  -- Held, shown, busy and started are written by the step alone: nobody has a right on those columns.
  if old.hold_id is null and old.stay_id is null then v_apart := v_apart || '{place_id}'; end if;
  v_was := to_jsonb(old);
  if v_asked - v_apart = v_was - v_apart then return new; end if;
  select n.key into v_other from jsonb_each(v_asked) n
   where n.value is distinct from v_was -> n.key
     and n.key <> all (v_apart)
   limit 1;
  if v_other is not null then
    raise exception '% stands', v_other using errcode = 'check_violation', constraint = 'child_stands';
  end if;
  return new;
end $$;

create or replace function allocation.check_proposal() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_person boolean := session_user not in ('vp_jobs', current_user); v_other text; v_was jsonb;
begin
  if tg_op = 'INSERT' then
    if v_person and (new.state <> 'DRAFT' or new.grade <> 1 or num_nonnulls(new.due_at, new.client_heard, new.decline_code,
        new.decline_words, new.declined_by, new.liftable, new.lifted_by, new.end_reason) > 0) then
      raise exception 'begins as a draft' using errcode = 'check_violation', constraint = 'proposal_begins_as_draft';
    end if;
    if v_person and new.start_on < platform.today() then
      raise exception 'starts in the past' using errcode = 'check_violation', constraint = 'start_in_past';
    end if;
    return new;
  end if;
  if (new.unit_id, new.module_code, new.provider_id) is distinct from (old.unit_id, old.module_code, old.provider_id) then
    raise exception 'a proposal is for one unit' using errcode = 'check_violation', constraint = 'proposal_is_for_one_unit';
  end if;
  if new.state <> old.state and session_user <> current_user and not allocation.may_step(old.state, new.state, session_user) then
    raise exception 'from % to % by %', old.state, new.state, session_user using errcode = 'check_violation', constraint = 'step_not_allowed';
  end if;
  if v_person then
    v_was := to_jsonb(old);
    select n.key into v_other from jsonb_each(to_jsonb(new)) n
     where n.value is distinct from v_was -> n.key
       and n.key <> all (allocation.goes_with(old.state, new.state, session_user) || '{state,region_code,event_id,known_from}'::text[])
     limit 1;
    if v_other is not null then
      raise exception '% does not change with this step', v_other using errcode = 'check_violation', constraint = 'not_with_this_step';
    end if;
    if new.start_on <> old.start_on and new.start_on < platform.today() then
      raise exception 'starts in the past' using errcode = 'check_violation', constraint = 'start_in_past';
    end if;
    -- A term is of working days, at most twenty: a place is not kept from others for longer without an answer.
    if new.due_at is distinct from old.due_at
        and (new.due_at is null or new.due_at <= platform.now() or new.due_at > platform.now() + interval '45 days') then
      raise exception 'too long a term' using errcode = 'check_violation', constraint = 'term_in_bounds';
    end if;
    if new.state = 'STARTED' and old.state <> 'STARTED' and new.start_on > platform.today() then
      raise exception 'starts in the future' using errcode = 'check_violation', constraint = 'start_in_future';
    end if;
    -- From a refusal or from silence the dialogue opens again by a step up alone.
    if old.state in ('NOT_STARTED', 'EXPIRED') and new.state = 'IN_DIALOGUE' and new.grade <= old.grade then
      raise exception 'opened again without a step up' using errcode = 'check_violation', constraint = 'grade_with_its_step';
    end if;
    -- What the mandate is, a step with its motive says.
    if new.grade <> old.grade and not exists (
        select 1 from allocation.mandate_step s where s.proposal_id = new.id and s.from_grade = old.grade and s.to_grade = new.grade
          and s.event_id = platform.current_event()) then
      raise exception 'a grade without its step' using errcode = 'check_violation', constraint = 'grade_with_its_step';
    end if;
  end if;
  if new.state <> old.state then
    if new.state = 'SENT' then
      new.sent := true;
      new.sent_at := platform.now();
    end if;
    if old.state in ('SENT', 'IN_DIALOGUE') and new.state in ('ACCEPTED', 'NOT_STARTED') then new.answered_at := platform.now(); end if;
    new.closed_at := case when new.state in ('STARTED', 'NOT_STARTED', 'CLIENT_DECLINED', 'WITHDRAWN', 'EXPIRED', 'PLACE_GONE') then platform.now() end;
  end if;
  return new;
end $$;

-- A bulk load by the jobs login settles the live rows itself, once, at its end, as it does for facts.
create or replace function capacity.confirmed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_unit uuid := case tg_op when 'DELETE' then old.unit_id else new.unit_id end;
begin
  if current_setting('vp.bulk', true) = 'on' and session_user = 'vp_jobs' then return null; end if;
  update capacity.unit_live l set confirmed_at = c.at, confirmed_by = c.by
    from (select 1) one
    left join lateral (
      select cf.at, e.actor_name as by from capacity.confirmation cf join platform.event e on e.id = cf.event_id
       where cf.unit_id = v_unit order by cf.at desc limit 1) c on true
   where l.unit_id = v_unit;
  perform platform.notify('vp_capacity', json_build_object('units', array[v_unit])::text);
  return null;
end $$;

-- The functions are other ones now: who may call them is said anew.
do $$
begin
  if to_regclass('public.policies_in_force') is not null then
    delete from public.policies_in_force;
  end if;
end $$;

-- Up Migration
-- The dialogue to its end: terms after acceptance, a promised place that goes away, and how a stay goes after 30 and 90
-- days (R31-R57). What a provider is shown is as the list says on the day of sending.

-- Days after the start are small numbers.
-- squawk-ignore-file prefer-bigint-over-smallint

-- Working days, as src/region/working-days.ts counts them (law of 4 January 1974, royal decree of 18 April 1974).
create function region.is_working_day(p_day date) returns boolean
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
declare y int := extract(year from p_day); a int := y % 19; b int := y / 100; c int := y % 100; h int; l int; m int; v_easter date;
begin
  if extract(isodow from p_day) > 5 then return false; end if;
  h := (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  l := (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  m := (a + 11 * h + 22 * l) / 451;
  v_easter := make_date(y, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
  return to_char(p_day, 'MM-DD') <> all ('{01-01,05-01,07-21,08-15,11-01,11-11,12-25}'::text[])
    and p_day - v_easter not in (1, 39, 50);
end $$;
create function region.add_working_days(p_from date, p_days int) returns date
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
declare v_day date := p_from; v_left int := p_days;
begin
  while v_left > 0 loop
    v_day := v_day + 1;
    if region.is_working_day(v_day) then v_left := v_left - 1; end if;
  end loop;
  return v_day;
end $$;

-- What is accepted is planned within a term, what is planned is said to have begun within a term after its day. A term
-- that passes asks a person; nothing starts by itself.
create function allocation.give_term() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_days int;
begin
  if new.state not in ('ACCEPTED', 'START_PLANNED') or new.state = old.state then return new; end if;
  select (s.value #>> '{}')::int into v_days from region.setting s
   where s.key = case new.state when 'ACCEPTED' then 'allocation.accepted-term-days' else 'allocation.start-term-days' end
     and coalesce(s.region_code, new.region_code) = new.region_code and s.valid @> platform.today()
   order by s.region_code nulls last limit 1;
  new.due_at := (region.add_working_days(
      case new.state when 'ACCEPTED' then platform.today() else greatest(new.start_on, platform.today()) end,
      coalesce(v_days, case new.state when 'ACCEPTED' then 5 else 2 end)) + 1)::timestamp at time zone 'Europe/Brussels';
  return new;
end $$;
create trigger give_term before update on allocation.proposal for each row execute function allocation.give_term();
comment on column allocation.proposal.due_at is 'Until when somebody is awaited: an answer, then the day of the start, then word that the child came. Passed: a person is asked.';

-- Which promises are not there on the day from which they were made: the place is gone, out of use, closed with its
-- unit, or somebody stays there.
create function allocation.lost_promises(p_units uuid[])
returns table (child_id uuid, proposal_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id, c.proposal_id
    from allocation.proposal_child c
    join allocation.proposal p on p.id = c.proposal_id
    cross join lateral (select greatest(p.start_on, platform.today()) as day) d
   where c.busy and allocation.holds(p.state) and (p_units is null or p.unit_id = any (p_units))
     and (not exists (select 1 from capacity.place l where l.id = c.place_id and l.valid @> d.day)
       or not exists (select 1 from capacity.hold h where h.id = c.hold_id)
       or exists (select 1 from capacity.unavailability u where u.place_id = c.place_id and u.only_for is null and u.period @> d.day)
       or exists (select 1 from capacity.offered_module o where o.unit_id = p.unit_id and o.module_code = p.module_code and o.withdrawn_at is not null)
       or exists (select 1 from capacity.stay s where s.place_id = c.place_id and s.period && daterange(p.start_on, null))
       or (select sum(u.places) from capacity.unavailability u
            where u.unit_id = p.unit_id and u.module_code = p.module_code and u.place_id is null and u.only_for is null and u.period @> d.day)
          >= (select count(*) from capacity.place l where l.unit_id = p.unit_id and l.module_code = p.module_code and l.valid @> d.day))
$$;

-- Another place of the same unit for a promise that lost its own, where one is free that nobody without a place counts on.
create function allocation.other_place(p_child uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with asked as (
    select c.place_id, c.needs, p.unit_id, p.module_code, p.start_on, greatest(p.start_on, platform.today()) as day
      from allocation.proposal_child c join allocation.proposal p on p.id = c.proposal_id where c.id = p_child),
  free as (
    select l.id, l.features, l.features @> a.needs and l.id <> a.place_id as fits
      from asked a join capacity.place l on l.unit_id = a.unit_id and l.module_code = a.module_code and l.valid @> a.day
     where not exists (select 1 from capacity.unavailability u where u.place_id = l.id and u.only_for is null and u.period && daterange(a.day, null))
       and not exists (select 1 from capacity.stay s where s.place_id = l.id and s.period && daterange(a.start_on, null))
       and not exists (select 1 from capacity.hold h where h.place_id = l.id and h.period && daterange(a.start_on, null))),
  claims as (
    select (select count(*) from capacity.stay s where s.unit_id = a.unit_id and s.module_code = a.module_code and s.place_id is null and s.period && daterange(a.start_on, null))
         + (select count(*) from capacity.hold h where h.unit_id = a.unit_id and h.module_code = a.module_code and h.place_id is null and h.period && daterange(a.start_on, null))
         + (select coalesce(sum(u.places), 0) from capacity.unavailability u where u.unit_id = a.unit_id and u.module_code = a.module_code
             and u.place_id is null and u.only_for is null and u.period && daterange(a.day, null)) as n
      from asked a)
  select f.id from free f, claims k where f.fits and (select count(*) from free) > k.n
     and exists (select 1 from asked a join capacity.offered_module o using (unit_id, module_code) where o.withdrawn_at is null)
   order by cardinality(f.features), f.id limit 1
$$;

-- A promise that lost its place gets another of the same unit, or leads out: the children stand on the list as they did,
-- and both sides see that the place is gone. Brothers and sisters come together or not at all.
create function allocation.lead_out_lost(p_units uuid[]) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_proposal uuid; v allocation.proposal; c allocation.proposal_child; v_place uuid; v_hold uuid; v_out int := 0; v_gone boolean;
begin
  for v_proposal in select distinct l.proposal_id from allocation.lost_promises(p_units) l loop
    select * into v from allocation.proposal p where p.id = v_proposal for update;
    v_gone := false;
    for c in select pc.* from allocation.proposal_child pc
              where pc.id in (select l.child_id from allocation.lost_promises(array[v.unit_id]) l where l.proposal_id = v.id) loop
      v_place := allocation.other_place(c.id);
      if v_place is null then
        v_gone := true;
        exit;
      end if;
      update allocation.proposal_child set hold_id = null where id = c.id;
      delete from capacity.hold where id = c.hold_id;
      insert into capacity.hold (unit_id, module_code, provider_id, place_id, period, reason_code, needs)
      select v.unit_id, v.module_code, v.provider_id, l.id, daterange(v.start_on, null), 'RESERVED_START', l.features
        from capacity.place l where l.id = v_place
      returning id into v_hold;
      update allocation.proposal_child set place_id = v_place, hold_id = v_hold where id = c.id;
    end loop;
    if v_gone then
      insert into platform.event (slice, kind, at, organisation_id, subject_id)
      values ('allocation', 'proposal.place-gone', platform.now(), v.provider_id, v.id);
      update allocation.proposal set state = 'PLACE_GONE' where id = v.id;
      v_out := v_out + 1;
    end if;
  end loop;
  return v_out;
end $$;
comment on function allocation.lead_out_lost is 'Returns how many proposals led out; of all units where none are named. Nightly, and when a provider changes what is there.';

-- At once where the provider itself takes places out; what a large import or the agency changes, the night looks at.
create function allocation.places_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_units uuid[];
begin
  if session_user <> 'vp_pc' or current_setting('vp.bulk', true) = 'on' then return null; end if;
  select array_agg(distinct n.unit_id) into v_units from new_rows n;
  if v_units is not null and exists (select 1 from allocation.lost_promises(v_units)) then
    perform allocation.lead_out_lost(v_units);
  end if;
  return null;
end $$;
create trigger z_promises_added after insert on capacity.unavailability referencing new table as new_rows
  for each statement execute function allocation.places_changed();
create trigger z_promises_changed after update on capacity.unavailability referencing new table as new_rows
  for each statement execute function allocation.places_changed();
create trigger z_promises_changed after update on capacity.place referencing new table as new_rows
  for each statement execute function allocation.places_changed();

-- What follows from a step, as before but for the hold: it says what the place has, and nothing of the child. A capacity
-- manager reads holds, and no request (safeguards 8, D6).
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
      if exists (select 1 from capacity.stay s where s.place_id = c.place_id and s.period && daterange(new.start_on, null)) then
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

create or replace function allocation.known_guests(p_units uuid[])
returns table (unit_id uuid, module_code text, stay_id uuid, request_id uuid, person_ref text, period daterange, apart_from uuid[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with guest as (
    select s.unit_id, s.module_code, s.id, s.person_ref, s.period from capacity.stay s
     where s.unit_id = any (p_units) and s.period && daterange(platform.today(), null)
    union all
    select h.unit_id, h.module_code, h.id, coalesce(c.pseudonym, h.for_ref), h.period from capacity.hold h
      left join allocation.proposal_child c on c.hold_id = h.id
     where h.unit_id = any (p_units) and coalesce(c.pseudonym, h.for_ref) is not null and h.period && daterange(platform.today(), null))
  select g.unit_id, g.module_code, g.id, r.id, g.person_ref, g.period,
      array(select a.other_request_id from waiting_list.apart a where a.request_id = r.id and a.other_request_id is not null)
    from guest g
    left join waiting_list.person p on p.pseudonym = g.person_ref
    left join lateral (select q.id from waiting_list.request q where q.person_id = p.id order by q.registered_on desc limit 1) r on true
   where auth.active()
     and (p.id is not null or exists (select 1 from waiting_list.apart a where a.other_ref = g.person_ref))
$$;

create or replace function allocation.check_child() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_proposal allocation.proposal; v_request waiting_list.request; v_other text; v_asked jsonb;
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
  select n.key into v_other from jsonb_each(v_asked) n
   where n.value is distinct from to_jsonb(old) -> n.key
     and n.key <> all ('{hold_id,stay_id,shown,busy,state_before,region_code,event_id,known_from}'::text[])
     and (n.key <> 'place_id' or old.hold_id is not null or old.stay_id is not null)
   limit 1;
  if v_other is not null then
    raise exception '% stands', v_other using errcode = 'check_violation', constraint = 'child_stands';
  end if;
  return new;
end $$;

-- As before, but only where the provider's own hand reaches for the hold: what follows from a step lets it go.
create or replace function allocation.keep_hold() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user = 'vp_pc' and pg_trigger_depth() = 1 and exists (select 1 from allocation.proposal_child c where c.hold_id = old.id) then
    -- As a row that is not theirs: it stays.
    if tg_op = 'DELETE' then return null; end if;
    if (new.unit_id, new.module_code, new.provider_id, new.place_id, new.period, new.reason_code, new.needs, new.for_ref)
        is distinct from (old.unit_id, old.module_code, old.provider_id, old.place_id, old.period, old.reason_code, old.needs, old.for_ref) then
      raise exception 'held for a proposal' using errcode = 'check_violation', constraint = 'held_for_proposal';
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

-- May this child start here on this day? Where central direction is in force, only who was allocated; who is there
-- already is moved, not started (R31). One rule for the register and for the check of a file.
create function allocation.may_start(p_provider uuid, p_unit uuid, p_module text, p_person text, p_period daterange) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select not exists (select 1 from region.setting s join capacity.provider p on p.id = p_provider
              where s.key = 'allocation.central-direction' and coalesce(s.region_code, p.region_code) = p.region_code
                and s.valid @> lower(p_period) and s.value @> to_jsonb(p_module))
     or exists (select 1 from allocation.proposal_child c join allocation.proposal p on p.id = c.proposal_id
              where c.pseudonym = p_person and p.unit_id = p_unit and p.module_code = p_module and p.state = 'STARTED'
                and c.stay_id is null and p.start_on = lower(p_period))
     or exists (select 1 from capacity.stay s
              where s.person_ref = p_person and s.unit_id = p_unit and s.module_code = p_module
                and (s.period && p_period or s.period -|- p_period))
$$;
create or replace function allocation.check_direction() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user not in ('vp_pc', 'vp_pi') or new.time_out_of is not null then return new; end if;
  if not allocation.may_start(new.provider_id, new.unit_id, new.module_code, new.person_ref, new.period) then
    raise exception 'only what was allocated starts' using errcode = 'check_violation', constraint = 'central_direction';
  end if;
  return new;
end $$;

-- Rows of a provider's own file that may not start, and rows that hang on them: they are left out, the rest applies.
create function allocation.refused_starts(p_import uuid) returns table (n int, follows boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with refused as (
    select p.n, p.fact_id, p.action from capacity.import_plan p
     where p.import_id = p_import and p.kind = 'stay' and p.action in ('add', 'change') and p.stay_id is null
       and session_user = 'vp_pc' and p.owner_id = auth.my_organisation()
       and p.provider_id is not null and p.unit_id is not null and p.module_code is not null and p.person_ref is not null and p.period is not null
       and not allocation.may_start(p.provider_id, p.unit_id, p.module_code, p.person_ref, p.period))
  select r.n, false from refused r
  union all
  select p.n, true from refused r join capacity.import_plan p on p.import_id = p_import and p.stay_id = r.fact_id
   where r.action = 'add' and p.kind in ('stay', 'absence') and p.action in ('add', 'change')
$$;

-- How a stay goes that began from a proposal: asked after 30 and 90 days, and when somebody says so. The provider says
-- how it sees it while it is asked; the access team registers what comes of it.
create table allocation.follow_up (
  id uuid primary key default gen_random_uuid(),
  proposal_id uuid not null,
  region_code text not null,
  provider_id uuid not null,
  request_id uuid not null,
  stay_id uuid,
  pseudonym text,
  after_days smallint check (after_days between 0 and 1000),
  due_on date not null,
  state text not null default 'OPEN' check (state in ('OPEN', 'DONE', 'CLOSED')),
  open boolean generated always as (state = 'OPEN') stored,
  provider_view text check (provider_view in ('GOES_WELL', 'MORE_SUPPORT', 'AT_RISK', 'ENDED')),
  provider_words text check (length(provider_words) between 1 and 2000),
  provider_at timestamptz,
  provider_name text,
  result text check (result in ('GOES_WELL', 'MORE_SUPPORT', 'AT_RISK', 'ENDED')),
  words text check (length(words) between 1 and 2000),
  next_step text check (length(next_step) between 1 and 1000),
  done_at timestamptz,
  person_name text,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint follow_up_of_child foreign key (proposal_id, request_id) references allocation.proposal_child (proposal_id, request_id),
  constraint follow_up_of_provider foreign key (proposal_id, provider_id) references allocation.proposal (id, provider_id),
  constraint follow_up_of_region foreign key (proposal_id, region_code) references allocation.proposal (id, region_code),
  constraint follow_up_once unique (proposal_id, request_id, due_on),
  constraint follow_up_done_says_what check ((state = 'DONE') = (done_at is not null) and (state = 'OPEN') = (result is null)),
  constraint follow_up_closed_ended check (state <> 'CLOSED' or result = 'ENDED'),
  constraint next_step_where_needed check (state <> 'DONE' or result = 'GOES_WELL' or next_step is not null)
);
comment on table allocation.follow_up is 'OPEN: asked on its day; DONE: a person registered what comes of it; CLOSED: the stay ended before the day.';
create index follow_up_due on allocation.follow_up (region_code, state, due_on);
create index follow_up_provider on allocation.follow_up (provider_id, state, due_on);
create index follow_up_child on allocation.follow_up (pseudonym) where state <> 'DONE';

create table allocation.follow_up_history (like allocation.follow_up including comments, known_until timestamptz not null, superseded_by uuid, seq bigint generated always as identity);
create index on allocation.follow_up_history (id);
create index on allocation.follow_up_history (superseded_by);
create index on allocation.follow_up_history (event_id);
create index on allocation.follow_up (event_id);
create trigger keep_history before update or delete on allocation.follow_up for each row execute function platform.keep_history();
create trigger a_signed_insert after insert on allocation.follow_up referencing new table as new_rows
  for each statement execute function platform.check_event();
create trigger a_signed_update after update on allocation.follow_up referencing new table as new_rows
  for each statement execute function platform.check_event();

-- Who may say what of a follow-up: the provider how it goes while it is asked, the access team what comes of it. The
-- days after a start are planned by the start; one more is asked of a stay that still goes on.
create function allocation.check_follow_up() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_may text[]; v_other text; v_start date;
begin
  if session_user in ('vp_jobs', current_user) or pg_trigger_depth() > 1 then return new; end if;
  if tg_op = 'INSERT' then
    if new.state <> 'OPEN' or num_nonnulls(new.provider_view, new.provider_words, new.result, new.words, new.next_step) > 0 then
      raise exception 'begins open' using errcode = 'check_violation', constraint = 'follow_up_begins_open';
    end if;
    select c.pseudonym, c.stay_id, p.start_on into new.pseudonym, new.stay_id, v_start
      from allocation.proposal_child c join allocation.proposal p on p.id = c.proposal_id
     where c.proposal_id = new.proposal_id and c.request_id = new.request_id;
    if new.due_on <= platform.today() or new.due_on > platform.today() + 366 then
      raise exception 'a day ahead' using errcode = 'check_violation', constraint = 'follow_up_ahead';
    end if;
    if new.stay_id is null or not allocation.stays_on(new.pseudonym, new.provider_id, new.due_on) then
      raise exception 'nobody stays there then' using errcode = 'check_violation', constraint = 'follow_up_of_a_stay';
    end if;
    new.after_days := new.due_on - v_start;
    return new;
  end if;
  if session_user = 'vp_pi' then
    if old.state = 'OPEN' then v_may := '{provider_view,provider_words}'; end if;
    new.provider_at := platform.now();
    new.provider_name := (select p.name from auth.person p where p.id = auth.my_person());
  elsif new.state = 'DONE' and (old.state <> 'CLOSED' or new.result = 'ENDED') then
    v_may := '{state,result,words,next_step}';
    new.done_at := platform.now();
    new.person_name := (select p.name from auth.person p where p.id = auth.my_person());
  end if;
  select n.key into v_other from jsonb_each(to_jsonb(new)) n
   where n.value is distinct from to_jsonb(old) -> n.key
     and n.key <> all (v_may || '{open,provider_at,provider_name,done_at,person_name,region_code,event_id,known_from}'::text[])
   limit 1;
  if v_other is not null then
    raise exception '% does not change with this step', v_other using errcode = 'check_violation', constraint = 'not_with_this_step';
  end if;
  return new;
end $$;

-- Does this child stay with this provider on that day? By the index that keeps a child from staying twice.
create function allocation.stays_on(p_person text, p_provider uuid, p_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select 1 from capacity.stay s
    where hashtextextended(s.person_ref, 0) = hashtextextended(p_person, 0) and s.person_ref = p_person
      and s.period && daterange(p_day, p_day + 1) and s.time_out_of is null and not s.also_elsewhere and s.provider_id = p_provider)
$$;
create trigger checked before insert or update on allocation.follow_up for each row execute function allocation.check_follow_up();

-- With the stay come its days of follow-up, in the same transaction.
create function allocation.plan_follow_up() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.stay_id is null or old.stay_id is not null then return null; end if;
  insert into allocation.follow_up (proposal_id, region_code, provider_id, request_id, stay_id, pseudonym, after_days, due_on, state, result)
  select new.proposal_id, new.region_code, new.provider_id, new.request_id, new.stay_id, new.pseudonym, d.days, p.start_on + d.days,
      case when s.there then 'OPEN' else 'CLOSED' end, case when not s.there then 'ENDED' end
    from allocation.proposal p, unnest('{30,90}'::int[]) d (days)
    cross join lateral (select allocation.stays_on(new.pseudonym, new.provider_id, p.start_on + d.days) as there) s
   where p.id = new.proposal_id;
  return null;
end $$;
create trigger plan_follow_up after update of stay_id on allocation.proposal_child for each row execute function allocation.plan_follow_up();

-- A stay that ends before its day closes what was to be asked; one that goes on after all asks it again.
create function allocation.follow_stays() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_people text[];
begin
  if tg_op = 'INSERT' then select array_agg(distinct n.person_ref) into v_people from new_rows n;
  elsif tg_op = 'DELETE' then select array_agg(distinct o.person_ref) into v_people from old_rows o;
  else select array_agg(distinct o.person_ref) into v_people from (select person_ref from old_rows union select person_ref from new_rows) o; end if;
  select array_agg(distinct f.pseudonym) into v_people from allocation.follow_up f where f.pseudonym = any (v_people) and f.state <> 'DONE';
  if v_people is null then return null; end if;
  update allocation.follow_up f set state = 'CLOSED', result = 'ENDED'
   where f.pseudonym = any (v_people) and f.state = 'OPEN' and not allocation.stays_on(f.pseudonym, f.provider_id, f.due_on);
  update allocation.follow_up f set state = 'OPEN', result = null
   where f.pseudonym = any (v_people) and f.state = 'CLOSED' and allocation.stays_on(f.pseudonym, f.provider_id, f.due_on);
  return null;
end $$;
create trigger z_follow_added after insert on capacity.stay referencing new table as new_rows
  for each statement execute function allocation.follow_stays();
create trigger z_follow_changed after update on capacity.stay referencing old table as old_rows new table as new_rows
  for each statement execute function allocation.follow_stays();
create trigger z_follow_removed after delete on capacity.stay referencing old table as old_rows
  for each statement execute function allocation.follow_stays();

-- What was open before: holds say nothing of the child, and stays that go on are asked after.
do $$
declare v_event uuid := gen_random_uuid();
begin
  if not exists (select 1 from allocation.proposal_child c where c.hold_id is not null or c.stay_id is not null) then return; end if;
  insert into platform.event (id, slice, kind, at) values (v_event, 'allocation', 'follow-up.begin', platform.now());
  perform set_config('vp.event', v_event::text, true);
  update capacity.hold h set for_ref = null, needs = l.features
    from allocation.proposal_child c, capacity.place l where c.hold_id = h.id and l.id = h.place_id;
  update capacity.hold_history h set for_ref = null, needs = '{}'
   where h.id in (select c.hold_id from allocation.proposal_child c where c.hold_id is not null);
  insert into allocation.follow_up (proposal_id, region_code, provider_id, request_id, stay_id, pseudonym, after_days, due_on)
  select c.proposal_id, c.region_code, c.provider_id, c.request_id, c.stay_id, c.pseudonym, d.days, p.start_on + d.days
    from allocation.proposal_child c join allocation.proposal p on p.id = c.proposal_id, unnest('{30,90}'::int[]) d (days)
   where c.stay_id is not null and p.start_on + d.days >= platform.today()
     and allocation.stays_on(c.pseudonym, c.provider_id, p.start_on + d.days);
  perform set_config('vp.event', '', true);
end $$;

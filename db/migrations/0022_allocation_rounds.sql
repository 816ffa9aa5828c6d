-- Up Migration
-- The weekly round over the living list: drawn once and kept as a record, opened as a sketch that people change, each
-- change with its author; what they accept becomes a proposal, one by one (R31-R57). The sketch itself holds nothing.

create table allocation.round (
  id uuid primary key default gen_random_uuid(),
  region_code text not null references region.region (code),
  scope text not null check (scope in ('REGION', 'ALL')),
  from_on date not null,
  state text not null default 'WORKING' check (state in ('WORKING', 'SKETCH', 'CLOSED', 'FAILED')),
  record_id uuid references allocation.record (id),
  figures jsonb,
  failed_because text check (failed_because in ('FAULT', 'BROKEN_OFF', 'NO_RULES')),
  made_by uuid references auth.person (id),
  person_name text,
  begun_at timestamptz not null default platform.now(),
  drawn_at timestamptz,
  closed_at timestamptz,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint round_of_region unique (id, region_code),
  constraint drawn_with_record check ((state in ('SKETCH', 'CLOSED')) = (num_nonnulls(record_id, drawn_at, figures) = 3)),
  constraint failed_says_why check ((state = 'FAILED') = (failed_because is not null)),
  constraint closed_has_a_moment check ((state = 'CLOSED') = (closed_at is not null))
);
comment on column allocation.round.scope is 'REGION: children and places of the region; ALL: everybody and everywhere. Who leads a child is its own region either way.';
create index round_region on allocation.round (region_code, begun_at desc);
create index round_record on allocation.round (record_id) where record_id is not null;
create index round_by on allocation.round (made_by);
create unique index round_is_drawn on allocation.round (region_code) where state = 'WORKING';

-- What people are shown of the record: kept with it, never changed.
create table allocation.round_sketch (
  id uuid primary key,
  region_code text not null,
  content jsonb not null,
  event_id uuid not null default platform.current_event() references platform.event (id),
  constraint sketch_of_round foreign key (id, region_code) references allocation.round (id, region_code)
);
create index round_sketch_event on allocation.round_sketch (event_id);

-- What somebody made of one suggestion: another unit, none, or the proposal that came of it.
create table allocation.round_choice (
  id uuid primary key default gen_random_uuid(),
  round_id uuid not null,
  region_code text not null,
  request_id uuid not null references waiting_list.request (id),
  unit_id uuid,
  module_code text,
  departure_code text check (departure_code in ('SIBLING_NEAR', 'SCHOOL', 'NETWORK', 'CLIENT_PREFERENCE', 'GROUP_SAFETY', 'CONTINUITY', 'TIME_CRITICAL', 'OTHER')),
  departure_reason text check (length(departure_reason) between 3 and 1000),
  proposal_id uuid,
  person_name text,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint choice_of_round foreign key (round_id, region_code) references allocation.round (id, region_code),
  constraint choice_of_offer foreign key (unit_id, module_code) references capacity.offered_module (unit_id, module_code),
  constraint choice_became foreign key (proposal_id, region_code) references allocation.proposal (id, region_code),
  constraint round_chosen_once unique (round_id, request_id),
  constraint choice_is_a_unit check (num_nonnulls(unit_id, module_code) <> 1),
  constraint choice_with_reason check ((departure_code is null) = (departure_reason is null)),
  constraint accepted_somewhere check (proposal_id is null or unit_id is not null)
);
create index round_choice_request on allocation.round_choice (request_id);
create index round_choice_offer on allocation.round_choice (unit_id, module_code) where unit_id is not null;
create unique index round_choice_proposal on allocation.round_choice (proposal_id) where proposal_id is not null;

do $$
declare t text;
begin
  foreach t in array array['round', 'round_choice'] loop
    execute format('create table allocation.%I (like allocation.%I including comments, known_until timestamptz not null, superseded_by uuid, seq bigint generated always as identity)', t || '_history', t);
    execute format('create index on allocation.%I (id)', t || '_history');
    execute format('create index on allocation.%I (superseded_by)', t || '_history');
    execute format('create index on allocation.%I (event_id)', t || '_history');
    execute format('create index on allocation.%I (event_id)', t);
    execute format('create trigger keep_history before update or delete on allocation.%I for each row execute function platform.keep_history()', t);
    execute format('create trigger a_signed_update after update on allocation.%I referencing new table as new_rows for each statement execute function platform.check_event()', t);
  end loop;
  foreach t in array array['round', 'round_sketch', 'round_choice'] loop
    execute format('create trigger a_signed_insert after insert on allocation.%I referencing new table as new_rows for each statement execute function platform.check_event()', t);
  end loop;
  create trigger frozen before update or delete on allocation.round_sketch for each row execute function platform.refuse_change();
end $$;

-- A round begins as work, becomes a sketch with its record or fails, and is closed once; nobody signs for somebody else.
create function allocation.check_round() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_other text;
begin
  if session_user in ('vp_jobs', current_user) then return new; end if;
  if tg_op = 'INSERT' then
    if new.state <> 'WORKING' or num_nonnulls(new.record_id, new.figures, new.failed_because) > 0 then
      raise exception 'begins as work' using errcode = 'check_violation', constraint = 'round_step_not_allowed';
    end if;
    if new.from_on < platform.today() then
      raise exception 'starts in the past' using errcode = 'check_violation', constraint = 'start_in_past';
    end if;
    new.made_by := auth.my_person();
    new.person_name := (select p.name from auth.person p where p.id = new.made_by);
    new.begun_at := platform.now();
    return new;
  end if;
  if new.state <> old.state and (old.state, new.state) not in (('WORKING', 'SKETCH'), ('WORKING', 'FAILED'), ('SKETCH', 'CLOSED')) then
    raise exception 'from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'round_step_not_allowed';
  end if;
  select n.key into v_other from jsonb_each(to_jsonb(new)) n
   where n.value is distinct from to_jsonb(old) -> n.key
     and n.key <> all (case when (old.state, new.state) = ('WORKING', 'SKETCH') then '{record_id,figures}'::text[]
         when (old.state, new.state) = ('WORKING', 'FAILED') then '{failed_because}' else '{}' end || '{state,region_code,event_id,known_from}'::text[])
   limit 1;
  if v_other is not null then
    raise exception '% stands', v_other using errcode = 'check_violation', constraint = 'round_stands';
  end if;
  if new.state = 'SKETCH' and old.state <> 'SKETCH' then
    new.drawn_at := platform.now();
    -- Its own record, drawn for it: nobody lays another list beneath a sketch.
    if not exists (select 1 from allocation.record r where r.id = new.record_id and r.kind = 'ROUND' and r.region_code = new.region_code
          and r.event_id = platform.current_event()) then
      raise exception 'not its record' using errcode = 'check_violation', constraint = 'round_of_its_record';
    end if;
  end if;
  if new.state = 'CLOSED' and old.state <> 'CLOSED' then new.closed_at := platform.now(); end if;
  return new;
end $$;
create trigger checked before insert or update on allocation.round for each row execute function allocation.check_round();

-- A sketch is of a round that was drawn, and there is one.
create function allocation.check_sketch() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user in ('vp_jobs', current_user) then return new; end if;
  if not exists (select 1 from allocation.round r where r.id = new.id and r.state = 'SKETCH') then
    raise exception 'not drawn' using errcode = 'check_violation', constraint = 'round_of_its_record';
  end if;
  return new;
end $$;
create trigger checked before insert on allocation.round_sketch for each row execute function allocation.check_sketch();

-- A choice is about a party of an open sketch; what was accepted stands, and is the proposal that was made of it.
create function allocation.check_choice() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_round allocation.round;
begin
  if session_user in ('vp_jobs', current_user) then return case when tg_op = 'DELETE' then old else new end; end if;
  -- A round that is closed meanwhile waits for the choice, or the choice for it: read under a lock.
  select * into v_round from allocation.round r where r.id = case when tg_op = 'DELETE' then old.round_id else new.round_id end for share;
  if v_round.state is distinct from 'SKETCH' then
    raise exception 'no open sketch' using errcode = 'check_violation', constraint = 'round_is_closed';
  end if;
  if tg_op <> 'INSERT' and old.proposal_id is not null then
    raise exception 'accepted' using errcode = 'check_violation', constraint = 'round_accepted';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  if tg_op = 'UPDATE' and (new.round_id, new.request_id) is distinct from (old.round_id, old.request_id) then
    raise exception 'of another' using errcode = 'check_violation', constraint = 'round_stands';
  end if;
  if not exists (select 1 from allocation.round_sketch s
        where s.id = new.round_id and s.content @> jsonb_build_object('parties', jsonb_build_array(jsonb_build_object('id', new.request_id)))) then
    raise exception 'not in the sketch' using errcode = 'check_violation', constraint = 'party_not_in_round';
  end if;
  if new.proposal_id is not null and not exists (
      select 1 from allocation.proposal p join allocation.proposal_child c on c.proposal_id = p.id
       where p.id = new.proposal_id and p.state = 'DRAFT' and p.record_id = v_round.record_id
         and (p.unit_id, p.module_code) = (new.unit_id, new.module_code) and c.request_id = new.request_id) then
    raise exception 'not what was accepted' using errcode = 'check_violation', constraint = 'round_of_its_record';
  end if;
  new.person_name := (select p.name from auth.person p where p.id = auth.my_person());
  return new;
end $$;
create trigger checked before insert or update or delete on allocation.round_choice for each row execute function allocation.check_choice();

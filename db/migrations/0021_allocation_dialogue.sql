-- Up Migration
-- Leading a child to a concrete place, in dialogue: what was proposed to whom, on which list it stood, what was asked,
-- answered, refused, on which grounds, and what came of it (R31-R57). Sending holds the place; a draft holds nothing.

-- Grades are 1 to 3.
-- squawk-ignore-file prefer-bigint-over-smallint

create schema allocation;

-- What was looked at and in which order: inputs under pseudonym, rules, answer. Never changed; a year later it is
-- worked out again and must give the same bytes.
create table allocation.record (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('CANDIDATES', 'PLACES', 'ROUND')),
  region_code text references region.region (code),
  rule_set_version text references waiting_list.rule_set (version),
  content jsonb not null,
  content_hash bytea not null check (length(content_hash) = 32),
  made_by uuid references auth.person (id),
  at timestamptz not null default platform.now(),
  event_id uuid not null default platform.current_event() references platform.event (id)
);
create index record_at on allocation.record (kind, at desc);
create index record_rules on allocation.record (rule_set_version);
create index record_region on allocation.record (region_code);
create index record_by on allocation.record (made_by);
create index record_event on allocation.record (event_id);

create table allocation.proposal (
  id uuid primary key default gen_random_uuid(),
  region_code text not null references region.region (code),
  unit_id uuid not null,
  module_code text not null,
  provider_id uuid not null,
  start_on date not null,
  state text not null default 'DRAFT' check (state in ('DRAFT', 'CLIENT_HEARD', 'SENT', 'IN_DIALOGUE', 'ACCEPTED', 'START_PLANNED', 'STARTED',
    'NOT_STARTED', 'CLIENT_DECLINED', 'WITHDRAWN', 'EXPIRED', 'PLACE_GONE')),
  grade smallint not null default 1 check (grade between 1 and 3),
  urgent boolean not null default false,
  due_at timestamptz,
  sent_at timestamptz,
  sent boolean not null default false,
  answered_at timestamptz,
  closed_at timestamptz,
  client_heard text check (client_heard in ('PRESENT', 'ASKED_BEFORE', 'THROUGH_REPRESENTATIVE')),
  record_id uuid references allocation.record (id),
  rank_in_record int check (rank_in_record > 0),
  lanes text[] not null default '{}',
  exempt boolean not null default false,
  departure_code text check (departure_code in ('SIBLING_NEAR', 'SCHOOL', 'NETWORK', 'CLIENT_PREFERENCE', 'GROUP_SAFETY', 'CONTINUITY', 'TIME_CRITICAL', 'OTHER')),
  departure_reason text check (length(departure_reason) between 3 and 1000),
  decline_code text check (decline_code in ('NO_PLACE', 'AGE', 'IQ', 'COMBINED_PROBLEMS', 'AGGRESSION', 'ABSCONDING', 'PSYCHIATRIC', 'ADDICTION',
    'OFFENCE', 'DISABILITY', 'ONE_TO_ONE', 'GROUP_MIX', 'PREVIOUS_BREAK', 'MOTIVATION', 'CONTEXT_CONFLICT', 'DISTANCE_SCHOOL', 'REGION_BOUND_FUNDING',
    'STAFF', 'DIAGNOSTICS_FIRST', 'SIBLING_SPLIT', 'CLIENT_PREFERENCE', 'OTHER')),
  decline_words text check (length(decline_words) between 3 and 1000),
  declined_by text check (declined_by in ('INTAKE', 'TEAM', 'DIRECTION')),
  liftable boolean,
  lifted_by text check (length(lifted_by) between 3 and 500),
  end_reason text check (length(end_reason) between 2 and 500),
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint proposal_of_provider unique (id, provider_id),
  constraint proposal_of_region unique (id, region_code),
  constraint proposal_of_own_unit foreign key (unit_id, module_code, provider_id) references capacity.offered_module (unit_id, module_code, provider_id),
  constraint departure_with_reason check ((departure_code is null) = (departure_reason is null)),
  constraint first_or_reason check (coalesce(rank_in_record, 1) = 1 or departure_code is not null),
  constraint refusal_with_reason check (state <> 'NOT_STARTED' or (decline_code is not null and declined_by is not null and liftable is not null)),
  constraint other_is_explained check (decline_code is distinct from 'OTHER' or decline_words is not null),
  constraint client_is_heard check (state in ('DRAFT', 'WITHDRAWN', 'PLACE_GONE', 'CLIENT_DECLINED') or client_heard is not null),
  constraint sent_has_a_term check (state not in ('SENT', 'IN_DIALOGUE') or due_at is not null)
);
comment on column allocation.proposal.lanes is 'Lanes of the order that the child was in when it was called: a share is one of all calls, so calls are counted.';
comment on column allocation.proposal.departure_code is 'Why somebody other than the first candidate is proposed (priority.md d.3, 5).';
create index proposal_unit on allocation.proposal (unit_id, module_code);
create index proposal_provider on allocation.proposal (provider_id, state);
create index proposal_region on allocation.proposal (region_code, state);
create index proposal_due on allocation.proposal (due_at) where state in ('SENT', 'IN_DIALOGUE');
create index proposal_called on allocation.proposal (sent_at) where sent and not exempt;
create index proposal_record on allocation.proposal (record_id) where record_id is not null;

-- The children of one proposal: one, or brothers and sisters who come together. What a provider may see of them
-- stands here, as it was when it was sent; nothing leads it to the list.
create table allocation.proposal_child (
  id uuid primary key default gen_random_uuid(),
  proposal_id uuid not null,
  region_code text not null,
  provider_id uuid not null,
  request_id uuid not null references waiting_list.request (id),
  pseudonym text not null,
  place_id uuid,
  hold_id uuid,
  stay_id uuid,
  age_years int not null,
  unborn boolean not null default false,
  sex text not null,
  needs text[] not null default '{}',
  security_need text not null,
  indications text[] not null default '{}',
  file_kind text not null,
  shown boolean not null default false,
  busy boolean not null default false,
  state_before text,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint child_of_proposal foreign key (proposal_id, provider_id) references allocation.proposal (id, provider_id),
  constraint child_of_region foreign key (proposal_id, region_code) references allocation.proposal (id, region_code),
  constraint child_once_in_proposal unique (proposal_id, request_id)
);
comment on column allocation.proposal_child.busy is 'The proposal is sent and open: a child has one at a time.';
create unique index one_open_proposal on allocation.proposal_child (request_id) where busy;
create index proposal_child_request on allocation.proposal_child (request_id);
create index proposal_child_place on allocation.proposal_child (place_id) where busy;
create index proposal_child_hold on allocation.proposal_child (hold_id) where hold_id is not null;

-- What is said about a proposal: both sides, kept as long as the file.
create table allocation.message (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  proposal_id uuid not null,
  region_code text not null,
  provider_id uuid not null,
  side text not null default 'ACCESS' check (side in ('ACCESS', 'PROVIDER')),
  kind text not null check (kind in ('MESSAGE', 'QUESTION', 'ANSWER', 'CONDITION', 'COUNTER_OFFER', 'HEARING')),
  words text not null check (length(words) between 1 and 4000),
  other_unit_id uuid,
  other_start_on date,
  needed_from text check (needed_from in ('ACCESS', 'PROVIDER', 'REGISTRAR', 'FAMILY', 'OTHER')),
  needed_by date,
  answers_id uuid,
  shown boolean not null default false,
  at timestamptz not null default platform.now(),
  person_name text,
  event_id uuid not null default platform.current_event() references platform.event (id),
  constraint message_of_proposal foreign key (proposal_id, provider_id) references allocation.proposal (id, provider_id),
  constraint message_of_region foreign key (proposal_id, region_code) references allocation.proposal (id, region_code),
  constraint message_in_proposal unique (id, proposal_id),
  constraint answers_in_same_proposal foreign key (answers_id, proposal_id) references allocation.message (id, proposal_id),
  constraint other_unit_of_provider foreign key (other_unit_id, provider_id) references capacity.care_unit (id, provider_id),
  constraint counter_offer_offers check (kind <> 'COUNTER_OFFER' or num_nonnulls(other_unit_id, other_start_on) > 0),
  constraint condition_has_an_owner check (kind <> 'CONDITION' or needed_from is not null)
);
create index message_proposal on allocation.message (proposal_id, seq);
create index message_answers on allocation.message (answers_id) where answers_id is not null;
create index message_other_unit on allocation.message (other_unit_id) where other_unit_id is not null;
create index message_event on allocation.message (event_id);

-- The mandate of a case, one step at a time, up and down, each with its motive and who was heard (R42-R46).
create table allocation.mandate_step (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  proposal_id uuid not null,
  region_code text not null,
  provider_id uuid not null,
  from_grade smallint not null,
  to_grade smallint not null check (to_grade between 1 and 3),
  motive text not null check (length(motive) between 3 and 2000),
  heard text not null check (length(heard) between 3 and 2000),
  agreements jsonb not null default '[]',
  decided_by uuid references auth.person (id),
  at timestamptz not null default platform.now(),
  event_id uuid not null default platform.current_event() references platform.event (id),
  constraint step_of_proposal foreign key (proposal_id, provider_id) references allocation.proposal (id, provider_id),
  constraint step_of_region foreign key (proposal_id, region_code) references allocation.proposal (id, region_code),
  constraint one_grade_at_a_time check (abs(to_grade - from_grade) = 1),
  constraint agreements_are_a_list check (jsonb_typeof(agreements) = 'array'),
  constraint agreements_required check (to_grade < from_grade or agreements <> '[]')
);
create index mandate_step_proposal on allocation.mandate_step (proposal_id, seq);
create index mandate_step_by on allocation.mandate_step (decided_by);
create index mandate_step_event on allocation.mandate_step (event_id);

-- A question to one provider about one unit, with a term; it ends in an answer (R36).
create table allocation.inquiry (
  id uuid primary key default gen_random_uuid(),
  region_code text not null references region.region (code),
  unit_id uuid not null,
  module_code text not null,
  provider_id uuid not null,
  words text not null check (length(words) between 3 and 2000),
  due_at timestamptz not null,
  state text not null default 'SENT' check (state in ('SENT', 'SEEN', 'ANSWERED', 'OVERDUE', 'WITHDRAWN')),
  answer text check (answer in ('AVAILABLE', 'NOT_AVAILABLE', 'LATER')),
  answer_reason text check (length(answer_reason) between 2 and 60),
  answer_words text check (length(answer_words) between 1 and 2000),
  available_from date,
  answered_at timestamptz,
  asked_at timestamptz not null default platform.now(),
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint inquiry_of_own_unit foreign key (unit_id, module_code, provider_id) references capacity.offered_module (unit_id, module_code, provider_id),
  constraint answered_says_what check ((state = 'ANSWERED') = (answer is not null and answered_at is not null)),
  constraint later_says_when check (answer is distinct from 'LATER' or available_from is not null),
  constraint not_available_says_why check (answer is distinct from 'NOT_AVAILABLE' or answer_reason is not null)
);
create index inquiry_provider on allocation.inquiry (provider_id, state);
create index inquiry_unit on allocation.inquiry (unit_id, module_code);
create index inquiry_region on allocation.inquiry (region_code, state);
create index inquiry_due on allocation.inquiry (due_at) where state in ('SENT', 'SEEN');

do $$
declare t text;
begin
  foreach t in array array['proposal', 'proposal_child', 'inquiry'] loop
    execute format('create table allocation.%I (like allocation.%I including comments, known_until timestamptz not null, superseded_by uuid, seq bigint generated always as identity)', t || '_history', t);
    execute format('create index on allocation.%I (id)', t || '_history');
    execute format('create index on allocation.%I (superseded_by)', t || '_history');
    execute format('create index on allocation.%I (event_id)', t || '_history');
    execute format('create index on allocation.%I (event_id)', t);
    execute format('create trigger keep_history before update or delete on allocation.%I for each row execute function platform.keep_history()', t);
    execute format('create trigger a_signed_update after update on allocation.%I referencing new table as new_rows for each statement execute function platform.check_event()', t);
  end loop;
  foreach t in array array['proposal', 'proposal_child', 'inquiry', 'message', 'mandate_step', 'record'] loop
    execute format('create trigger a_signed_insert after insert on allocation.%I referencing new table as new_rows for each statement execute function platform.check_event()', t);
  end loop;
  foreach t in array array['mandate_step', 'record'] loop
    execute format('create trigger frozen before update or delete on allocation.%I for each row execute function platform.refuse_change()', t);
  end loop;
end $$;

-- The transition table: which state follows which, and who may take the step. Its twin is src/allocation/proposal.ts.
create function allocation.may_step(p_from text, p_to text, p_login text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case when p_login in ('vp_at', 'vp_as') then
      (p_from, p_to) in (('DRAFT', 'CLIENT_HEARD'), ('CLIENT_HEARD', 'SENT'), ('SENT', 'IN_DIALOGUE'), ('ACCEPTED', 'START_PLANNED'),
        ('START_PLANNED', 'STARTED'), ('NOT_STARTED', 'IN_DIALOGUE'), ('EXPIRED', 'IN_DIALOGUE'), ('NOT_STARTED', 'WITHDRAWN'), ('EXPIRED', 'WITHDRAWN'),
        ('START_PLANNED', 'ACCEPTED'))
      or p_from in ('DRAFT', 'CLIENT_HEARD', 'SENT', 'IN_DIALOGUE', 'ACCEPTED', 'START_PLANNED') and p_to in ('WITHDRAWN', 'CLIENT_DECLINED')
    when p_login = 'vp_pi' then
      (p_from, p_to) in (('SENT', 'IN_DIALOGUE'), ('SENT', 'ACCEPTED'), ('IN_DIALOGUE', 'ACCEPTED'), ('ACCEPTED', 'START_PLANNED'),
        ('START_PLANNED', 'STARTED'), ('SENT', 'NOT_STARTED'), ('IN_DIALOGUE', 'NOT_STARTED'), ('ACCEPTED', 'NOT_STARTED'), ('START_PLANNED', 'NOT_STARTED'))
    else
      p_from in ('SENT', 'IN_DIALOGUE') and p_to = 'EXPIRED'
      or p_from in ('DRAFT', 'CLIENT_HEARD', 'SENT', 'IN_DIALOGUE', 'ACCEPTED', 'START_PLANNED') and p_to in ('PLACE_GONE', 'WITHDRAWN')
    end
$$;
create function allocation.holds(p_state text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select p_state in ('SENT', 'IN_DIALOGUE', 'ACCEPTED', 'START_PLANNED')
$$;
comment on function allocation.holds is 'States in which a place is held for the child.';

-- What may be written with a step, or between steps; nothing else changes, and of what is closed nothing at all. Whose
-- region a proposal is of, the policies keep.
create function allocation.goes_with(p_from text, p_to text, p_login text) returns text[]
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case when p_login = 'vp_pi' then
      case when p_from = p_to then '{}'::text[]
        when p_to = 'NOT_STARTED' then '{decline_code,decline_words,declined_by,liftable,lifted_by}'
        when p_to = 'START_PLANNED' then '{start_on}'
        else '{}' end
    when p_from = p_to then
      case p_to when 'DRAFT' then '{urgent,start_on,record_id,rank_in_record,departure_code,departure_reason}'::text[]
        when 'CLIENT_HEARD' then '{urgent,start_on}'
        when 'IN_DIALOGUE' then '{urgent,start_on,grade}'
        when 'SENT' then '{urgent}' when 'ACCEPTED' then '{urgent}' when 'START_PLANNED' then '{urgent}'
        else '{}' end
    else
      case p_to when 'CLIENT_HEARD' then '{client_heard}'::text[]
        when 'SENT' then '{due_at}'
        when 'IN_DIALOGUE' then case when p_from in ('NOT_STARTED', 'EXPIRED') then '{due_at,grade}'::text[] else '{}' end
        when 'START_PLANNED' then '{start_on}'
        when 'WITHDRAWN' then '{end_reason}' when 'CLIENT_DECLINED' then '{end_reason}'
        else '{}' end
    end
$$;

-- Each step is of the table, by whom may take it, and dated by the database. The program itself (jobs, or the owner)
-- fills a past that was already there; its steps are held to the table as well.
create function allocation.check_proposal() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_person boolean := session_user not in ('vp_jobs', current_user); v_other text;
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
    select n.key into v_other from jsonb_each(to_jsonb(new)) n
     where n.value is distinct from to_jsonb(old) -> n.key
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
create trigger checked before insert or update on allocation.proposal for each row execute function allocation.check_proposal();

-- A child of a proposal is as the list says, and stays who it is; a place is chosen while none is held.
create function allocation.check_child() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_proposal allocation.proposal; v_request waiting_list.request; v_other text;
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
    select p.pseudonym, extract(year from age(v_proposal.start_on, p.born_month)), p.unborn, p.sex
      into new.pseudonym, new.age_years, new.unborn, new.sex
      from waiting_list.person p where p.id = v_request.person_id;
    new.needs := v_request.needs;
    new.security_need := v_request.security_need;
    new.indications := v_request.indications;
    new.file_kind := v_request.file_kind;
    return new;
  end if;
  -- Held, shown, busy and started are written by the step alone: nobody has a right on those columns.
  select n.key into v_other from jsonb_each(to_jsonb(new)) n
   where n.value is distinct from to_jsonb(old) -> n.key
     and n.key <> all ('{hold_id,stay_id,shown,busy,state_before,region_code,event_id,known_from}'::text[])
     and (n.key <> 'place_id' or old.hold_id is not null or old.stay_id is not null)
   limit 1;
  if v_other is not null then
    raise exception '% stands', v_other using errcode = 'check_violation', constraint = 'child_stands';
  end if;
  return new;
end $$;
create trigger checked before insert or update on allocation.proposal_child for each row execute function allocation.check_child();

-- A question is asked once, and answered by who is asked.
create function allocation.check_inquiry() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_may text[]; v_other text;
begin
  if session_user in ('vp_jobs', current_user) then return new; end if;
  if tg_op = 'INSERT' then
    if new.state <> 'SENT' or num_nonnulls(new.answer, new.answer_reason, new.answer_words, new.available_from, new.answered_at) > 0 then
      raise exception 'begins without an answer' using errcode = 'check_violation', constraint = 'inquiry_begins_unanswered';
    end if;
    new.asked_at := platform.now();
    return new;
  end if;
  if new.state <> old.state then
    if not (case when session_user in ('vp_at', 'vp_as') then old.state in ('SENT', 'SEEN', 'OVERDUE') and new.state = 'WITHDRAWN'
        else (old.state, new.state) = ('SENT', 'SEEN') or old.state in ('SENT', 'SEEN', 'OVERDUE') and new.state = 'ANSWERED' end) then
      raise exception 'from % to % by %', old.state, new.state, session_user using errcode = 'check_violation', constraint = 'step_not_allowed';
    end if;
    if new.state = 'ANSWERED' then
      v_may := '{answer,answer_reason,answer_words,available_from,answered_at}';
      new.answered_at := platform.now();
    end if;
  end if;
  select n.key into v_other from jsonb_each(to_jsonb(new)) n
   where n.value is distinct from to_jsonb(old) -> n.key
     and n.key <> all (v_may || '{state,region_code,event_id,known_from}'::text[])
   limit 1;
  if v_other is not null then
    raise exception '% does not change with this step', v_other using errcode = 'check_violation', constraint = 'not_with_this_step';
  end if;
  return new;
end $$;
create trigger checked before insert or update on allocation.inquiry for each row execute function allocation.check_inquiry();

-- What follows from a step: places held and let go, the stay that begins, the child's own state. Here, so that no
-- way of asking can do the one without the other.
create function allocation.follow_step() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c allocation.proposal_child; v_hold uuid; v_stay uuid; v_state text;
begin
  if new.state = old.state and new.start_on = old.start_on then return null; end if;
  for c in select * from allocation.proposal_child where proposal_id = new.id order by request_id loop
    v_hold := c.hold_id;
    v_stay := c.stay_id;
    if v_hold is not null and (not allocation.holds(new.state) or new.start_on <> old.start_on) then
      delete from capacity.hold where id = v_hold;
      -- That a place was held the provider's history keeps; for whom it was is gone with the proposal.
      update capacity.hold_history set for_ref = null, needs = '{}' where id = v_hold;
      v_hold := null;
    end if;
    if allocation.holds(new.state) and v_hold is null then
      if c.place_id is null then
        raise exception 'no place is named' using errcode = 'check_violation', constraint = 'place_is_named';
      end if;
      if exists (select 1 from capacity.stay s where s.place_id = c.place_id and s.period && daterange(new.start_on, null)) then
        raise exception 'somebody stays there' using errcode = 'exclusion_violation', constraint = 'place_gone';
      end if;
      insert into capacity.hold (unit_id, module_code, provider_id, place_id, period, reason_code, needs, for_ref)
      values (new.unit_id, new.module_code, new.provider_id, c.place_id, daterange(new.start_on, null), 'RESERVED_START', c.needs, c.pseudonym)
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
create trigger follow after update on allocation.proposal for each row execute function allocation.follow_step();

create function allocation.sign_message() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - 'shown' <> to_jsonb(old) - 'shown' then
      raise exception '% is never changed once written', tg_table_name using errcode = 'restrict_violation';
    end if;
    return new;
  end if;
  -- Of another's proposal nothing is found: it answers as one that is not there, and the policy refuses both.
  new.shown := coalesce((select allocation.holds(p.state) from allocation.proposal p
    where p.id = new.proposal_id and p.provider_id = new.provider_id), false);
  if session_user in ('vp_jobs', current_user) then return new; end if;
  new.side := case when session_user = 'vp_pi' then 'PROVIDER' else 'ACCESS' end;
  new.person_name := (select p.name from auth.person p where p.id = auth.my_person());
  new.at := platform.now();
  if new.side = 'ACCESS' and not new.shown and exists (select 1 from allocation.proposal p where p.id = new.proposal_id) then
    raise exception 'nothing is open' using errcode = 'check_violation', constraint = 'proposal_is_closed';
  end if;
  return new;
end $$;
create trigger signed before insert or update on allocation.message for each row execute function allocation.sign_message();
create trigger frozen before delete on allocation.message for each row execute function platform.refuse_change();

create function allocation.sign_mandate() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v allocation.proposal;
begin
  if session_user in ('vp_jobs', current_user) then return new; end if;
  new.decided_by := auth.my_person();
  new.at := platform.now();
  select * into v from allocation.proposal p where p.id = new.proposal_id;
  if v.state not in ('IN_DIALOGUE', 'NOT_STARTED', 'EXPIRED') then
    raise exception 'not now' using errcode = 'check_violation', constraint = 'grade_not_now';
  end if;
  if v.grade <> new.from_grade then
    raise exception 'another grade' using errcode = 'check_violation', constraint = 'grade_has_changed';
  end if;
  -- Grade 3 is a named supervisor's, and only where the duty to admit is in force (undecided: off until somebody says so).
  if new.to_grade = 3 and (session_user <> 'vp_as' or not exists (
      select 1 from region.setting s where s.key = 'allocation.duty-to-admit' and coalesce(s.region_code, v.region_code) = v.region_code
        and s.valid @> platform.today() and s.value = 'true'::jsonb)) then
    raise exception 'no duty to admit' using errcode = 'check_violation', constraint = 'no_duty_to_admit';
  end if;
  return new;
end $$;
create trigger signed before insert on allocation.mandate_step for each row execute function allocation.sign_mandate();

create function allocation.sign_record() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user in ('vp_jobs', current_user) then return new; end if;
  new.made_by := auth.my_person();
  new.at := platform.now();
  return new;
end $$;
create trigger signed before insert on allocation.record for each row execute function allocation.sign_record();

-- A child that is withdrawn, put on hold, whose decision ends or who died leads out of every open proposal.
create function allocation.child_left() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_id uuid;
begin
  for v_id in
    select distinct p.id from new_rows n join old_rows o on o.id = n.id
      join allocation.proposal_child c on c.request_id = n.id
      join allocation.proposal p on p.id = c.proposal_id
     where n.state <> o.state and n.state in ('CANCELLED', 'DECEASED', 'EXPIRED', 'ON_HOLD_CLIENT', 'NOT_DIRECTABLE', 'CLOSED')
       and p.state in ('DRAFT', 'CLIENT_HEARD', 'SENT', 'IN_DIALOGUE', 'ACCEPTED', 'START_PLANNED')
  loop
    update allocation.proposal set state = 'WITHDRAWN', end_reason = 'CHILD_LEFT' where id = v_id;
  end loop;
  return null;
end $$;
create trigger z_leave_proposals after update on waiting_list.request referencing old table as old_rows new table as new_rows
  for each statement execute function allocation.child_left();

-- Where central direction is in force for a module, region and day, a provider starts only what was allocated (R31).
create function allocation.check_direction() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user not in ('vp_pc', 'vp_pi') or new.time_out_of is not null then return new; end if;
  if exists (select 1 from region.setting s join capacity.provider p on p.id = new.provider_id
              where s.key = 'allocation.central-direction' and coalesce(s.region_code, p.region_code) = p.region_code
                and s.valid @> lower(new.period) and s.value @> to_jsonb(new.module_code))
     and not exists (select 1 from allocation.proposal_child c join allocation.proposal p on p.id = c.proposal_id
              where c.pseudonym = new.person_ref and p.unit_id = new.unit_id and p.module_code = new.module_code and p.state = 'STARTED'
                and c.stay_id is null and p.start_on = lower(new.period))
     -- Who is there already is moved, not started.
     and not exists (select 1 from capacity.stay s
              where s.person_ref = new.person_ref and s.unit_id = new.unit_id and s.module_code = new.module_code
                and (s.period && new.period or s.period -|- new.period)) then
    raise exception 'only what was allocated starts' using errcode = 'check_violation', constraint = 'central_direction';
  end if;
  return new;
end $$;
create trigger directed before insert or update of unit_id, module_code, person_ref on capacity.stay
  for each row execute function allocation.check_direction();

-- A place that is promised in a dialogue is not taken by a start or a move of the provider's own: such a stay counts
-- for the unit and claims the place, to be resolved, as one that an import finds doubled.
create function allocation.keep_promise() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user = 'vp_pc' and new.place_id is not null and exists (
      select 1 from allocation.proposal_child c join capacity.hold h on h.id = c.hold_id
       where c.place_id = new.place_id and c.busy and h.period && new.period
         and not (tg_op = 'UPDATE' and old.place_id is not distinct from new.place_id and h.period && old.period)) then
    new.claimed_place_id := new.place_id;
    new.place_id := null;
  end if;
  return new;
end $$;
create trigger keep_promise before insert or update of place_id, period on capacity.stay
  for each row execute function allocation.keep_promise();

-- What a proposal holds, its steps let go, not the provider's own hand.
create function allocation.keep_hold() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user = 'vp_pc' and exists (select 1 from allocation.proposal_child c where c.hold_id = old.id) then
    -- As a row that is not theirs: it stays.
    if tg_op = 'DELETE' then return null; end if;
    if (new.unit_id, new.module_code, new.provider_id, new.place_id, new.period, new.reason_code, new.needs, new.for_ref)
        is distinct from (old.unit_id, old.module_code, old.provider_id, old.place_id, old.period, old.reason_code, old.needs, old.for_ref) then
      raise exception 'held for a proposal' using errcode = 'check_violation', constraint = 'held_for_proposal';
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger a_keep_hold before update or delete on capacity.hold for each row execute function allocation.keep_hold();

-- Who a child is, for the provider that agreed to house it: from the agreement until the start, nobody else's.
create function allocation.identity_of(p_proposal uuid)
returns table (pseudonym text, given_name text, family_name text, birth_date date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.pseudonym, i.given_name, i.family_name, i.birth_date
    from allocation.proposal p
    join allocation.proposal_child c on c.proposal_id = p.id
    join waiting_list.request r on r.id = c.request_id
    join waiting_list.identity i on i.id = r.person_id
   where p.id = p_proposal and p.state in ('ACCEPTED', 'START_PLANNED')
     and p.provider_id = auth.my_organisation() and auth.active()
$$;

-- Who lives in these units, or is promised a place there, as far as the waiting list knows them: for contra-indications
-- between named children. The provider's own references of everybody else stay the provider's.
create function allocation.known_guests(p_units uuid[])
returns table (unit_id uuid, module_code text, stay_id uuid, request_id uuid, person_ref text, period daterange, apart_from uuid[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with guest as (
    select s.unit_id, s.module_code, s.id, s.person_ref, s.period from capacity.stay s
     where s.unit_id = any (p_units) and s.period && daterange(platform.today(), null)
    union all
    select h.unit_id, h.module_code, h.id, h.for_ref, h.period from capacity.hold h
     where h.unit_id = any (p_units) and h.for_ref is not null and h.period && daterange(platform.today(), null))
  select g.unit_id, g.module_code, g.id, r.id, g.person_ref, g.period,
      array(select a.other_request_id from waiting_list.apart a where a.request_id = r.id and a.other_request_id is not null)
    from guest g
    left join waiting_list.person p on p.pseudonym = g.person_ref
    left join lateral (select q.id from waiting_list.request q where q.person_id = p.id order by q.registered_on desc limit 1) r on true
   where auth.active()
     and (p.id is not null or exists (select 1 from waiting_list.apart a where a.other_ref = g.person_ref))
$$;

-- Where children of a sibling group live already, by unit: for those who wait and want to be near.
create function allocation.sibling_stays(p_groups uuid[])
returns table (group_id uuid, unit_id uuid, lat double precision, lon double precision)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct p.group_id, s.unit_id, t.lat, t.lon
    from waiting_list.person p
    join capacity.stay s on s.person_ref = p.pseudonym and s.period @> platform.today()
    join capacity.care_unit u on u.id = s.unit_id
    join capacity.site t on t.id = u.site_id
   where p.group_id = any (p_groups) and auth.active()
$$;

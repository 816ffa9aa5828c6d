-- Up Migration
-- Crisis: requests by telephone, who is asked, who answers, what starts, when it must end and what comes after (R78-R95).
-- Times are moments: a term in hours counts hours, a term in days ends at the same hour by the clock of Brussels.

-- A few of each.
-- squawk-ignore-file prefer-bigint-over-int, prefer-bigint-over-smallint

create schema crisis;

-- Who pledged help to the desk of a region: youth care, mental health, disability. Some are providers here, others are not.
create table crisis.partner (
  id uuid primary key default gen_random_uuid(),
  region_code text not null references region.region (code),
  name text not null check (length(trim(name)) between 2 and 120),
  sector text not null check (sector in ('YOUTH_CARE', 'MENTAL_HEALTH', 'DISABILITY')),
  provider_id uuid references capacity.provider (id),
  phone text check (length(phone) between 3 and 40),
  night_phone text check (length(night_phone) between 3 and 40),
  ended_on date,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint partner_of_region unique (id, region_code),
  constraint partner_name_once unique (region_code, name)
);
create index partner_provider on crisis.partner (provider_id) where provider_id is not null;

-- So many places of one kind of help, for a period; structural, or of a project that ends.
create table crisis.pledge (
  id uuid primary key default gen_random_uuid(),
  partner_id uuid not null,
  region_code text not null,
  provider_id uuid,
  kind text not null check (kind in ('INTERVENTION', 'GUIDANCE', 'STAY')),
  places int not null check (places between 1 and 200),
  funding text not null check (funding in ('STRUCTURAL', 'PROJECT')),
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  unit_id uuid,
  module_code text,
  age_min int not null default 0 check (age_min between 0 and 25),
  age_max int not null default 17 check (age_max between 0 and 25),
  out_of_hours boolean not null default true,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint pledge_of_partner foreign key (partner_id, region_code) references crisis.partner (id, region_code),
  constraint pledge_of_own_unit foreign key (unit_id, module_code, provider_id) references capacity.offered_module (unit_id, module_code, provider_id),
  constraint project_has_an_end check (funding <> 'PROJECT' or not upper_inf(valid)),
  constraint pledge_unit_whole check (num_nonnulls(unit_id, module_code) <> 1 and (unit_id is null or provider_id is not null)),
  constraint pledge_ages check (age_min <= age_max),
  constraint pledge_of_region unique (id, region_code)
);
comment on column crisis.pledge.unit_id is 'The unit whose places are pledged: a stay there is a stay like any other, and claims a place.';
create index pledge_partner on crisis.pledge (partner_id);
create index pledge_region on crisis.pledge (region_code);
create index pledge_unit on crisis.pledge (unit_id, module_code) where unit_id is not null;

create table crisis.request (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  region_code text not null references region.region (code),
  received_at timestamptz not null default platform.now(),
  registrar_kind text not null check (registrar_kind in ('YOUNG_PERSON', 'PARENT', 'CITIZEN', 'SCHOOL', 'CLB', 'GP', 'CAW', 'PROVIDER', 'OCJ', 'VK',
    'EMERGENCY_WARD', 'COURT_SERVICE', 'PROSECUTOR', 'POLICE', 'OTHER')),
  registrar_organisation_id uuid references auth.organisation (id),
  anonymous boolean not null default false,
  kind text not null check (kind in ('CONSULT', 'DISPATCH')),
  agreement text not null check (agreement in ('YES', 'UNCLEAR', 'NO', 'JUDGE_ORDER')),
  agreement_due_at timestamptz,
  unsafety text not null default 'NONE' check (unsafety in ('NONE', 'CONCERN', 'ACUTE')),
  problems text[] not null default '{}' check (problems <@ array['FAMILY_CONFLICT', 'VIOLENCE', 'ABUSE', 'NEGLECT', 'PSYCHIC', 'SUICIDAL', 'ADDICTION',
    'RUNAWAY', 'AGGRESSION', 'DISABILITY', 'PARENT_ILL', 'NO_ROOF', 'UNACCOMPANIED', 'OFFENCE', 'AFTER_EMERGENCY_WARD', 'AFTER_FORCED_ADMISSION', 'OTHER']),
  wanted text check (wanted in ('INTERVENTION', 'GUIDANCE', 'STAY')),
  zone_code text references region.zone (code),
  state text not null default 'RECEIVED' check (state in ('RECEIVED', 'CONSULT_CLOSED', 'DISPATCHING', 'PLACED', 'RUNNING', 'EXTENDED', 'ENDED',
    'NO_RESPONSE', 'WITHDRAWN')),
  case_id uuid not null,
  repeat_of uuid references crisis.request (id),
  long_term boolean not null default false,
  accelerated boolean not null default false,
  closed_at timestamptz,
  invented boolean not null default false,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint request_of_region unique (id, region_code),
  constraint unclear_has_a_clock check ((agreement = 'UNCLEAR') <= (agreement_due_at is not null)),
  constraint consult_wants_nothing check (kind = 'DISPATCH' or state in ('RECEIVED', 'CONSULT_CLOSED', 'WITHDRAWN')),
  constraint dispatch_says_what check (kind = 'CONSULT' or wanted is not null),
  constraint repeat_of_another check (repeat_of is distinct from id),
  constraint accelerated_needs_outflow check (not accelerated or kind = 'DISPATCH')
);
comment on column crisis.request.case_id is 'The first request of the same case: itself, or what it repeats.';
comment on column crisis.request.unsafety is 'How unsafe the child is, apart from which problem it is.';
create index request_desk on crisis.request (region_code, received_at) where closed_at is null;
create index request_recent on crisis.request (region_code, received_at desc);
create index request_case on crisis.request (case_id);
create index request_repeat on crisis.request (repeat_of) where repeat_of is not null;
create index request_zone on crisis.request (zone_code);
create index request_registrar on crisis.request (registrar_organisation_id) where registrar_organisation_id is not null;
create index request_agreement_due on crisis.request (agreement_due_at) where agreement = 'UNCLEAR' and closed_at is null;
create index request_consult_open on crisis.request (received_at) where kind = 'CONSULT' and state = 'RECEIVED';

create table crisis.minor (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null,
  region_code text not null,
  position smallint not null check (position between 1 and 12),
  pseudonym text not null default 'C-' || upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 10)) unique,
  age_years smallint check (age_years between 0 and 25),
  age_band text check (age_band in ('0-2', '3-5', '6-11', '12-14', '15-17', '18+')),
  unborn boolean not null default false,
  sex text not null check (sex in ('F', 'M', 'X', 'UNKNOWN')),
  zone_code text references region.zone (code),
  state text not null default 'RECEIVED' check (state in ('RECEIVED', 'CONSULT_CLOSED', 'DISPATCHING', 'PLACED', 'RUNNING', 'EXTENDED', 'ENDED',
    'NO_RESPONSE', 'WITHDRAWN')),
  reason text check (reason in ('FULL', 'NOT_AVAILABLE', 'MODULE_MISSING', 'AGE', 'NOT_SUITED', 'OUT_OF_HOURS', 'NO_AGREEMENT', 'CLIENT_WITHDREW',
    'NOT_A_CRISIS', 'ALREADY_HELP', 'POLICE_JUSTICE', 'HOSPITAL_TAKES', 'OTHER')),
  fallback text check (fallback in ('HOME', 'NETWORK', 'VOLUNTEERS', 'HOSPITAL', 'POLICE_CELL', 'EMERGENCY_WARD', 'STREET_UNKNOWN')),
  waiting_request_id uuid references waiting_list.request (id),
  closed_at timestamptz,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint minor_of_request foreign key (request_id, region_code) references crisis.request (id, region_code),
  constraint minor_of_region unique (id, region_code),
  constraint minor_position_once unique (request_id, position),
  constraint age_one_way check (num_nonnulls(age_years, age_band) <= 1 and (not unborn or num_nonnulls(age_years, age_band) = 0)),
  constraint no_response_says_why check ((state = 'NO_RESPONSE') = (fallback is not null) and (state <> 'NO_RESPONSE' or reason is not null))
);
create index minor_zone on crisis.minor (zone_code);
create index minor_waiting on crisis.minor (waiting_request_id) where waiting_request_id is not null;

-- Who a minor is, when that is known: for the desk of its own region alone.
create table crisis.identity (
  id uuid primary key,
  region_code text not null,
  given_name text check (length(given_name) between 1 and 100),
  family_name text check (length(family_name) between 1 and 100),
  birth_date date,
  phone text check (length(phone) between 3 and 40),
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint identity_of_minor foreign key (id, region_code) references crisis.minor (id, region_code),
  constraint identity_says_something check (num_nonnulls(given_name, family_name, birth_date, phone) > 0)
);
create index identity_name on crisis.identity (region_code, lower(family_name), lower(given_name));

-- Words: what the case is, and what one shift hands over to the next. Never changed; what is wrong is said anew.
create table crisis.note (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  region_code text not null references region.region (code),
  request_id uuid,
  kind text not null check (kind in ('CASE', 'CONSULT', 'HAND_OVER')),
  words text not null check (length(words) between 1 and 4000),
  at timestamptz not null default platform.now(),
  person_name text,
  event_id uuid not null default platform.current_event() references platform.event (id),
  constraint note_of_request foreign key (request_id, region_code) references crisis.request (id, region_code),
  constraint note_of_a_case check (kind = 'HAND_OVER' or request_id is not null)
);
create index note_request on crisis.note (request_id, seq) where request_id is not null;
create index note_shift on crisis.note (region_code, seq desc) where kind = 'HAND_OVER';
create index note_event on crisis.note (event_id);

-- A partner is asked for one child: when, by whom, until when, and what it answered.
create table crisis.attempt (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null,
  minor_id uuid not null,
  region_code text not null,
  pledge_id uuid not null references crisis.pledge (id),
  partner_id uuid not null references crisis.partner (id),
  provider_id uuid,
  kind text not null,
  age_years smallint,
  age_band text,
  unborn boolean not null default false,
  sex text not null,
  unsafety text not null,
  asked_at timestamptz not null default platform.now(),
  asked_by_name text,
  due_at timestamptz not null,
  knowing_of uuid references crisis.attempt (id),
  state text not null default 'ASKED' check (state in ('ASKED', 'SILENT', 'YES', 'NO', 'WITHDRAWN')),
  open boolean generated always as (state in ('ASKED', 'SILENT')) stored,
  reason text check (reason in ('FULL', 'NOT_AVAILABLE', 'MODULE_MISSING', 'AGE', 'NOT_SUITED', 'OUT_OF_HOURS', 'NO_AGREEMENT', 'CLIENT_WITHDREW',
    'NOT_A_CRISIS', 'ALREADY_HELP', 'POLICE_JUSTICE', 'HOSPITAL_TAKES', 'OTHER')),
  answered_at timestamptz,
  answered_by_name text,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint attempt_of_minor foreign key (minor_id, region_code) references crisis.minor (id, region_code),
  constraint attempt_of_request foreign key (request_id, region_code) references crisis.request (id, region_code),
  constraint no_says_why check ((state = 'NO') = (reason is not null)),
  constraint answered_at_a_moment check ((state in ('YES', 'NO')) = (answered_at is not null))
);
comment on column crisis.attempt.knowing_of is 'The open question to the same partner for the same child that the asker was told of, and asked beside.';
create unique index partner_is_being_asked on crisis.attempt (minor_id, partner_id) where state in ('ASKED', 'SILENT') and knowing_of is null;
create index attempt_minor on crisis.attempt (minor_id, asked_at);
create index attempt_request on crisis.attempt (request_id);
create index attempt_partner on crisis.attempt (partner_id) where state in ('ASKED', 'SILENT');
create index attempt_pledge on crisis.attempt (pledge_id);
create index attempt_knowing on crisis.attempt (knowing_of) where knowing_of is not null;
create index attempt_provider on crisis.attempt (provider_id) where state in ('ASKED', 'SILENT');
create index attempt_due on crisis.attempt (due_at) where state = 'ASKED';

-- Help that was given: which place of which pledge, from when, until when at most, and what comes after.
create table crisis.deployment (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null,
  minor_id uuid not null,
  region_code text not null,
  attempt_id uuid references crisis.attempt (id),
  part_of uuid references crisis.deployment (id),
  pledge_id uuid not null references crisis.pledge (id),
  partner_id uuid not null references crisis.partner (id),
  provider_id uuid,
  kind text not null,
  slot int not null,
  state text not null default 'PLACED' check (state in ('PLACED', 'RUNNING', 'EXTENDED', 'ENDED', 'FALLEN')),
  placed_at timestamptz not null default platform.now(),
  started_at timestamptz,
  max_end_at timestamptz,
  extensions smallint not null default 0 check (extensions between 0 and 9),
  next_step text check (next_step in ('NONE', 'CRISIS_GUIDANCE', 'CRISIS_STAY', 'VIST', 'BROAD_HELP', 'WAITING_LIST', 'RUNNING_HELP', 'OCJ', 'VK', 'COURT',
    'MENTAL_HEALTH', 'DISABILITY_CARE', 'FOSTER_CARE', 'ACCELERATED')),
  next_owner text check (length(next_owner) between 2 and 120),
  next_on date,
  destination text check (destination in ('HOME', 'NETWORK', 'FOSTER', 'OTHER_STAY', 'CRISIS_STAY', 'PSYCHIATRY', 'HOSPITAL', 'AUTONOMOUS', 'SECURE',
    'COMMUNITY_INSTITUTION', 'RUNAWAY', 'UNKNOWN', 'OTHER')),
  ended_at timestamptz,
  hold_id uuid,
  stay_id uuid,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint deployment_of_minor foreign key (minor_id, region_code) references crisis.minor (id, region_code),
  constraint deployment_of_request foreign key (request_id, region_code) references crisis.request (id, region_code),
  constraint started_has_an_end check (state not in ('RUNNING', 'EXTENDED', 'ENDED') or (started_at is not null and max_end_at > started_at)),
  constraint ended_says_what_next check ((state = 'ENDED') = (ended_at is not null)
    and (state <> 'ENDED' or (next_step is not null and destination is not null))),
  constraint next_step_has_an_owner check (next_step is null or next_step = 'NONE' or num_nonnulls(next_owner, next_on) = 2)
);
comment on column crisis.deployment.part_of is 'A bed that is part of a guidance: the guidance.';
comment on column crisis.deployment.slot is 'Which of the places of the pledge: never given to two at once.';
create unique index pledge_slot_once on crisis.deployment (pledge_id, slot) where state in ('PLACED', 'RUNNING', 'EXTENDED');
create unique index one_deployment_at_a_time on crisis.deployment (minor_id) where state in ('PLACED', 'RUNNING', 'EXTENDED') and part_of is null;
create unique index one_bed_in_guidance on crisis.deployment (part_of) where state in ('PLACED', 'RUNNING', 'EXTENDED') and part_of is not null;
create index deployment_minor on crisis.deployment (minor_id);
create index deployment_request on crisis.deployment (request_id);
create index deployment_attempt on crisis.deployment (attempt_id);
create index deployment_partner on crisis.deployment (partner_id);
create index deployment_part on crisis.deployment (part_of) where part_of is not null;
create index deployment_max_end on crisis.deployment (max_end_at) where state in ('RUNNING', 'EXTENDED');

-- Who answers the telephone when.
create table crisis.duty (
  id uuid primary key default gen_random_uuid(),
  region_code text not null references region.region (code),
  during tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  person_name text not null check (length(trim(person_name)) between 2 and 120),
  phone text check (length(phone) between 3 and 40),
  line smallint not null default 1 check (line in (1, 2)),
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint duty_one_for_a_line exclude using gist (region_code with =, line with =, during with &&)
);
comment on column crisis.duty.line is '1: answers first; 2: who is called when the first does not.';

-- What the clock did: once for each term, with when it was due and when it was done.
create table crisis.due_step (
  id uuid primary key default gen_random_uuid(),
  region_code text not null references region.region (code),
  kind text not null check (kind in ('CONSULT_OPEN', 'AGREEMENT', 'ANSWER', 'END_NEAR', 'END')),
  request_id uuid not null references crisis.request (id),
  subject_id uuid not null,
  due_at timestamptz not null,
  done_at timestamptz not null default platform.now(),
  constraint due_once unique (kind, subject_id, due_at),
  constraint done_when_due check (done_at >= due_at)
);
create index due_step_request on crisis.due_step (request_id);
create index due_step_region on crisis.due_step (region_code);

-- What a registrar may know of what it registered itself: that it is in hand, and how it ended.
create table crisis.registration (
  id uuid primary key references crisis.request (id),
  organisation_id uuid not null references auth.organisation (id),
  region_code text not null references region.region (code),
  number bigint not null,
  registered_at timestamptz not null,
  state text not null,
  closed_at timestamptz
);
create index registration_organisation on crisis.registration (organisation_id, registered_at desc);
create index registration_region on crisis.registration (region_code);

do $$
declare t text;
begin
  foreach t in array array['partner', 'pledge', 'request', 'minor', 'identity', 'attempt', 'deployment', 'duty'] loop
    execute format('create table crisis.%I (like crisis.%I including comments, known_until timestamptz not null, superseded_by uuid, history_seq bigint generated always as identity)', t || '_history', t);
    execute format('create index on crisis.%I (id)', t || '_history');
    execute format('create index on crisis.%I (superseded_by)', t || '_history');
    execute format('create index on crisis.%I (event_id)', t || '_history');
    execute format('create index on crisis.%I (event_id)', t);
    execute format('create trigger keep_history before update or delete on crisis.%I for each row execute function platform.keep_history()', t);
    execute format('create trigger a_signed_insert after insert on crisis.%I referencing new table as new_rows for each statement execute function platform.check_event()', t);
    execute format('create trigger a_signed_update after update on crisis.%I referencing new table as new_rows for each statement execute function platform.check_event()', t);
  end loop;
  execute 'create trigger a_signed_delete after delete on crisis.duty referencing old table as old_rows for each statement execute function platform.check_event()';
end $$;
create trigger a_signed_insert after insert on crisis.note referencing new table as new_rows for each statement execute function platform.check_event();
create trigger frozen before update or delete on crisis.note for each row execute function platform.refuse_change();
create trigger frozen before update or delete on crisis.due_step for each row execute function platform.refuse_change();

-- The transition table, of a request and of each of its minors. Its twin is src/crisis/request-state.ts.
create function crisis.may_step(p_from text, p_to text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select (p_from, p_to) in (('RECEIVED', 'CONSULT_CLOSED'), ('RECEIVED', 'DISPATCHING'), ('RECEIVED', 'WITHDRAWN'),
    ('DISPATCHING', 'PLACED'), ('DISPATCHING', 'NO_RESPONSE'), ('DISPATCHING', 'WITHDRAWN'),
    ('PLACED', 'RUNNING'), ('PLACED', 'DISPATCHING'), ('PLACED', 'WITHDRAWN'),
    ('RUNNING', 'EXTENDED'), ('RUNNING', 'ENDED'), ('EXTENDED', 'EXTENDED'), ('EXTENDED', 'ENDED'))
$$;
create function crisis.is_closed(p_state text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select p_state in ('CONSULT_CLOSED', 'ENDED', 'NO_RESPONSE', 'WITHDRAWN')
$$;

create function crisis.check_request() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_first crisis.request;
begin
  if tg_op = 'INSERT' then
    new.case_id := coalesce(new.case_id, new.id);
    if session_user not in ('vp_jobs', current_user) then
      new.received_at := platform.now();
      if new.state not in ('RECEIVED', 'DISPATCHING') then
        raise exception 'begins as it comes in' using errcode = 'check_violation', constraint = 'crisis_begins_open';
      end if;
    end if;
  elsif new.state <> old.state then
    -- From within: what the minors' states make of it.
    if pg_trigger_depth() = 1 and not crisis.may_step(old.state, new.state) then
      raise exception 'from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'crisis_step_not_allowed';
    end if;
  end if;
  if new.repeat_of is not null and (tg_op = 'INSERT' or new.repeat_of is distinct from old.repeat_of) then
    select * into v_first from crisis.request r where r.id = new.repeat_of;
    if v_first.id is not null and v_first.received_at > new.received_at then
      raise exception 'repeats a later one' using errcode = 'check_violation', constraint = 'repeat_of_an_earlier';
    end if;
    new.case_id := coalesce(v_first.case_id, new.case_id);
  end if;
  new.closed_at := case when crisis.is_closed(new.state) then coalesce(new.closed_at, platform.now()) end;
  return new;
end $$;
create trigger checked before insert or update on crisis.request for each row execute function crisis.check_request();

-- The registrar's own narrow view, and the desk's screens.
create function crisis.follow_request() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.registrar_organisation_id is not null then
    insert into crisis.registration (id, organisation_id, region_code, number, registered_at, state, closed_at)
    values (new.id, new.registrar_organisation_id, new.region_code, new.seq, new.received_at,
      case when crisis.is_closed(new.state) then new.state else 'IN_HAND' end, new.closed_at)
    on conflict (id) do update set organisation_id = excluded.organisation_id, state = excluded.state, closed_at = excluded.closed_at;
  end if;
  perform platform.notify('vp_crisis', new.region_code);
  return null;
end $$;
create trigger follow after insert or update on crisis.request for each row execute function crisis.follow_request();

create function crisis.check_minor() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if new.state <> old.state and not crisis.may_step(old.state, new.state) then
      raise exception 'from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'crisis_step_not_allowed';
    end if;
    if session_user not in ('vp_jobs', current_user) and (new.request_id, new.position, new.pseudonym) is distinct from (old.request_id, old.position, old.pseudonym) then
      raise exception 'a minor stays who it is' using errcode = 'check_violation', constraint = 'minor_stays';
    end if;
    if new.state in ('PLACED', 'RUNNING', 'EXTENDED') and pg_trigger_depth() = 1 and session_user not in ('vp_jobs', current_user) and new.state <> old.state then
      raise exception 'help makes it so' using errcode = 'check_violation', constraint = 'crisis_step_not_allowed';
    end if;
  elsif session_user not in ('vp_jobs', current_user) and new.state not in ('RECEIVED', 'DISPATCHING') then
    raise exception 'begins as it comes in' using errcode = 'check_violation', constraint = 'crisis_begins_open';
  end if;
  new.closed_at := case when crisis.is_closed(new.state) then coalesce(new.closed_at, platform.now()) end;
  return new;
end $$;
create trigger checked before insert or update on crisis.minor for each row execute function crisis.check_minor();

-- A request is as far as the least far of its minors that is not done; when all are done, help that was given says so.
create function crisis.follow_minor() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_state text;
begin
  if new.state <> old.state and new.state not in ('DISPATCHING', 'RECEIVED') then
    update crisis.attempt a set state = 'WITHDRAWN' where a.minor_id = new.id and a.state in ('ASKED', 'SILENT');
  end if;
  select coalesce(
      min(s.state) filter (where s.rank = (select min(o.rank) from crisis.minor p join lateral (
            select array_position(array['RECEIVED', 'DISPATCHING', 'PLACED', 'RUNNING', 'EXTENDED'], p.state) as rank) o on true
          where p.request_id = new.request_id and p.closed_at is null)),
      case when bool_or(s.state = 'ENDED') then 'ENDED' when bool_or(s.state = 'NO_RESPONSE') then 'NO_RESPONSE'
           when bool_or(s.state = 'CONSULT_CLOSED') then 'CONSULT_CLOSED' else 'WITHDRAWN' end)
    into v_state
    from (select m.state, array_position(array['RECEIVED', 'DISPATCHING', 'PLACED', 'RUNNING', 'EXTENDED'], m.state) as rank
            from crisis.minor m where m.request_id = new.request_id) s;
  update crisis.request r set state = v_state where r.id = new.request_id and r.state <> v_state;
  perform platform.notify('vp_crisis', new.region_code);
  return null;
end $$;
create trigger follow after update on crisis.minor for each row execute function crisis.follow_minor();

-- Everybody at the desk of a region is told; without personal data.
create function crisis.tell_desk(p_region text, p_kind text, p_request uuid, p_details jsonb, p_key text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_person uuid;
begin
  for v_person in select distinct h.person_id from auth.hat h where h.role_code = 'CR' and h.area_code = p_region and h.valid @> platform.today() loop
    perform notices.notify(v_person, 'CR', null, p_kind, '/crisis?vraag=' || p_request, null, p_details, p_key, platform.now());
  end loop;
end $$;

-- Open questions of any desk to the same partner for the same child. The partner: the same, the same provider, or of the
-- same name. The child: the same minor; of the same sex and age in another request of the case; or of the same name and
-- day of birth, which a desk is not shown of another region, but must know of before it asks as well.
create function crisis.open_asks(p_minor uuid, p_partner uuid)
returns table (id uuid, asked_by text, asked_at timestamptz, region_code text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.asked_by_name, a.asked_at, a.region_code
    from crisis.minor me join crisis.request mine on mine.id = me.request_id left join crisis.identity i on i.id = me.id
    join crisis.partner q on q.id = p_partner
    join crisis.partner p on p.id = q.id or p.provider_id = q.provider_id or lower(p.name) = lower(q.name)
    join crisis.attempt a on a.partner_id = p.id and a.state in ('ASKED', 'SILENT')
    join crisis.minor m on m.id = a.minor_id join crisis.request r on r.id = m.request_id left join crisis.identity o on o.id = m.id
   where me.id = p_minor and me.region_code = auth.my_area()
     and (m.id = me.id
       or r.case_id = mine.case_id and r.id <> mine.id and m.sex = me.sex
          and (m.age_years, m.age_band, m.unborn) is not distinct from (me.age_years, me.age_band, me.unborn)
       or lower(o.given_name) = lower(i.given_name) and lower(o.family_name) = lower(i.family_name) and o.birth_date = i.birth_date)
$$;

-- A question names its partner and the child as they stand; a second one to the same partner for the same child is asked
-- knowingly or not at all, whichever desk asks.
create function crisis.check_attempt() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_minor crisis.minor; v_request crisis.request; v_pledge crisis.pledge; v_other uuid; v_person boolean := session_user not in ('vp_jobs', current_user);
begin
  if tg_op = 'INSERT' then
    select * into v_minor from crisis.minor m where m.id = new.minor_id;
    select * into v_request from crisis.request r where r.id = v_minor.request_id;
    select * into v_pledge from crisis.pledge p where p.id = new.pledge_id;
    new.request_id := coalesce(v_minor.request_id, new.request_id);
    new.partner_id := v_pledge.partner_id;
    new.provider_id := v_pledge.provider_id;
    new.kind := v_pledge.kind;
    new.age_years := v_minor.age_years; new.age_band := v_minor.age_band; new.unborn := v_minor.unborn; new.sex := v_minor.sex;
    new.unsafety := v_request.unsafety;
    if not v_person then return new; end if;
    if v_minor.id is null or v_minor.region_code is distinct from auth.my_area() then return new; end if;
    new.asked_at := platform.now();
    new.asked_by_name := (select p.name from auth.person p where p.id = auth.my_person());
    if new.state <> 'ASKED' then
      raise exception 'begins as a question' using errcode = 'check_violation', constraint = 'attempt_begins_asked';
    end if;
    if v_minor.state <> 'DISPATCHING' then
      raise exception 'not being dispatched' using errcode = 'check_violation', constraint = 'minor_not_dispatching';
    end if;
    if not (v_request.agreement in ('YES', 'JUDGE_ORDER') or v_request.agreement = 'UNCLEAR' and v_request.agreement_due_at > platform.now()) then
      raise exception 'no agreement' using errcode = 'check_violation', constraint = 'search_needs_agreement';
    end if;
    if not v_pledge.valid @> platform.today() then
      raise exception 'not pledged now' using errcode = 'check_violation', constraint = 'pledge_not_now';
    end if;
    select o.id into v_other from crisis.open_asks(new.minor_id, new.partner_id) o
     order by (o.id is not distinct from new.knowing_of) desc, o.asked_at limit 1;
    if v_other is distinct from new.knowing_of then
      raise exception 'is being asked' using errcode = 'check_violation', constraint = 'partner_is_being_asked';
    end if;
    return new;
  end if;
  if not v_person then return new; end if;
  if to_jsonb(new) - '{state,region_code,open,reason,answered_at,answered_by_name,event_id,known_from}'::text[]
      <> to_jsonb(old) - '{state,region_code,open,reason,answered_at,answered_by_name,event_id,known_from}'::text[] then
    raise exception 'a question stands' using errcode = 'check_violation', constraint = 'attempt_stands';
  end if;
  if new.state <> old.state and not (old.state in ('ASKED', 'SILENT') and (new.state in ('YES', 'NO') or new.state = 'WITHDRAWN' and session_user = 'vp_cr')) then
    raise exception 'from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'attempt_is_answered';
  end if;
  if new.state in ('YES', 'NO') and new.state <> old.state then
    new.answered_at := platform.now();
    new.answered_by_name := (select p.name from auth.person p where p.id = auth.my_person());
  end if;
  return new;
end $$;
create trigger checked before insert or update on crisis.attempt for each row execute function crisis.check_attempt();

create function crisis.tell_attempt() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform platform.notify('vp_crisis', new.region_code);
  if session_user in ('vp_jobs', current_user) then return null; end if;
  if tg_op = 'INSERT' and new.provider_id is not null then
    perform notices.notify(null, 'PI', new.provider_id, 'crisis.partner-asked', '/crisis/gevraagd', null,
      jsonb_build_object('kind', new.kind), 'crisis.partner-asked ' || new.id, platform.now());
  elsif tg_op = 'UPDATE' and new.state <> old.state then
    if session_user = 'vp_pi' then
      perform crisis.tell_desk(new.region_code, 'crisis.partner-answered', new.request_id, jsonb_build_object('answer', new.state), 'crisis.partner-answered ' || new.id);
    elsif new.state = 'WITHDRAWN' and new.provider_id is not null then
      perform notices.notify(null, 'PI', new.provider_id, 'crisis.ask-withdrawn', '/crisis/gevraagd', null,
        jsonb_build_object('kind', new.kind), 'crisis.ask-withdrawn ' || new.id, platform.now());
    end if;
  end if;
  return null;
end $$;
create trigger tell after insert or update on crisis.attempt for each row execute function crisis.tell_attempt();

-- Which place of the pledge: the first that nobody has. With the unique index a place is never given twice.
create function crisis.check_deployment() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_pledge crisis.pledge; v_attempt crisis.attempt; v_minor crisis.minor; v_guidance crisis.deployment;
        v_person boolean := session_user not in ('vp_jobs', current_user);
begin
  if tg_op = 'INSERT' then
    select * into v_pledge from crisis.pledge p where p.id = new.pledge_id for share;
    new.partner_id := v_pledge.partner_id;
    new.provider_id := v_pledge.provider_id;
    new.kind := v_pledge.kind;
    new.slot := coalesce((select min(n) from generate_series(1, v_pledge.places) n
      where not exists (select 1 from crisis.deployment d where d.pledge_id = new.pledge_id and d.slot = n and d.state in ('PLACED', 'RUNNING', 'EXTENDED'))), 0);
    select * into v_minor from crisis.minor m where m.id = new.minor_id;
    new.request_id := coalesce(v_minor.request_id, new.request_id);
    if not v_person then return new; end if;
    if v_minor.id is null or v_minor.region_code is distinct from auth.my_area() then return new; end if;
    new.placed_at := platform.now();
    if new.slot = 0 then
      raise exception 'nothing is left' using errcode = 'check_violation', constraint = 'pledge_full';
    end if;
    if not v_pledge.valid @> platform.today() then
      raise exception 'not pledged now' using errcode = 'check_violation', constraint = 'pledge_not_now';
    end if;
    if new.state <> 'PLACED' then
      raise exception 'begins as a promise' using errcode = 'check_violation', constraint = 'deployment_begins_placed';
    end if;
    if new.part_of is not null then
      select * into v_guidance from crisis.deployment d where d.id = new.part_of;
      if v_guidance.minor_id is distinct from new.minor_id or v_guidance.kind <> 'GUIDANCE' or v_guidance.state not in ('PLACED', 'RUNNING', 'EXTENDED')
          or new.kind <> 'STAY' then
        raise exception 'a bed in a guidance' using errcode = 'check_violation', constraint = 'bed_in_open_guidance';
      end if;
    else
      select * into v_attempt from crisis.attempt a where a.id = new.attempt_id;
      if v_attempt.state is distinct from 'YES' or v_attempt.minor_id <> new.minor_id or v_attempt.pledge_id <> new.pledge_id then
        raise exception 'nobody said yes' using errcode = 'check_violation', constraint = 'placed_after_a_yes';
      end if;
    end if;
    return new;
  end if;
  if not v_person then return new; end if;
  if to_jsonb(new) - '{state,region_code,started_at,max_end_at,extensions,next_step,next_owner,next_on,destination,ended_at,hold_id,stay_id,event_id,known_from}'::text[]
      <> to_jsonb(old) - '{state,region_code,started_at,max_end_at,extensions,next_step,next_owner,next_on,destination,ended_at,hold_id,stay_id,event_id,known_from}'::text[] then
    raise exception 'help that was given stands' using errcode = 'check_violation', constraint = 'deployment_stands';
  end if;
  if old.state in ('ENDED', 'FALLEN') or new.state <> old.state
      and (old.state, new.state) not in (('PLACED', 'RUNNING'), ('PLACED', 'FALLEN'), ('RUNNING', 'EXTENDED'), ('RUNNING', 'ENDED'), ('EXTENDED', 'ENDED')) then
    raise exception 'from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'crisis_step_not_allowed';
  end if;
  if new.state = 'ENDED' and new.ended_at > platform.now() then
    raise exception 'ends later' using errcode = 'check_violation', constraint = 'ended_not_later';
  end if;
  return new;
end $$;
create trigger checked before insert or update on crisis.deployment for each row execute function crisis.check_deployment();

-- What follows from help: a bed of a unit is held, lived in and left as any other place, and the minor's state follows.
create function crisis.follow_deployment() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_pledge crisis.pledge; v_minor crisis.minor; v_day date; v_place uuid; v_hold uuid := new.hold_id; v_stay uuid := new.stay_id;
begin
  perform platform.notify('vp_crisis', new.region_code);
  if tg_op = 'UPDATE' and new.state = old.state and new.extensions = old.extensions then return null; end if;
  select * into v_pledge from crisis.pledge p where p.id = new.pledge_id;
  select * into v_minor from crisis.minor m where m.id = new.minor_id;
  if v_pledge.unit_id is not null and new.kind = 'STAY' then
    if new.state = 'PLACED' then
      v_day := (new.placed_at at time zone 'Europe/Brussels')::date;
      -- A place that is kept for the crisis network is there for it.
      select p.id into v_place from capacity.place p
       where p.unit_id = v_pledge.unit_id and p.module_code = v_pledge.module_code and p.valid @> v_day
         and not exists (select 1 from capacity.stay s where s.place_id = p.id and s.period && daterange(v_day, null))
         and not exists (select 1 from capacity.hold h where h.place_id = p.id and h.period && daterange(v_day, null))
         and not exists (select 1 from capacity.unavailability u where u.place_id = p.id and u.period @> v_day and u.reason_code <> 'CRISIS_HELD')
       order by cardinality(p.features), p.label, p.id limit 1;
      if v_place is null then
        raise exception 'no bed' using errcode = 'check_violation', constraint = 'crisis_bed_gone';
      end if;
      insert into capacity.hold (unit_id, module_code, provider_id, place_id, period, reason_code, for_ref)
      values (v_pledge.unit_id, v_pledge.module_code, v_pledge.provider_id, v_place, daterange(v_day, null), 'RESERVED_START', v_minor.pseudonym)
      returning id into v_hold;
    elsif new.state = 'RUNNING' and v_stay is null then
      v_day := (new.started_at at time zone 'Europe/Brussels')::date;
      select h.place_id into v_place from capacity.hold h where h.id = v_hold;
      delete from capacity.hold where id = v_hold;
      v_hold := null;
      insert into capacity.stay (unit_id, module_code, provider_id, place_id, person_ref, period, expected_end_on)
      values (v_pledge.unit_id, v_pledge.module_code, v_pledge.provider_id, v_place, v_minor.pseudonym, daterange(v_day, null),
        greatest((new.max_end_at at time zone 'Europe/Brussels')::date, v_day + 1))
      returning id into v_stay;
    elsif new.state = 'EXTENDED' then
      update capacity.stay set expected_end_on = (new.max_end_at at time zone 'Europe/Brussels')::date where id = v_stay;
    elsif new.state in ('ENDED', 'FALLEN') then
      delete from capacity.hold where id = v_hold;
      v_hold := null;
      update capacity.stay set period = daterange(lower(period), greatest((new.ended_at at time zone 'Europe/Brussels')::date, lower(period) + 1)),
          end_reason = case new.destination when 'HOME' then 'HOME' when 'NETWORK' then 'NETWORK' when 'FOSTER' then 'FOSTER' when 'PSYCHIATRY' then 'PSYCHIATRY'
            when 'AUTONOMOUS' then 'AUTONOMOUS' when 'SECURE' then 'SECURE' when 'COMMUNITY_INSTITUTION' then 'COMMUNITY_INSTITUTION'
            when 'RUNAWAY' then 'RUNAWAY' else 'OTHER_STAY' end
        where id = v_stay and upper_inf(period);
    end if;
    if (v_hold, v_stay) is distinct from (new.hold_id, new.stay_id) then
      update crisis.deployment set hold_id = v_hold, stay_id = v_stay where id = new.id;
    end if;
  end if;
  if new.part_of is null and v_minor.closed_at is null then
    update crisis.minor m set state = w.state from (select case new.state when 'FALLEN' then 'DISPATCHING' else new.state end as state) w
     where m.id = new.minor_id and m.state <> w.state;
    -- What was a part ends with the whole.
    if new.state in ('ENDED', 'FALLEN') then
      update crisis.deployment d set state = case when d.state = 'PLACED' then 'FALLEN' else 'ENDED' end,
          ended_at = case when d.state = 'PLACED' then null else new.ended_at end,
          next_step = case when d.state = 'PLACED' then d.next_step else coalesce(d.next_step, 'NONE') end,
          destination = case when d.state = 'PLACED' then d.destination else coalesce(new.destination, 'UNKNOWN') end
        where d.part_of = new.id and d.state in ('PLACED', 'RUNNING', 'EXTENDED');
    end if;
  end if;
  if tg_op = 'INSERT' and new.provider_id is not null and session_user not in ('vp_jobs', current_user) then
    perform notices.notify(null, 'PI', new.provider_id, 'crisis.placed', '/crisis/gevraagd', null,
      jsonb_build_object('kind', new.kind), 'crisis.placed ' || new.id, platform.now());
  end if;
  return null;
end $$;
create trigger follow after insert or update on crisis.deployment for each row execute function crisis.follow_deployment();

create function crisis.sign_note() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user in ('vp_jobs', current_user) then return new; end if;
  new.at := platform.now();
  new.person_name := (select p.name from auth.person p where p.id = auth.my_person());
  perform platform.notify('vp_crisis', new.region_code);
  return new;
end $$;
create trigger signed before insert on crisis.note for each row execute function crisis.sign_note();

-- A long-term need goes to the waiting list on the same record: the child, who it is and what is asked are taken along.
create function crisis.hand_to_waiting_list(p_minor uuid, p_modules text[], p_file_kind text, p_born_month date, p_pseudonym text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_minor crisis.minor; v_request crisis.request; v_identity crisis.identity; v_person uuid := gen_random_uuid(); v_made uuid := gen_random_uuid();
        v_month date; v_day date := platform.today();
begin
  if not auth.active() or session_user <> 'vp_cr' then raise exception 'no live session' using errcode = '28000'; end if;
  select * into v_minor from crisis.minor m where m.id = p_minor and m.region_code = auth.my_area() for update;
  if v_minor.id is null then raise exception 'no such minor' using errcode = 'P0002'; end if;
  if v_minor.waiting_request_id is not null then
    raise exception 'handed already' using errcode = 'check_violation', constraint = 'handed_already';
  end if;
  select * into v_request from crisis.request r where r.id = v_minor.request_id;
  select * into v_identity from crisis.identity i where i.id = p_minor;
  v_month := date_trunc('month', coalesce(v_identity.birth_date, p_born_month))::date;
  if v_month is null then
    raise exception 'born when' using errcode = 'check_violation', constraint = 'born_month_missing';
  end if;
  insert into waiting_list.person (id, pseudonym, region_code, born_month, unborn, sex)
  values (v_person, p_pseudonym, v_minor.region_code, v_month, v_minor.unborn, v_minor.sex);
  if v_identity.given_name is not null and v_identity.family_name is not null then
    insert into waiting_list.identity (id, region_code, given_name, family_name, birth_date)
    values (v_person, v_minor.region_code, v_identity.given_name, v_identity.family_name, v_identity.birth_date);
  end if;
  insert into waiting_list.request (id, person_id, region_code, file_kind, registrar_kind, registered_on)
  values (v_made, v_person, v_minor.region_code, p_file_kind, 'CRISIS_POINT', v_day);
  insert into waiting_list.entry (request_id, region_code, module_code) select v_made, v_minor.region_code, m from unnest(p_modules) m;
  update crisis.minor set waiting_request_id = v_made where id = p_minor;
  update crisis.request set long_term = true where id = v_request.id and not long_term;
  return v_made;
end $$;

-- Organisations that register crises themselves and have a log-in: the court's.
create function crisis.registrars() returns table (id uuid, name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.id, o.name from auth.organisation o where o.kind = 'court' and auth.active() order by o.name
$$;

-- The band of an age, as it is told when the age is not.
create function crisis.band_of(p_age smallint) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case when p_age <= 2 then '0-2' when p_age <= 5 then '3-5' when p_age <= 11 then '6-11' when p_age <= 14 then '12-14'
    when p_age <= 17 then '15-17' when p_age > 17 then '18+' end
$$;

-- A partner answers what it is asked, by itself; nothing else of the question is its to change.
create function crisis.answer_asked(p_attempt uuid, p_answer text, p_reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not auth.active() or session_user <> 'vp_pi' then raise exception 'no live session' using errcode = '28000'; end if;
  update crisis.attempt a set state = p_answer, reason = p_reason, answered_at = platform.now()
   where a.id = p_attempt and a.provider_id = auth.my_organisation() and a.state in ('ASKED', 'SILENT') and p_answer in ('YES', 'NO');
  if not found then raise exception 'no such question' using errcode = 'P0002'; end if;
end $$;

-- A bed that is promised in a crisis, the desk's steps let go, not the provider's own hand.
create index deployment_hold on crisis.deployment (hold_id) where hold_id is not null;
create function crisis.keep_hold() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user = 'vp_pc' and exists (select 1 from crisis.deployment d where d.hold_id = old.id and d.state = 'PLACED') then
    -- As a row that is not theirs: it stays.
    if tg_op = 'DELETE' then return null; end if;
    if (new.unit_id, new.module_code, new.provider_id, new.place_id, new.period, new.reason_code, new.needs, new.for_ref)
        is distinct from (old.unit_id, old.module_code, old.provider_id, old.place_id, old.period, old.reason_code, old.needs, old.for_ref) then
      raise exception 'held for a crisis' using errcode = 'check_violation', constraint = 'held_for_crisis';
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger a_keep_crisis_hold before update or delete on capacity.hold for each row execute function crisis.keep_hold();

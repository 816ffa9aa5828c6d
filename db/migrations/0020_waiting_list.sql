-- Up Migration
-- Children who wait for a place with a stay: who they are (apart, by region), what is asked for them, how urgent it
-- is by which published rules, and the order that follows. Every input of the order has an author and a history.
-- A band is one of a handful.
-- squawk-ignore-file prefer-bigint-over-smallint

create schema waiting_list;

-- Rules are data with a version, a source and two people: who made them, and who approved them (R50).
create table waiting_list.rule_set (
  version text primary key check (version ~ '^[A-Z]{2,6}-[0-9]{4}-[0-9]{1,3}$'),
  title text not null check (length(title) between 3 and 200),
  source text not null check (length(source) between 3 and 1000),
  content jsonb not null,
  made_by uuid references auth.person (id),
  made_at timestamptz not null default platform.now(),
  approved_by uuid references auth.person (id),
  approved_at timestamptz,
  in_force daterange check (not isempty(in_force) and not lower_inf(in_force)),
  constraint rules_by_two check (made_by is distinct from approved_by or made_by is null),
  constraint in_force_once_approved check ((in_force is null) = (approved_at is null)),
  constraint one_rule_set_at_a_time exclude using gist (in_force with &&)
);
comment on column waiting_list.rule_set.content is 'bands (ordered, each with conditions: sets of facts), lanes with shares, seed of the tie-break: src/waiting-list/rule-set.ts.';
create index rule_set_made_by on waiting_list.rule_set (made_by);
create index rule_set_approved_by on waiting_list.rule_set (approved_by);

-- The rules by which the order stands now.
create table waiting_list.applied (
  singleton boolean primary key default true check (singleton),
  version text not null references waiting_list.rule_set (version),
  applied_at timestamptz not null default platform.now()
);
create index applied_version on waiting_list.applied (version);

-- The band is the first that has a condition of which all facts hold; the SQL twin of bandOf in rule-set.ts.
create function waiting_list.band_of(p_content jsonb, p_facts text[]) returns smallint
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select min(b.n)::smallint
    from jsonb_array_elements(p_content -> 'bands') with ordinality as b (band, n)
   where exists (select 1 from jsonb_array_elements(b.band -> 'when') w
                  where p_facts @> array(select jsonb_array_elements_text(w)))
$$;
-- What nobody is told anything about stands in the last band, not outside the list.
alter table waiting_list.rule_set add constraint everybody_has_a_band
  check (waiting_list.band_of(content, '{}') is not null and waiting_list.band_of(content, '{}') = jsonb_array_length(content -> 'bands'));

-- 52 bits of a hash over a published seed: anybody can do the draw again.
create function waiting_list.tie_of(p_seed text, p_request uuid) returns bigint
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select ('x' || left(encode(sha256(convert_to(p_seed || ':' || p_request::text, 'UTF8')), 'hex'), 13))::bit(52)::bigint
$$;

create table waiting_list.sibling_group (
  id uuid primary key default gen_random_uuid(),
  region_code text not null references region.region (code),
  together text not null check (together in ('REQUIRED', 'PREFERRED', 'APART')),
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now()
);

create table waiting_list.person (
  id uuid primary key default gen_random_uuid(),
  pseudonym text not null unique check (pseudonym ~ '^K-[0-9A-HJKMNP-TV-Z]{8}$'),
  region_code text not null references region.region (code),
  municipality_code text references region.municipality (code),
  born_month date not null check (extract(day from born_month) = 1 and born_month between '1900-01-01' and '2100-01-01'),
  unborn boolean not null default false,
  sex text not null check (sex in ('F', 'M', 'X', 'UNKNOWN')),
  group_id uuid references waiting_list.sibling_group (id),
  merged_into uuid references waiting_list.person (id),
  invented boolean not null default false,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint person_of_region unique (id, region_code)
);
comment on column waiting_list.person.born_month is 'First day of the month of birth, or of the month expected: what the order and the fit need. The day is part of identity.';
create index person_region on waiting_list.person (region_code);
create index person_municipality on waiting_list.person (municipality_code);
create index person_group on waiting_list.person (group_id) where group_id is not null;
create index person_merged on waiting_list.person (merged_into) where merged_into is not null;

-- Who the child is, for the access team of its own region alone: no other table of the slice tells it.
create table waiting_list.identity (
  id uuid primary key,
  region_code text not null,
  file_number text check (length(file_number) between 1 and 40),
  given_name text not null check (length(given_name) between 1 and 100),
  family_name text not null check (length(family_name) between 1 and 100),
  birth_date date,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint identity_of_person foreign key (id, region_code) references waiting_list.person (id, region_code) on update cascade
);
-- Within a region: across regions the key would tell of a child that the asker may not see.
create unique index file_number_once on waiting_list.identity (region_code, file_number) where file_number is not null;
create index identity_name on waiting_list.identity (region_code, lower(family_name), lower(given_name));

create table waiting_list.request (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null,
  region_code text not null,
  gate text not null default 'ITP' check (gate in ('ITP', 'VAPH')),
  file_kind text not null check (file_kind in ('VOLUNTARY', 'OCJ_MANO', 'VK_MANO', 'COURT', 'COURT_URGENT')),
  registrar_kind text not null check (registrar_kind in ('BROAD_ENTRY', 'OCJ', 'VK', 'COURT_SERVICE', 'PROVIDER', 'SCHOOL', 'CRISIS_POINT', 'FAMILY', 'OTHER')),
  registered_on date not null,
  since date,
  valid_until date,
  start_from date,
  state text not null default 'DRAFT' check (state in ('DRAFT', 'SUBMITTED', 'IN_INDICATION', 'DIRECTABLE', 'WAITING', 'PROPOSED',
    'ALLOCATED', 'STARTED', 'CLOSED', 'NOT_DIRECTABLE', 'ON_HOLD_CLIENT', 'CANCELLED', 'EXPIRED', 'RENEWED', 'HELPED_OTHERWISE', 'DECEASED')),
  state_reason text check (length(state_reason) <= 60),
  security_need text not null default 'OPEN' check (security_need in ('OPEN', 'RELATIONAL', 'PROCEDURAL', 'INFRASTRUCTURAL')),
  indications text[] not null default '{}',
  needs text[] not null default '{}',
  consent_representative text not null default 'ASKED' check (consent_representative in ('GIVEN', 'REFUSED', 'ASKED', 'NOT_NEEDED')),
  consent_minor text not null default 'ASKED' check (consent_minor in ('GIVEN', 'REFUSED', 'ASKED', 'NOT_NEEDED')),
  minor_able boolean,
  running_help text[] not null default '{}',
  review_on date,
  owner_id uuid references auth.person (id),
  owner_name text,
  second_owner_id uuid references auth.person (id),
  second_owner_name text,
  invented boolean not null default false,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint request_of_region unique (id, region_code),
  constraint request_of_person foreign key (person_id, region_code) references waiting_list.person (id, region_code) on update cascade,
  constraint two_owners_are_two check (owner_id is distinct from second_owner_id or owner_id is null)
);
comment on column waiting_list.request.since is 'The day on which the child came on the list. It never restarts: not for another module, place or region.';
comment on column waiting_list.request.minor_able is 'Whether the minor decides: from 12 presumed (null), said otherwise by a person.';
create index request_person on waiting_list.request (person_id);
create index request_region_state on waiting_list.request (region_code, state);
create index request_owner on waiting_list.request (owner_id);
create index request_second_owner on waiting_list.request (second_owner_id);
create index request_review on waiting_list.request (review_on) where review_on is not null;
create index request_valid_until on waiting_list.request (valid_until) where valid_until is not null;
-- A child waits once: a second request that waits beside the first is a duplicate to merge.
create unique index one_open_request on waiting_list.request (person_id)
  where state not in ('STARTED', 'CLOSED', 'CANCELLED', 'DECEASED');

-- A kind of help that is asked for, with at most two wishes (R: two preferences per module).
create table waiting_list.entry (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null,
  region_code text not null,
  module_code text not null references capacity.module_type (code),
  first_unit_id uuid references capacity.care_unit (id),
  second_unit_id uuid references capacity.care_unit (id),
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint entry_of_request foreign key (request_id, region_code) references waiting_list.request (id, region_code) on update cascade,
  constraint module_wanted_once unique (request_id, module_code),
  constraint two_wishes check (second_unit_id is null or (first_unit_id is not null and first_unit_id <> second_unit_id))
);
create index entry_module on waiting_list.entry (module_code);
create index entry_first on waiting_list.entry (first_unit_id) where first_unit_id is not null;
create index entry_second on waiting_list.entry (second_unit_id) where second_unit_id is not null;

-- What may not be together: another child that waits, somebody who stays somewhere, or a unit.
create table waiting_list.apart (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null,
  region_code text not null,
  other_request_id uuid references waiting_list.request (id),
  other_ref text check (length(other_ref) between 1 and 64),
  unit_id uuid references capacity.care_unit (id),
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint apart_of_request foreign key (request_id, region_code) references waiting_list.request (id, region_code) on update cascade,
  constraint apart_from_one check (num_nonnulls(other_request_id, other_ref, unit_id) = 1),
  constraint apart_from_another check (other_request_id is distinct from request_id)
);
create index apart_request on waiting_list.apart (request_id);
create index apart_other on waiting_list.apart (other_request_id) where other_request_id is not null;
create index apart_ref on waiting_list.apart (other_ref) where other_ref is not null;
create index apart_unit on waiting_list.apart (unit_id) where unit_id is not null;

-- Words about a child: what is needed, why siblings are split, how they keep in touch.
create table waiting_list.note (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null,
  region_code text not null,
  kind text not null check (kind in ('SUPPORT_NEEDS', 'APART_REASON', 'CONTACT_PLAN', 'SPLIT_REASON', 'OTHER')),
  words text not null check (length(words) between 1 and 4000),
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint note_of_request foreign key (request_id, region_code) references waiting_list.request (id, region_code) on update cascade
);
create index note_request on waiting_list.note (request_id);

-- Priority asked of the direction team or the commission (IRPC).
create table waiting_list.priority_request (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null,
  region_code text not null,
  track text not null check (track in ('DIRECTION_TEAM', 'IRPC')),
  state text not null default 'SUBMITTED' check (state in ('SUBMITTED', 'INCOMPLETE', 'GRANTED', 'REFUSED', 'LAPSED')),
  asked_on date not null default platform.today(),
  decided_on date,
  valid_until date,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint priority_of_request foreign key (request_id, region_code) references waiting_list.request (id, region_code) on update cascade,
  constraint priority_decided check ((state in ('GRANTED', 'REFUSED', 'LAPSED')) = (decided_on is not null)),
  constraint priority_has_an_end check (state <> 'GRANTED' or valid_until is not null)
);
create index priority_request_of on waiting_list.priority_request (request_id);
create unique index priority_open_once on waiting_list.priority_request (request_id, track) where state in ('SUBMITTED', 'INCOMPLETE', 'GRANTED');

-- What somebody found on a day, by which rules. Never changed: the next one takes its place.
create table waiting_list.assessment (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  request_id uuid not null,
  region_code text not null,
  rule_set_version text not null references waiting_list.rule_set (version),
  facts text[] not null,
  sources jsonb not null default '{}',
  band_no smallint not null,
  override_band_no smallint,
  override_reason text check (length(override_reason) between 3 and 1000),
  second_worker text not null default 'NONE' check (second_worker in ('NONE', 'BEFORE', 'AFTER')),
  valid_until date not null,
  assessed_by uuid references auth.person (id),
  at timestamptz not null default platform.now(),
  event_id uuid not null default platform.current_event() references platform.event (id),
  constraint assessment_of_request foreign key (request_id, region_code) references waiting_list.request (id, region_code) on update cascade,
  constraint assessment_of_region unique (id, region_code),
  constraint override_with_reason check ((override_band_no is null) = (override_reason is null)),
  constraint facts_of_the_list check (facts <@ array['UNSAFE_NOW', 'MANO_DEGREE:HIGH', 'MANO_DEGREE:SOME', 'RISK_LEVEL:HIGH', 'RISK_LEVEL:SOME',
    'CARE_RIGHT_AT_STAKE', 'COURT_URGENT', 'VIST', 'CRISIS_OUTFLOW', 'NO_ROOF', 'NO_DAY_ACTIVITY', 'NO_CONTEXT', 'GI_OUTFLOW', 'ONE_TO_ONE',
    'MANY_BREAKS', 'COMPLEX', 'YOUNG_CHILD', 'TIME_CRITICAL', 'TRAJECTORY_AT_RISK', 'PRIORITY_GRANTED', 'PRIORITY_PENDING'])
);
comment on column waiting_list.assessment.second_worker is 'BEFORE: counts once somebody else confirmed it; AFTER: counts at once and is open until then (R61).';
create index assessment_latest on waiting_list.assessment (request_id, seq desc);
create index assessment_rules on waiting_list.assessment (rule_set_version);
create index assessment_by on waiting_list.assessment (assessed_by);
create index assessment_event on waiting_list.assessment (event_id);

create table waiting_list.confirmation (
  id uuid constraint confirmed_already primary key,
  region_code text not null,
  confirmed_by uuid references auth.person (id),
  at timestamptz not null default platform.now(),
  event_id uuid not null default platform.current_event() references platform.event (id),
  constraint confirmation_of_assessment foreign key (id, region_code) references waiting_list.assessment (id, region_code) on update cascade
);
comment on table waiting_list.confirmation is 'A second worker agrees with an assessment; its id is the assessment''s.';
create index confirmation_by on waiting_list.confirmation (confirmed_by);
create index confirmation_event on waiting_list.confirmation (event_id);

-- Each passage from one state to another, with its moment: the lost days become visible (R76).
create table waiting_list.step (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  request_id uuid not null references waiting_list.request (id),
  region_code text not null,
  from_state text,
  to_state text not null,
  reason text,
  at timestamptz not null default platform.now(),
  event_id uuid not null references platform.event (id)
);
create index step_request on waiting_list.step (request_id, seq);
create index step_event on waiting_list.step (event_id);

-- The order itself: kept in the transaction of whatever changes it. A group that must stay together stands where
-- its best member stands.
create table waiting_list.position (
  request_id uuid not null references waiting_list.request (id),
  module_code text not null references capacity.module_type (code),
  person_id uuid not null references waiting_list.person (id),
  region_code text not null,
  band_no smallint not null,
  since date not null,
  tie bigint not null,
  own_band_no smallint not null,
  own_since date not null,
  own_tie bigint not null,
  facts text[] not null,
  callable boolean not null,
  primary key (request_id, module_code)
);
create index position_order on waiting_list.position (module_code, band_no, since, tie, request_id) where callable;
create index position_of_all on waiting_list.position (band_no, since, tie, request_id) where callable;
create index position_region on waiting_list.position (region_code, band_no, since, tie);
create index position_person on waiting_list.position (person_id);

-- Every rise and fall with the fact that caused it.
create table waiting_list.move (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  request_id uuid not null references waiting_list.request (id),
  region_code text not null,
  cause text not null check (cause in ('ENTERED', 'LEFT', 'STATE', 'ASSESSED', 'CONFIRMED', 'PRIORITY', 'SIBLINGS', 'SINCE', 'RULES', 'MERGED')),
  before_band_no smallint,
  before_since date,
  after_band_no smallint,
  after_since date,
  at timestamptz not null default platform.now(),
  event_id uuid references platform.event (id)
);
create index move_request on waiting_list.move (request_id, seq);
create index move_event on waiting_list.move (event_id);

-- Two children, or two requests, that may be one.
create table waiting_list.duplicate (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references waiting_list.person (id),
  other_person_id uuid not null references waiting_list.person (id),
  region_code text not null references region.region (code),
  signs text[] not null check (cardinality(signs) > 0),
  state text not null default 'OPEN' check (state in ('OPEN', 'MERGED', 'DISTINCT')),
  found_at timestamptz not null default platform.now(),
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint duplicate_of_another check (person_id <> other_person_id),
  constraint duplicate_found_once unique (person_id, other_person_id)
);
create index duplicate_other on waiting_list.duplicate (other_person_id);
create index duplicate_open on waiting_list.duplicate (region_code) where state = 'OPEN';

do $$
declare t text;
begin
  foreach t in array array['sibling_group', 'person', 'identity', 'request', 'entry', 'apart', 'note', 'priority_request', 'duplicate'] loop
    execute format('create table waiting_list.%I (like waiting_list.%I including comments, known_until timestamptz not null, superseded_by uuid, seq bigint generated always as identity)', t || '_history', t);
    execute format('create index on waiting_list.%I (id)', t || '_history');
    execute format('create index on waiting_list.%I (superseded_by)', t || '_history');
    execute format('create index on waiting_list.%I (event_id)', t || '_history');
    execute format('create index on waiting_list.%I (event_id)', t);
    execute format('create trigger keep_history before update or delete on waiting_list.%I for each row execute function platform.keep_history()', t);
    execute format('create trigger a_signed_update after update on waiting_list.%I referencing new table as new_rows for each statement execute function platform.check_event()', t);
    execute format('create trigger a_signed_delete after delete on waiting_list.%I referencing old table as old_rows for each statement execute function platform.check_event()', t);
  end loop;
  foreach t in array array['sibling_group', 'person', 'identity', 'request', 'entry', 'apart', 'note', 'priority_request', 'duplicate', 'assessment', 'confirmation'] loop
    execute format('create trigger a_signed_insert after insert on waiting_list.%I referencing new table as new_rows for each statement execute function platform.check_event()', t);
  end loop;
end $$;
create trigger frozen before update or delete on waiting_list.step for each row execute function platform.refuse_change();
create trigger frozen before update or delete on waiting_list.move for each row execute function platform.refuse_change();
create trigger frozen before delete on waiting_list.assessment for each row execute function platform.refuse_change();
create trigger frozen before delete on waiting_list.confirmation for each row execute function platform.refuse_change();

-- The transition table; its twin is src/waiting-list/request-state.ts.
create function waiting_list.may_go(p_from text, p_to text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case p_from
    when 'DRAFT' then p_to in ('SUBMITTED', 'CANCELLED', 'DECEASED')
    when 'SUBMITTED' then p_to in ('IN_INDICATION', 'DIRECTABLE', 'NOT_DIRECTABLE', 'CANCELLED', 'DECEASED')
    when 'IN_INDICATION' then p_to in ('DIRECTABLE', 'NOT_DIRECTABLE', 'CANCELLED', 'DECEASED')
    when 'NOT_DIRECTABLE' then p_to in ('DIRECTABLE', 'CANCELLED', 'EXPIRED', 'DECEASED')
    when 'DIRECTABLE' then p_to in ('WAITING', 'NOT_DIRECTABLE', 'ON_HOLD_CLIENT', 'CANCELLED', 'EXPIRED', 'DECEASED')
    when 'WAITING' then p_to in ('PROPOSED', 'HELPED_OTHERWISE', 'ON_HOLD_CLIENT', 'NOT_DIRECTABLE', 'CANCELLED', 'EXPIRED', 'CLOSED', 'DECEASED')
    when 'HELPED_OTHERWISE' then p_to in ('PROPOSED', 'WAITING', 'ON_HOLD_CLIENT', 'NOT_DIRECTABLE', 'CANCELLED', 'EXPIRED', 'CLOSED', 'DECEASED')
    when 'ON_HOLD_CLIENT' then p_to in ('WAITING', 'HELPED_OTHERWISE', 'CANCELLED', 'EXPIRED', 'DECEASED')
    when 'PROPOSED' then p_to in ('ALLOCATED', 'WAITING', 'HELPED_OTHERWISE', 'ON_HOLD_CLIENT', 'CANCELLED', 'EXPIRED', 'DECEASED')
    when 'ALLOCATED' then p_to in ('STARTED', 'WAITING', 'HELPED_OTHERWISE', 'CANCELLED', 'DECEASED')
    when 'STARTED' then p_to in ('CLOSED', 'WAITING', 'DECEASED')
    when 'EXPIRED' then p_to in ('RENEWED', 'CANCELLED', 'DECEASED')
    when 'RENEWED' then p_to in ('WAITING', 'HELPED_OTHERWISE', 'NOT_DIRECTABLE', 'CANCELLED', 'DECEASED')
    when 'CANCELLED' then p_to in ('DIRECTABLE')
    else false end
$$;

create function waiting_list.check_request() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if new.state <> old.state and not waiting_list.may_go(old.state, new.state) then
      raise exception 'from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'state_does_not_follow';
    end if;
    -- Waiting since never restarts. Who finds that it was typed wrong asks the supervisor.
    if new.since is distinct from old.since and old.since is not null and (new.since is null or new.since > old.since)
        and session_user not in ('vp_as', 'vp_jobs', current_user) then
      raise exception 'since never restarts' using errcode = 'check_violation', constraint = 'since_never_restarts';
    end if;
  end if;
  if new.state in ('WAITING', 'HELPED_OTHERWISE') and new.since is null then new.since := platform.today(); end if;
  if tg_op = 'INSERT' then new.invented := (select i.mode <> 'live' from platform.instance i); end if;
  -- Whose a request is, colleagues must be able to read without reading accounts.
  new.owner_name := (select p.name from auth.person p where p.id = new.owner_id);
  new.second_owner_name := (select p.name from auth.person p where p.id = new.second_owner_id);
  return new;
end $$;
create trigger checked before insert or update on waiting_list.request for each row execute function waiting_list.check_request();

-- Whoever is entered in an installation for show or test is invented.
create function waiting_list.mark_invented() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.invented := (select i.mode <> 'live' from platform.instance i);
  return new;
end $$;
create trigger marked before insert on waiting_list.person for each row execute function waiting_list.mark_invented();

create function waiting_list.keep_step() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- A bulk load writes the steps itself, each with the moment at which it was taken.
  if current_setting('vp.bulk', true) = 'on' and session_user in ('vp_jobs', current_user) then return null; end if;
  if tg_op = 'INSERT' then
    insert into waiting_list.step (request_id, region_code, from_state, to_state, reason, event_id)
    select n.id, n.region_code, null, n.state, n.state_reason, n.event_id from new_rows n;
  else
    insert into waiting_list.step (request_id, region_code, from_state, to_state, reason, event_id)
    select n.id, n.region_code, o.state, n.state, n.state_reason, coalesce(platform.current_event(), n.event_id)
      from new_rows n join old_rows o on o.id = n.id where o.state <> n.state;
  end if;
  return null;
end $$;
create trigger b_step_insert after insert on waiting_list.request referencing new table as new_rows
  for each statement execute function waiting_list.keep_step();
create trigger b_step_update after update on waiting_list.request referencing old table as old_rows new table as new_rows
  for each statement execute function waiting_list.keep_step();

-- Signed by the session; the band follows from the facts by the rules in force, whatever the statement says.
create function waiting_list.sign_assessment() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v waiting_list.rule_set; v_band jsonb;
begin
  if session_user not in ('vp_jobs', current_user) then
    new.assessed_by := auth.my_person();
    new.at := platform.now();
    select r.* into v from waiting_list.applied a join waiting_list.rule_set r on r.version = a.version;
  else
    select r.* into v from waiting_list.rule_set r where r.version = new.rule_set_version;
  end if;
  if v.version is null then
    raise exception 'no rules in force' using errcode = 'check_violation', constraint = 'no_rules_in_force';
  end if;
  new.rule_set_version := v.version;
  new.facts := array(select distinct f from unnest(new.facts) f order by f);
  new.band_no := waiting_list.band_of(v.content, new.facts);
  if new.override_band_no is not null and new.override_band_no not between 1 and jsonb_array_length(v.content -> 'bands') then
    raise exception 'no such band' using errcode = 'check_violation', constraint = 'no_such_band';
  end if;
  v_band := v.content -> 'bands' -> (coalesce(new.override_band_no, new.band_no) - 1);
  -- What departs from the rules counts once somebody else agrees.
  new.second_worker := case when new.override_band_no is not null then 'BEFORE' else coalesce(v_band ->> 'secondWorker', 'NONE') end;
  if new.valid_until > (new.at at time zone 'Europe/Brussels')::date + coalesce((v_band ->> 'reviewDays')::int, 365) then
    raise exception 'looked at again too late' using errcode = 'check_violation', constraint = 'assessment_too_long';
  end if;
  return new;
end $$;
create trigger signed before insert on waiting_list.assessment for each row execute function waiting_list.sign_assessment();

create function waiting_list.sign_confirmation() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_by uuid;
begin
  if session_user in ('vp_jobs', current_user) then return new; end if;
  new.confirmed_by := auth.my_person();
  new.at := platform.now();
  select a.assessed_by into v_by from waiting_list.assessment a where a.id = new.id;
  if v_by = new.confirmed_by then
    raise exception 'somebody else confirms' using errcode = 'check_violation', constraint = 'somebody_else_confirms';
  end if;
  return new;
end $$;
create trigger signed before insert on waiting_list.confirmation for each row execute function waiting_list.sign_confirmation();

-- An assessment and what confirms it move with the request to another region, and change in nothing else.
create function waiting_list.only_region_changes() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if to_jsonb(new) - 'region_code' <> to_jsonb(old) - 'region_code' then
    raise exception '% is never changed once written', tg_table_name using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger frozen_update before update on waiting_list.assessment for each row execute function waiting_list.only_region_changes();
create trigger frozen_update before update on waiting_list.confirmation for each row execute function waiting_list.only_region_changes();

-- What counts for a request now: the last assessment that counts, and priority as it stands.
create function waiting_list.facts_of(p_requests uuid[])
returns table (request_id uuid, facts text[], override_band_no smallint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.id,
    array(select distinct f from unnest(coalesce(a.facts, '{}') || array(
      select case p.state when 'GRANTED' then 'PRIORITY_GRANTED' else 'PRIORITY_PENDING' end
        from waiting_list.priority_request p where p.request_id = r.id and p.state in ('SUBMITTED', 'INCOMPLETE', 'GRANTED'))) f order by f),
    a.override_band_no
  from waiting_list.request r
  left join lateral (
    select s.facts, s.override_band_no from waiting_list.assessment s
     where s.request_id = r.id
       and (s.second_worker <> 'BEFORE' or exists (select 1 from waiting_list.confirmation c where c.id = s.id))
     order by s.seq desc limit 1) a on true
  where r.id = any (p_requests)
$$;

-- Sets the order of these requests and of the groups that they are of, and writes down who rose or fell, and why.
create function waiting_list.reorder(p_requests uuid[], p_cause text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_content jsonb; v_seed text; v_last smallint; v_ids uuid[];
begin
  select r.content into v_content from waiting_list.applied a join waiting_list.rule_set r on r.version = a.version;
  v_seed := coalesce(v_content ->> 'seed', '');
  v_last := coalesce(jsonb_array_length(v_content -> 'bands'), 1)::smallint;
  v_ids := array(
    select distinct unnest(p_requests)
    union
    select o.id from waiting_list.request r
      join waiting_list.person p on p.id = r.person_id
      join waiting_list.sibling_group g on g.id = p.group_id and g.together = 'REQUIRED'
      join waiting_list.person q on q.group_id = g.id
      join waiting_list.request o on o.person_id = q.id
     where r.id = any (p_requests));
  with own as (
    select r.id, r.person_id, r.region_code, r.since,
        r.state in ('WAITING', 'HELPED_OTHERWISE') as callable,
        f.facts,
        coalesce(f.override_band_no, waiting_list.band_of(v_content, f.facts), v_last) as band_no,
        waiting_list.tie_of(v_seed, r.id) as tie,
        case when g.together = 'REQUIRED' then g.id end as group_id
      from waiting_list.request r
      join waiting_list.person p on p.id = r.person_id
      left join waiting_list.sibling_group g on g.id = p.group_id
      join waiting_list.facts_of(v_ids) f on f.request_id = r.id
     where r.since is not null
       and r.state in ('WAITING', 'HELPED_OTHERWISE', 'PROPOSED', 'ALLOCATED', 'ON_HOLD_CLIENT', 'NOT_DIRECTABLE', 'EXPIRED', 'RENEWED', 'DIRECTABLE')
  ), best as (
    select distinct on (o.group_id) o.group_id, o.band_no, o.since, o.tie from own o
     where o.group_id is not null and o.callable order by o.group_id, o.band_no, o.since, o.tie
  ), placed as (
    select o.id, o.person_id, o.region_code, o.callable, o.facts, o.band_no as own_band_no, o.since as own_since, o.tie as own_tie,
        case when o.callable then coalesce(b.band_no, o.band_no) else o.band_no end as band_no,
        case when o.callable then coalesce(b.since, o.since) else o.since end as since,
        case when o.callable then coalesce(b.tie, o.tie) else o.tie end as tie
      from own o left join best b on b.group_id = o.group_id
  ), before as (
    select distinct on (p.request_id) p.request_id, p.region_code, p.band_no, p.since, p.callable
      from waiting_list.position p where p.request_id = any (v_ids) order by p.request_id
  ), told as (
    insert into waiting_list.move (request_id, region_code, cause, before_band_no, before_since, after_band_no, after_since, event_id)
    select coalesce(b.request_id, n.id), coalesce(n.region_code, b.region_code),
        case when b.callable is not true then 'ENTERED' when n.callable is not true then 'LEFT' else p_cause end,
        case when b.callable then b.band_no end, case when b.callable then b.since end,
        case when n.callable then n.band_no end, case when n.callable then n.since end, platform.current_event()
      from before b full join (select distinct on (p.id) p.* from placed p join waiting_list.entry e on e.request_id = p.id order by p.id) n on n.id = b.request_id
     -- A bulk load writes down itself who rose and fell in the past.
     where not (coalesce(current_setting('vp.bulk', true), '') = 'on' and session_user in ('vp_jobs', current_user))
       and (case when b.callable then (b.band_no, b.since) end) is distinct from (case when n.callable then (n.band_no, n.since) end)
  ), gone as (
    delete from waiting_list.position p where p.request_id = any (v_ids)
      and not exists (select 1 from placed n join waiting_list.entry e on e.request_id = n.id
                       where n.id = p.request_id and e.module_code = p.module_code)
  )
  insert into waiting_list.position as p (request_id, module_code, person_id, region_code, band_no, since, tie, own_band_no, own_since, own_tie, facts, callable)
  select n.id, e.module_code, n.person_id, n.region_code, n.band_no, n.since, n.tie, n.own_band_no, n.own_since, n.own_tie, n.facts, n.callable
    from placed n join waiting_list.entry e on e.request_id = n.id
  on conflict (request_id, module_code) do update
    set person_id = excluded.person_id, region_code = excluded.region_code, band_no = excluded.band_no, since = excluded.since,
        tie = excluded.tie, own_band_no = excluded.own_band_no, own_since = excluded.own_since, own_tie = excluded.own_tie,
        facts = excluded.facts, callable = excluded.callable
    where (p.person_id, p.region_code, p.band_no, p.since, p.tie, p.own_band_no, p.own_since, p.own_tie, p.facts, p.callable)
      is distinct from (excluded.person_id, excluded.region_code, excluded.band_no, excluded.since, excluded.tie, excluded.own_band_no,
        excluded.own_since, excluded.own_tie, excluded.facts, excluded.callable);
end $$;

-- One trigger function for all that the order stands on; a bulk load sets `vp.bulk` and reorders once.
create function waiting_list.order_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_ids uuid[]; v_cause text := tg_argv[0];
begin
  if current_setting('vp.bulk', true) = 'on' and session_user in ('vp_jobs', current_user) then return null; end if;
  if tg_table_name = 'request' then
    if tg_op = 'INSERT' then
      v_ids := array(select n.id from new_rows n);
    else
      v_ids := array(select n.id from new_rows n join old_rows o on o.id = n.id
        where (n.state, n.since, n.person_id, n.region_code) is distinct from (o.state, o.since, o.person_id, o.region_code));
      if exists (select 1 from new_rows n join old_rows o on o.id = n.id where n.since is distinct from o.since and o.since is not null) then
        v_cause := 'SINCE';
      end if;
    end if;
  elsif tg_table_name = 'confirmation' then
    v_ids := array(select a.request_id from new_rows n join waiting_list.assessment a on a.id = n.id);
  elsif tg_table_name = 'person' then
    -- Whoever left a group, and whoever is in it now or stayed behind.
    v_ids := array(
      select r.id from waiting_list.request r where r.person_id in (
        select q.id from waiting_list.person q
         where q.id in (select n.id from new_rows n)
            or q.group_id in (select o.group_id from old_rows o where o.group_id is not null
                              union select n.group_id from new_rows n where n.group_id is not null)));
  elsif tg_table_name = 'sibling_group' then
    v_ids := array(select r.id from new_rows n join waiting_list.person p on p.group_id = n.id join waiting_list.request r on r.person_id = p.id);
  elsif tg_op = 'DELETE' then
    v_ids := array(select o.request_id from old_rows o);
  else
    v_ids := array(select n.request_id from new_rows n);
  end if;
  if cardinality(v_ids) > 0 then perform waiting_list.reorder(v_ids, v_cause); end if;
  return null;
end $$;
create trigger order_insert after insert on waiting_list.request referencing new table as new_rows
  for each statement execute function waiting_list.order_changed('STATE');
create trigger order_update after update on waiting_list.request referencing old table as old_rows new table as new_rows
  for each statement execute function waiting_list.order_changed('STATE');
create trigger order_insert after insert on waiting_list.entry referencing new table as new_rows
  for each statement execute function waiting_list.order_changed('STATE');
create trigger order_update after update on waiting_list.entry referencing old table as old_rows new table as new_rows
  for each statement execute function waiting_list.order_changed('STATE');
create trigger order_delete after delete on waiting_list.entry referencing old table as old_rows
  for each statement execute function waiting_list.order_changed('STATE');
create trigger order_insert after insert on waiting_list.assessment referencing new table as new_rows
  for each statement execute function waiting_list.order_changed('ASSESSED');
create trigger order_insert after insert on waiting_list.confirmation referencing new table as new_rows
  for each statement execute function waiting_list.order_changed('CONFIRMED');
create trigger order_insert after insert on waiting_list.priority_request referencing new table as new_rows
  for each statement execute function waiting_list.order_changed('PRIORITY');
create trigger order_update after update on waiting_list.priority_request referencing old table as old_rows new table as new_rows
  for each statement execute function waiting_list.order_changed('PRIORITY');
create trigger order_update after update on waiting_list.person referencing old table as old_rows new table as new_rows
  for each statement execute function waiting_list.order_changed('SIBLINGS');
create trigger order_update after update on waiting_list.sibling_group referencing old table as old_rows new table as new_rows
  for each statement execute function waiting_list.order_changed('SIBLINGS');

-- Rules that were approved are never changed; a draft is its maker's, and no statement signs for somebody else.
create function waiting_list.check_rules() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  -- Not a definer: approve_rules comes here as the owner (whose name is ours to choose: vp_owner), a statement of somebody as theirs.
  if current_user !~ '^vp_(at|as|pi|pc|an|rb|jj|ad)$' then return new; end if;
  if tg_op = 'UPDATE' and old.approved_at is not null then
    raise exception 'approved rules are never changed' using errcode = 'check_violation', constraint = 'approved_rules_stand';
  end if;
  new.made_by := auth.my_person();
  new.made_at := platform.now();
  new.approved_by := null;
  new.approved_at := null;
  new.in_force := null;
  return new;
end $$;
create trigger checked before insert or update on waiting_list.rule_set for each row execute function waiting_list.check_rules();

-- The rules of today become those by which the order stands; everybody is put in order anew.
create function waiting_list.apply_rules() returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_version text; v_now text;
begin
  select r.version into v_version from waiting_list.rule_set r where r.in_force @> platform.today();
  select a.version into v_now from waiting_list.applied a for update;
  if v_version is null or v_version is not distinct from v_now then return v_now; end if;
  insert into waiting_list.applied (version) values (v_version)
    on conflict (singleton) do update set version = excluded.version, applied_at = platform.now();
  perform waiting_list.reorder(array(select r.id from waiting_list.request r where r.since is not null), 'RULES');
  return v_version;
end $$;

-- A second person of the access team approves; the rules before it end on that day.
create function waiting_list.approve_rules(p_version text, p_from date) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := auth.my_person(); v waiting_list.rule_set;
begin
  if me is null or not auth.active() then raise exception 'no live session' using errcode = '28000'; end if;
  if p_from < platform.today() then
    raise exception 'rules hold from today at the earliest' using errcode = 'check_violation', constraint = 'rules_in_the_past';
  end if;
  select * into v from waiting_list.rule_set r where r.version = p_version for update;
  if v.version is null then raise exception 'no such rules' using errcode = 'P0002'; end if;
  if v.approved_at is not null then
    raise exception 'approved already' using errcode = 'check_violation', constraint = 'approved_rules_stand';
  end if;
  if exists (select 1 from waiting_list.rule_set r where lower(r.in_force) >= p_from) then
    raise exception 'later rules were approved' using errcode = 'check_violation', constraint = 'later_rules_approved';
  end if;
  update waiting_list.rule_set r set in_force = daterange(lower(r.in_force), p_from)
   where r.in_force @> p_from;
  update waiting_list.rule_set r set approved_by = me, approved_at = platform.now(), in_force = daterange(p_from, null)
   where r.version = p_version;
  return waiting_list.apply_rules();
end $$;

-- Up Migration
-- The narrow views around the crisis desk: registrars with a log-in (R98), the follow-up of young people after an emergency
-- ward or a forced admission (R99, R100), notices to the access team (R81), and reading in an emergency (safeguards 8.7).
-- Short tables with few writers: nothing waits long for their locks.
-- squawk-ignore-file constraint-missing-not-valid, disallowed-unique-constraint, ban-drop-column, adding-not-nullable-field, adding-field-with-default, adding-foreign-key-constraint, prefer-bigint-over-int, prefer-bigint-over-smallint

-- RG: who registers for an organisation that is no crisis desk. Creates, and reads the state of its organisation's own.
alter table auth.hat drop constraint hat_role_code_check;
alter table auth.hat add constraint hat_role_code_check
  check (role_code in ('AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ', 'RG', 'AD'));
alter table auth.hat add constraint registrar_has_organisation check (role_code <> 'RG' or organisation_id is not null);
alter table administration.hat_request drop constraint hat_request_role_code_check;
alter table administration.hat_request add constraint hat_request_role_code_check
  check (role_code in ('AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ', 'RG', 'AD'));
alter table administration.hat_request add constraint registrar_has_organisation check (role_code <> 'RG' or organisation_id is not null);
alter table saved_search.search drop constraint saved_search_circle;
alter table saved_search.search add constraint saved_search_circle
  check (circle in ('access', 'provider', 'CR', 'FS', 'FF', 'AN', 'RB', 'JJ', 'RG', 'AD'));
alter table notices.notice drop constraint notice_of_this_role;
alter table notices.notice add constraint notice_of_this_role check (
  coalesce(role_code in ('AT', 'AS', 'CR', 'PI', 'PC', 'FS'), false) or kind ~ '^(account|release)\.'
    or coalesce(role_code = 'FF', false) and kind ~ '^foster-care\.'
    or coalesce(role_code = 'RG', false) and kind ~ '^crisis\.registration-'
);

-- What a registrar is told: received, being searched, found, or none found and why. In few words: which of the desk's
-- reasons it was would tell who looks for capacity what there is.
create function crisis.told_state(p_state text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case when p_state = 'DISPATCHING' then 'SEARCHING' when p_state in ('PLACED', 'RUNNING', 'EXTENDED') then 'FOUND' else p_state end
$$;
create function crisis.told_reason(p_reason text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case when p_reason in ('FULL', 'NOT_AVAILABLE', 'MODULE_MISSING', 'AGE', 'NOT_SUITED', 'OUT_OF_HOURS') then 'NO_HELP_FOUND'
    when p_reason in ('NO_AGREEMENT', 'CLIENT_WITHDREW') then 'NO_AGREEMENT'
    when p_reason in ('ALREADY_HELP', 'POLICE_JUSTICE', 'HOSPITAL_TAKES') then 'OTHER_HELP'
    when p_reason = 'NOT_A_CRISIS' then 'NOT_A_CRISIS' when p_reason is not null then 'OTHER' end
$$;

-- The number of a request counts all requests: a registrar gets a mark of its own instead, to name on the telephone.
alter table crisis.registration drop column number;
alter table crisis.registration add column reference text not null default upper(substr(gen_random_uuid()::text, 1, 8)) unique;
alter table crisis.registration add column why text check (why in ('NO_HELP_FOUND', 'NO_AGREEMENT', 'OTHER_HELP', 'NOT_A_CRISIS', 'OTHER'));
update crisis.registration g set state = crisis.told_state(r.state) from crisis.request r where r.id = g.id;
alter table crisis.registration add constraint registration_state
  check (state in ('RECEIVED', 'SEARCHING', 'FOUND', 'ENDED', 'NO_RESPONSE', 'CONSULT_CLOSED', 'WITHDRAWN'));

create or replace function crisis.follow_request() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_why text; v_state text := crisis.told_state(new.state);
begin
  if new.registrar_organisation_id is not null then
    if new.state = 'NO_RESPONSE' then
      select crisis.told_reason(m.reason) into v_why from crisis.minor m
       where m.request_id = new.id and m.state = 'NO_RESPONSE' order by m.position limit 1;
    end if;
    insert into crisis.registration (id, organisation_id, region_code, registered_at, state, why, closed_at)
    values (new.id, new.registrar_organisation_id, new.region_code, new.received_at, v_state, v_why, new.closed_at)
    on conflict (id) do update set organisation_id = excluded.organisation_id, state = excluded.state, why = excluded.why,
      closed_at = excluded.closed_at;
    if tg_op = 'UPDATE' and v_state <> crisis.told_state(old.state) and session_user not in ('vp_jobs', current_user) then
      perform notices.notify(null, 'RG', new.registrar_organisation_id, 'crisis.registration-changed', '/crisis/mijn-aanmeldingen', null,
        '{}', 'crisis.registration-changed ' || new.id || ' ' || v_state, platform.now());
    end if;
  end if;
  perform platform.notify('vp_crisis', new.region_code);
  return null;
end $$;

-- Whom the desk calls back: a professional of the organisation that registered, never the family.
create table crisis.registrar_contact (
  id uuid primary key,
  region_code text not null,
  organisation_name text not null,
  person_name text not null,
  phone text not null check (length(phone) between 3 and 40),
  constraint contact_of_request foreign key (id, region_code) references crisis.request (id, region_code)
);
create index registrar_contact_region on crisis.registrar_contact (region_code);

-- Which kinds of organisation register themselves, and as what the desk knows them.
create function crisis.registrar_kind_of(p_kind text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case p_kind when 'emergency-ward' then 'EMERGENCY_WARD' when 'prosecutor' then 'PROSECUTOR' when 'court-service' then 'COURT_SERVICE'
    when 'court' then 'COURT_SERVICE' end
$$;
create or replace function crisis.registrars() returns table (id uuid, name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.id, o.name from auth.organisation o where o.kind in ('court', 'emergency-ward', 'prosecutor', 'court-service') and auth.active()
   order by o.name
$$;

-- A registrar's request comes in as a consult, as a call does (R60): the desk decides whether it searches. One child; what
-- comes back is an id and a mark, nothing of what else the desk knows. Fails with judge_order_by_court, registrar_of_no_kind,
-- zone_of_another_region.
create function crisis.register_own(p jsonb) returns table (id uuid, reference text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_me auth.session; v_org auth.organisation; v_kind text; v_request uuid := gen_random_uuid(); v_minor uuid := gen_random_uuid();
        v_region text := p->>'region'; v_hours float8; v_event uuid := platform.current_event();
begin
  v_me := auth.identity();
  if v_me.id is null or session_user <> 'vp_rg' then raise exception 'no live session' using errcode = '28000'; end if;
  select * into v_org from auth.organisation o where o.id = v_me.organisation_id;
  v_kind := crisis.registrar_kind_of(v_org.kind);
  if v_kind is null then
    raise exception 'registers nothing' using errcode = 'check_violation', constraint = 'registrar_of_no_kind';
  end if;
  if p->>'agreement' = 'JUDGE_ORDER' and v_kind = 'EMERGENCY_WARD' then
    raise exception 'no judge' using errcode = 'check_violation', constraint = 'judge_order_by_court';
  end if;
  if p->>'zone' is not null and not exists (select 1 from region.zone z where z.code = p->>'zone' and z.region_code = v_region) then
    raise exception 'a zone elsewhere' using errcode = 'check_violation', constraint = 'zone_of_another_region';
  end if;
  select coalesce((select (s.value #>> '{}')::float8 from region.setting s where s.key = 'crisis.agreement-hours'
      and coalesce(s.region_code, v_region) = v_region and s.valid @> platform.today() order by s.region_code nulls last limit 1), 72) into v_hours;
  insert into crisis.request (id, region_code, case_id, registrar_kind, registrar_organisation_id, kind, agreement, agreement_due_at, unsafety,
    problems, wanted, zone_code, state, event_id)
  values (v_request, v_region, v_request, v_kind, v_org.id, 'CONSULT', p->>'agreement',
    case p->>'agreement' when 'UNCLEAR' then platform.now() + v_hours * interval '1 hour' end, p->>'unsafety',
    coalesce((select array_agg(each) from jsonb_array_elements_text(p->'problems') each), '{}'), p->>'wanted', p->>'zone', 'RECEIVED', v_event);
  insert into crisis.minor (id, request_id, region_code, position, age_years, age_band, unborn, sex, zone_code, state, event_id)
  values (v_minor, v_request, v_region, 1, (p->>'ageYears')::smallint, p->>'ageBand', coalesce((p->>'unborn')::boolean, false),
    coalesce(p->>'sex', 'UNKNOWN'), p->>'zone', 'RECEIVED', v_event);
  if num_nonnulls(p->>'givenName', p->>'familyName', p->>'birthDate') > 0 then
    insert into crisis.identity (id, region_code, given_name, family_name, birth_date, event_id)
    values (v_minor, v_region, p->>'givenName', p->>'familyName', (p->>'birthDate')::date, v_event);
  end if;
  if p->>'words' is not null then
    insert into crisis.note (region_code, request_id, kind, words, event_id) values (v_region, v_request, 'CASE', p->>'words', v_event);
  end if;
  insert into crisis.registrar_contact (id, region_code, organisation_name, person_name, phone)
  select v_request, v_region, v_org.name, n.name, p->>'phone' from auth.person n where n.id = v_me.person_id;
  perform crisis.tell_desk(v_region, 'crisis.registered', v_request, jsonb_build_object('registrar', v_kind), 'crisis.registered ' || v_request);
  return query select g.id, g.reference from crisis.registration g where g.id = v_request;
end $$;

-- A young person who was on an emergency ward, or was admitted by force, is not lost sight of when the crisis is over.
create table crisis.follow_up (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null,
  minor_id uuid not null,
  region_code text not null,
  after text not null check (after in ('EMERGENCY_WARD', 'FORCED_ADMISSION', 'OTHER')),
  owner_name text check (length(trim(owner_name)) between 2 and 120),
  due_on date not null,
  outcome text check (outcome in ('HELP_RUNNING', 'WAITING_LIST', 'STABLE', 'NEW_CRISIS', 'NOT_REACHED', 'DECLINED')),
  done_at timestamptz,
  done_by_name text,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint follow_up_of_minor foreign key (minor_id, region_code) references crisis.minor (id, region_code),
  constraint follow_up_of_request foreign key (request_id, region_code) references crisis.request (id, region_code),
  constraint follow_up_done_says_how check ((outcome is null) = (done_at is null))
);
create unique index follow_up_one_open on crisis.follow_up (minor_id, after) where done_at is null;
create index follow_up_due on crisis.follow_up (region_code, due_on) where done_at is null;
create index follow_up_done on crisis.follow_up (region_code, done_at desc) where done_at is not null;
create index follow_up_request on crisis.follow_up (request_id);
create index follow_up_event on crisis.follow_up (event_id);
create table crisis.follow_up_history (like crisis.follow_up including comments, known_until timestamptz not null, superseded_by uuid,
  history_seq bigint generated always as identity);
create index on crisis.follow_up_history (id);
create index on crisis.follow_up_history (superseded_by);
create index on crisis.follow_up_history (event_id);
create trigger keep_history before update or delete on crisis.follow_up for each row execute function platform.keep_history();
create trigger a_signed_insert after insert on crisis.follow_up referencing new table as new_rows for each statement execute function platform.check_event();
create trigger a_signed_update after update on crisis.follow_up referencing new table as new_rows for each statement execute function platform.check_event();

create function crisis.check_follow_up() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    new.request_id := coalesce((select m.request_id from crisis.minor m where m.id = new.minor_id), new.request_id);
  end if;
  if session_user in ('vp_jobs', current_user) then return new; end if;
  if tg_op = 'INSERT' then
    if new.outcome is not null then
      raise exception 'begins open' using errcode = 'check_violation', constraint = 'follow_up_begins_open';
    end if;
    return new;
  end if;
  if old.done_at is not null or (new.minor_id, new.request_id, new.after) is distinct from (old.minor_id, old.request_id, old.after) then
    raise exception 'what was done stands' using errcode = 'check_violation', constraint = 'follow_up_stands';
  end if;
  if new.outcome is not null then
    new.done_at := platform.now();
    new.done_by_name := (select p.name from auth.person p where p.id = auth.my_person());
  end if;
  return new;
end $$;
create trigger checked before insert or update on crisis.follow_up for each row execute function crisis.check_follow_up();

-- Planned by itself when the crisis of a minor is over and an emergency ward or a forced admission was in it. What a demo
-- lives through of long ago needs nobody's eye any more.
create function crisis.plan_follow_up() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_request crisis.request; v_after text; v_days float8;
begin
  if session_user = 'vp_jobs' and new.closed_at < transaction_timestamp() - interval '21 days' then return null; end if;
  select * into v_request from crisis.request r where r.id = new.request_id;
  v_after := case when 'AFTER_FORCED_ADMISSION' = any (v_request.problems) then 'FORCED_ADMISSION'
    when v_request.registrar_kind = 'EMERGENCY_WARD' or 'AFTER_EMERGENCY_WARD' = any (v_request.problems)
      or new.fallback = 'EMERGENCY_WARD' then 'EMERGENCY_WARD' end;
  if v_after is null then return null; end if;
  select coalesce((select (s.value #>> '{}')::float8 from region.setting s where s.key = 'crisis.follow-up-days'
      and coalesce(s.region_code, new.region_code) = new.region_code and s.valid @> platform.today()
      order by s.region_code nulls last limit 1), 7) into v_days;
  insert into crisis.follow_up (request_id, minor_id, region_code, after, due_on, event_id)
  values (new.request_id, new.id, new.region_code, v_after, (new.closed_at at time zone 'Europe/Brussels')::date + v_days::int,
    coalesce(platform.current_event(), new.event_id))
  on conflict (minor_id, after) where done_at is null do nothing;
  return null;
end $$;
create trigger plan_follow_up after update on crisis.minor for each row
  when (old.closed_at is null and new.closed_at is not null) execute function crisis.plan_follow_up();
create function crisis.tell_follow_up() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform platform.notify('vp_crisis', new.region_code);
  return null;
end $$;
create trigger tell after insert or update on crisis.follow_up for each row execute function crisis.tell_follow_up();

-- The access team of the region is told of what comes to it; where it has nobody, its supervisors. Codes alone.
create function crisis.tell_team(p_region text, p_kind text, p_path text, p_details jsonb, p_key text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare w record; v_role text := case when exists (select 1 from auth.hat h where h.role_code = 'AT' and h.area_code = p_region
  and h.valid @> platform.today()) then 'AT' else 'AS' end;
begin
  for w in select distinct h.person_id from auth.hat h where h.role_code = v_role and h.valid @> platform.today()
      and (h.area_code = p_region or v_role = 'AS' and h.area_code is null) loop
    perform notices.notify(w.person_id, v_role, null, p_kind, p_path, null, p_details, p_key, platform.now());
  end loop;
end $$;
create function crisis.tell_handed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user in ('vp_jobs', current_user) then return null; end if;
  perform crisis.tell_team(new.region_code, 'crisis.handed-to-list', '/wachtlijst/' || new.waiting_request_id,
    jsonb_build_object('accelerated', case when (select r.accelerated from crisis.request r where r.id = new.request_id) then 'YES' else 'NO' end),
    'crisis.handed-to-list ' || new.waiting_request_id);
  return null;
end $$;
create trigger tell_handed after update on crisis.minor for each row
  when (old.waiting_request_id is null and new.waiting_request_id is not null) execute function crisis.tell_handed();
create function crisis.tell_accelerated() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_draft uuid;
begin
  if session_user in ('vp_jobs', current_user) then return null; end if;
  -- Each draft there is; before there is one, that it comes.
  for v_draft in select m.waiting_request_id from crisis.minor m where m.request_id = new.id and m.waiting_request_id is not null loop
    perform crisis.tell_team(new.region_code, 'crisis.accelerated', '/wachtlijst/' || v_draft, '{}', 'crisis.accelerated ' || v_draft);
  end loop;
  if not found then
    perform crisis.tell_team(new.region_code, 'crisis.accelerated', '/wachtlijst', '{}', 'crisis.accelerated ' || new.id);
  end if;
  return null;
end $$;
create trigger tell_accelerated after update on crisis.request for each row
  when (new.accelerated and not old.accelerated) execute function crisis.tell_accelerated();

-- Reading in an emergency, for any part of the house: who opened what, why, until when, and who looked at it afterwards.
-- Policies ask auth.opened_in_emergency(); a slice opens through a function of its own that says which rows belong together.
create table auth.emergency_access (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references auth.person (id),
  person_name text not null,
  role_code text not null,
  region_code text not null references region.region (code),
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'),
  subject_id uuid not null,
  subjects uuid[] not null check (cardinality(subjects) between 1 and 100),
  path text not null check (path ~ '^/([^/\\]|$)' and length(path) <= 500),
  reason text not null check (reason in ('DANGER', 'SAME_CHILD', 'DESK_UNREACHABLE', 'OTHER')),
  words text not null check (length(trim(words)) between 10 and 1000),
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  review_by date not null,
  verdict text check (verdict in ('CONFIRMED', 'QUESTIONED')),
  review_words text check (length(review_words) between 1 and 1000),
  reviewed_by uuid references auth.person (id),
  reviewed_by_name text,
  reviewed_at timestamptz,
  constraint emergency_sixty_minutes check (ends_at > opened_at and ends_at <= opened_at + interval '60 minutes'),
  constraint emergency_review_by_another check (reviewed_by <> person_id),
  constraint emergency_review_whole check ((verdict is null) = (reviewed_by is null) and (verdict is null) = (reviewed_at is null)),
  constraint emergency_question_says_what check (verdict is distinct from 'QUESTIONED' or review_words is not null)
);
create index emergency_open on auth.emergency_access (person_id, ends_at desc);
create index emergency_waits on auth.emergency_access (review_by) where verdict is null;
create index emergency_region on auth.emergency_access (region_code);
create index emergency_subject on auth.emergency_access (subject_id);
create index emergency_reviewed on auth.emergency_access (reviewed_by) where reviewed_by is not null;

-- What the asker has open at this moment, in the role that is worn: ids of rows, of whatever table.
create function auth.opened_in_emergency() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce((select array_agg(w.id) from auth.session s
      join auth.emergency_access e on e.person_id = s.person_id and e.role_code = s.role_code and e.ends_at > transaction_timestamp()
      cross join unnest(e.subjects) w (id)
    where s.token_hash = (select auth.token_hash()) and s.ended_at is null
      and s.idle_ends_at > transaction_timestamp() and s.ends_at > transaction_timestamp()
      and session_user = 'vp_' || lower(s.role_code)), '{}');
end $$;

-- The part that is the same for every slice: the row and the alerts. The clock of the server, whatever a demo's clock says.
create function auth.begin_emergency(p_kind text, p_region text, p_subject uuid, p_subjects uuid[], p_path text, p_reason text, p_words text)
returns uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_me auth.session; v_made uuid := gen_random_uuid(); w record;
begin
  v_me := auth.identity();
  if v_me.id is null then raise exception 'no live session' using errcode = '28000'; end if;
  insert into auth.emergency_access (id, person_id, person_name, role_code, region_code, kind, subject_id, subjects, path, reason, words, opened_at,
    ends_at, review_by)
  select v_made, p.id, p.name, v_me.role_code, p_region, p_kind, p_subject, p_subjects, p_path, p_reason, trim(p_words), transaction_timestamp(),
    transaction_timestamp() + interval '60 minutes', region.add_working_days(platform.today(), 2)
    from auth.person p where p.id = v_me.person_id;
  for w in select distinct h.person_id from auth.hat h where h.role_code = 'AS' and h.valid @> platform.today() and h.person_id <> v_me.person_id loop
    perform notices.notify(w.person_id, 'AS', null, 'account.emergency-opened', '/noodinzage', null,
      jsonb_build_object('reason', p_reason), 'account.emergency-opened ' || v_made, platform.now());
  end loop;
  return v_made;
end $$;

-- Looked at afterwards, by another than who read, and once. Fails with emergency_review_by_another, emergency_reviewed_once.
create function auth.review_emergency(p_access uuid, p_verdict text, p_words text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_me auth.session;
begin
  v_me := auth.identity();
  if v_me.id is null or session_user <> 'vp_as' then raise exception 'no live session' using errcode = '28000'; end if;
  update auth.emergency_access e set verdict = p_verdict, review_words = nullif(trim(p_words), ''), reviewed_by = v_me.person_id,
      reviewed_by_name = (select p.name from auth.person p where p.id = v_me.person_id), reviewed_at = transaction_timestamp()
   where e.id = p_access and e.verdict is null;
  if found then return; end if;
  if exists (select 1 from auth.emergency_access e where e.id = p_access) then
    raise exception 'was looked at' using errcode = 'check_violation', constraint = 'emergency_reviewed_once';
  end if;
  raise exception 'no such access' using errcode = 'P0002';
end $$;

-- Who is done reading closes it: sixty minutes are the most, not the measure.
create function auth.close_emergency(p_access uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not auth.active() then raise exception 'no live session' using errcode = '28000'; end if;
  update auth.emergency_access e set ends_at = greatest(transaction_timestamp(), e.opened_at + interval '1 millisecond')
   where e.id = p_access and e.person_id = auth.my_person() and e.ends_at > transaction_timestamp();
  if not found then raise exception 'no such access' using errcode = 'P0002'; end if;
end $$;

-- A desk reads who the minors of another region's case are, and what was said of it. Fails with emergency_of_another_region.
create function crisis.open_in_emergency(p_request uuid, p_reason text, p_words text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_request crisis.request; v_made uuid;
begin
  if not auth.active() or session_user <> 'vp_cr' then raise exception 'no live session' using errcode = '28000'; end if;
  select * into v_request from crisis.request r where r.id = p_request;
  if v_request.id is null then raise exception 'no such case' using errcode = 'P0002'; end if;
  if v_request.region_code is not distinct from auth.my_area() then
    raise exception 'one reads one''s own' using errcode = 'check_violation', constraint = 'emergency_of_another_region';
  end if;
  v_made := auth.begin_emergency('crisis.request', v_request.region_code, p_request,
    array[p_request] || array(select m.id from crisis.minor m where m.request_id = p_request order by m.position),
    '/crisis?vraag=' || p_request, p_reason, p_words);
  perform crisis.tell_desk(v_request.region_code, 'crisis.read-in-emergency', p_request, jsonb_build_object('reason', p_reason),
    'crisis.read-in-emergency ' || v_made);
  return v_made;
end $$;

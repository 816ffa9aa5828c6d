-- Up Migration
-- Two roles beside the work itself: the privacy officer (PO), who watches over the log of looks, and operations (OP), who
-- sees whether the program runs and nothing of what is in it. Findings over the log, breaches with their clock. Short tables with few writers: nothing waits long for their locks.
-- squawk-ignore-file constraint-missing-not-valid, disallowed-unique-constraint, adding-foreign-key-constraint, prefer-bigint-over-int, prefer-bigint-over-smallint

alter table auth.hat drop constraint hat_role_code_check;
alter table auth.hat add constraint hat_role_code_check check (role_code in
  ('AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ', 'RG', 'AD', 'CH', 'PA', 'TP', 'PO', 'OP'));
alter table administration.hat_request drop constraint hat_request_role_code_check;
alter table administration.hat_request add constraint hat_request_role_code_check check (role_code in
  ('AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ', 'RG', 'AD', 'CH', 'PA', 'TP', 'PO', 'OP'));
alter table saved_search.search drop constraint saved_search_circle;
alter table saved_search.search add constraint saved_search_circle check (circle in
  ('access', 'provider', 'CR', 'FS', 'FF', 'AN', 'RB', 'JJ', 'RG', 'AD', 'CH', 'PA', 'TP', 'PO', 'OP'));
-- Who reads what everybody looked at, and who may touch the machine: by two.
alter table administration.hat_request drop constraint two_persons;
alter table administration.hat_request add constraint two_persons
  check (decided_by is distinct from asked_by or answer = 'NO' or role_code not in ('AT', 'AS', 'CR', 'AD', 'PO', 'OP'));

create or replace function administration.ask_hat(p_person uuid, p_role text, p_organisation uuid, p_area text, p_valid daterange,
  p_reason text, p_stands_in_for uuid) returns table (request_id uuid, hat_id uuid)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_request uuid := gen_random_uuid(); v_hat uuid;
begin
  perform administration.refuse_stranger(p_person, p_role, p_organisation);
  if p_stands_in_for is not null then perform administration.refuse_stranger(p_stands_in_for, p_role, p_organisation); end if;
  insert into administration.hat_request (id, person_id, role_code, organisation_id, area_code, valid, reason, stands_in_for, asked_by, asked_at)
  values (v_request, p_person, p_role, p_organisation, p_area, p_valid, p_reason, p_stands_in_for, auth.my_person(), transaction_timestamp());
  -- The agency's own people always by two (D17, "4").
  if p_role not in ('AT', 'AS', 'CR', 'AD', 'PO', 'OP') and (auth.identity()).role_code <> 'AS' then
    v_hat := administration.answer_hat(v_request, true);
  end if;
  return query select v_request, v_hat;
end $$;

create or replace function administration.check_hat() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_me uuid;
begin
  if session_user in ('vp_jobs', current_user) then return new; end if;
  v_me := auth.my_person();
  if new.person_id = v_me or (tg_op = 'UPDATE' and old.person_id = v_me) then
    raise exception 'a role for oneself' using errcode = 'check_violation', constraint = 'role_never_for_oneself';
  end if;
  if tg_op = 'UPDATE' then
    if (new.person_id, new.role_code, new.organisation_id, new.area_code) is distinct from
       (old.person_id, old.role_code, old.organisation_id, old.area_code) then
      raise exception 'a hat becomes no other' using errcode = 'check_violation', constraint = 'hat_stays_itself';
    end if;
    if not (new.valid <@ old.valid) then
      raise exception 'longer is asked anew' using errcode = 'check_violation', constraint = 'hat_only_shortened';
    end if;
    return new;
  end if;
  update administration.hat_request r set hat_id = new.id
   where r.id = (select q.id from administration.hat_request q
     where q.person_id = new.person_id and q.role_code = new.role_code and q.hat_id is null and q.answer = 'YES'
       and q.organisation_id is not distinct from new.organisation_id and q.area_code is not distinct from new.area_code
       and q.valid = new.valid and (q.role_code not in ('AT', 'AS', 'CR', 'AD', 'PO', 'OP') or q.decided_by <> q.asked_by)
     order by q.decided_at desc limit 1);
  if not found then
    raise exception 'a role that nobody answered yes to' using errcode = 'check_violation', constraint = 'two_persons';
  end if;
  return new;
end $$;

-- What the program did by itself and when: a row for each thing, not for each time.
create table platform.run (
  name text primary key check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  done_at timestamptz,
  failed_at timestamptz,
  facts jsonb not null default '{}'
);
comment on table platform.run is 'The last time that each job and each check of the program itself was done, and failed.';

-- A day of the log is found without an order that each look would have to keep.
create index shown_at on audit.shown using brin (at);

-- How the log stands, without a word of what is in it: for operations.
create function audit.state() returns table (lines bigint, last_at timestamptz, unsealed bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select l.number from audit.line l order by l.number desc limit 1), 0),
    (select e.at from audit.line l join audit.entry e on e.id = l.entry_id order by l.number desc limit 1),
    (select count(*) from audit.entry e where e.tx >= coalesce((select l.swept from audit.line l order by l.number desc limit 1), '0'::xid8)
        and not exists (select from audit.line l where l.entry_id = e.id))
   where auth.active()
$$;
create function platform.runs() returns table (name text, done_at timestamptz, failed_at timestamptz, facts jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.name, r.done_at, r.failed_at, r.facts from platform.run r where auth.active()
$$;
-- What of the write-ahead log was last put away, and what could not be: all that the program knows of backups.
create function platform.put_away() returns table (put_away_at timestamptz, failed_at timestamptz, archiving boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.last_archived_time, a.last_failed_time, current_setting('archive_mode') <> 'off' from pg_stat_archiver a where auth.active()
$$;

-- What asks for the privacy officer's eye, found by the night. Each step is kept; nobody answers for a look of their own.
create schema privacy;
create table privacy.finding (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in
    ('OTHER_REGION', 'OWN_NAME', 'MANY_FILES', 'AT_NIGHT', 'REPEATED', 'RAISED_BEFORE', 'MOVED_BEFORE')),
  on_day date not null,
  account uuid not null references auth.person (id),
  account_name text not null,
  role_code text not null,
  subject_kind text,
  subject_id uuid,
  facts jsonb not null,
  found_at timestamptz not null default platform.now(),
  handle_by date not null,
  constraint finding_once unique nulls not distinct (kind, on_day, account, subject_id)
);
create index finding_account on privacy.finding (account);
create index finding_found on privacy.finding (found_at desc);
create table privacy.finding_step (
  id uuid primary key default gen_random_uuid(),
  finding_id uuid not null references privacy.finding (id),
  verdict text not null check (verdict in ('EXPLAINED', 'BREACH', 'MORE_ASKED', 'TOLD')),
  words text not null check (length(trim(words)) between 3 and 1000),
  by_person uuid not null references auth.person (id),
  by_name text not null,
  at timestamptz not null
);
create index finding_step_of on privacy.finding_step (finding_id, at);
create index finding_step_by on privacy.finding_step (by_person);
create unique index finding_answered_once on privacy.finding_step (finding_id) where verdict in ('EXPLAINED', 'BREACH');

-- A breach: what account, from when until when, and the moment from which seventy-two hours count (GDPR 33).
create table privacy.breach (
  id uuid primary key default gen_random_uuid(),
  account uuid not null references auth.person (id),
  account_name text not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  known_at timestamptz not null,
  words text not null check (length(trim(words)) between 3 and 2000),
  said_by uuid not null references auth.person (id),
  said_by_name text not null,
  said_at timestamptz not null,
  constraint breach_period check (until_at > from_at),
  constraint breach_known_by_now check (known_at <= said_at)
);
create index breach_account on privacy.breach (account);
create index breach_said_by on privacy.breach (said_by);
create index breach_said_at on privacy.breach (said_at desc);
create table privacy.breach_step (
  id uuid primary key default gen_random_uuid(),
  breach_id uuid not null references privacy.breach (id),
  step text not null check (step in ('AUTHORITY_TOLD', 'AUTHORITY_NOT_NEEDED', 'PERSONS_TOLD', 'PERSONS_NOT_NEEDED', 'CLOSED')),
  words text not null check (length(trim(words)) between 3 and 2000),
  by_person uuid not null references auth.person (id),
  by_name text not null,
  at timestamptz not null
);
create index breach_step_of on privacy.breach_step (breach_id, at);
create index breach_step_by on privacy.breach_step (by_person);
create unique index breach_step_once on privacy.breach_step (breach_id, split_part(step, '_', 1));

create trigger frozen before update or delete on privacy.finding for each row execute function platform.refuse_change();
create trigger frozen before update or delete on privacy.finding_step for each row execute function platform.refuse_change();
create trigger frozen before update or delete on privacy.breach for each row execute function platform.refuse_change();
create trigger frozen before update or delete on privacy.breach_step for each row execute function platform.refuse_change();

create function privacy.me() returns auth.session
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare v_me auth.session := auth.identity();
begin
  if v_me.id is null or session_user <> 'vp_po' then raise exception 'no live session' using errcode = '28000'; end if;
  return v_me;
end $$;

-- Who looked at a file: its index holds lists of ids, which a policy would not let it use.
create function privacy.looks_at(p_ids uuid[], p_before timestamptz, p_most int) returns table (number bigint, line text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform privacy.me();
  return query select w.number, w.line from audit.looks_at(p_ids, p_before, least(p_most, 5000)) w;
end $$;

-- Explained, a breach, more is asked, or the one who looked is told. Fails with finding_by_another, finding_answered_once.
create function privacy.answer_finding(p_finding uuid, p_verdict text, p_words text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_me auth.session := privacy.me(); v_finding privacy.finding;
begin
  select * into v_finding from privacy.finding f where f.id = p_finding;
  if v_finding.id is null then raise exception 'no such finding' using errcode = 'P0002'; end if;
  if v_finding.account = v_me.person_id then
    raise exception 'one''s own look' using errcode = 'check_violation', constraint = 'finding_by_another';
  end if;
  insert into privacy.finding_step (finding_id, verdict, words, by_person, by_name, at)
  select p_finding, p_verdict, trim(p_words), p.id, p.name, clock_timestamp() from auth.person p where p.id = v_me.person_id;
  if p_verdict = 'TOLD' then
    perform notices.notify(v_finding.account, v_finding.role_code, null, 'account.look-asked', '/berichten', null,
      jsonb_build_object('kind', v_finding.kind, 'day', v_finding.on_day), 'account.look-asked ' || p_finding, platform.now());
  end if;
end $$;

-- From this moment seventy-two hours count.
create function privacy.say_breach(p_account uuid, p_from timestamptz, p_until timestamptz, p_known_at timestamptz, p_words text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_me auth.session := privacy.me(); v_made uuid;
begin
  insert into privacy.breach (account, account_name, from_at, until_at, known_at, words, said_by, said_by_name, said_at)
  select a.id, a.name, p_from, p_until, p_known_at, trim(p_words), p.id, p.name, clock_timestamp()
    from auth.person a, auth.person p where a.id = p_account and p.id = v_me.person_id
  returning id into v_made;
  if v_made is null then raise exception 'no such account' using errcode = 'P0002'; end if;
  return v_made;
end $$;

create function privacy.step_breach(p_breach uuid, p_step text, p_words text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_me auth.session := privacy.me();
begin
  if not exists (select 1 from privacy.breach b where b.id = p_breach) then
    raise exception 'no such breach' using errcode = 'P0002';
  end if;
  insert into privacy.breach_step (breach_id, step, words, by_person, by_name, at)
  select p_breach, p_step, trim(p_words), p.id, p.name, clock_timestamp() from auth.person p where p.id = v_me.person_id;
end $$;

-- Shuts an account out at once: its open sessions end in the same moment. Letting in again is the administrator's.
create function privacy.block_account(p_account uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform privacy.me();
  update auth.person p set blocked_at = coalesce(p.blocked_at, platform.now()) where p.id = p_account;
  if not found then raise exception 'no such account' using errcode = 'P0002'; end if;
end $$;

-- The privacy officer is told of each reading in an emergency, and may review it as a supervisor may.
create or replace function auth.begin_emergency(p_kind text, p_region text, p_subject uuid, p_subjects uuid[], p_path text, p_reason text, p_words text)
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
  for w in select distinct h.person_id, h.role_code from auth.hat h
      where h.role_code in ('AS', 'PO') and h.valid @> platform.today() and h.person_id <> v_me.person_id loop
    perform notices.notify(w.person_id, w.role_code, null, 'account.emergency-opened', '/noodinzage', null,
      jsonb_build_object('reason', p_reason), 'account.emergency-opened ' || v_made, platform.now());
  end loop;
  return v_made;
end $$;

create or replace function auth.review_emergency(p_access uuid, p_verdict text, p_words text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_me auth.session;
begin
  v_me := auth.identity();
  if v_me.id is null or session_user not in ('vp_as', 'vp_po') then raise exception 'no live session' using errcode = '28000'; end if;
  update auth.emergency_access e set verdict = p_verdict, review_words = nullif(trim(p_words), ''), reviewed_by = v_me.person_id,
      reviewed_by_name = (select p.name from auth.person p where p.id = v_me.person_id), reviewed_at = transaction_timestamp()
   where e.id = p_access and e.verdict is null;
  if found then return; end if;
  if exists (select 1 from auth.emergency_access e where e.id = p_access) then
    raise exception 'was looked at' using errcode = 'check_violation', constraint = 'emergency_reviewed_once';
  end if;
  raise exception 'no such access' using errcode = 'P0002';
end $$;

-- The privacy officer reads in an emergency who a child is and what was said of it: of the list, or of a crisis.
create function waiting_list.open_in_emergency(p_request uuid, p_reason text, p_words text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_request waiting_list.request;
begin
  if not auth.active() or session_user <> 'vp_po' then raise exception 'no live session' using errcode = '28000'; end if;
  select * into v_request from waiting_list.request r where r.id = p_request;
  if v_request.id is null then raise exception 'no such request' using errcode = 'P0002'; end if;
  return auth.begin_emergency('waiting-list.request', v_request.region_code, p_request, array[p_request, v_request.person_id],
    '/logboek?dossier=' || p_request, p_reason, p_words);
end $$;
create or replace function crisis.open_in_emergency(p_request uuid, p_reason text, p_words text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_request crisis.request; v_made uuid;
begin
  if not auth.active() or session_user not in ('vp_cr', 'vp_po') then raise exception 'no live session' using errcode = '28000'; end if;
  select * into v_request from crisis.request r where r.id = p_request;
  if v_request.id is null then raise exception 'no such case' using errcode = 'P0002'; end if;
  if v_request.region_code is not distinct from auth.my_area() and session_user = 'vp_cr' then
    raise exception 'one reads one''s own' using errcode = 'check_violation', constraint = 'emergency_of_another_region';
  end if;
  v_made := auth.begin_emergency('crisis.request', v_request.region_code, p_request,
    array[p_request] || array(select m.id from crisis.minor m where m.request_id = p_request order by m.position),
    case session_user when 'vp_po' then '/logboek?dossier=' || p_request else '/crisis?vraag=' || p_request end, p_reason, p_words);
  perform crisis.tell_desk(v_request.region_code, 'crisis.read-in-emergency', p_request, jsonb_build_object('reason', p_reason),
    'crisis.read-in-emergency ' || v_made);
  return v_made;
end $$;

-- What the night holds looks against: whose request is in which region, whose task it is, what a family is called, every
-- rise on the list with its author, and when a child was proposed.
create view waiting_list.watch_request with (security_invoker = true) as
  select r.id as request_id, r.region_code, r.owner_id, r.second_owner_id, i.family_name
    from waiting_list.request r left join waiting_list.identity i on i.id = r.person_id;
create view waiting_list.watch_rise with (security_invoker = true) as
  select m.id, m.request_id, m.cause, m.at, m.event_id, m.before_band_no, m.after_band_no, m.before_since, m.after_since
    from waiting_list.move m
   where m.cause in ('ASSESSED', 'CONFIRMED', 'PRIORITY', 'SINCE')
     and (m.after_band_no < m.before_band_no or m.after_since < m.before_since);
create view allocation.watch_proposed with (security_invoker = true) as
  select c.request_id, p.sent_at from allocation.proposal_child c join allocation.proposal p on p.id = c.proposal_id where p.sent_at is not null;

-- Up Migration
-- People, their hats (role + organisation + area), sessions, events, idempotency keys.
-- Login roles (vp_at, vp_pc, …) are made before the migrations run: src/platform/db/roles.ts.

create extension if not exists btree_gist;

create schema auth;
create schema platform;

create table platform.instance (
  singleton boolean primary key default true check (singleton),
  id uuid not null default gen_random_uuid(),
  mode text not null default 'live' check (mode in ('live', 'demo', 'test')),
  time_zone text not null default 'Europe/Brussels',
  created_at timestamptz not null default now()
);
comment on table platform.instance is 'What kind of installation this is; demo and test may set the clock.';
insert into platform.instance default values;

-- Any login may LISTEN on any channel whose name it knows. So the real names hold a mark that only the
-- jobs login can ask for; without it nobody hears that capacity changed, nor can say so.
create table platform.channel (
  singleton boolean primary key default true check (singleton),
  mark text not null default replace(gen_random_uuid()::text, '-', '')
);
comment on table platform.channel is 'The unguessable part of the names of the notification channels.';
insert into platform.channel default values;

create function platform.channel(p_name text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p_name || '_' || c.mark from platform.channel c
$$;
comment on function platform.channel is 'The real name of a channel; for the jobs login, which listens.';

create function platform.notify(p_name text, p_payload text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select pg_catalog.pg_notify(platform.channel(p_name), p_payload)
$$;

create table auth.organisation (
  id uuid primary key default gen_random_uuid(),
  code text not null unique,
  name text not null,
  kind text not null,
  invented boolean not null default false
);

create table auth.person (
  id uuid primary key default gen_random_uuid(),
  issuer text not null,
  subject text not null,
  name text not null,
  invented boolean not null default false,
  blocked_at timestamptz,
  unique (issuer, subject)
);

create table auth.hat (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references auth.person (id),
  role_code text not null check (role_code in ('AT', 'AS', 'PI', 'PC', 'AN', 'RB', 'JJ', 'AD')),
  organisation_id uuid references auth.organisation (id),
  area_code text,
  magistrate boolean not null default false,
  valid daterange not null default daterange(current_date, null),
  exclude using gist (person_id with =, role_code with =, coalesce(organisation_id, '00000000-0000-0000-0000-000000000000'::uuid) with =, valid with &&)
);
comment on table auth.hat is 'One role of one person at one organisation, for a period. A person with two hats switches, never adds them up.';
create index hat_person on auth.hat (person_id);
create index hat_organisation on auth.hat (organisation_id);

create table auth.login_attempt (
  state_hash bytea primary key,
  nonce text not null,
  code_verifier text not null,
  return_to text not null,
  created_at timestamptz not null default now()
);

create table auth.session (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique,
  csrf_token text not null,
  person_id uuid not null references auth.person (id),
  hat_id uuid not null references auth.hat (id),
  role_code text not null,
  organisation_id uuid,
  area_code text,
  created_at timestamptz not null default now(),
  idle_limit interval not null,
  idle_ends_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  end_cause text,
  id_token_hint text
);
create index session_person on auth.session (person_id) where ended_at is null;
create index session_hat on auth.session (hat_id) where ended_at is null;
create index session_ends on auth.session (ends_at);

create table platform.event (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  slice text not null,
  kind text not null,
  at timestamptz not null,
  person_id uuid,
  hat_id uuid,
  role_code text,
  actor_name text,
  organisation_id uuid references auth.organisation (id),
  subject_id uuid,
  reason text,
  details jsonb not null default '{}',
  undo_of uuid references platform.event (id),
  undone_by uuid references platform.event (id),
  undoable boolean not null default false,
  tx xid8 not null
);
comment on table platform.event is 'What was done, by whom, when; written in the same transaction as the change. No personal data in details.';
-- Filled by the trigger `signed`: a default would need every login to be allowed to ask for the counter.
comment on column platform.event.tx is 'The transaction that wrote the event: facts can be written under an event of their own transaction only.';
create index event_subject on platform.event (subject_id, seq desc);
create index event_organisation on platform.event (organisation_id, seq desc);
create index event_undo_of on platform.event (undo_of) where undo_of is not null;

create table platform.idempotency_key (
  person_id uuid not null,
  key text not null check (length(key) between 8 and 255),
  request_hash bytea not null,
  status int,
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (person_id, key)
);
create index idempotency_key_created on platform.idempotency_key (created_at);

-- The clock of every write. Only demo and test installations may set it, so that
-- years of history can be lived through the real commands.
create function platform.now() returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case
    when nullif(current_setting('vp.clock', true), '') is not null
     and (select mode from platform.instance) in ('demo', 'test')
    then current_setting('vp.clock')::timestamptz
    else transaction_timestamp()
  end
$$;

create function platform.today() returns date
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select (platform.now() at time zone (select time_zone from platform.instance))::date
$$;

create function auth.token_hash() returns bytea
language sql stable set search_path = pg_catalog, pg_temp as $$
  select case when coalesce(current_setting('vp.session', true), '') ~ '^[0-9a-f]{64}$'
    then sha256(decode(current_setting('vp.session', true), 'hex')) end
$$;

-- The one place where a token becomes an identity. Nothing comes back unless the session lives,
-- the hat is still worn, and the database login is the one of the session's role.
create function auth.identity() returns auth.session
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s from auth.session s
  join auth.hat h on h.id = s.hat_id
  join auth.person p on p.id = s.person_id
  where s.token_hash = auth.token_hash()
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

-- What policies ask, once for each query: the session behind the token of this transaction. That the hat
-- is still worn and the person not blocked is checked by auth.enter at the beginning of the transaction
-- (and a change of either ends the session), so one look at one row is enough here.
create function auth.active() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select 1 from auth.session s
    where s.token_hash = auth.token_hash() and s.ended_at is null
      and s.idle_ends_at > transaction_timestamp() and s.ends_at > transaction_timestamp()
      and session_user = 'vp_' || lower(s.role_code));
end $$;
create function auth.my_organisation() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select s.organisation_id from auth.session s
    where s.token_hash = auth.token_hash() and s.ended_at is null
      and s.idle_ends_at > transaction_timestamp() and s.ends_at > transaction_timestamp()
      and session_user = 'vp_' || lower(s.role_code));
end $$;
create function auth.my_area() returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select s.area_code from auth.session s
    where s.token_hash = auth.token_hash() and s.ended_at is null
      and s.idle_ends_at > transaction_timestamp() and s.ends_at > transaction_timestamp()
      and session_user = 'vp_' || lower(s.role_code));
end $$;
create function auth.my_person() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select (auth.identity()).person_id
$$;

-- Opens the transaction of a request: sets the token for this transaction and refuses a dead one. What an
-- earlier transaction on the same connection may have left behind in our own settings ends here.
create function auth.enter(token text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me auth.session;
begin
  perform set_config('vp.session', token, true), set_config('vp.event', '', true), set_config('vp.restore', '', true),
          set_config('vp.bulk', '', true), set_config('vp.clock', '', true);
  me := auth.identity();
  if me.id is null then
    raise exception 'no live session' using errcode = '28000';
  end if;
  return me.person_id;
end $$;

-- The door (vp_door) opens, resolves, moves and ends sessions; no other login may call these.
create function auth.session_of(p_token_hash bytea)
returns table (session_id uuid, person_id uuid, person_name text, hat_id uuid, role_code text, organisation_id uuid,
  organisation_name text, area_code text, csrf_token text, idle_ends_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.person_id, p.name, s.hat_id, s.role_code, s.organisation_id, o.name, s.area_code, s.csrf_token,
      s.idle_ends_at, s.ends_at
    from auth.session s
    join auth.hat h on h.id = s.hat_id
    join auth.person p on p.id = h.person_id
    left join auth.organisation o on o.id = h.organisation_id
   where s.token_hash = p_token_hash
     and s.ended_at is null and s.idle_ends_at > transaction_timestamp() and s.ends_at > transaction_timestamp()
     and p.blocked_at is null and h.role_code = s.role_code
     and h.organisation_id is not distinct from s.organisation_id
     and h.area_code is not distinct from s.area_code
     and h.valid @> (transaction_timestamp() at time zone 'Europe/Brussels')::date
$$;
comment on function auth.session_of is 'The living session behind a token, for what a page asks by itself: no activity of anybody.';

-- The same for what somebody asks: the idle time begins anew. Written at most twice a minute.
create function auth.resolve_session(p_token_hash bytea)
returns table (session_id uuid, person_id uuid, person_name text, hat_id uuid, role_code text, organisation_id uuid,
  organisation_name text, area_code text, csrf_token text, idle_ends_at timestamptz, ends_at timestamptz)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update auth.session s set idle_ends_at = transaction_timestamp() + s.idle_limit
    from auth.session_of(p_token_hash) f
   where s.id = f.session_id and s.idle_ends_at < transaction_timestamp() + s.idle_limit - interval '30 seconds';
  select * from auth.session_of(p_token_hash)
$$;

create function auth.hats_of(p_person uuid)
returns table (hat_id uuid, role_code text, organisation_name text, area_code text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select h.id, h.role_code, o.name, h.area_code
    from auth.hat h left join auth.organisation o on o.id = h.organisation_id
   where h.person_id = p_person
     and h.valid @> (transaction_timestamp() at time zone 'Europe/Brussels')::date
   order by h.role_code, o.name
$$;

create function auth.open_session(p_issuer text, p_subject text, p_hat uuid, p_token_hash bytea, p_csrf text,
  p_idle interval, p_absolute interval, p_id_token text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_id uuid;
begin
  insert into auth.session (token_hash, csrf_token, person_id, hat_id, role_code, organisation_id, area_code,
      idle_limit, idle_ends_at, ends_at, id_token_hint)
  select p_token_hash, p_csrf, p.id, h.id, h.role_code, h.organisation_id, h.area_code,
      p_idle, transaction_timestamp() + p_idle, transaction_timestamp() + p_absolute, p_id_token
    from auth.person p join auth.hat h on h.person_id = p.id
   where p.issuer = p_issuer and p.subject = p_subject and p.blocked_at is null
     and (p_hat is null or h.id = p_hat)
     and h.valid @> (transaction_timestamp() at time zone 'Europe/Brussels')::date
   order by h.role_code, h.id limit 1
  returning id into v_id;
  return v_id;
end $$;

create function auth.switch_hat(p_token_hash bytea, p_hat uuid, p_new_token_hash bytea, p_new_csrf text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_old auth.session; v_id uuid;
begin
  select s.* into v_old from auth.session s
   where s.token_hash = p_token_hash and s.ended_at is null
     and s.idle_ends_at > transaction_timestamp() and s.ends_at > transaction_timestamp() for update;
  if v_old.id is null then return null; end if;
  insert into auth.session (token_hash, csrf_token, person_id, hat_id, role_code, organisation_id, area_code,
      idle_limit, idle_ends_at, ends_at, id_token_hint)
  select p_new_token_hash, p_new_csrf, h.person_id, h.id, h.role_code, h.organisation_id, h.area_code,
      v_old.idle_limit, transaction_timestamp() + v_old.idle_limit, v_old.ends_at, v_old.id_token_hint
    from auth.hat h join auth.person p on p.id = h.person_id
   where h.id = p_hat and h.person_id = v_old.person_id and p.blocked_at is null
     and h.valid @> (transaction_timestamp() at time zone 'Europe/Brussels')::date
  returning id into v_id;
  if v_id is null then return null; end if;
  update auth.session set ended_at = transaction_timestamp(), end_cause = 'switched' where id = v_old.id;
  perform platform.notify('vp_session', v_old.id::text);
  return v_id;
end $$;

create function auth.end_session(p_token_hash bytea, p_cause text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v auth.session;
begin
  update auth.session set ended_at = transaction_timestamp(), end_cause = p_cause
   where token_hash = p_token_hash and ended_at is null returning * into v;
  if v.id is not null then perform platform.notify('vp_session', v.id::text); end if;
  return v.id_token_hint;
end $$;

create function auth.begin_login(p_state_hash bytea, p_nonce text, p_verifier text, p_return_to text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from auth.login_attempt where created_at < transaction_timestamp() - interval '15 minutes';
  insert into auth.login_attempt (state_hash, nonce, code_verifier, return_to)
  values (p_state_hash, p_nonce, p_verifier, p_return_to)
$$;

create function auth.take_login(p_state_hash bytea)
returns table (nonce text, code_verifier text, return_to text)
language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from auth.login_attempt a
   where a.state_hash = p_state_hash and a.created_at > transaction_timestamp() - interval '15 minutes'
  returning a.nonce, a.code_verifier, a.return_to
$$;

-- A changed hat or a blocked person ends the sessions at once and tells the web processes.
create function auth.end_sessions(p_hat uuid, p_person uuid, p_cause text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_id uuid;
begin
  for v_id in
    update auth.session set ended_at = transaction_timestamp(), end_cause = p_cause
     where (hat_id = p_hat or person_id = p_person) and ended_at is null returning id
  loop
    perform platform.notify('vp_session', v_id::text);
  end loop;
end $$;

create function auth.on_hat_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.end_sessions(old.id, null, 'role changed');
  return null;
end $$;
create trigger hat_changed after update on auth.hat for each row
  when (old.* is distinct from new.*) execute function auth.on_hat_change();

create function auth.on_person_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.end_sessions(null, old.id, 'person blocked');
  return null;
end $$;
create trigger person_blocked after update of blocked_at on auth.person for each row
  when (new.blocked_at is not null and old.blocked_at is null) execute function auth.on_person_change();

create function platform.current_event() returns uuid
language sql stable set search_path = pg_catalog, pg_temp as $$
  select nullif(current_setting('vp.event', true), '')::uuid
$$;

-- An event is of the transaction that writes it, and signed by the session, whatever the statement says.
create function platform.sign_event() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me auth.session;
begin
  new.tx := pg_current_xact_id();
  -- The program itself (jobs, or the owner in a migration) acts for nobody.
  if session_user in ('vp_jobs', current_user) then return new; end if;
  me := auth.identity();
  new.person_id := me.person_id;
  new.hat_id := me.hat_id;
  new.role_code := me.role_code;
  select p.name into new.actor_name from auth.person p where p.id = me.person_id;
  new.at := platform.now();
  new.undone_by := null;
  return new;
end $$;
create trigger signed before insert on platform.event for each row execute function platform.sign_event();

-- Facts are written under an event of their own transaction. Only a version that is put back keeps the
-- event that wrote it first, and only if that version really was there.
create function platform.check_event() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_foreign boolean; v_history text := tg_table_name || '_history';
begin
  if session_user in ('vp_jobs', current_user) then return null; end if;
  if tg_op = 'DELETE' then
    if not exists (select 1 from old_rows) then return null; end if;
  elsif not exists (select 1 from new_rows) then
    return null;
  end if;
  if tg_op <> 'INSERT' then
    if not exists (select 1 from platform.event e where e.id = platform.current_event() and e.tx = pg_current_xact_id()) then
      raise exception 'a change without an event of its own' using errcode = 'insufficient_privilege';
    end if;
  end if;
  if tg_op = 'DELETE' then return null; end if;
  select exists (
    select 1 from (select distinct n.event_id from new_rows n) w
      left join platform.event e on e.id = w.event_id
     where e.tx is distinct from pg_current_xact_id()) into v_foreign;
  if v_foreign and to_regclass(format('%I.%I', tg_table_schema, v_history)) is not null then
    execute format(
      'select exists (select 1 from new_rows n join platform.event e on e.id = n.event_id
        where e.tx <> pg_current_xact_id()
          and not exists (select 1 from %I.%I h where h.id = n.id and h.event_id = n.event_id))',
      tg_table_schema, v_history) into v_foreign;
  end if;
  if v_foreign then
    raise exception 'a fact under an event of another transaction' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

-- Keeps the superseded version of a fact: what was known, from when until when, and by which
-- event it was superseded. A history table has the columns of its subject plus those two.
create function platform.keep_history() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  execute format('insert into %I.%I select ($1).*, $2, $3', tg_table_schema, tg_table_name || '_history')
    using old, greatest(platform.now(), old.known_from), platform.current_event();
  if tg_op = 'DELETE' then return old; end if;
  new.known_from := greatest(platform.now(), old.known_from);
  -- Undo puts a version back as the work of the event that first wrote it, so that this one can be undone too.
  if current_setting('vp.restore', true) is distinct from 'on' then
    new.event_id := platform.current_event();
  end if;
  return new;
end $$;

-- Idempotency: the key is taken in the same transaction as the change it stands for.
create function platform.idempotent_begin(p_key text, p_hash bytea)
returns table (state text, status int, answer jsonb)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_person uuid := auth.my_person(); v platform.idempotency_key;
begin
  if v_person is null then raise exception 'no live session' using errcode = '28000'; end if;
  insert into platform.idempotency_key (person_id, key, request_hash) values (v_person, p_key, p_hash)
    on conflict do nothing returning * into v;
  if v.key is not null then
    return query select 'new'::text, null::int, null::jsonb;
    return;
  end if;
  select * into v from platform.idempotency_key k where k.person_id = v_person and k.key = p_key;
  if v.request_hash <> p_hash then
    return query select 'other'::text, null::int, null::jsonb;
  else
    return query select 'done'::text, v.status, v.answer;
  end if;
end $$;

create function platform.idempotent_end(p_key text, p_status int, p_answer jsonb) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update platform.idempotency_key k set status = p_status, answer = p_answer
   where k.person_id = auth.my_person() and k.key = p_key
$$;

-- What is no longer needed goes: sessions a year after the moment at which they had to end, log-in attempts
-- after a day, idempotency keys after thirty days. At most so many of each, so that nobody waits for it.
create function platform.forget_old(p_most int) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_some int; v_all int := 0;
begin
  delete from auth.session where id in (
    select id from auth.session where ends_at < transaction_timestamp() - interval '1 year' order by ends_at limit p_most);
  get diagnostics v_some = row_count;
  v_all := v_all + v_some;
  delete from auth.login_attempt where state_hash in (
    select state_hash from auth.login_attempt where created_at < transaction_timestamp() - interval '1 day' limit p_most);
  get diagnostics v_some = row_count;
  v_all := v_all + v_some;
  delete from platform.idempotency_key k using (
    select person_id, key from platform.idempotency_key
     where created_at < transaction_timestamp() - interval '30 days' order by created_at limit p_most) old
   where k.person_id = old.person_id and k.key = old.key;
  get diagnostics v_some = row_count;
  return v_all + v_some;
end $$;

create function platform.mark_undone(p_event uuid, p_by uuid) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update platform.event e set undone_by = p_by
   where e.id = p_event and e.undone_by is null
     and exists (select 1 from platform.event b where b.id = p_by and b.undo_of = p_event and b.tx = pg_current_xact_id())
     and (session_user = 'vp_jobs' or e.organisation_id is not distinct from auth.my_organisation()
          or (session_user = 'vp_as' and e.person_id = auth.my_person()))
$$;

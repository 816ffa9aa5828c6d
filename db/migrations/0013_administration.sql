-- Up Migration
-- Who gives which role, two persons where it matters, keys for providers' own systems, and the history of both.
-- New tables: nothing waits for their locks.
-- squawk-ignore-file disallowed-unique-constraint

create schema administration;

-- A role that is asked for. What opens all capacity, or the accounts themselves, waits for a second person's yes.
create table administration.hat_request (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references auth.person (id),
  role_code text not null check (role_code in ('AT', 'AS', 'PI', 'PC', 'AN', 'RB', 'JJ', 'AD')),
  organisation_id uuid references auth.organisation (id),
  area_code text,
  valid daterange not null,
  reason text not null,
  stands_in_for uuid references auth.person (id),
  asked_by uuid not null references auth.person (id),
  asked_at timestamptz not null,
  decided_by uuid references auth.person (id),
  decided_at timestamptz,
  answer text,
  hat_id uuid unique references auth.hat (id),
  constraint hat_request_reason check (length(trim(reason)) between 3 and 500),
  constraint hat_request_period check (not isempty(valid) and not lower_inf(valid)),
  -- A deputy's role ends by itself.
  constraint deputy_until check (stands_in_for is null or not upper_inf(valid)),
  constraint deputy_for_another check (stands_in_for is distinct from person_id),
  constraint answer_whole check ((answer is null) = (decided_by is null) and (answer is null) = (decided_at is null)),
  constraint hat_request_answer check (answer in ('YES', 'NO')),
  constraint role_never_for_oneself check (person_id <> asked_by and person_id is distinct from decided_by),
  constraint two_persons check (decided_by is distinct from asked_by or answer = 'NO' or role_code not in ('AT', 'AS', 'AD'))
);
comment on table administration.hat_request is 'Every role that was asked for, by whom, why, and who said yes: nobody for themselves, and AT, AS and AD by two persons.';
create index hat_request_open on administration.hat_request (asked_at) where answer is null;
create index hat_request_person on administration.hat_request (person_id);

-- What was changed in accounts, settings and code lists, by whom: written by triggers alone.
create table administration.change (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  person_id uuid,
  role_code text,
  table_name text not null,
  action text not null check (action in ('INSERT', 'UPDATE', 'DELETE')),
  row_key text not null,
  before jsonb,
  after jsonb
);
comment on table administration.change is 'History of accounts, roles, settings and code lists: who changed what from what into what.';
create index change_key on administration.change (table_name, row_key, seq desc);

create table administration.onboarding (
  organisation_id uuid not null references auth.organisation (id),
  step text not null check (step in ('AGREEMENT', 'TRAINING', 'TEST_IMPORT')),
  done_on date not null,
  primary key (organisation_id, step)
);
comment on table administration.onboarding is 'Steps on the way to taking part that no fact of the database shows by itself.';

-- Keys for providers' own systems: the secret is shown once, only its hash is kept.
create table auth.api_key (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique,
  organisation_id uuid not null references auth.organisation (id),
  person_id uuid not null references auth.person (id),
  hat_id uuid not null references auth.hat (id),
  name text not null check (length(trim(name)) between 1 and 80),
  scopes text[] not null check (scopes <@ array['read', 'import'] and cardinality(scopes) between 1 and 2),
  made_at timestamptz not null default transaction_timestamp(),
  ends_on date not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  constraint key_at_most_a_year check (ends_on <= (made_at at time zone 'Europe/Brussels')::date + 366)
);
comment on table auth.api_key is 'A key of one provider''s own system: acts as the person who made it, within its scopes, until its last day.';
create index api_key_organisation on auth.api_key (organisation_id);
create index api_key_hat on auth.api_key (hat_id);

alter table auth.session add column key_id uuid references auth.api_key (id);
comment on column auth.session.key_id is 'The key that opened this short session of a program; such a session is no browser''s.';
create index session_key on auth.session (key_id) where key_id is not null and ended_at is null;

-- Asked and answered under one's own name, whatever the statement says.
create function administration.sign_request() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me auth.session;
begin
  if session_user in ('vp_jobs', current_user) then return new; end if;
  me := auth.identity();
  if tg_op = 'INSERT' then
    new.asked_by := me.person_id;
    new.asked_at := transaction_timestamp();
    new.decided_by := null; new.decided_at := null; new.answer := null; new.hat_id := null;
    return new;
  end if;
  if old.answer is not null and (new.answer is distinct from old.answer or new.hat_id is not distinct from old.hat_id) then
    raise exception 'answered already' using errcode = 'check_violation', constraint = 'answered_once';
  end if;
  if (new.person_id, new.role_code, new.organisation_id, new.area_code, new.valid, new.asked_by)
     is distinct from (old.person_id, old.role_code, old.organisation_id, old.area_code, old.valid, old.asked_by) then
    raise exception 'another request' using errcode = 'insufficient_privilege';
  end if;
  if old.answer is null and new.answer is not null then
    new.decided_by := me.person_id;
    new.decided_at := transaction_timestamp();
  end if;
  return new;
end $$;
create trigger signed before insert or update on administration.hat_request
  for each row execute function administration.sign_request();

-- The last word on roles: whichever way a role comes in, no application login gives one to itself, and what
-- needs two persons has a request that two persons carried.
create function administration.check_hat() returns trigger
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
       and q.valid = new.valid and (q.role_code not in ('AT', 'AS', 'AD') or q.decided_by <> q.asked_by)
     order by q.decided_at desc limit 1);
  if not found then
    raise exception 'a role that nobody answered yes to' using errcode = 'check_violation', constraint = 'two_persons';
  end if;
  return new;
end $$;
-- After the row is there: the request names it.
create trigger checked after insert or update on auth.hat for each row execute function administration.check_hat();

-- Nobody blocks or frees themself, and an account stays that of the same person.
create function administration.check_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user in ('vp_jobs', current_user) then return new; end if;
  if new.id = auth.my_person() and new.blocked_at is distinct from old.blocked_at then
    raise exception 'one''s own account' using errcode = 'check_violation', constraint = 'account_never_ones_own';
  end if;
  if (new.issuer, new.subject) is distinct from (old.issuer, old.subject) then
    raise exception 'an account becomes no other' using errcode = 'check_violation', constraint = 'account_stays_itself';
  end if;
  return new;
end $$;
create trigger checked before update on auth.person for each row execute function administration.check_person();

-- What people change leaves its trace; what the program itself fills does not.
create function administration.keep_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me auth.session; v_before jsonb; v_after jsonb; v_row jsonb;
begin
  if session_user in ('vp_jobs', current_user) then return null; end if;
  me := auth.identity();
  if tg_op <> 'INSERT' then v_before := to_jsonb(old) - 'issuer' - 'subject'; end if;
  if tg_op <> 'DELETE' then v_after := to_jsonb(new) - 'issuer' - 'subject'; end if;
  if v_before is not distinct from v_after then return null; end if;
  v_row := coalesce(v_after, v_before);
  insert into administration.change (at, person_id, role_code, table_name, action, row_key, before, after)
  values (transaction_timestamp(), me.person_id, me.role_code, tg_table_schema || '.' || tg_table_name, tg_op,
    coalesce(v_row->>'id', v_row->>'key', v_row->>'code', concat_ws(' ', v_row->>'organisation_id', v_row->>'step')), v_before, v_after);
  return null;
end $$;
do $$
declare t text;
begin
  foreach t in array array['auth.person', 'auth.hat', 'auth.organisation', 'region.setting', 'region.region', 'region.zone',
      'region.municipality', 'capacity.module_type', 'administration.hat_request', 'administration.onboarding'] loop
    execute format('create trigger z_kept after insert or update or delete on %s for each row execute function administration.keep_change()', t);
  end loop;
end $$;

-- People with their roles, as far as the asker keeps them: the administrator all, a supervisor of the agency and a
-- provider's intake those of their own organisation (D17). No subject of the log-in, no content.
create function administration.people()
returns table (person_id uuid, name text, invented boolean, blocked_at timestamptz, signed_in boolean, hat_id uuid, role_code text,
  organisation_id uuid, organisation_name text, area_code text, valid_from date, valid_until date, stands_in_for text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, p.name, p.invented, p.blocked_at, exists (select from auth.session s where s.person_id = p.id), h.id, h.role_code,
         h.organisation_id, o.name, h.area_code, lower(h.valid), upper(h.valid),
         (select d.name from administration.hat_request r join auth.person d on d.id = r.stands_in_for where r.hat_id = h.id)
    from auth.person p left join auth.hat h on h.person_id = p.id left join auth.organisation o on o.id = h.organisation_id
   where (auth.identity()).role_code = 'AD'
      or (h.organisation_id = auth.my_organisation() and (auth.identity()).role_code in ('AS', 'PI'))
$$;

-- May the asker give or end this role there? The administrator any; the others in their own organisation.
create function administration.may_keep(p_role text, p_organisation uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case (auth.identity()).role_code
    when 'AD' then true
    when 'AS' then p_organisation = auth.my_organisation() and p_role in ('AS', 'AN')
    when 'PI' then p_organisation = auth.my_organisation() and p_role in ('PI', 'PC')
    else false end
$$;

create function administration.refuse_stranger(p_person uuid, p_role text, p_organisation uuid) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not coalesce(administration.may_keep(p_role, p_organisation), false) then
    raise exception 'not theirs to give' using errcode = 'insufficient_privilege';
  end if;
  -- Somebody of another house is not seen, so cannot be named either.
  if (auth.identity()).role_code <> 'AD' and not exists (
      select from auth.hat h where h.person_id = p_person and h.organisation_id = auth.my_organisation()) then
    raise exception 'not theirs to give' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Asks for a role; where one person is enough it is given at once.
create function administration.ask_hat(p_person uuid, p_role text, p_organisation uuid, p_area text, p_valid daterange,
  p_reason text, p_stands_in_for uuid) returns table (request_id uuid, hat_id uuid)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_request uuid := gen_random_uuid(); v_hat uuid;
begin
  perform administration.refuse_stranger(p_person, p_role, p_organisation);
  if p_stands_in_for is not null then perform administration.refuse_stranger(p_stands_in_for, p_role, p_organisation); end if;
  insert into administration.hat_request (id, person_id, role_code, organisation_id, area_code, valid, reason, stands_in_for, asked_by, asked_at)
  values (v_request, p_person, p_role, p_organisation, p_area, p_valid, p_reason, p_stands_in_for, auth.my_person(), transaction_timestamp());
  -- The agency's own people always by two (D17, "4").
  if p_role not in ('AT', 'AS', 'AD') and (auth.identity()).role_code <> 'AS' then
    v_hat := administration.answer_hat(v_request, true);
  end if;
  return query select v_request, v_hat;
end $$;

-- Answers a request; on yes the role is there.
create function administration.answer_hat(p_request uuid, p_yes boolean) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v administration.hat_request; v_hat uuid := gen_random_uuid();
begin
  select r.* into v from administration.hat_request r where r.id = p_request for update;
  if v.id is null or not coalesce(administration.may_keep(v.role_code, v.organisation_id), false) then
    raise exception 'no such request' using errcode = 'no_data_found';
  end if;
  if v.answer is not null then
    raise exception 'answered already' using errcode = 'check_violation', constraint = 'answered_once';
  end if;
  -- Of the agency's own people a colleague says yes, whatever the role.
  if p_yes and v.asked_by = auth.my_person() and (auth.identity()).role_code = 'AS' then
    raise exception 'two persons' using errcode = 'check_violation', constraint = 'two_persons';
  end if;
  update administration.hat_request r set answer = case when p_yes then 'YES' else 'NO' end,
         decided_by = auth.my_person(), decided_at = transaction_timestamp() where r.id = p_request;
  if not p_yes then return null; end if;
  insert into auth.hat (id, person_id, role_code, organisation_id, area_code, valid)
  values (v_hat, v.person_id, v.role_code, v.organisation_id, v.area_code, v.valid);
  return v_hat;
end $$;

-- The role ends on a day; on or before its first day it is as if it never began, but the history keeps it.
create function administration.end_hat(p_hat uuid, p_on date) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v auth.hat;
begin
  select h.* into v from auth.hat h where h.id = p_hat for update;
  if v.id is null or not coalesce(administration.may_keep(v.role_code, v.organisation_id), false) then
    raise exception 'no such role' using errcode = 'no_data_found';
  end if;
  update auth.hat h set valid = daterange(lower(h.valid), greatest(p_on, lower(h.valid))) where h.id = p_hat;
  return v.person_id;
end $$;

-- Requests that the asker may answer or has made.
create function administration.requests(p_open boolean)
returns table (id uuid, person_id uuid, person_name text, role_code text, organisation_name text, area_code text, valid_from date,
  valid_until date, reason text, stands_in_for text, asked_by text, asked_at timestamptz, decided_by text, decided_at timestamptz,
  answer text, mine boolean, about_me boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.id, r.person_id, p.name, r.role_code, o.name, r.area_code, lower(r.valid), upper(r.valid), r.reason, f.name, a.name, r.asked_at,
         d.name, r.decided_at, r.answer, r.asked_by = auth.my_person(), r.person_id = auth.my_person()
    from administration.hat_request r join auth.person p on p.id = r.person_id join auth.person a on a.id = r.asked_by
    left join auth.person d on d.id = r.decided_by left join auth.person f on f.id = r.stands_in_for
    left join auth.organisation o on o.id = r.organisation_id
   where (r.answer is null) = p_open
     and ((auth.identity()).role_code = 'AD'
       or ((auth.identity()).role_code in ('AS', 'PI') and r.organisation_id = auth.my_organisation()))
   order by r.asked_at desc limit 200
$$;

-- Keys. Made by a provider's capacity keeper for its own organisation; the hash is all that is kept.
create function auth.make_key(p_name text, p_scopes text[], p_ends_on date, p_hash bytea) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me auth.session := auth.identity(); v_id uuid;
begin
  if me.role_code is distinct from 'PC' or me.organisation_id is null or me.key_id is not null then
    raise exception 'no key for this role' using errcode = 'insufficient_privilege';
  end if;
  if p_ends_on <= platform.today() then
    raise exception 'ended already' using errcode = 'check_violation', constraint = 'key_ends_later';
  end if;
  if (select count(*) from auth.api_key k where k.organisation_id = me.organisation_id and k.revoked_at is null and k.ends_on > platform.today()) >= 10 then
    raise exception 'too many keys' using errcode = 'check_violation', constraint = 'at_most_ten_keys';
  end if;
  insert into auth.api_key (token_hash, organisation_id, person_id, hat_id, name, scopes, ends_on)
  values (p_hash, me.organisation_id, me.person_id, me.hat_id, trim(p_name), p_scopes, p_ends_on) returning id into v_id;
  return v_id;
end $$;

create function auth.own_keys()
returns table (id uuid, name text, scopes text[], made_by text, made_at timestamptz, ends_on date, last_used_at timestamptz, revoked_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.id, k.name, k.scopes, p.name, k.made_at, k.ends_on, k.last_used_at, k.revoked_at
    from auth.api_key k join auth.person p on p.id = k.person_id
   where k.organisation_id = (auth.identity()).organisation_id and (auth.identity()).role_code = 'PC'
   order by k.revoked_at is not null, k.made_at desc
$$;

create function auth.revoke_key(p_key uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me auth.session := auth.identity(); v_session uuid; v_found boolean;
begin
  update auth.api_key k set revoked_at = transaction_timestamp()
   where k.id = p_key and k.organisation_id = me.organisation_id and me.role_code = 'PC' and me.key_id is null and k.revoked_at is null;
  v_found := found;
  if not v_found then return false; end if;
  for v_session in
    update auth.session s set ended_at = transaction_timestamp(), end_cause = 'key revoked' where s.key_id = p_key and s.ended_at is null returning s.id
  loop
    perform platform.notify('vp_session', v_session::text);
  end loop;
  return true;
end $$;

-- The door opens a session of five minutes for who shows a key; the web process keeps its token to itself.
create function auth.open_key(p_key_hash bytea, p_token_hash bytea)
returns table (key_id uuid, scopes text[], session_id uuid, person_id uuid, person_name text, hat_id uuid, role_code text, organisation_id uuid,
  organisation_name text, area_code text, csrf_token text, idle_ends_at timestamptz, ends_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_key auth.api_key;
begin
  update auth.api_key k set last_used_at = transaction_timestamp()
   where k.token_hash = p_key_hash and k.revoked_at is null
     and k.ends_on > (transaction_timestamp() at time zone 'Europe/Brussels')::date returning k.* into v_key;
  if v_key.id is null then return; end if;
  -- Short sessions of a key leave nothing behind but when it was last used.
  delete from auth.session s where s.key_id = v_key.id and s.ends_at < transaction_timestamp();
  insert into auth.session (token_hash, csrf_token, person_id, hat_id, role_code, organisation_id, area_code,
      idle_limit, idle_ends_at, ends_at, key_id)
  select p_token_hash, gen_random_uuid()::text, p.id, h.id, h.role_code, h.organisation_id, h.area_code,
      interval '5 minutes', transaction_timestamp() + interval '5 minutes', transaction_timestamp() + interval '5 minutes', v_key.id
    from auth.hat h join auth.person p on p.id = h.person_id
   where h.id = v_key.hat_id and p.id = v_key.person_id and h.role_code = 'PC' and h.organisation_id = v_key.organisation_id;
  return query select v_key.id, v_key.scopes, r.* from auth.resolve_session(p_token_hash) r;
end $$;

-- A key that only reads, only reads: its transactions are read-only, whatever the program asks.
create or replace function auth.enter(token text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me auth.session;
begin
  perform set_config('vp.session', token, true), set_config('vp.event', '', true), set_config('vp.restore', '', true),
          set_config('vp.bulk', '', true), set_config('vp.clock', '', true);
  me := auth.identity();
  if me.id is null then
    raise exception 'no live session' using errcode = '28000';
  end if;
  if me.key_id is not null and not exists (select from auth.api_key k where k.id = me.key_id and 'import' = any (k.scopes)) then
    perform set_config('transaction_read_only', 'on', true);
  end if;
  return me.person_id;
end $$;

-- Organisations with how far they are: people, whether one of them has been here, and the steps set by hand.
create function administration.organisations()
returns table (id uuid, code text, name text, kind text, invented boolean, people int, keepers int, signed_in boolean, keys int, steps jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.id, o.code, o.name, o.kind, o.invented, coalesce(h.people, 0)::int, coalesce(h.keepers, 0)::int, coalesce(h.signed_in, false),
         (select count(*)::int from auth.api_key k where k.organisation_id = o.id and k.revoked_at is null and k.ends_on > platform.today()),
         coalesce((select jsonb_object_agg(b.step, b.done_on) from administration.onboarding b where b.organisation_id = o.id), '{}')
    from auth.organisation o
    left join (select h.organisation_id, count(distinct h.person_id) as people, count(distinct h.person_id) filter (where h.role_code in ('PC', 'AT', 'AS', 'AD')) as keepers,
                      bool_or(s.person_id is not null) as signed_in
                 from auth.hat h left join (select distinct person_id from auth.session where key_id is null) s on s.person_id = h.person_id
                where h.valid @> platform.today() group by h.organisation_id) h on h.organisation_id = o.id
   where (auth.identity()).role_code = 'AD'
   order by o.kind, o.name
$$;

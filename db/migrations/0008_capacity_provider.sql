-- Up Migration
-- Reconversions go from step to step, each taken by whom it belongs to; and a provider's people read their
-- calendar through an address of their own.

-- Who may take which step. A provider plans and withdraws, the supervisor of the access team decides and
-- registers, both may say that it took effect; the same who took a step may take it back (R7, R8).
create function capacity.check_reconversion() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_by text := case session_user when 'vp_pc' then 'PC' when 'vp_as' then 'AS' end;
begin
  -- The program itself (jobs, or the owner in a migration) keeps the register as it was told.
  if session_user in ('vp_jobs', current_user) then return null; end if;
  if tg_op = 'INSERT' then
    if exists (select 1 from new_rows n
                where v_by is distinct from 'PC' or n.state <> 'PLANNED' or n.decided_on is not null) then
      raise exception 'a reconversion begins as a plan of its provider' using errcode = 'insufficient_privilege';
    end if;
    return null;
  end if;
  if exists (
    select 1 from new_rows n join old_rows o on o.id = n.id
     where (o.unit_id, o.module_code, o.provider_id, o.places, o.to_module_code, o.to_places)
             is distinct from (n.unit_id, n.module_code, n.provider_id, n.places, n.to_module_code, n.to_places)
        or (o.state, o.decided_on, o.effective_on, o.registered_on)
             is distinct from (n.state, n.decided_on, n.effective_on, n.registered_on)
       and (o.state, n.state, v_by) not in (
         ('PLANNED', 'PLANNED', 'PC'), ('PLANNED', 'CANCELLED', 'PC'), ('CANCELLED', 'PLANNED', 'PC'),
         ('APPROVED', 'EFFECTIVE', 'PC'), ('EFFECTIVE', 'APPROVED', 'PC'),
         ('PLANNED', 'APPROVED', 'AS'), ('APPROVED', 'PLANNED', 'AS'),
         ('PLANNED', 'CANCELLED', 'AS'), ('CANCELLED', 'PLANNED', 'AS'),
         ('APPROVED', 'EFFECTIVE', 'AS'), ('EFFECTIVE', 'APPROVED', 'AS'),
         ('EFFECTIVE', 'REGISTERED', 'AS'), ('REGISTERED', 'EFFECTIVE', 'AS'))
        or v_by = 'PC' and (o.decided_on, o.registered_on) is distinct from (n.decided_on, n.registered_on)
        -- The day is agreed with the supervisor: the provider does not make it an earlier one.
        or v_by = 'PC' and (o.state, n.state) = ('APPROVED', 'EFFECTIVE') and n.effective_on < o.effective_on) then
    raise exception 'not a step of this role' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger step_by_whom_insert after insert on capacity.reconversion referencing new table as new_rows
  for each statement execute function capacity.check_reconversion();
create trigger step_by_whom after update on capacity.reconversion referencing old table as old_rows new table as new_rows
  for each statement execute function capacity.check_reconversion();
create index reconversion_open on capacity.reconversion (state) where state in ('PLANNED', 'APPROVED', 'EFFECTIVE');
create index reconversion_provider on capacity.reconversion (provider_id);

-- The unit offers the module that its places became; only for a reconversion that has taken effect.
create function capacity.offer_reconverted(p_reconversion uuid) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into capacity.offered_module (unit_id, module_code, provider_id)
  select r.unit_id, r.to_module_code, r.provider_id from capacity.reconversion r
   where r.id = p_reconversion and r.state in ('EFFECTIVE', 'REGISTERED') and auth.active()
  on conflict do nothing
$$;
comment on function capacity.offer_reconverted is 'For the supervisor of the access team, who registers.';

-- Addresses that open one thing without a session: unguessable, of one person in one hat, revocable. The
-- address itself is known to its holder alone; here lies its hash.
create table auth.link (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('calendar')),
  token_hash bytea not null unique,
  person_id uuid not null references auth.person (id),
  hat_id uuid not null references auth.hat (id),
  made_at timestamptz not null default transaction_timestamp(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index link_person on auth.link (person_id) where revoked_at is null;
create index link_hat on auth.link (hat_id);

create function auth.make_link(p_kind text, p_token_hash bytea) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me auth.session := auth.identity(); v_id uuid;
begin
  if me.id is null then raise exception 'no live session' using errcode = '28000'; end if;
  -- One at a time: who makes a new one wants the old one gone.
  update auth.link set revoked_at = transaction_timestamp()
   where kind = p_kind and person_id = me.person_id and hat_id = me.hat_id and revoked_at is null;
  insert into auth.link (kind, token_hash, person_id, hat_id)
  values (p_kind, p_token_hash, me.person_id, me.hat_id) returning id into v_id;
  return v_id;
end $$;

create function auth.my_link(p_kind text) returns table (id uuid, made_at timestamptz, last_used_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.id, l.made_at, l.last_used_at from auth.link l, auth.identity() me
   where l.kind = p_kind and l.person_id = me.person_id and l.hat_id = me.hat_id and l.revoked_at is null
$$;

create function auth.revoke_link(p_kind text) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me auth.session := auth.identity(); v_count int;
begin
  if me.id is null then raise exception 'no live session' using errcode = '28000'; end if;
  update auth.link set revoked_at = transaction_timestamp()
   where kind = p_kind and person_id = me.person_id and hat_id = me.hat_id and revoked_at is null;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

-- Whoever holds a live link reads as its maker for one answer: in a session of one minute that only the web
-- process knows. So the link shows exactly what the hat would, and nothing once the hat is off.
create function auth.open_link(p_kind text, p_token_hash bytea, p_session_hash bytea)
returns table (session_id uuid, person_id uuid, person_name text, hat_id uuid, role_code text, organisation_id uuid,
  organisation_name text, area_code text, csrf_token text, idle_ends_at timestamptz, ends_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_link auth.link;
begin
  update auth.link l set last_used_at = transaction_timestamp()
   where l.kind = p_kind and l.token_hash = p_token_hash and l.revoked_at is null returning l.* into v_link;
  if v_link.id is null then return; end if;
  insert into auth.session (token_hash, csrf_token, person_id, hat_id, role_code, organisation_id, area_code,
      idle_limit, idle_ends_at, ends_at, end_cause)
  select p_session_hash, gen_random_uuid()::text, p.id, h.id, h.role_code, h.organisation_id, h.area_code,
      interval '1 minute', transaction_timestamp() + interval '1 minute', transaction_timestamp() + interval '1 minute', 'link'
    from auth.hat h join auth.person p on p.id = h.person_id
   where h.id = v_link.hat_id and p.id = v_link.person_id;
  return query select * from auth.resolve_session(p_session_hash);
  -- The hat is off, or the person blocked: nothing is left behind.
  if not found then delete from auth.session where token_hash = p_session_hash; end if;
end $$;

create function auth.close_link(p_session_hash bytea) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from auth.session where token_hash = p_session_hash and end_cause = 'link' and ended_at is null
$$;

-- What is expected to end, and which figures grow old: asked each night and on each look.
create index stay_expected_end on capacity.stay (provider_id, expected_end_on) where upper_inf(period) and expected_end_on is not null;
create index stay_decision_until on capacity.stay (provider_id, decision_until) where upper_inf(period) and decision_until is not null;

-- Up Migration
-- The log of looks: who read or wrote what, under which role and for which purpose. Entries are appended, never
-- changed; a sealing job gives each its number and its hash in one chain.

create schema audit;

create table audit.entry (
  -- Before the id on purpose: a transaction that has an id of ours has a number of its own first, so that every entry of
  -- a transaction that is over can be seen by who asks for all from a certain transaction on.
  tx xid8 not null,
  id bigint generated always as identity primary key,
  account uuid,
  at timestamptz not null,
  line text not null check (octet_length(line) <= 16384),
  sealed bytea
);
comment on table audit.entry is 'One look or change, as canonical JSON; what the chain covers is the line.';
comment on column audit.entry.sealed is 'What is about a person, encrypted with the key of the file; the line holds its SHA-256, so that destroying the key leaves the chain whole.';
create index entry_account on audit.entry (account, at);
create index entry_tx on audit.entry (tx);

create table audit.line (
  number bigint primary key check (number > 0),
  entry_id bigint not null unique references audit.entry (id),
  day date not null,
  hash bytea not null check (length(hash) = 32),
  swept xid8 not null
);
comment on table audit.line is 'The chain: hash = SHA-256(hash of the line before || the line of the entry).';
comment on column audit.line.swept is 'Entries of transactions before this one have their number, or will never come.';

create trigger frozen before update or delete on audit.entry for each row execute function platform.refuse_change();
create trigger frozen before update or delete on audit.line for each row execute function platform.refuse_change();
create trigger kept before truncate on audit.entry for each statement execute function platform.refuse_change();
create trigger kept before truncate on audit.line for each statement execute function platform.refuse_change();

create function audit.beginning() returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select sha256(convert_to('vrijplaats audit 1 ' || id, 'UTF8')) from platform.instance
$$;
comment on function audit.beginning is 'What stands before the first line.';

create function audit.write(p_session auth.session, p_event uuid, p_look text, p_sealed bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_at timestamptz := clock_timestamp();
begin
  if jsonb_typeof(p_look::jsonb) <> 'object' then raise exception 'no look' using errcode = 'invalid_parameter_value'; end if;
  insert into audit.entry (tx, account, at, sealed, line) values (pg_current_xact_id(), p_session.person_id, v_at, p_sealed,
    '{"at":"' || to_char(v_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"'
    || coalesce(',"event":"' || p_event || '"', '')
    || ',"look":' || p_look
    || coalesce(',"sealed":"' || encode(sha256(p_sealed), 'hex') || '"', '')
    || ',"who":' || case when p_session.person_id is null then 'null' else
         '{"account":"' || p_session.person_id || '","hat":"' || p_session.hat_id || '","organisation":'
         || coalesce('"' || p_session.organisation_id || '"', 'null') || ',"role":"' || p_session.role_code
         || '","session":"' || p_session.id || '"}' end
    || '}');
end $$;
comment on function audit.write is 'The line of one look; keys in the order of canonical JSON. Who it was comes from the session, never from the caller.';

create function audit.append(p_look text, p_sealed bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me auth.session := auth.identity();
begin
  if me.person_id is null then raise exception 'no live session' using errcode = '28000'; end if;
  perform audit.write(me, platform.current_event(), p_look, p_sealed);
end $$;
comment on function audit.append is 'A line in the transaction of the change, under the event of the change.';

create function audit.append_looks(p_sessions uuid[], p_looks text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_session auth.session;
begin
  for i in 1 .. coalesce(array_length(p_sessions, 1), 0) loop
    if v_session.id is distinct from p_sessions[i] then
      select * into v_session from auth.session where id = p_sessions[i];
      if not found then raise exception 'a look of no session' using errcode = '28000'; end if;
    end if;
    perform audit.write(v_session, null, p_looks[i], null);
  end loop;
end $$;
comment on function audit.append_looks is 'Lines of what was read, several requests at once: for the door, which knows the sessions.';

create function audit.append_of_program(p_look text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  select audit.write(null::auth.session, null, p_look, null)
$$;
comment on function audit.append_of_program is 'A line that nobody’s session made: that the log was restored.';

-- Gives numbers and hashes, in one chain: one at a time, the lock of the table says whose turn it is. An entry is found
-- however late its transaction ended, and nothing is looked at twice for long.
create function audit.seal(p_most int) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_head audit.line;
  v_horizon xid8;
  v_last xid8;
  v_hash bytea;
  v_count int := 0;
  v_ids bigint[] := '{}';
  v_hashes bytea[] := '{}';
  e record;
begin
  begin
    lock table audit.line in exclusive mode nowait;
  exception when lock_not_available then
    return 0;
  end;
  v_horizon := pg_snapshot_xmin(pg_current_snapshot());
  select * into v_head from audit.line order by number desc limit 1;
  -- A server that was made anew from a dump counts its transactions anew.
  if v_head.number is null or v_head.swept > v_horizon then v_head.swept := '0'; end if;
  v_hash := coalesce(v_head.hash, audit.beginning());
  for e in
    select n.tx, n.id, n.line from audit.entry n
     where n.tx >= v_head.swept and not exists (select from audit.line l where l.entry_id = n.id)
     order by n.tx, n.id limit p_most
  loop
    v_hash := sha256(v_hash || convert_to(e.line, 'UTF8'));
    v_count := v_count + 1;
    v_ids[v_count] := e.id;
    v_hashes[v_count] := v_hash;
    v_last := e.tx;
  end loop;
  insert into audit.line (number, entry_id, day, hash, swept)
  select coalesce(v_head.number, 0) + u.n, u.id,
         greatest(v_head.day, (transaction_timestamp() at time zone 'Europe/Brussels')::date), u.hash,
         case when u.n < v_count then v_head.swept when v_count < p_most then v_horizon else least(v_last, v_horizon) end
    from unnest(v_ids, v_hashes) with ordinality as u (id, hash, n);
  return v_count;
end $$;

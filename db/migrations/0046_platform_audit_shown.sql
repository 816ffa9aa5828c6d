-- Up Migration
-- Who looked at this file: which ids each line of the log names, with an index on them. It is written while the log is
-- sealed, so that a look costs no index, and says nothing that the lines do not.

create table audit.shown (
  entry_id bigint primary key,
  at timestamptz not null,
  ids uuid[] not null
);
comment on table audit.shown is 'The ids that a line names, to be found by one of them; verification holds it against the lines.';
create index shown_ids on audit.shown using gin (ids);

create trigger frozen before update or delete on audit.shown for each row execute function platform.refuse_change();
create trigger kept before truncate on audit.shown for each statement execute function platform.refuse_change();

create function audit.ids_in(p_line text) returns uuid[]
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select array(select distinct m.m[1]::uuid
    from regexp_matches(
      coalesce(substring(p_line from ',"of":"[-0-9a-fA-F]{36}"'), '') || coalesce(substring(p_line from '"subjects":.*,"who":'), ''),
      '"([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"', 'g') as m (m) order by 1)
$$;
comment on function audit.ids_in is 'The ids that a line names: its subjects, and what its event is about.';

-- As before, and with what the event of a change is about: a step on one answer or one stay names the case that it belongs to.
create or replace function audit.write(p_session auth.session, p_event uuid, p_look text, p_sealed bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_at timestamptz := clock_timestamp();
  v_of uuid;
begin
  if jsonb_typeof(p_look::jsonb) <> 'object' then raise exception 'no look' using errcode = 'invalid_parameter_value'; end if;
  if p_event is not null then select subject_id into v_of from platform.event where id = p_event; end if;
  insert into audit.entry (tx, account, at, sealed, line) values (pg_current_xact_id(), p_session.person_id, v_at, p_sealed,
    '{"at":"' || to_char(v_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"'
    || coalesce(',"event":"' || p_event || '"', '')
    || ',"look":' || p_look
    || coalesce(',"of":"' || v_of || '"', '')
    || coalesce(',"sealed":"' || encode(sha256(p_sealed), 'hex') || '"', '')
    || ',"who":' || case when p_session.person_id is null then 'null' else
         '{"account":"' || p_session.person_id || '","hat":"' || p_session.hat_id || '","organisation":'
         || coalesce('"' || p_session.organisation_id || '"', 'null') || ',"role":"' || p_session.role_code
         || '","session":"' || p_session.id || '"}' end
    || '}');
end $$;

-- As before, and with the ids that the new lines name.
create or replace function audit.seal(p_most int) returns int
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
  insert into audit.shown (entry_id, at, ids)
  select n.id, n.at, i.ids from unnest(v_ids) as u (id) join audit.entry n on n.id = u.id,
         lateral (select audit.ids_in(n.line) as ids) i
   where i.ids <> '{}'
  on conflict (entry_id) do nothing;
  return v_count;
end $$;

insert into audit.shown (entry_id, at, ids)
select n.id, n.at, i.ids from audit.line l join audit.entry n on n.id = l.entry_id, lateral (select audit.ids_in(n.line) as ids) i
 where i.ids <> '{}';

create function audit.looks_at(p_ids uuid[], p_before timestamptz, p_most int)
returns table (number bigint, line text)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select l.number, e.line
    from (select s.entry_id, s.at from audit.shown s
           where s.ids && p_ids and (p_before is null or s.at < p_before)
           order by s.at desc, s.entry_id desc limit p_most) f
    join audit.entry e on e.id = f.entry_id join audit.line l on l.entry_id = f.entry_id
   order by f.at desc, f.entry_id desc
$$;
comment on function audit.looks_at is 'Lines about a file, known by its ids (a person, its requests, its cases), last first. It asks no permission: for jobs, and for functions with the owner’s rights that have asked who may know.';

-- There are other functions now: who may call them is said anew.
do $$
begin
  if to_regclass('public.policies_in_force') is not null then
    delete from public.policies_in_force;
  end if;
end $$;

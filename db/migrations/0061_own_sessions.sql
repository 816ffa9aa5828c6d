-- Up Migration
-- Where somebody is signed in, for that person alone, and how the others end: a computer left behind, a phone that is gone.

create function auth.my_sessions()
returns table (id uuid, role_code text, organisation_name text, began_at timestamptz, last_at timestamptz, ends_at timestamptz, here boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.role_code, o.name, s.created_at, s.idle_ends_at - s.idle_limit, least(s.idle_ends_at, s.ends_at), s.id = me.id
    from auth.identity() me
    join auth.session s on s.person_id = me.person_id
    left join auth.organisation o on o.id = s.organisation_id
   where s.ended_at is null and s.idle_ends_at > transaction_timestamp() and s.ends_at > transaction_timestamp()
     and s.key_id is null
   order by s.id = me.id desc, s.created_at desc, s.id
$$;
comment on function auth.my_sessions is 'Living sessions in a browser of whoever asks; last_at is right to half a minute.';

-- Ends one other session of one's own, or all others. @returns how many; the session that asks ends by signing out.
create function auth.end_my_sessions(p_session uuid) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me auth.session := auth.identity(); v_id uuid; v_count int := 0;
begin
  for v_id in
    update auth.session s set ended_at = transaction_timestamp(), end_cause = 'ended elsewhere'
     where s.person_id = me.person_id and s.id <> me.id and s.ended_at is null and s.key_id is null
       and (p_session is null or s.id = p_session)
    returning s.id
  loop
    perform platform.notify('vp_session', v_id::text);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
revoke all on function auth.my_sessions() from public;
revoke all on function auth.end_my_sessions(uuid) from public;

-- There are other functions now: who may call them is said anew.
do $$
begin
  if to_regclass('public.policies_in_force') is not null then
    delete from public.policies_in_force;
  end if;
end $$;

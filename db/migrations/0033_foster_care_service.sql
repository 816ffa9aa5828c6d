-- Up Migration
-- The foster-care service's screens: on which rung a card would be published now, and notices that open their request.

-- On which rung of the ladder the card of an own request would stand now; null: even the coarsest would single out.
-- How many are alike is said to nobody: a count below five would single out by itself.
create function foster_care.preview_level(p_request uuid) returns int
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare r foster_care.request;
begin
  if session_user = 'vp_fs' then
    select * into r from foster_care.request q where q.id = p_request and q.service_id = auth.my_organisation();
  end if;
  if r.id is null then perform foster_care.fail('request_not_found', 'NONE'); end if;
  for v_level in 0..14 loop
    if foster_care.alike(v_level, r) >= 5 then return v_level; end if;
  end loop;
  return null;
end $$;

-- A notice opens the request that it is about: the second word of its key names the request, its card or its match.
create or replace function foster_care.tell_service(p_service uuid, p_kind text, p_path text, p_key text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  select notices.notify(null, 'FS', p_service, p_kind, p_path || '?vraag=' || coalesce(m.request_id, k.request_id, v.id), null, '{}', p_key, platform.now())
    from (select split_part(p_key, ' ', 2)::uuid as id) v
    left join foster_care.match m on m.id = v.id
    left join foster_care.card k on k.id = v.id
$$;

-- The functions are other ones now: who may call them is said anew.
do $$
begin
  if to_regclass('public.policies_in_force') is not null then
    delete from public.policies_in_force;
  end if;
end $$;

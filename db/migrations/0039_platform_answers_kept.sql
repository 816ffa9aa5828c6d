-- Up Migration
-- A write whose answer got lost may stand here and not yet on the second server. Who asks again is told that it was done:
-- that answer too must wait for the second server, and a commit only waits when it has written something.
create or replace function platform.idempotent_begin(p_key text, p_hash bytea)
returns table (state text, status int, answer jsonb)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me auth.session := auth.identity(); v platform.idempotency_key; v_hash bytea;
begin
  if me.person_id is null then raise exception 'no live session' using errcode = '28000'; end if;
  v_hash := sha256(p_hash || uuid_send(me.hat_id));
  insert into platform.idempotency_key (person_id, key, request_hash) values (me.person_id, p_key, v_hash)
    on conflict do nothing returning * into v;
  if v.key is not null then
    return query select 'new'::text, null::int, null::jsonb;
    return;
  end if;
  select * into v from platform.idempotency_key k where k.person_id = me.person_id and k.key = p_key;
  if v.request_hash <> v_hash then
    return query select 'other'::text, null::int, null::jsonb;
  else
    update platform.idempotency_key k set status = v.status where k.person_id = me.person_id and k.key = p_key;
    return query select 'done'::text, v.status, v.answer;
  end if;
end $$;

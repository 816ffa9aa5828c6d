-- Up Migration
-- A child's file goes: who it is and every word about it, the past of them too. What stays is a request under pseudonym without
-- a place of living, for the order and the figures that it was part of. The key of the file is destroyed before this, in another database.

-- What is erased leaves no history. For the jobs alone, within the function below.
create or replace function platform.keep_history() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user = 'vp_jobs' and current_setting('vp.erase', true) = 'on' then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_nargs = 0 then
    execute format('insert into %I.%I select ($1).*, $2, $3', tg_table_schema, tg_table_name || '_history')
      using old, greatest(platform.now(), old.known_from), platform.current_event();
  else
    execute format('insert into %I.%I (%s, known_until, superseded_by) select %s, $2, $3', tg_table_schema,
        tg_table_name || '_history', tg_argv[0], '($1).' || replace(tg_argv[0], ' ', ' ($1).'))
      using old, greatest(platform.now(), old.known_from), platform.current_event();
  end if;
  if tg_op = 'DELETE' then return old; end if;
  new.known_from := greatest(platform.now(), old.known_from);
  -- Undo puts a version back as the work of the event that first wrote it, so that this one can be undone too.
  if current_setting('vp.restore', true) is distinct from 'on' then
    new.event_id := platform.current_event();
  end if;
  return new;
end $$;

-- A step is never changed once written; it is erased all the same, by nothing but the function below.
create function waiting_list.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if session_user = 'vp_jobs' and current_setting('vp.erase', true) = 'on' then return new; end if;
  raise exception '% is never changed once written', tg_table_name using errcode = 'restrict_violation';
end $$;
drop trigger frozen on waiting_list.step;
create trigger frozen before update or delete on waiting_list.step for each row execute function waiting_list.refuse_change();

-- The files that are one child's: its own, and those that turned out to be the same child.
create function waiting_list.files_of(p_person uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with recursive same as (
    select p.id from waiting_list.person p where p.id = p_person
    union select p.id from waiting_list.person p join same on p.merged_into = same.id)
  select array(select id from same)
$$;

-- Whether somebody still waits or is helped by a request of these files.
create function waiting_list.is_open(p_files uuid[]) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from waiting_list.request r
    where r.person_id = any (p_files) and r.state not in ('CLOSED', 'CANCELLED', 'DECEASED', 'EXPIRED'))
$$;

-- Takes out what is about these files alone; words about brothers and sisters together stay while one of them has a file.
create function waiting_list.erase(p_files uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_requests uuid[]; v_proposals uuid[];
begin
  if waiting_list.is_open(p_files) then
    raise exception 'somebody waits' using errcode = 'check_violation', constraint = 'file_is_open';
  end if;
  perform set_config('vp.erase', 'on', true);
  v_requests := array(select r.id from waiting_list.request r where r.person_id = any (p_files));
  v_proposals := array(select distinct c.proposal_id from allocation.proposal_child c where c.request_id = any (v_requests)
    and not exists (select from allocation.proposal_child o join waiting_list.request r on r.id = o.request_id
      join waiting_list.identity i on i.id = r.person_id
     where o.proposal_id = c.proposal_id and r.person_id <> all (p_files)));
  delete from waiting_list.identity where id = any (p_files);
  delete from waiting_list.identity_history where id = any (p_files);
  delete from waiting_list.note where request_id = any (v_requests);
  delete from waiting_list.note_history where request_id = any (v_requests);
  update waiting_list.person set municipality_code = null where id = any (p_files);
  update waiting_list.person_history set municipality_code = null where id = any (p_files);
  update waiting_list.request set state_reason = null where id = any (v_requests) and state_reason is not null;
  update waiting_list.request_history set state_reason = null where id = any (v_requests) and state_reason is not null;
  update waiting_list.step set reason = null where request_id = any (v_requests) and reason is not null;
  update waiting_list.assessment set override_reason = '---' where request_id = any (v_requests) and override_reason is not null;
  update allocation.message set words = '-' where proposal_id = any (v_proposals);
  update allocation.mandate_step set motive = '---', heard = '---' where proposal_id = any (v_proposals);
  update platform.event set reason = null
   where reason is not null and subject_id = any (p_files || v_requests || v_proposals);
  perform set_config('vp.erase', 'off', true);
end $$;
revoke all on function waiting_list.files_of(uuid) from public;
revoke all on function waiting_list.is_open(uuid[]) from public;
revoke all on function waiting_list.erase(uuid[]) from public;

-- There are other functions now: who may call them is said anew.
do $$
begin
  if to_regclass('public.policies_in_force') is not null then
    delete from public.policies_in_force;
  end if;
end $$;

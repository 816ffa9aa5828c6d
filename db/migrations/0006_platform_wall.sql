-- Up Migration
-- What column grants and row policies cannot keep by themselves: who hears that something changed, who
-- signs what is done, and keys that would tell of rows that the asker may not see.
-- Made before anybody's data: nothing waits for its locks.
-- squawk-ignore-file disallowed-unique-constraint

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

-- Every function made so far tells its news through it from now on.
do $$
declare f record;
begin
  for f in
    select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('auth', 'platform', 'region', 'capacity')
       and p.proname <> 'notify' and p.prosrc ~ '\mpg_notify\('
  loop
    execute regexp_replace(pg_get_functiondef(f.oid), '\m(pg_catalog\.)?pg_notify\(', 'platform.notify(', 'g');
  end loop;
end $$;

-- What an earlier transaction on the same connection may have left behind in our own settings ends here.
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
  return me.person_id;
end $$;

-- An event is of the transaction that writes it, and signed by the session, whatever the statement says.
alter table platform.event add column tx xid8 not null default pg_current_xact_id();
-- The trigger below fills it: a default would need every login to be allowed to ask for the counter.
alter table platform.event alter column tx drop default;
comment on column platform.event.tx is 'The transaction that wrote the event: facts can be written under an event of their own transaction only.';

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

do $$
declare t text;
begin
  foreach t in array array['recognition', 'reconversion', 'stay', 'absence', 'unavailability', 'hold', 'confirmation'] loop
    execute format('create trigger a_signed_insert after insert on capacity.%I referencing new table as new_rows for each statement execute function platform.check_event()', t);
    execute format('create trigger a_signed_update after update on capacity.%I referencing new table as new_rows for each statement execute function platform.check_event()', t);
  end loop;
  -- What is confirmed has no history: it goes with the event that is taken back.
  foreach t in array array['recognition', 'reconversion', 'stay', 'absence', 'unavailability', 'hold'] loop
    execute format('create trigger a_signed_delete after delete on capacity.%I referencing old table as old_rows for each statement execute function platform.check_event()', t);
  end loop;
end $$;

create or replace function platform.mark_undone(p_event uuid, p_by uuid) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update platform.event e set undone_by = p_by
   where e.id = p_event and e.undone_by is null
     and exists (select 1 from platform.event b where b.id = p_by and b.undo_of = p_event and b.tx = pg_current_xact_id())
     and (session_user = 'vp_jobs' or e.organisation_id is not distinct from auth.my_organisation()
          or (session_user = 'vp_as' and e.person_id = auth.my_person()))
$$;

-- Whose a row is, is part of every key between rows. A fact of one provider in a unit of another would
-- change the other's figures; and a key that holds across providers answers otherwise for a hidden row
-- than for one that is not there.
alter table capacity.site add constraint site_of_provider unique (id, provider_id);
alter table capacity.care_unit
  add constraint care_unit_of_provider unique (id, provider_id),
  drop constraint care_unit_site_id_fkey,
  add constraint care_unit_at_own_site foreign key (site_id, provider_id) references capacity.site (id, provider_id);
alter table capacity.offered_module
  add constraint offered_module_of_provider unique (unit_id, module_code, provider_id),
  drop constraint offered_module_unit_id_fkey,
  add constraint offered_by_own_unit foreign key (unit_id, provider_id) references capacity.care_unit (id, provider_id);
alter table capacity.confirmation
  drop constraint confirmation_unit_id_fkey,
  add constraint confirmation_of_own_unit foreign key (unit_id, provider_id) references capacity.care_unit (id, provider_id);
do $$
declare t text;
begin
  foreach t in array array['place', 'recognition', 'reconversion', 'stay', 'absence', 'unavailability', 'hold'] loop
    if t <> 'absence' then
      execute format('alter table capacity.%1$I drop constraint %2$I', t, t || '_unit_id_module_code_fkey');
    end if;
    execute format('alter table capacity.%1$I drop constraint %3$I, add constraint %2$I foreign key (unit_id, module_code, provider_id) references capacity.offered_module (unit_id, module_code, provider_id)',
      t, t || '_of_own_unit', t || '_provider_id_fkey');
  end loop;
end $$;

-- What a group can carry now is capacity, who it is belongs to the catalogue: a row is seen whole or not at
-- all, so they cannot share one. Nor may a new note move the unit's row about in the catalogue.
create table capacity.unit_note (
  unit_id uuid primary key,
  provider_id uuid not null,
  note text not null check (length(note) between 1 and 2000),
  constraint note_of_own_unit foreign key (unit_id, provider_id) references capacity.care_unit (id, provider_id)
);
comment on table capacity.unit_note is 'What the group can and cannot carry now, in words (R22). No personal data.';
insert into capacity.unit_note (unit_id, provider_id, note) select id, provider_id, note from capacity.care_unit where note is not null;
-- squawk-ignore ban-drop-column
alter table capacity.care_unit drop column note;
create index unit_note_provider on capacity.unit_note (provider_id);

alter table capacity.place
  drop constraint place_unit_id_label_key,
  add constraint place_label_once unique (provider_id, unit_id, label);
alter table capacity.stay
  drop constraint place_never_twice,
  add constraint place_never_twice exclude using gist (provider_id with =, place_id with =, period with &&)
    where (place_id is not null) deferrable;
alter table capacity.absence
  drop constraint away_once,
  add constraint away_once exclude using gist (provider_id with =, stay_id with =, period with &&) deferrable;
alter table capacity.hold
  drop constraint promised_once,
  add constraint promised_once exclude using gist (provider_id with =, place_id with =, period with &&)
    where (place_id is not null);

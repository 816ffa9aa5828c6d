-- Up Migration
-- From one shift to the next, by name: who is to take over, and who did.

alter table crisis.note add column to_name text;
alter table crisis.note add constraint note_to_somebody
  check (to_name is null or (kind = 'HAND_OVER' and length(trim(to_name)) between 2 and 120)) not valid;
alter table crisis.note validate constraint note_to_somebody;
comment on column crisis.note.to_name is 'Whom a shift is handed to.';

-- A shift is taken over once, by somebody else than who handed it over.
create table crisis.take_over (
  id uuid references crisis.note (id),
  region_code text not null references region.region (code),
  at timestamptz not null default platform.now(),
  person_name text,
  event_id uuid not null default platform.current_event() references platform.event (id),
  constraint taken_over_already primary key (id)
);
comment on column crisis.take_over.id is 'The hand-over note that was read.';
create index take_over_region on crisis.take_over (region_code, at desc);
create index take_over_event on crisis.take_over (event_id);

create function crisis.sign_take_over() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_note crisis.note;
begin
  if session_user in ('vp_jobs', current_user) then return new; end if;
  select * into v_note from crisis.note n where n.id = new.id;
  -- As a row that is not theirs: the policy says so.
  if v_note.id is null or v_note.region_code is distinct from auth.my_area() then return new; end if;
  if v_note.kind <> 'HAND_OVER' then
    raise exception 'no hand-over' using errcode = 'check_violation', constraint = 'takes_over_a_shift';
  end if;
  if exists (select 1 from platform.event e where e.id = v_note.event_id and e.person_id = auth.my_person()) then
    raise exception 'one’s own' using errcode = 'check_violation', constraint = 'taken_over_by_another';
  end if;
  new.at := platform.now();
  new.person_name := (select p.name from auth.person p where p.id = auth.my_person());
  perform platform.notify('vp_crisis', new.region_code);
  return new;
end $$;
create trigger signed before insert on crisis.take_over for each row execute function crisis.sign_take_over();
create trigger a_signed_insert after insert on crisis.take_over referencing new table as new_rows for each statement execute function platform.check_event();
create trigger frozen before update or delete on crisis.take_over for each row execute function platform.refuse_change();

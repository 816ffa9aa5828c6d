-- Up Migration
-- Places that are free in the figures and turned out not to exist, as the access team found out. Every other
-- finding follows from the facts; this one nobody can derive, so it is a fact of its own, with its history.

create table capacity.place_report (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null,
  module_code text not null,
  provider_id uuid not null,
  place_id uuid,
  places int not null default 1 check (places between 1 and 50),
  reason text not null check (length(reason) between 3 and 500),
  reported_on date not null default platform.today(),
  withdrawn_on date,
  withdrawn_because text check (withdrawn_because in ('MENDED', 'MISTAKE')),
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint report_of_own_unit foreign key (unit_id, module_code, provider_id)
    references capacity.offered_module (unit_id, module_code, provider_id),
  foreign key (place_id, unit_id, module_code) references capacity.place (id, unit_id, module_code),
  check ((withdrawn_on is null) = (withdrawn_because is null)),
  check (place_id is null or places = 1)
);
comment on table capacity.place_report is 'The access team found that a place which counts as free cannot take a child; open until withdrawn.';
comment on column capacity.place_report.reason is 'What was found, in words. No personal data.';
-- Two people may find out at the same time: the second is told.
create unique index place_reported_once on capacity.place_report (provider_id, unit_id, module_code, coalesce(place_id, unit_id))
  where withdrawn_on is null;
create index place_report_unit on capacity.place_report (unit_id, module_code);
create index place_report_place on capacity.place_report (place_id) where place_id is not null;
create index place_report_event on capacity.place_report (event_id);

create table capacity.place_report_history (
  like capacity.place_report including comments,
  known_until timestamptz not null,
  superseded_by uuid,
  seq bigint generated always as identity
);
create index place_report_history_unit on capacity.place_report_history (unit_id, known_until);
create index place_report_history_id on capacity.place_report_history (id);
create index place_report_history_superseded on capacity.place_report_history (superseded_by);
create index place_report_history_event on capacity.place_report_history (event_id);
create trigger keep_history before update or delete on capacity.place_report
  for each row execute function platform.keep_history();
create trigger a_signed_insert after insert on capacity.place_report referencing new table as new_rows
  for each statement execute function platform.check_event();
create trigger a_signed_update after update on capacity.place_report referencing new table as new_rows
  for each statement execute function platform.check_event();
create trigger a_signed_delete after delete on capacity.place_report referencing old table as old_rows
  for each statement execute function platform.check_event();

-- What changed between two weeks is asked by the day on which it counts.
create index delta_on_date on capacity.delta (on_date);

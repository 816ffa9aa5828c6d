-- Up Migration
-- The day a stay or a promise ends, as a column of its own. Under row-level security no index helps a question about a range ("who is
-- here now"), as the database does not take its operators to be leakproof; comparing days is. Without this every such
-- question reads all stays there ever were.

-- With a list, only these columns are kept: what the database works out from the others has no history of its own.
create or replace function platform.keep_history() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
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

drop trigger keep_history on capacity.hold;
create trigger keep_history before update or delete on capacity.hold for each row execute function platform.keep_history(
  'id, unit_id, module_code, provider_id, place_id, period, reason_code, needs, for_ref, event_id, known_from');
drop trigger keep_history on capacity.stay;
create trigger keep_history before update or delete on capacity.stay for each row execute function platform.keep_history(
  'id, unit_id, module_code, provider_id, place_id, claimed_place_id, person_ref, period, expected_end_on, decision_until, end_reason, file_kind, needs, time_out_of, also_elsewhere, external_key, event_id, known_from');

-- Rewrites the tables once, at the start of this version: nobody works in them then.
-- squawk-ignore adding-field-with-default
alter table capacity.stay add column ends_on date generated always as (coalesce(upper(period), 'infinity'::date)) stored;
comment on column capacity.stay.ends_on is 'The first day not stayed, infinity where none is known: the end of period, for questions that an index must answer.';
create index stay_ends on capacity.stay (ends_on, provider_id);
-- Nothing asks for it.
-- squawk-ignore require-concurrent-index-deletion
drop index capacity.stay_open;
create index stay_also_elsewhere on capacity.stay (unit_id) where also_elsewhere;
-- squawk-ignore adding-field-with-default
alter table capacity.hold add column ends_on date generated always as (coalesce(upper(period), 'infinity'::date)) stored;
comment on column capacity.hold.ends_on is 'As capacity.stay.ends_on.';
create index hold_ends on capacity.hold (ends_on);
-- A place is out of use until this day at the latest.
create index unavailability_expected_end on capacity.unavailability (expected_end_on);

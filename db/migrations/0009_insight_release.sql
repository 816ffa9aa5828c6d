-- Up Migration
-- Released figures: suppressed, dated, frozen (design/safeguards.md sections 6 and 8, classes D3 and D15). A
-- job of insight makes them; analysts and boards read these tables and can read no row behind them.

create schema insight;

create table insight.release (
  id uuid primary key default gen_random_uuid(),
  month date not null unique check (extract(day from month) = 1),
  released_on date not null check (released_on > month),
  made_at timestamptz not null default platform.now(),
  known_at timestamptz not null,
  delay_days int not null check (delay_days between 1 and 366),
  thresholds jsonb not null,
  invented boolean not null,
  cells int not null check (cells > 0),
  hidden int not null check (hidden between 0 and cells)
);
comment on table insight.release is 'The figures of the first day of a month, as known at known_at, released once and never recomputed.';

create table insight.release_cell (
  release_id uuid not null references insight.release (id),
  table_code text not null check (table_code in ('total', 'region', 'module', 'sector', 'region-module',
    'zone', 'reason-group', 'region-reason', 'reason', 'length', 'staff-length')),
  row_code text not null,
  column_code text not null,
  figure text not null check (figure in ('recognised', 'occupied', 'notOccupied', 'unavailable', 'free', 'rest', 'over', 'absent')),
  value int check (value >= 0),
  hidden_because text check (hidden_because in ('PROTECTED')),
  primary key (release_id, table_code, row_code, column_code, figure),
  check ((value is null) = (hidden_because is not null))
);
comment on column insight.release_cell.hidden_because is 'PROTECTED: too small, of too few organisations, of a whole group, or left out so that such a cell cannot be worked out. Which of these is not said: it would give the range of the value away.';
create index release_cell_series on insight.release_cell (table_code, row_code, column_code);

create trigger frozen before update or delete on insight.release for each row execute function platform.refuse_change();
create trigger frozen before update or delete on insight.release_cell for each row execute function platform.refuse_change();

-- What capacity publishes for figures: with the rights of who asks, so that the job sees all, the access team
-- its own sight, and analysts and boards nothing.
create view capacity.figures_unit with (security_invoker = true) as
  select l.unit_id, l.module_code, l.provider_id, p.name as provider_name, p.sector, u.name as unit_name, l.region_code, l.zone_code, p.invented
    from capacity.unit_live l
    join capacity.care_unit u on u.id = l.unit_id
    join capacity.provider p on p.id = l.provider_id;
comment on view capacity.figures_unit is 'Published for insight: where a unit and module stand in the figures.';

create view capacity.figures_out_of_use with (security_invoker = true) as
  select id, unit_id, module_code, place_id, places, reason_code, period, expected_end_on, known_from, null::timestamptz as known_until
    from capacity.unavailability where places > 0
  union all
  select id, unit_id, module_code, place_id, places, reason_code, period, expected_end_on, known_from, known_until
    from capacity.unavailability_history where places > 0;
comment on view capacity.figures_out_of_use is 'Published for insight: places out of use, each version with the time in which it was known.';

create view capacity.figures_place_held with (security_invoker = true) as
  select unit_id, place_id, period, known_from, null::timestamptz as known_until from capacity.stay where place_id is not null
  union all
  select unit_id, place_id, period, known_from, known_until from capacity.stay_history where place_id is not null;
comment on view capacity.figures_place_held is 'Published for insight: which named places a stay holds, so that a place out of use is not counted twice.';

create view capacity.figures_module with (security_invoker = true) as
  select code, name_nl as name from capacity.module_type;
comment on view capacity.figures_module is 'Published for insight: what a module is called.';

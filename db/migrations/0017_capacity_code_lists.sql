-- Up Migration
-- Type modules hold from a day and until a day: a new one can be announced, an old one ends, and what was counted
-- under it keeps its name.
-- A list of some tens of rows: nothing waits for its locks.
-- squawk-ignore-file constraint-missing-not-valid, adding-not-nullable-field

alter table capacity.module_type
  add column name_fr text check (length(trim(name_fr)) between 1 and 200),
  add column name_en text check (length(trim(name_en)) between 1 and 200),
  add column valid daterange not null default '[2019-01-01,)',
  add constraint module_type_code check (code ~ '^[A-Z][A-Z0-9_]{1,39}$'),
  add constraint module_type_name check (length(trim(name_nl)) between 1 and 200 and name_nl !~ '[[:cntrl:]]'),
  add constraint module_type_ages check (age_min < age_max),
  add constraint module_type_ends_after_start check (not isempty(valid) and not lower_inf(valid));
comment on column capacity.module_type.valid is 'The days on which a unit can begin to offer it.';

-- What a module is does not change under the figures that were made of it.
create function capacity.module_type_stays() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (new.code, new.residential, new.term) is distinct from (old.code, old.residential, old.term) then
    raise exception 'a type module becomes no other' using errcode = 'check_violation', constraint = 'module_type_stays';
  end if;
  return new;
end $$;
create trigger stays before update on capacity.module_type for each row execute function capacity.module_type_stays();

-- A unit begins to offer only what can be offered that day; people do so, the program fills what was.
-- With the owner's rights: so the role that asks is never the one that the program runs under.
create function capacity.module_type_is_open() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user in ('vp_jobs', current_user) then return new; end if;
  if not exists (select from capacity.module_type m where m.code = new.module_code and m.valid @> platform.today()) then
    raise exception 'type module not open' using errcode = 'check_violation', constraint = 'module_type_closed';
  end if;
  return new;
end $$;
create trigger is_open before insert on capacity.offered_module for each row execute function capacity.module_type_is_open();

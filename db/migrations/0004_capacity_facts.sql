-- Up Migration
-- The dated facts. Each has a valid period (days, half-open, Europe/Brussels) and a known period:
-- known_from here, known_until in its history table. Nothing is overwritten without its history.

create table capacity.recognition (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null,
  module_code text not null,
  provider_id uuid not null,
  places int not null check (places between 1 and 500),
  period daterange not null check (not isempty(period) and not lower_inf(period)),
  external_key text,
  funding_kind text not null default 'STRUCTURAL' check (funding_kind in ('STRUCTURAL', 'PROJECT')),
  origin text not null default 'NEW' check (origin in ('NEW', 'EXPANSION', 'RECONVERSION', 'BOARDING_SCHOOL')),
  source text not null default 'import',
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint recognition_of_own_unit foreign key (unit_id, module_code, provider_id) references capacity.offered_module (unit_id, module_code, provider_id),
  unique (provider_id, external_key)
);

create table capacity.reconversion (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null,
  module_code text not null,
  provider_id uuid not null,
  places int not null check (places between 1 and 500),
  to_module_code text not null references capacity.module_type (code),
  to_places int not null check (to_places between 0 and 500),
  state text not null default 'PLANNED' check (state in ('PLANNED', 'APPROVED', 'EFFECTIVE', 'REGISTERED', 'CANCELLED')),
  decided_on date,
  effective_on date,
  registered_on date,
  period daterange generated always as (
    case when state in ('EFFECTIVE', 'REGISTERED') then daterange(effective_on, registered_on) else 'empty'::daterange end) stored,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  check (state not in ('EFFECTIVE', 'REGISTERED') or effective_on is not null),
  check ((state = 'REGISTERED') = (registered_on is not null)),
  check (registered_on is null or registered_on >= effective_on),
  constraint reconversion_of_own_unit foreign key (unit_id, module_code, provider_id) references capacity.offered_module (unit_id, module_code, provider_id)
);
comment on table capacity.reconversion is 'places of module_code become to_places of to_module_code; between effective and registered they count as not converted (R7, R8).';

create table capacity.stay (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null,
  module_code text not null,
  provider_id uuid not null,
  place_id uuid,
  claimed_place_id uuid,
  person_ref text not null check (length(person_ref) between 1 and 64),
  period daterange not null check (not isempty(period) and not lower_inf(period)),
  expected_end_on date,
  decision_until date,
  end_reason text,
  file_kind text check (file_kind in ('VOLUNTARY', 'OCJ_MANO', 'VK_MANO', 'COURT', 'COURT_URGENT')),
  needs text[] not null default '{}',
  time_out_of uuid,
  also_elsewhere boolean not null default false,
  external_key text,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint stay_of_own_unit foreign key (unit_id, module_code, provider_id) references capacity.offered_module (unit_id, module_code, provider_id),
  foreign key (place_id, unit_id, module_code) references capacity.place (id, unit_id, module_code),
  foreign key (claimed_place_id) references capacity.place (id),
  unique (id, person_ref),
  unique (id, unit_id, module_code),
  foreign key (time_out_of, person_ref) references capacity.stay (id, person_ref),
  unique (provider_id, external_key),
  check (end_reason is null or not upper_inf(period)),
  check (place_id is null or claimed_place_id is null),
  -- Deferrable, so that one import can swap two children's places; checked at once unless asked otherwise.
  constraint place_never_twice exclude using gist (provider_id with =, place_id with =, period with &&) where (place_id is not null) deferrable,
  -- By a 64-bit hash: five times cheaper to keep than by the text. Two pseudonyms with one hash would be taken for
  -- one child; among a million children the odds of any such pair are one in thirty million.
  constraint child_never_twice exclude using gist (hashtextextended(person_ref, 0) with =, period with &&)
    where (time_out_of is null and not also_elsewhere) deferrable,
  constraint one_time_out_at_a_time exclude using gist (hashtextextended(person_ref, 0) with =, period with &&)
    where (time_out_of is not null and not also_elsewhere) deferrable
);
comment on column capacity.stay.person_ref is 'Pseudonym given by the provider''s own file; no name, no number.';
comment on column capacity.stay.claimed_place_id is 'The place an import named although another stay holds it: a finding to resolve, the stay counts for the unit.';
comment on column capacity.stay.also_elsewhere is 'The register holds this child in another stay at the same time without a time-out pair: a finding to resolve.';

create table capacity.absence (
  id uuid primary key default gen_random_uuid(),
  stay_id uuid not null,
  unit_id uuid not null,
  module_code text not null,
  provider_id uuid not null,
  kind text not null check (kind in ('HOME', 'HOSPITAL', 'TIME_OUT', 'RUNAWAY')),
  period daterange not null check (not isempty(period) and not lower_inf(period)),
  external_key text,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint absence_of_own_unit foreign key (unit_id, module_code, provider_id) references capacity.offered_module (unit_id, module_code, provider_id),
  foreign key (stay_id, unit_id, module_code) references capacity.stay (id, unit_id, module_code),
  unique (provider_id, external_key),
  constraint away_once exclude using gist (provider_id with =, stay_id with =, period with &&) deferrable
);

create table capacity.unavailability (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null,
  module_code text not null,
  provider_id uuid not null,
  place_id uuid,
  places int not null check (places between 0 and 500),
  only_for text check (only_for in ('GIRLS', 'BOYS', 'UNDER_6', 'UNDER_12', 'OVER_12')),
  reason_code text not null,
  explanation text check (length(explanation) <= 500),
  period daterange not null check (not isempty(period) and not lower_inf(period) and not upper_inf(period)),
  expected_end_on date not null,
  review_on date not null,
  external_key text,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint unavailability_of_own_unit foreign key (unit_id, module_code, provider_id) references capacity.offered_module (unit_id, module_code, provider_id),
  foreign key (place_id, unit_id, module_code) references capacity.place (id, unit_id, module_code),
  unique (provider_id, external_key),
  check (reason_code in ('STAFF_SHORTAGE', 'STAFF_ABSENCE', 'UNIT_CLOSED', 'ADMISSION_STOP', 'GROUP_LOAD', 'SAFETY_GROUP',
    'BUILDING', 'RECONVERSION', 'CONVERSION_TIMEOUT', 'NOT_YET_OPERATIONAL', 'OVERNUMBER_ELSEWHERE', 'CRISIS_HELD', 'FUNDING',
    'QUARANTINE_HEALTH', 'OTHER')),
  check (reason_code <> 'OTHER' or length(trim(explanation)) >= 3),
  check (place_id is null or places = 1),
  check ((only_for is null) = (places > 0)),
  check (upper(period) <= expected_end_on)
);
comment on column capacity.unavailability.only_for is 'A partial stop ("no new girls"): takes nothing from free, is shown beside it.';

create table capacity.hold (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null,
  module_code text not null,
  provider_id uuid not null,
  place_id uuid,
  period daterange not null check (not isempty(period) and not lower_inf(period)),
  reason_code text not null check (reason_code in ('RESERVED_TIMEOUT_RETURN', 'RESERVED_HOSPITAL', 'RESERVED_START', 'RESERVED_SIBLING')),
  needs text[] not null default '{}',
  for_ref text,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint hold_of_own_unit foreign key (unit_id, module_code, provider_id) references capacity.offered_module (unit_id, module_code, provider_id),
  foreign key (place_id, unit_id, module_code) references capacity.place (id, unit_id, module_code),
  constraint promised_once exclude using gist (provider_id with =, place_id with =, period with &&) where (place_id is not null)
);

create table capacity.confirmation (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null,
  provider_id uuid not null references capacity.provider (id),
  at timestamptz not null default platform.now(),
  event_id uuid not null default platform.current_event() references platform.event (id),
  constraint confirmation_of_own_unit foreign key (unit_id, provider_id) references capacity.care_unit (id, provider_id)
);
create index confirmation_unit on capacity.confirmation (unit_id, at desc);
create index confirmation_event on capacity.confirmation (event_id);
-- What is confirmed has no history: it goes with the event that is taken back.
create trigger a_signed_insert after insert on capacity.confirmation referencing new table as new_rows
  for each statement execute function platform.check_event();
create trigger a_signed_update after update on capacity.confirmation referencing new table as new_rows
  for each statement execute function platform.check_event();

do $$
declare t text;
begin
  foreach t in array array['recognition', 'reconversion', 'stay', 'absence', 'unavailability', 'hold'] loop
    execute format('create table capacity.%I (like capacity.%I including comments, known_until timestamptz not null, superseded_by uuid, seq bigint generated always as identity)', t || '_history', t);
    execute format('create index on capacity.%I (unit_id, known_until)', t || '_history');
    execute format('create index on capacity.%I (id)', t || '_history');
    execute format('create index on capacity.%I (superseded_by)', t || '_history');
    execute format('create index on capacity.%I (event_id)', t || '_history');
    execute format('create index on capacity.%I (event_id)', t);
    execute format('create index on capacity.%I (unit_id, module_code)', t);
    execute format('create trigger keep_history before update or delete on capacity.%I for each row execute function platform.keep_history()', t);
    execute format('create trigger a_signed_insert after insert on capacity.%I referencing new table as new_rows for each statement execute function platform.check_event()', t);
    execute format('create trigger a_signed_update after update on capacity.%I referencing new table as new_rows for each statement execute function platform.check_event()', t);
    execute format('create trigger a_signed_delete after delete on capacity.%I referencing old table as old_rows for each statement execute function platform.check_event()', t);
  end loop;
end $$;
create index stay_place on capacity.stay (place_id) where place_id is not null;
create index stay_open on capacity.stay (unit_id) where upper_inf(period);
create index stay_time_out_of on capacity.stay (time_out_of) where time_out_of is not null;
create index stay_claimed_place on capacity.stay (claimed_place_id) where claimed_place_id is not null;
create index absence_stay on capacity.absence (stay_id);
create index unavailability_place on capacity.unavailability (place_id) where place_id is not null;
create index unavailability_partial on capacity.unavailability (unit_id, module_code) where only_for is not null;
create index unavailability_review on capacity.unavailability (review_on);
create index hold_place on capacity.hold (place_id) where place_id is not null;
create index stay_unit_period on capacity.stay using gist (unit_id, period);
create index unavailability_unit_period on capacity.unavailability using gist (unit_id, period);
create index absence_unit_period on capacity.absence using gist (unit_id, period);

-- Up Migration
-- Supply: providers, sites, units, offered modules, places.

create schema capacity;

create table capacity.module_type (
  code text primary key,
  name_nl text not null,
  residential boolean not null,
  term text not null check (term in ('SHORT', 'LONG')),
  age_min int not null check (age_min between 0 and 25),
  age_max int not null check (age_max between 0 and 26),
  source text not null
);

create table capacity.provider (
  id uuid primary key references auth.organisation (id),
  code text not null unique check (code ~ '^[A-Z0-9-]{2,20}$'),
  name text not null check (length(name) between 1 and 200),
  sector text not null,
  region_code text not null references region.region (code),
  contact text,
  invented boolean not null default false
);
create index provider_region on capacity.provider (region_code);

-- Whose a row is, is part of every key between rows. A fact of one provider in a unit of another would
-- change the other's figures; and a key that holds across providers answers otherwise for a hidden row
-- than for one that is not there.
create table capacity.site (
  id uuid primary key default gen_random_uuid(),
  provider_id uuid not null references capacity.provider (id),
  code text not null,
  name text not null,
  municipality_code text not null references region.municipality (code),
  zone_code text references region.zone (code),
  region_code text not null references region.region (code),
  lat double precision not null,
  lon double precision not null,
  unique (provider_id, code),
  constraint site_of_provider unique (id, provider_id)
);
create index site_municipality on capacity.site (municipality_code);
create index site_region on capacity.site (region_code);
create index site_zone on capacity.site (zone_code);

create table capacity.care_unit (
  id uuid primary key default gen_random_uuid(),
  site_id uuid not null,
  provider_id uuid not null references capacity.provider (id),
  code text not null check (code ~ '^[A-Z0-9-]{2,30}$'),
  name text not null check (length(name) between 1 and 200),
  age_min int not null check (age_min between 0 and 25),
  age_max int not null check (age_max between 0 and 26),
  gender_mix text not null check (gender_mix in ('MIXED', 'GIRLS', 'BOYS')),
  security_level text not null default 'OPEN' check (security_level in ('OPEN', 'RELATIONAL', 'PROCEDURAL', 'INFRASTRUCTURAL')),
  origin text not null default 'RECOGNISED',
  check (age_min <= age_max),
  unique (provider_id, code),
  constraint care_unit_of_provider unique (id, provider_id),
  constraint care_unit_at_own_site foreign key (site_id, provider_id) references capacity.site (id, provider_id)
);
create index care_unit_site on capacity.care_unit (site_id);

-- What a group can carry now is capacity, who it is belongs to the catalogue: a row is seen whole or not at
-- all, so they cannot share one. Nor may a new note move the unit's row about in the catalogue.
create table capacity.unit_note (
  unit_id uuid primary key,
  provider_id uuid not null,
  note text not null check (length(note) between 1 and 2000),
  constraint note_of_own_unit foreign key (unit_id, provider_id) references capacity.care_unit (id, provider_id)
);
comment on table capacity.unit_note is 'What the group can and cannot carry now, in words (R22). No personal data.';
create index unit_note_provider on capacity.unit_note (provider_id);

create table capacity.offered_module (
  unit_id uuid not null,
  module_code text not null references capacity.module_type (code),
  provider_id uuid not null references capacity.provider (id),
  primary key (unit_id, module_code),
  constraint offered_module_of_provider unique (unit_id, module_code, provider_id),
  constraint offered_by_own_unit foreign key (unit_id, provider_id) references capacity.care_unit (id, provider_id)
);
create index offered_module_provider on capacity.offered_module (provider_id);
create index offered_module_type on capacity.offered_module (module_code);

create table capacity.place (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null,
  module_code text not null,
  provider_id uuid not null,
  label text not null check (length(label) between 1 and 40),
  features text[] not null default '{}',
  valid daterange not null default daterange('2000-01-01', null),
  constraint place_of_own_unit foreign key (unit_id, module_code, provider_id) references capacity.offered_module (unit_id, module_code, provider_id),
  constraint place_label_once unique (provider_id, unit_id, label),
  unique (id, unit_id, module_code)
);
create index place_unit on capacity.place (unit_id, module_code);
create index place_provider on capacity.place (provider_id);

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
  unique (provider_id, code)
);
create index site_municipality on capacity.site (municipality_code);
create index site_region on capacity.site (region_code);
create index site_zone on capacity.site (zone_code);

create table capacity.care_unit (
  id uuid primary key default gen_random_uuid(),
  site_id uuid not null references capacity.site (id),
  provider_id uuid not null references capacity.provider (id),
  code text not null check (code ~ '^[A-Z0-9-]{2,30}$'),
  name text not null check (length(name) between 1 and 200),
  age_min int not null check (age_min between 0 and 25),
  age_max int not null check (age_max between 0 and 26),
  gender_mix text not null check (gender_mix in ('MIXED', 'GIRLS', 'BOYS')),
  security_level text not null default 'OPEN' check (security_level in ('OPEN', 'RELATIONAL', 'PROCEDURAL', 'INFRASTRUCTURAL')),
  origin text not null default 'RECOGNISED',
  note text,
  check (age_min <= age_max),
  unique (provider_id, code)
);
comment on column capacity.care_unit.note is 'What the group can and cannot carry now, in words (R22). No personal data.';
create index care_unit_site on capacity.care_unit (site_id);

create table capacity.offered_module (
  unit_id uuid not null references capacity.care_unit (id),
  module_code text not null references capacity.module_type (code),
  provider_id uuid not null references capacity.provider (id),
  primary key (unit_id, module_code)
);
create index offered_module_provider on capacity.offered_module (provider_id);
create index offered_module_type on capacity.offered_module (module_code);

create table capacity.place (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null,
  module_code text not null,
  provider_id uuid not null references capacity.provider (id),
  label text not null check (length(label) between 1 and 40),
  features text[] not null default '{}',
  valid daterange not null default daterange('2000-01-01', null),
  foreign key (unit_id, module_code) references capacity.offered_module (unit_id, module_code),
  unique (unit_id, label),
  unique (id, unit_id, module_code)
);
create index place_unit on capacity.place (unit_id, module_code);
create index place_provider on capacity.place (provider_id);

-- Up Migration
-- Regions, zones and municipalities are data with dates (R190, R191), never code.

create schema region;

create table region.region (
  code text primary key,
  name_nl text not null,
  name_fr text not null,
  name_en text not null,
  minors int check (minors >= 0),
  minors_source text,
  valid daterange not null default daterange('2014-03-01', null)
);

create table region.zone (
  code text primary key,
  region_code text not null references region.region (code),
  name text not null,
  invented boolean not null default true,
  valid daterange not null default daterange('2025-01-01', null)
);
create index zone_region on region.zone (region_code);

create table region.municipality (
  code text primary key,
  name text not null,
  region_code text not null references region.region (code),
  zone_code text references region.zone (code),
  lat double precision not null check (lat between 49 and 52),
  lon double precision not null check (lon between 2 and 7),
  population int,
  source text not null,
  merged_into text references region.municipality (code),
  valid daterange not null default daterange('2019-01-01', null)
);
create index municipality_region on region.municipality (region_code);
create index municipality_zone on region.municipality (zone_code);
create index municipality_merged on region.municipality (merged_into) where merged_into is not null;

create table region.setting (
  key text not null,
  region_code text references region.region (code),
  value jsonb not null,
  source text not null,
  valid daterange not null default daterange('2026-01-01', null),
  exclude using gist (key with =, coalesce(region_code, '') with =, valid with &&)
);
comment on table region.setting is 'Settings with dates and source, for all regions or one: norms, thresholds, factors.';
create index setting_region on region.setting (region_code);

create function region.distance_km(lat1 double precision, lon1 double precision, lat2 double precision, lon2 double precision)
returns double precision language sql immutable parallel safe as $$
  select 2 * 6371.0088 * asin(sqrt(least(1.0,
    power(sin(radians(lat2 - lat1) / 2), 2)
    + cos(radians(lat1)) * cos(radians(lat2)) * power(sin(radians(lon2 - lon1) / 2), 2))))
$$;
comment on function region.distance_km is 'Great-circle distance in km (haversine, mean Earth radius); the SQL twin of src/region/distance.ts.';

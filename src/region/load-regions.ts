import type { Writer } from '../platform/db/database.ts';
import { COMMITTED_AREA_ROWS } from './geodata.ts';

const period = (row: { validFrom: string; validUntil: string | null }) =>
  `[${row.validFrom},${row.validUntil ?? ''})`;

/** Writes the committed areas where they are missing, and brings what is there up to date. Safe to repeat. */
export async function loadRegions(tx: Pick<Writer, 'rows'>): Promise<void> {
  const { regions, zones, memberships, municipalities } = COMMITTED_AREA_ROWS;
  await tx.rows(
    `insert into region.region (code, name_nl, name_fr, name_en, minors, minors_source, valid)
     select code, name_nl, name_fr, name_en, minors, case when minors is not null then 'general knowledge, rounded' end, valid::daterange
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[])
         as t (code, name_nl, name_fr, name_en, minors, valid)
     on conflict (code) do update set name_nl = excluded.name_nl, name_fr = excluded.name_fr, name_en = excluded.name_en,
       minors = excluded.minors, minors_source = excluded.minors_source, valid = excluded.valid`,
    [
      regions.map((row) => row.id),
      regions.map((row) => row.nameNl),
      regions.map((row) => row.nameFr),
      regions.map((row) => row.nameEn),
      regions.map((row) => row.minors),
      regions.map(period),
    ],
  );
  await tx.rows(
    `insert into region.zone (code, region_code, name, invented, valid)
     select code, region_code, name, invented, valid::daterange
       from unnest($1::text[], $2::text[], $3::text[], $4::bool[], $5::text[]) as t (code, region_code, name, invented, valid)
     on conflict (code) do update set region_code = excluded.region_code, name = excluded.name,
       invented = excluded.invented, valid = excluded.valid`,
    [
      zones.map((row) => row.id),
      zones.map((row) => row.regionId),
      zones.map((row) => row.name),
      zones.map((row) => row.invented),
      zones.map(period),
    ],
  );
  // The table keeps one zone for each municipality: its latest.
  const latest = new Map(
    memberships
      .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
      .map((row) => [row.municipalityId, row.zoneId]),
  );
  await tx.rows(
    `insert into region.municipality (code, name, region_code, zone_code, lat, lon, population, source, merged_into, valid)
     select code, name, region_code, zone_code, lat, lon, population, source, merged_into, valid::daterange
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::int[], $8::text[], $9::text[], $10::text[])
         as t (code, name, region_code, zone_code, lat, lon, population, source, merged_into, valid)
     on conflict (code) do update set name = excluded.name, region_code = excluded.region_code, zone_code = excluded.zone_code,
       lat = excluded.lat, lon = excluded.lon, population = excluded.population, source = excluded.source,
       merged_into = excluded.merged_into, valid = excluded.valid`,
    [
      municipalities.map((row) => row.id),
      municipalities.map((row) => row.name),
      municipalities.map((row) => row.regionId),
      municipalities.map((row) => latest.get(row.id) ?? null),
      municipalities.map((row) => row.lat),
      municipalities.map((row) => row.lon),
      municipalities.map((row) => row.population),
      municipalities.map((row) => row.source),
      municipalities.map((row) => row.mergedInto),
      municipalities.map(period),
    ],
  );
}

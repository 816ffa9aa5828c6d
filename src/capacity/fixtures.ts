import { randomUUID } from 'node:crypto';
import type { Writer } from '../platform/db/database.ts';
import { recordEvent, theProgram } from '../platform/db/command.ts';

/** Builders with named states, for tests; every name is invented. Run them as the jobs login. */
export interface MadeUnit {
  unitId: string;
  providerId: string;
  module: string;
  placeIds: string[];
}

export async function makeReference(tx: Writer): Promise<void> {
  await tx.rows(
    `insert into region.region (code, name_nl, name_fr, name_en, minors) values
       ('WVL', 'West-Vlaanderen', 'Flandre occidentale', 'West Flanders', 215000),
       ('OVL', 'Oost-Vlaanderen', 'Flandre orientale', 'East Flanders', 300000) on conflict do nothing`,
  );
  await tx.rows(
    `insert into region.municipality (code, name, region_code, lat, lon, source) values
       ('M-WVL', 'Voorbeelddorp', 'WVL', 51.05, 3.1, 'test'), ('M-OVL', 'Proefstad', 'OVL', 51.05, 3.7, 'test') on conflict do nothing`,
  );
  await tx.rows(
    `insert into capacity.module_type (code, name_nl, residential, term, age_min, age_max, source) values
       ('STAY_O12', 'Verblijf voor +12-jarigen', true, 'LONG', 12, 18, 'test'),
       ('CRISIS_STAY', 'Crisisverblijf', true, 'SHORT', 0, 18, 'test') on conflict do nothing`,
  );
}

export async function makeProvider(
  tx: Writer,
  options: { name?: string; region?: string; id?: string } = {},
): Promise<string> {
  const id = options.id ?? randomUUID();
  const code = `T-${id.slice(0, 8).toUpperCase()}`;
  const name = options.name ?? `Voorziening ${id.slice(0, 4)} (verzonnen)`;
  await tx.rows(
    `insert into auth.organisation (id, code, name, kind, invented) values ($1, $2, $3, 'provider', true) on conflict do nothing`,
    [id, code, name],
  );
  await tx.rows(
    `insert into capacity.provider (id, code, name, sector, region_code, invented) values ($1, $2, $3, 'OVBJ', $4, true)`,
    [id, code, name, options.region ?? 'WVL'],
  );
  return id;
}

/** A unit with so many recognised places, each a place of its own, on one site. */
export async function makeUnit(
  tx: Writer,
  options: {
    providerId: string;
    places?: number;
    recognised?: number;
    module?: string;
    region?: string;
    name?: string;
    features?: string[][];
    recognisedFrom?: string;
  },
): Promise<MadeUnit> {
  const unitId = randomUUID();
  const siteId = randomUUID();
  const module = options.module ?? 'STAY_O12';
  const region = options.region ?? 'WVL';
  const count = options.places ?? 8;
  const mark = unitId.slice(0, 6).toUpperCase();
  await tx.rows(
    `insert into capacity.site (id, provider_id, code, name, municipality_code, region_code, lat, lon)
     select $1, $2, $3, $4, m.code, m.region_code, m.lat, m.lon from region.municipality m where m.code = $5`,
    [siteId, options.providerId, `S-${mark}`, `Vestiging ${mark} (verzonnen)`, `M-${region}`],
  );
  await tx.rows(
    `insert into capacity.care_unit (id, site_id, provider_id, code, name, age_min, age_max, gender_mix)
     values ($1, $2, $3, $4, $5, 6, 18, 'MIXED')`,
    [
      unitId,
      siteId,
      options.providerId,
      `U-${mark}`,
      options.name ?? `Leefgroep ${mark} (verzonnen)`,
    ],
  );
  await tx.rows(
    'insert into capacity.offered_module (unit_id, module_code, provider_id) values ($1, $2, $3)',
    [unitId, module, options.providerId],
  );
  const placeIds = Array.from({ length: count }, () => randomUUID());
  for (const [i, placeId] of placeIds.entries()) {
    await tx.rows(
      'insert into capacity.place (id, unit_id, module_code, provider_id, label, features) values ($1, $2, $3, $4, $5, $6)',
      [placeId, unitId, module, options.providerId, String(i + 1), options.features?.[i] ?? []],
    );
  }
  await recordEvent(tx, theProgram, {
    slice: 'capacity',
    kind: 'import',
    organisationId: options.providerId,
    subjectId: unitId,
  });
  await tx.rows(
    `insert into capacity.recognition (unit_id, module_code, provider_id, places, period)
     values ($1, $2, $3, $4, daterange($5, null))`,
    [
      unitId,
      module,
      options.providerId,
      options.recognised ?? count,
      options.recognisedFrom ?? '2020-01-01',
    ],
  );
  return { unitId, providerId: options.providerId, module, placeIds };
}

import type { Writer } from '../platform/db/database.ts';
import { dayText } from './calendar.ts';
import { insertRows } from './insert-rows.ts';
import type { People } from './people.ts';
import { modulePlans } from './plan.ts';
import { settings } from './settings.ts';
import type { Supply } from './supply.ts';

type Tx = Pick<Writer, 'rows'>;

const u = 'uuid';
const t = 'text';

/** Organisations, people and their hats. */
export async function writePeople(
  tx: Tx,
  people: People,
  issuer: string,
  since: string,
): Promise<void> {
  await insertRows(
    tx,
    'auth.organisation',
    [
      ['id', u],
      ['code', t],
      ['name', t],
      ['kind', t],
      ['invented', 'boolean'],
    ],
    people.organisations,
    (each) => [each.id, each.code, each.name, each.kind, true],
  );
  await insertRows(
    tx,
    'auth.person',
    [
      ['id', u],
      ['issuer', t],
      ['subject', t],
      ['name', t],
      ['invented', 'boolean'],
    ],
    people.persons,
    (each) => [each.id, issuer, each.subject, each.name, true],
  );
  await insertRows(
    tx,
    'auth.hat',
    [
      ['id', u],
      ['person_id', u],
      ['role_code', t],
      ['organisation_id', u],
      ['area_code', t],
      ['magistrate', 'boolean'],
      ['valid', 'daterange'],
    ],
    people.hats,
    (each) => [
      each.id,
      each.person.id,
      each.role,
      each.organisation?.id ?? null,
      each.area,
      each.magistrate,
      `[${since},)`,
    ],
  );
}

export async function writeSettings(tx: Tx, since: string): Promise<void> {
  await insertRows(
    tx,
    'region.setting',
    [
      ['key', t],
      ['value', 'jsonb'],
      ['source', t],
      ['valid', 'daterange'],
    ],
    settings,
    (each) => [each.key, JSON.stringify(each.value), each.source, `[${since},)`],
  );
}

/** Module types, organisations as providers, sites and units; the modules and places come after the confirmations. */
export async function writeSupply(tx: Tx, supply: Supply): Promise<void> {
  await insertRows(
    tx,
    'capacity.module_type',
    [
      ['code', t],
      ['name_nl', t],
      ['residential', 'boolean'],
      ['term', t],
      ['age_min', 'int'],
      ['age_max', 'int'],
      ['source', t],
    ],
    modulePlans,
    (each) => [each.code, each.nameNl, true, each.term, each.ageMin, each.ageMax, each.source],
  );
  await insertRows(
    tx,
    'capacity.provider',
    [
      ['id', u],
      ['code', t],
      ['name', t],
      ['sector', t],
      ['region_code', t],
      ['contact', t],
      ['invented', 'boolean'],
    ],
    supply.providers,
    (each) => [
      each.id,
      each.code,
      each.name,
      each.sector,
      each.region.code,
      `capaciteit@${each.code.toLowerCase()}.example`,
      true,
    ],
  );
  await insertRows(
    tx,
    'capacity.site',
    [
      ['id', u],
      ['provider_id', u],
      ['code', t],
      ['name', t],
      ['municipality_code', t],
      ['zone_code', t],
      ['region_code', t],
      ['lat', 'float8'],
      ['lon', 'float8'],
    ],
    supply.sites,
    (each) => [
      each.id,
      each.provider.id,
      each.code,
      each.name,
      each.town.code,
      each.town.zoneCode,
      each.town.regionCode,
      each.lat,
      each.lon,
    ],
  );
  await insertRows(
    tx,
    'capacity.care_unit',
    [
      ['id', u],
      ['site_id', u],
      ['provider_id', u],
      ['code', t],
      ['name', t],
      ['age_min', 'int'],
      ['age_max', 'int'],
      ['gender_mix', t],
      ['security_level', t],
    ],
    supply.units,
    (each) => [
      each.id,
      each.site.id,
      each.provider.id,
      each.code,
      each.name,
      each.ageMin,
      each.ageMax,
      each.genderMix,
      each.plan.securityLevel,
    ],
  );
}

export async function writePlaces(tx: Tx, supply: Supply): Promise<void> {
  await insertRows(
    tx,
    'capacity.unit_note',
    [
      ['unit_id', u],
      ['provider_id', u],
      ['note', t],
    ],
    supply.units.filter((each) => each.note !== null),
    (each) => [each.id, each.provider.id, each.note],
  );
  await insertRows(
    tx,
    'capacity.offered_module',
    [
      ['unit_id', u],
      ['module_code', t],
      ['provider_id', u],
    ],
    supply.units,
    (each) => [each.id, each.plan.code, each.provider.id],
  );
  await insertRows(
    tx,
    'capacity.place',
    [
      ['id', u],
      ['unit_id', u],
      ['module_code', t],
      ['provider_id', u],
      ['label', t],
      ['features', 'text[]'],
      ['valid', 'daterange'],
    ],
    supply.units.flatMap((unit) => unit.places),
    (each) => [
      each.id,
      each.unit.id,
      each.unit.plan.code,
      each.unit.provider.id,
      each.label,
      each.features,
      `[${dayText(each.from)},${each.until === null ? '' : dayText(each.until)})`,
    ],
  );
}

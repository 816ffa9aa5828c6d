import { randomUUID } from 'node:crypto';
import type { Writer } from '../platform/db/database.ts';
import { recordEvent, theProgram } from '../platform/db/command.ts';

/** Builders for tests and for the demo; every name is invented. Run them as the jobs login, after `beginFixtures`. */
export async function beginFixtures(tx: Writer): Promise<void> {
  await recordEvent(tx, theProgram, {
    slice: 'foster-care',
    kind: 'fixture',
    organisationId: null,
    subjectId: null,
  });
}

/** A service of an organisation that is there. */
export async function makeService(
  tx: Writer,
  { id, region = 'WVL' }: { id: string; region?: string },
): Promise<void> {
  await tx.rows(
    `insert into foster_care.service (organisation_id, name, region_code, invented) values ($1, $2, $3, true)`,
    [id, `Pleegzorgdienst ${id.slice(0, 4)} (verzonnen)`, region],
  );
}

export interface FamilyFixture {
  serviceId: string;
  personId: string | null;
  municipality?: string;
  kinds?: readonly string[];
  ageFrom?: number;
  ageTo?: number;
  places?: number;
  siblingsTogether?: boolean;
  hasPets?: boolean;
  schoolReachKm?: number | null;
  access?: string;
}

/** An approved family (one that applied, without a person), with a wide profile where nothing else is said. */
export async function makeFamily(tx: Writer, input: FamilyFixture): Promise<string> {
  const id = randomUUID();
  await tx.rows(
    `insert into foster_care.family (id, service_id, person_id, state, contact_name, phone, mail, municipality_code, kinds, age_from, age_to, places,
        siblings_together, has_pets, school_reach_km, access, approved_at, invented)
     values ($1, $2, $3, case when $3::uuid is null then 'APPLIED' else 'APPROVED' end, $4, '0470 00 00 00', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, platform.now(), true)`,
    [
      id,
      input.serviceId,
      input.personId,
      `Gezin ${id.slice(0, 4)} (verzonnen)`,
      `gezin-${id.slice(0, 8)}@voorbeeld.invalid`,
      input.municipality ?? 'M-WVL',
      input.kinds ?? ['CRISIS', 'BRIDGING', 'RESPITE'],
      input.ageFrom ?? 0,
      input.ageTo ?? 17,
      input.places ?? 2,
      input.siblingsTogether ?? true,
      input.hasPets ?? false,
      input.schoolReachKm === undefined ? 30 : input.schoolReachKm,
      input.access ?? 'WHEELCHAIR',
    ],
  );
  return id;
}

/** Availability of a family: always, until nine in the evening, where nothing else is said. */
export async function makeWindow(
  tx: Writer,
  familyId: string,
  window: {
    from?: string;
    until?: string | null;
    weekdays?: readonly number[];
    onHolidays?: boolean;
    hourFrom?: number;
    hourUntil?: number;
    places?: number;
  } = {},
): Promise<string> {
  const [row] = await tx.rows<{ id: string }>(
    `insert into foster_care.availability (family_id, service_id, person_id, period, weekdays, on_holidays, hour_from, hour_until, places)
     select f.id, f.service_id, f.person_id, daterange(coalesce($2::date, platform.today() - 1), $3::date), $4, $5, $6, $7, $8 from foster_care.family f where f.id = $1
     returning id`,
    [
      familyId,
      window.from ?? null,
      window.until ?? null,
      window.weekdays ?? [1, 2, 3, 4, 5, 6, 7],
      window.onHolidays ?? true,
      window.hourFrom ?? 8,
      window.hourUntil ?? 21,
      window.places ?? 6,
    ],
  );
  return row!.id;
}

export interface RequestFixture {
  serviceId: string;
  region?: string;
  municipality?: string;
  schoolMunicipality?: string | null;
  youngest?: number;
  oldest?: number;
  children?: number;
  kind?: string;
  length?: string;
  startOn?: string | null;
  startHour?: number;
  startWeek?: string;
  school?: string;
  pets?: string;
  access?: string;
  contact?: string;
  reachKm?: number;
  state?: string;
  receivedAt?: string | null;
  unfilledReason?: string | null;
  repeatOf?: string | null;
}

/** A request as it came in, by the codes that are given; most of them usual. */
export async function makeRequest(tx: Writer, input: RequestFixture): Promise<string> {
  const id = randomUUID();
  await tx.rows(
    `insert into foster_care.request (id, service_id, region_code, registrar_kind, registrar_name, municipality_code, school_municipality_code, youngest, oldest,
        children, kind, length, start_on, start_hour, start_week, school, pets, access, contact, reach_km, state, received_at, unfilled_reason, repeat_of)
     values ($1, $2, $3, 'ORGANISATION', 'Aanmelder (verzonnen)', $4, $5, $6, $7, $8, $9, $10, coalesce($11::date, platform.today() + 1), $12, $13, $14, $15, $16,
        $17, $18, $19, coalesce($20::timestamptz, platform.now()), $21, $22)`,
    [
      id,
      input.serviceId,
      input.region ?? 'WVL',
      input.municipality ?? 'M-WVL',
      input.schoolMunicipality ?? null,
      input.youngest ?? 4,
      input.oldest ?? input.youngest ?? 4,
      input.children ?? 1,
      input.kind ?? 'CRISIS',
      input.length ?? 'WEEK',
      input.startOn ?? null,
      input.startHour ?? 15,
      input.startWeek ?? 'THIS_WEEK',
      input.school ?? 'NONE',
      input.pets ?? 'FINE',
      input.access ?? 'NONE',
      input.contact ?? 'NONE',
      input.reachKm ?? 75,
      input.state ?? 'CHECKED',
      input.receivedAt ?? null,
      input.unfilledReason ?? null,
      input.repeatOf ?? null,
    ],
  );
  return id;
}

/** A year in which requests like this one are nothing rare, so that a card can be published. */
export async function makeYear(tx: Writer, input: RequestFixture, count = 5): Promise<void> {
  for (let n = 0; n < count; n++)
    await makeRequest(tx, { ...input, state: 'UNFILLED', unfilledReason: 'NO_ANSWER' });
}

/** From which day on a region's service works out of hours: 1 publishes at once, 2 matches at once. */
export async function setPhase(tx: Writer, region: string, phase: 1 | 2): Promise<void> {
  await tx.rows(
    `insert into region.setting (key, region_code, value, source, valid) values ('foster-care.phase', $1, $2, 'test (verzonnen)', '[2026-01-01,)')`,
    [region, JSON.stringify(phase)],
  );
}

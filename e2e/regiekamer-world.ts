/** Invented units round Ghent for the journey of the Regiekamer, in real municipalities. */
import { randomUUID } from 'node:crypto';
import { makeProvider } from '../src/capacity/fixtures.ts';
import { recordEvent, theProgram } from '../src/platform/db/command.ts';
import type { Writer } from '../src/platform/db/database.ts';
import { addDays, dayIn } from '../src/platform/period.ts';
import type { TestDatabase } from '../src/platform/testing/database.ts';

/** A unit of the world; `placeIds` in the order of their labels 1, 2, 3. */
export interface WorldUnit {
  readonly unitId: string;
  readonly providerId: string;
  readonly name: string;
  readonly module: string;
  readonly placeIds: readonly string[];
}

interface UnitPlan {
  readonly name: string;
  readonly town: string;
  readonly module: 'STAY_U12' | 'STAY_O12' | 'FAMILY_HOUSE';
  readonly ages: readonly [number, number];
  readonly mix?: 'GIRLS' | 'BOYS';
  readonly places: number;
  readonly stays: number;
  /** Out of use, the last places first. */
  readonly out?: number;
  readonly held?: number;
  readonly stop?: 'GIRLS' | 'UNDER_6';
  readonly away?: number;
  /** Days since the figures were confirmed. */
  readonly age?: number;
  readonly provider: number;
}

const plans: readonly UnitPlan[] = [
  {
    name: 'Leefgroep De Kade',
    town: 'Gent',
    module: 'STAY_U12',
    ages: [0, 12],
    places: 8,
    stays: 8,
    away: 1,
    provider: 0,
  },
  {
    name: 'Leefgroep Het Veer',
    town: 'Gent',
    module: 'STAY_U12',
    ages: [0, 12],
    places: 6,
    stays: 5,
    stop: 'GIRLS',
    provider: 0,
  },
  {
    name: 'Leefgroep De Sluis',
    town: 'Gent',
    module: 'STAY_O12',
    ages: [12, 18],
    places: 10,
    stays: 7,
    out: 1,
    held: 1,
    provider: 0,
  },
  {
    name: 'Gezinshuis De Linde',
    town: 'Merelbeke-Melle',
    module: 'FAMILY_HOUSE',
    ages: [0, 18],
    mix: 'BOYS',
    places: 3,
    stays: 2,
    provider: 0,
  },
  {
    name: 'Leefgroep De Brug',
    town: 'Deinze',
    module: 'STAY_U12',
    ages: [3, 12],
    places: 8,
    stays: 6,
    out: 1,
    provider: 1,
  },
  {
    name: 'Leefgroep De Molen',
    town: 'Aalst',
    module: 'STAY_U12',
    ages: [6, 12],
    places: 8,
    stays: 6,
    age: 12,
    provider: 1,
  },
  {
    name: 'Leefgroep Het Anker',
    town: 'Brugge',
    module: 'STAY_U12',
    ages: [0, 12],
    places: 9,
    stays: 10,
    provider: 2,
  },
  {
    name: 'Leefgroep De Toren',
    town: 'Brugge',
    module: 'STAY_U12',
    ages: [0, 12],
    places: 8,
    stays: 5,
    provider: 2,
  },
];

async function makeModules(tx: Writer): Promise<void> {
  await tx.rows(
    `insert into capacity.module_type (code, name_nl, residential, term, age_min, age_max, source) values
       ('STAY_U12', 'Verblijf voor -12-jarigen', true, 'LONG', 0, 12, 'test'),
       ('FAMILY_HOUSE', 'Gezinshuis', true, 'LONG', 0, 18, 'test') on conflict do nothing`,
  );
}

async function event(tx: Writer, unit: { unitId: string; providerId: string }): Promise<void> {
  await recordEvent(tx, theProgram, {
    slice: 'capacity',
    kind: 'import',
    organisationId: unit.providerId,
    subjectId: unit.unitId,
  });
}

async function makeUnit(
  tx: Writer,
  plan: UnitPlan,
  providerId: string,
  n: number,
): Promise<WorldUnit> {
  const unit: WorldUnit = {
    unitId: randomUUID(),
    providerId,
    name: plan.name,
    module: plan.module,
    placeIds: Array.from({ length: plan.places }, () => randomUUID()),
  };
  const siteId = randomUUID();
  await tx.rows(
    `insert into capacity.site (id, provider_id, code, name, municipality_code, region_code, zone_code, lat, lon)
     select $1, $2, $3, $4, code, region_code, zone_code, lat, lon from region.municipality where name = $5 and valid @> platform.today()`,
    [siteId, providerId, `S-${n}`, `Vestiging ${plan.town}`, plan.town],
  );
  await tx.rows(
    `insert into capacity.care_unit (id, site_id, provider_id, code, name, age_min, age_max, gender_mix)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [unit.unitId, siteId, providerId, `U-${n}`, plan.name, ...plan.ages, plan.mix ?? 'MIXED'],
  );
  await tx.rows(
    'insert into capacity.offered_module (unit_id, module_code, provider_id) values ($1, $2, $3)',
    [unit.unitId, plan.module, providerId],
  );
  for (const [i, placeId] of unit.placeIds.entries()) {
    const features = [
      ...(i % 2 === 0 ? ['single'] : []),
      ...(i === 1 ? ['adapted', 'ground-floor'] : []),
    ];
    await tx.rows(
      'insert into capacity.place (id, unit_id, module_code, provider_id, label, features) values ($1, $2, $3, $4, $5, $6)',
      [placeId, unit.unitId, plan.module, providerId, String(i + 1), features],
    );
  }
  await event(tx, unit);
  await tx.rows(
    `insert into capacity.recognition (unit_id, module_code, provider_id, places, period) values ($1, $2, $3, $4, daterange('2020-01-01', null))`,
    [unit.unitId, plan.module, providerId, plan.places],
  );
  return unit;
}

async function fillUnit(tx: Writer, plan: UnitPlan, unit: WorldUnit, today: string): Promise<void> {
  const base = [unit.unitId, unit.module, unit.providerId];
  await event(tx, unit);
  for (let i = 0; i < plan.stays; i++) {
    const [stay] = await tx.rows<{ id: string }>(
      `insert into capacity.stay (unit_id, module_code, provider_id, place_id, person_ref, period, expected_end_on)
       values ($1, $2, $3, $4, $5, daterange($6, null), $7) returning id`,
      [
        ...base,
        unit.placeIds[i] ?? null,
        `P-${unit.unitId.slice(0, 8)}-${i}`,
        addDays(today, -30 - i * 20),
        addDays(today, 60 + i * 30),
      ],
    );
    if (i < (plan.away ?? 0)) {
      await tx.rows(
        `insert into capacity.absence (stay_id, unit_id, module_code, provider_id, kind, period) values ($1, $2, $3, $4, 'HOSPITAL', daterange($5, null))`,
        [stay?.id, ...base, addDays(today, -2)],
      );
    }
  }
  for (let i = 0; i < (plan.out ?? 0); i++) {
    await tx.rows(
      `insert into capacity.unavailability (unit_id, module_code, provider_id, place_id, places, reason_code, period, expected_end_on, review_on)
       values ($1, $2, $3, $4, 1, 'STAFF_SHORTAGE', daterange($5, $6), $6, $7)`,
      [
        ...base,
        unit.placeIds[plan.places - 1 - i],
        addDays(today, -10),
        addDays(today, 20),
        addDays(today, 13),
      ],
    );
  }
  for (let i = 0; i < (plan.held ?? 0); i++) {
    await tx.rows(
      `insert into capacity.hold (unit_id, module_code, provider_id, place_id, period, reason_code) values ($1, $2, $3, $4, daterange($5, $6), 'RESERVED_START')`,
      [...base, unit.placeIds[plan.stays + i], addDays(today, -1), addDays(today, 9)],
    );
  }
  if (plan.stop) {
    await tx.rows(
      `insert into capacity.unavailability (unit_id, module_code, provider_id, places, only_for, reason_code, period, expected_end_on, review_on)
       values ($1, $2, $3, 0, $4, 'GROUP_LOAD', daterange($5, $6), $6, $7)`,
      [...base, plan.stop, addDays(today, -5), addDays(today, 30), addDays(today, 23)],
    );
  }
  await tx.rows(
    `insert into capacity.confirmation (unit_id, provider_id, at) values ($1, $2, platform.now() - make_interval(days => $3, hours => 2))`,
    [unit.unitId, unit.providerId, plan.age ?? 0],
  );
}

/** Adds the units round Ghent to a world that has the areas, and gives them by name. */
export async function addUnitsRoundGhent(
  test: TestDatabase,
): Promise<ReadonlyMap<string, WorldUnit>> {
  const today = dayIn(new Date());
  const units = new Map<string, WorldUnit>();
  await test.db.as('vp_jobs', async (tx) => {
    await makeModules(tx);
    const providers: string[] = [];
    for (const name of ['De Wilg (verzonnen)', 'De Els (verzonnen)', 'De Esp (verzonnen)']) {
      providers.push(await makeProvider(tx, { name, region: 'OVL' }));
    }
    for (const [n, plan] of plans.entries()) {
      const unit = await makeUnit(tx, plan, providers[plan.provider] ?? '', n);
      await fillUnit(tx, plan, unit, today);
      units.set(plan.name, unit);
    }
  });
  return units;
}

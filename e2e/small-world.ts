import { randomUUID } from 'node:crypto';
import { endStay } from '../src/capacity/end-stay.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from '../src/capacity/fixtures.ts';
import { confirmUnit } from '../src/capacity/confirm-unit.ts';
import { reportUnavailability } from '../src/capacity/report-unavailability.ts';
import { startAbsence } from '../src/capacity/start-absence.ts';
import { startStay } from '../src/capacity/start-stay.ts';
import { embeddedIssuerName } from '../src/platform/auth/embedded-issuer.ts';
import { theProgram } from '../src/platform/db/command.ts';
import type { Writer } from '../src/platform/db/database.ts';
import type { ApplicationRole } from '../src/platform/db/roles.ts';
import { addDays, dayIn } from '../src/platform/period.ts';
import type { TestDatabase } from '../src/platform/testing/database.ts';
import { loadRegions } from '../src/region/load-regions.ts';

/**
 * A provider with a unit for each state that its screens show, and some thirty units of others around
 * it, written with the real commands. Every name in it is invented.
 */
export interface SmallWorld {
  today: string;
  linde: string;
  /** Units of De Linde by the state that they show. */
  units: Record<LindeUnit, MadeUnit>;
  /** Subjects of the embedded identity provider, by what the person is for. */
  people: Record<PersonName, string>;
}

export type LindeUnit = 'mixed' | 'full' | 'over' | 'stale' | 'review' | 'fresh';
export type PersonName =
  | 'pc'
  | 'pi'
  | 'both'
  | 'otherPc'
  | 'at'
  | 'as'
  | 'an'
  | 'rb'
  | 'jj'
  | 'ad'
  | 'cr'
  | 'rg'
  | 'po'
  | 'op';

const names: Record<LindeUnit, string> = {
  mixed: 'Leefgroep Ahorn',
  full: 'Leefgroep Berk',
  over: 'Leefgroep Ceder',
  stale: 'Leefgroep Den',
  review: 'Leefgroep Esdoorn',
  fresh: 'Leefgroep Fluweelboom',
};
const others = [
  { name: 'De Beuk (verzonnen)', region: 'WVL', units: 8 },
  { name: 'De Kastelein (verzonnen)', region: 'OVL', units: 12 },
  { name: 'De Spar (verzonnen)', region: 'ANT', units: 14 },
] as const;
const kinds: Record<ApplicationRole, string> = {
  PC: 'provider',
  PI: 'provider',
  AT: 'access-team',
  AS: 'agency',
  CR: 'crisis-desk',
  FS: 'foster-care-service',
  FF: 'foster-care-service',
  AN: 'agency',
  RB: 'board',
  JJ: 'court',
  CH: 'family',
  PA: 'family',
  TP: 'family',
  RG: 'emergency-ward',
  AD: 'administration',
  PO: 'data-protection',
  OP: 'administration',
};

const at = (tx: Writer, day: string, time = '08:00') =>
  tx.rows(`select set_config('vp.clock', $1, true)`, [`${day}T${time}:00Z`]);

interface Filling {
  unit: MadeUnit;
  day: string;
  /** Places that get a child, by their number from 0. */
  taken: readonly number[];
}

async function fill(tx: Writer, { unit, day, taken }: Filling): Promise<string[]> {
  const stays: string[] = [];
  for (const n of taken) {
    const { id } = await startStay(tx, theProgram, {
      unitId: unit.unitId,
      module: unit.module,
      placeId: unit.placeIds[n] ?? null,
      from: addDays(day, -30 - n),
      personRef: `PROEF-${unit.unitId.slice(0, 8)}-${n + 1}`,
      ...(unit.placeIds[n] ? {} : { overCapacityReason: 'Crisisopname (verzonnen)' }),
    });
    stays.push(id!);
  }
  return stays;
}

async function makeLinde(tx: Writer, linde: string, today: string) {
  const made = {} as Record<LindeUnit, MadeUnit>;
  const unit = (key: LindeUnit, places: number, features: string[][] = []) =>
    makeUnit(tx, { providerId: linde, name: names[key], places, features });
  made.mixed = await unit('mixed', 6, [[], ['single'], [], [], ['ground-floor', 'adapted'], []]);
  made.full = await unit('full', 4);
  made.over = await unit('over', 3);
  made.stale = await unit('stale', 5);
  made.review = await unit('review', 4);
  made.fresh = await unit('fresh', 4);
  const [away] = await fill(tx, { unit: made.mixed, day: today, taken: [0, 1, 2] });
  await fill(tx, { unit: made.full, day: today, taken: [0, 1, 2, 3] });
  await fill(tx, { unit: made.over, day: today, taken: [0, 1, 2, 3] });
  await fill(tx, { unit: made.stale, day: today, taken: [0, 1] });
  await fill(tx, { unit: made.review, day: today, taken: [0] });
  const [, leaving] = await fill(tx, { unit: made.fresh, day: today, taken: [0, 1] });
  await startAbsence(tx, theProgram, { stayId: away!, from: addDays(today, -2), kind: 'HOME' });
  await endStay(tx, theProgram, { stayId: leaving!, on: addDays(today, 5), reason: 'HOME' });
  const out = (key: LindeUnit, place: number, reviewOn: string) =>
    reportUnavailability(tx, theProgram, {
      unitId: made[key].unitId,
      module: made[key].module,
      placeId: made[key].placeIds[place]!,
      reason: 'STAFF_SHORTAGE',
      from: addDays(today, -20),
      expectedEndOn: addDays(today, 10),
      reviewOn,
    });
  await out('mixed', 3, addDays(today, 8));
  await out('review', 1, today);
  return made;
}

async function makeOthers(tx: Writer, today: string): Promise<string[]> {
  const ids: string[] = [];
  for (const { name, region, units } of others) {
    const providerId = await makeProvider(tx, { name, region });
    ids.push(providerId);
    for (let n = 0; n < units; n += 1) {
      const unit = await makeUnit(tx, {
        providerId,
        name: `Leefgroep ${region} ${n + 1} (verzonnen)`,
        places: 5 + (n % 4),
        module: n % 3 === 0 ? 'CRISIS_STAY' : 'STAY_O12',
        region: region === 'ANT' ? 'OVL' : region,
      });
      const taken = Array.from({ length: (n * 3) % 7 }, (_, place) => place);
      await fill(tx, {
        unit,
        day: today,
        taken: taken.filter((place) => place < unit.placeIds.length),
      });
    }
  }
  return ids;
}

interface PersonPlan {
  key: PersonName;
  name: string;
  hats: { role: ApplicationRole; organisationId: string; area?: string }[];
}

async function makePerson(test: TestDatabase, { key, name, hats }: PersonPlan): Promise<string> {
  const personId = randomUUID();
  const subject = `proef-${key}`;
  await test.owner(
    `insert into auth.person (id, issuer, subject, name, invented) values ($1, $2, $3, $4, true)`,
    [personId, embeddedIssuerName, subject, name],
  );
  for (const { role, organisationId, area } of hats) {
    await test.owner(
      `insert into auth.hat (id, person_id, role_code, organisation_id, area_code, valid)
       values ($1, $2, $3, $4, $5, daterange('2000-01-01', null))`,
      [randomUUID(), personId, role, organisationId, area ?? null],
    );
  }
  return subject;
}

async function makePeople(test: TestDatabase, linde: string, other: string) {
  const organisation = async (role: ApplicationRole, name: string) => {
    const id = randomUUID();
    await test.owner(
      `insert into auth.organisation (id, code, name, kind, invented) values ($1, $2, $3, $4, true)`,
      [id, `PROEF-${role}`, name, kinds[role]],
    );
    return id;
  };
  const team = await organisation('AT', 'Toegangsteam (verzonnen)');
  const agency = await organisation('AS', 'Agentschap (verzonnen)');
  const board = await organisation('RB', 'Overleg (verzonnen)');
  const court = await organisation('JJ', 'Jeugdrechtbank (verzonnen)');
  const keepers = await organisation('AD', 'Beheer (verzonnen)');
  const ward = await organisation('RG', 'Spoeddienst (verzonnen)');
  const office = await organisation('PO', 'Gegevensbescherming (verzonnen)');
  const desk = await organisation('CR', 'Crisismeldpunt (verzonnen)');
  const one = (key: PersonName, name: string, role: ApplicationRole, organisationId: string) => ({
    key,
    name,
    hats: [{ role, organisationId }],
  });
  const plans: PersonPlan[] = [
    one('pc', 'Mira Proef (verzonnen)', 'PC', linde),
    one('pi', 'Joris Proef (verzonnen)', 'PI', linde),
    {
      key: 'both',
      name: 'Noor Proef (verzonnen)',
      hats: [
        { role: 'PI', organisationId: linde },
        { role: 'PC', organisationId: linde },
      ],
    },
    one('otherPc', 'Bram Proef (verzonnen)', 'PC', other),
    {
      key: 'at',
      name: 'Lies Proef (verzonnen)',
      hats: [{ role: 'AT', organisationId: team, area: 'WVL' }],
    },
    one('as', 'Wim Proef (verzonnen)', 'AS', agency),
    one('an', 'Tine Proef (verzonnen)', 'AN', agency),
    one('rb', 'Karel Proef (verzonnen)', 'RB', board),
    one('jj', 'Els Proef (verzonnen)', 'JJ', court),
    {
      key: 'rg',
      name: 'Sanne Proef (verzonnen)',
      hats: [{ role: 'RG', organisationId: ward, area: 'WVL' }],
    },
    one('ad', 'Dirk Proef (verzonnen)', 'AD', keepers),
    one('po', 'Petra Proef (verzonnen)', 'PO', office),
    one('op', 'Omer Proef (verzonnen)', 'OP', keepers),
    {
      key: 'cr',
      name: 'Ilse Proef (verzonnen)',
      hats: [{ role: 'CR', organisationId: desk, area: 'WVL' }],
    },
  ];
  const people = {} as Record<PersonName, string>;
  for (const plan of plans) people[plan.key] = await makePerson(test, plan);
  return people;
}

/** Fills a test database with the small world, as it would have grown until this morning. */
export async function makeSmallWorld(test: TestDatabase): Promise<SmallWorld> {
  const today = dayIn(new Date());
  await test.db.as('vp_jobs', (tx) => loadRegions(tx));
  const { linde, units, other } = await test.db.as('vp_jobs', async (tx) => {
    await at(tx, addDays(today, -40));
    await makeReference(tx);
    const linde = await makeProvider(tx, { name: 'De Linde (verzonnen)' });
    await at(tx, addDays(today, -20));
    const units = await makeLinde(tx, linde, today);
    const [other] = await makeOthers(tx, today);
    await at(tx, addDays(today, -1));
    const fresh = (['mixed', 'full', 'over', 'review', 'fresh'] as const).map((key) => units[key]);
    for (const { unitId } of fresh) await confirmUnit(tx, theProgram, { unitId });
    return { linde, units, other: other! };
  });
  return { today, linde, units, people: await makePeople(test, linde, other) };
}

import { randomUUID } from 'node:crypto';
import { circleOf } from './oracle.ts';
import { allocationSamples } from './matrix-samples-allocation.fixtures.ts';
import { crisisSamples } from './matrix-samples-crisis.fixtures.ts';
import { waitingSamples } from './matrix-samples-waiting.fixtures.ts';
import type { Asker, MatrixWorld } from './matrix-world.fixtures.ts';

/** SQL texts by column. */
export type SampleRow = Record<string, string>;

export interface Sample {
  /** A change that all rows can bear: a column and what it becomes. */
  changes: readonly [column: string, value: string];
  /** Rows that have something in this column bear no change at all (approved rules). */
  whereEmpty?: string;
  /** Rows that no removal takes, though they are one’s own. */
  stays?: (of: (column: string) => string | null) => boolean;
  /** Whole rows of one’s own organisation that are not addressed to it. */
  notShown?(asker: Asker): SampleRow[];
  /** A row that breaks no constraint, of this organisation or region; null = none can be made. */
  row(whose: string | null, asker: Asker): SampleRow | null;
}

const text = (value: string | null) =>
  value === null ? 'null' : `'${value.replaceAll("'", "''")}'`;
const code = () => text(`X${randomUUID().slice(0, 8).toUpperCase()}`);
const uuid = () => text(randomUUID());

/** A unit of the provider, or of provider a for who is none. */
function unitOf(world: MatrixWorld, organisationId: string | null) {
  const found = Object.entries(world.providers).find(([, id]) => id === organisationId);
  return world.units[(found?.[0] ?? 'a') as 'a'][1]!;
}

/** The columns that every fact has. */
const factOf = (world: MatrixWorld, organisationId: string | null): SampleRow => {
  const unit = unitOf(world, organisationId);
  return {
    unit_id: text(unit.unitId),
    module_code: text(unit.module),
    provider_id: text(organisationId),
  };
};

const samples: Record<string, (world: MatrixWorld) => Sample> = {
  ...waitingSamples,
  ...allocationSamples,
  'foster_care.service': (world) => ({
    changes: ['name', `'another name'`],
    row: () => ({
      organisation_id: text(world.access.wvl),
      name: `'a service'`,
      region_code: `'WVL'`,
    }),
  }),
  ...crisisSamples,
  'region.region': () => ({
    changes: ['minors', `1`],
    row: () => ({ code: code(), name_nl: `'x'`, name_fr: `'x'`, name_en: `'x'` }),
  }),
  'region.zone': () => ({
    changes: ['name', `'x'`],
    row: () => ({ code: code(), region_code: `'WVL'`, name: `'x'` }),
  }),
  'region.municipality': () => ({
    changes: ['population', `1`],
    row: () => ({
      code: code(),
      name: `'x'`,
      region_code: `'WVL'`,
      lat: '51',
      lon: '3',
      source: `'x'`,
    }),
  }),
  'region.setting': () => ({
    changes: ['source', `'x'`],
    row: () => ({ key: code(), value: `'1'`, source: `'x'` }),
  }),
  'capacity.module_type': () => ({
    changes: ['source', `'x'`],
    row: () => ({
      code: code(),
      name_nl: `'x'`,
      residential: 'true',
      term: `'LONG'`,
      age_min: '0',
      age_max: '18',
      source: `'x'`,
    }),
  }),
  'auth.organisation': () => ({
    changes: ['name', `'x'`],
    row: () => ({ code: code(), name: `'x'`, kind: `'x'` }),
  }),
  'auth.person': () => ({
    changes: ['name', `'x'`],
    row: () => ({ issuer: code(), subject: `'x'`, name: `'x'` }),
  }),
  'administration.onboarding': () => ({
    changes: ['done_on', `'2026-01-02'`],
    row: () => ({
      organisation_id: `(select id from auth.organisation o where not exists (select 1 from administration.onboarding b where b.organisation_id = o.id and b.step = 'TRAINING') limit 1)`,
      step: `'TRAINING'`,
      done_on: `'2026-01-01'`,
    }),
  }),
  'auth.hat': () => ({
    changes: ['magistrate', `false`],
    row: () => ({
      person_id: '(select id from auth.person limit 1)',
      role_code: `'AN'`,
      valid: `'[2090-01-01,)'`,
    }),
  }),
  'platform.event': () => ({
    changes: ['reason', `'x'`],
    row: (organisationId) => ({
      slice: `'capacity'`,
      kind: `'matrix'`,
      at: 'platform.now()',
      organisation_id: text(organisationId),
    }),
  }),
  'capacity.provider': () => ({
    changes: ['name', `'x'`],
    row: () => null,
  }),
  'capacity.site': () => ({
    changes: ['name', `'x'`],
    row: () => null,
  }),
  'capacity.care_unit': () => ({
    changes: ['name', `'x'`],
    row: () => null,
  }),
  'capacity.unit_note': (world) => ({
    changes: ['note', `'x'`],
    row: (organisationId) => ({
      unit_id: text(unitOf(world, organisationId).unitId),
      provider_id: text(organisationId),
      note: `'x'`,
    }),
  }),
  'capacity.place': (world) => ({
    changes: ['features', `'{}'`],
    row: (organisationId) => ({ ...factOf(world, organisationId), label: code() }),
  }),
  'capacity.recognition': (world) => ({
    changes: ['source', `'x'`],
    row: (organisationId) => ({
      ...factOf(world, organisationId),
      places: '2',
      period: `'[2026-01-01,)'`,
    }),
  }),
  'capacity.reconversion': (world) => ({
    // A step is another thing: who may take which, the slice's own tests say.
    changes: ['to_places', 'to_places'],
    row: (organisationId) => ({
      ...factOf(world, organisationId),
      places: '1',
      to_module_code: `'CRISIS_STAY'`,
      to_places: '1',
    }),
  }),
  'capacity.stay': (world) => ({
    changes: ['expected_end_on', `'2031-01-01'`],
    row: (organisationId) => ({
      ...factOf(world, organisationId),
      person_ref: code(),
      period: `'[2026-01-01,)'`,
    }),
  }),
  'capacity.absence': (world) => ({
    changes: ['kind', `'HOME'`],
    // Of the unit's own first stay, long before the absences that it has.
    row: (organisationId) => ({
      ...factOf(world, organisationId),
      stay_id: text(world.firstStays[unitOf(world, organisationId).unitId]!),
      kind: `'HOME'`,
      period: `'[2025-01-02,2025-01-03)'`,
    }),
  }),
  'capacity.unavailability': (world) => ({
    changes: ['explanation', `'xxx'`],
    row: (organisationId) => ({
      ...factOf(world, organisationId),
      places: '1',
      reason_code: `'BUILDING'`,
      period: `'[2026-01-01,2027-01-01)'`,
      expected_end_on: `'2027-01-01'`,
      review_on: `'2026-06-01'`,
    }),
  }),
  'capacity.hold': (world) => ({
    changes: ['needs', `'{}'`],
    // What a proposal holds, its steps let go.
    stays: (of) => world.dialogue.holds.has(of('id') ?? ''),
    row: (organisationId) => ({
      ...factOf(world, organisationId),
      period: `'[2026-01-01,)'`,
      reason_code: `'RESERVED_START'`,
    }),
  }),
  'capacity.confirmation': (world) => ({
    changes: ['at', `platform.now()`],
    row: (organisationId) => ({
      unit_id: text(unitOf(world, organisationId).unitId),
      provider_id: text(organisationId),
    }),
  }),
  'notices.notice': () => ({
    changes: ['read_at', 'platform.now()'],
    row: () => null,
  }),
  'saved_search.search': () => ({
    changes: ['changed_at', 'platform.now()'],
    row: (_, asker) => ({
      person_id: text(asker.personId),
      circle: text(circleOf[asker.role]),
      name: code(),
      page: `'/aanbod'`,
      query: `''`,
      changed_at: 'platform.now()',
    }),
  }),
  'notices.choice': () => ({
    changes: ['told', `'NEVER'`],
    row: (_, asker) => ({
      person_id: text(asker.personId),
      kind: `'capacity.x-${randomUUID().replaceAll(/[^a-f]/g, '')}'`,
      told: `'DAILY'`,
    }),
  }),
  'capacity.place_report': (world) => ({
    changes: ['reason', `'otherwise'`],
    row: (organisationId) => ({
      ...factOf(world, organisationId),
      reason: `'not there'`,
      withdrawn_on: `'2026-01-01'`,
      withdrawn_because: `'MENDED'`,
    }),
  }),
  'capacity.import_file': () => ({
    changes: ['rows_read', `1`],
    row: (organisationId) => ({
      owner_id: text(organisationId),
      file_name: `'x'`,
      content_hash: `'\\x00'`,
      state: `'STAGING'`,
    }),
  }),
  'capacity.import_row': () => ({
    changes: ['given', `1`],
    row: (organisationId) => ({
      import_id: uuid(),
      owner_id: text(organisationId),
      n: '1',
      kind: `'stay'`,
      row_number: '1',
      given: '1',
    }),
  }),
  'capacity.import_plan': () => ({
    changes: ['action', `'add'`],
    row: (organisationId) => ({
      import_id: uuid(),
      owner_id: text(organisationId),
      n: '1',
      kind: `'stay'`,
      action: `'add'`,
    }),
  }),
};

export const samplesOf = (table: string, world: MatrixWorld): Sample | undefined =>
  samples[table]?.(world);

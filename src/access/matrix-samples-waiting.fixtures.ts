import { randomUUID } from 'node:crypto';
import { rulesOf, type Waiting } from './matrix-world-waiting.fixtures.ts';
import type { Sample } from './matrix-samples.fixtures.ts';
import type { MatrixWorld } from './matrix-world.fixtures.ts';

const text = (value: string | null) =>
  value === null ? 'null' : `'${value.replaceAll("'", "''")}'`;

/** Children of the region, or of the first for a row of none. */
const childrenOf = (world: MatrixWorld, region: string | null): Waiting =>
  world.waiting[region === 'OVL' ? 'OVL' : 'WVL'];

/** A row that hangs on a request of its region. */
const ofRequest = (world: MatrixWorld, region: string | null) => ({
  request_id: text(childrenOf(world, region).requestId),
  region_code: text(region),
});

/** What may be written of children who wait. */
export const waitingSamples: Record<string, (world: MatrixWorld) => Sample> = {
  'waiting_list.person': () => ({
    changes: ['sex', `'M'`],
    row: (region) => ({
      pseudonym: text(
        `K-${randomUUID()
          .replaceAll(/[^0-9a-f]/g, '')
          .slice(0, 8)
          .toUpperCase()}`,
      ),
      region_code: text(region),
      born_month: `'2015-01-01'`,
      sex: `'X'`,
      invented: 'true',
    }),
  }),
  'waiting_list.identity': (world) => ({
    changes: ['family_name', `'x'`],
    row: (region) => ({
      id: text(childrenOf(world, region).newcomerId),
      region_code: text(region),
      given_name: `'x'`,
      family_name: `'x'`,
    }),
  }),
  'waiting_list.request': (world) => ({
    changes: ['review_on', `'2027-02-01'`],
    row: (region) => ({
      person_id: text(childrenOf(world, region).newcomerId),
      region_code: text(region),
      file_kind: `'COURT'`,
      registrar_kind: `'COURT_SERVICE'`,
      registered_on: `'2026-01-01'`,
    }),
  }),
  'waiting_list.entry': (world) => ({
    changes: ['second_unit_id', 'null'],
    row: (region) => ({ ...ofRequest(world, region), module_code: `'CRISIS_STAY'` }),
  }),
  'waiting_list.apart': (world) => ({
    changes: ['other_ref', 'other_ref'],
    row: (region) => ({ ...ofRequest(world, region), other_ref: `'x'` }),
  }),
  'waiting_list.note': (world) => ({
    changes: ['words', `'x'`],
    row: (region) => ({ ...ofRequest(world, region), kind: `'OTHER'`, words: `'x'` }),
  }),
  'waiting_list.sibling_group': () => ({
    changes: ['together', `'APART'`],
    row: (region) => ({ region_code: text(region), together: `'APART'` }),
  }),
  'waiting_list.priority_request': (world) => ({
    changes: ['asked_on', `'2025-11-01'`],
    row: (region) => ({
      ...ofRequest(world, region),
      track: `'DIRECTION_TEAM'`,
      state: `'SUBMITTED'`,
    }),
  }),
  'waiting_list.import_file': () => ({
    changes: ['state', `'APPLIED'`],
    row: (region) => ({
      region_code: text(region),
      name: `'x.csv'`,
      sha256: `sha256('x')`,
      state: `'CHECKED'`,
      rows: `'[]'`,
      counts: `'{}'`,
    }),
  }),
  'waiting_list.hand_over': (world) => ({
    changes: ['state', `'WITHDRAWN'`],
    row: (region) => ({
      ...ofRequest(world, region),
      person_id: text(childrenOf(world, region).personId),
      to_region_code: text(region === 'OVL' ? 'WVL' : 'OVL'),
      reason_code: `'MOVED'`,
    }),
  }),
  'waiting_list.duplicate': (world) => ({
    changes: ['signs', `'{NAME}'`],
    row: (region) => ({
      person_id: text(childrenOf(world, region).newcomerId),
      other_person_id: text(childrenOf(world, region).personId),
      region_code: text(region),
      signs: `'{NAME}'`,
    }),
  }),
  'waiting_list.assessment': (world) => ({
    changes: ['sources', `'{}'`],
    row: (region) => ({
      ...ofRequest(world, region),
      facts: `'{NO_ROOF}'`,
      valid_until: 'platform.today() + 10',
    }),
  }),
  'waiting_list.confirmation': (world) => ({
    changes: ['region_code', 'region_code'],
    row: (region) => ({
      id: text(childrenOf(world, region).assessmentId),
      region_code: text(region),
    }),
  }),
  'waiting_list.rule_set': () => ({
    changes: ['title', `'Otherwise'`],
    whereEmpty: 'approved_at',
    row: () => ({
      version: text(`TEST-2027-${Math.ceil(Math.random() * 999)}`),
      title: `'Another draft'`,
      source: `'test'`,
      content: text(rulesOf('three')),
    }),
  }),
};

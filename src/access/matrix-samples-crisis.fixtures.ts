import { randomUUID } from 'node:crypto';
import type { MatrixWorld } from './matrix-world.fixtures.ts';
import type { Sample } from './matrix-samples.fixtures.ts';

const text = (value: string | null) => (value === null ? 'null' : `'${value}'`);

/** What this region's desk has; the first region's for a row of none. */
const deskOf = (world: MatrixWorld, region: string | null) =>
  world.crisis[region === 'OVL' ? 'OVL' : 'WVL'];

/** What the desk of a region may write. A change that is tried changes nothing: steps are the slice's own tests' subject. */
export const crisisSamples: Record<string, (world: MatrixWorld) => Sample> = {
  'crisis.partner': () => ({
    changes: ['phone', `'4444'`],
    row: (region) => ({
      region_code: text(region),
      name: text(`Partner ${randomUUID()}`),
      sector: `'DISABILITY'`,
    }),
  }),
  'crisis.pledge': (world) => ({
    changes: ['places', 'places'],
    row: (region) => ({
      partner_id: text(deskOf(world, region).partnerId),
      region_code: text(region),
      kind: `'STAY'`,
      places: '1',
      funding: `'STRUCTURAL'`,
      valid: `'[2026-01-01,)'`,
    }),
  }),
  'crisis.request': () => ({
    changes: ['accelerated', 'accelerated'],
    row: (region) => {
      const id = text(randomUUID());
      return {
        id,
        case_id: id,
        region_code: text(region),
        registrar_kind: `'PARENT'`,
        kind: `'CONSULT'`,
        agreement: `'YES'`,
      };
    },
  }),
  'crisis.minor': (world) => ({
    changes: ['zone_code', 'zone_code'],
    row: (region) => ({
      request_id: text(deskOf(world, region).requestId),
      region_code: text(region),
      position: '9',
      sex: `'M'`,
    }),
  }),
  'crisis.identity': (world) => ({
    changes: ['phone', `'5555'`],
    row: (region) => ({
      id: text(deskOf(world, region).bareMinorId),
      region_code: text(region),
      given_name: `'x'`,
    }),
  }),
  'crisis.note': (world) => ({
    changes: ['words', 'words'],
    row: (region) => ({
      region_code: text(region),
      request_id: text(deskOf(world, region).requestId),
      kind: `'CASE'`,
      words: `'words'`,
    }),
  }),
  'crisis.take_over': (world) => ({
    changes: ['person_name', 'person_name'],
    row: (region) => ({
      id: text(deskOf(world, region).handOverId),
      region_code: text(region),
    }),
  }),
  'crisis.attempt': (world) => ({
    changes: ['reason', 'reason'],
    row: (region) => {
      const desk = deskOf(world, region);
      return {
        request_id: text(desk.requestId),
        minor_id: text(desk.minorId),
        region_code: text(region),
        pledge_id: text(desk.pledgeId),
        partner_id: text(desk.partnerId),
        kind: `'GUIDANCE'`,
        sex: `'F'`,
        unsafety: `'NONE'`,
        due_at: `platform.now() + interval '1 day'`,
      };
    },
  }),
  'crisis.deployment': (world) => ({
    changes: ['next_step', 'next_step'],
    row: (region) => {
      const desk = deskOf(world, region);
      return {
        request_id: text(desk.requestId),
        minor_id: text(desk.agreedMinorId),
        region_code: text(region),
        attempt_id: text(desk.agreedAttemptId),
        pledge_id: text(desk.pledgeId),
        partner_id: text(desk.partnerId),
        kind: `'GUIDANCE'`,
      };
    },
  }),
  'crisis.follow_up': (world) => ({
    changes: ['owner_name', `'Somebody'`],
    row: (region) => ({
      minor_id: text(deskOf(world, region).minorId),
      request_id: text(deskOf(world, region).requestId),
      region_code: text(region),
      after: `'OTHER'`,
      due_on: `'2027-01-01'`,
    }),
  }),
  'crisis.duty': () => ({
    changes: ['phone', `'6666'`],
    row: (region) => ({
      region_code: text(region),
      during: `'[2027-01-01,2027-01-02)'`,
      person_name: `'Somebody'`,
    }),
  }),
  'insight.crisis_note': () => ({
    changes: ['words', 'words'],
    whereEmpty: 'sent_at',
    row: (region) => ({
      region_code: text(region),
      quarter: `'2025-07-01'`,
      words: `'more asked than found'`,
    }),
  }),
};

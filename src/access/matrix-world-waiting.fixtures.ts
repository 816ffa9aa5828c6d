import { randomUUID } from 'node:crypto';
import { recordEvent, theProgram } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import type { RegionCode } from './matrix-world.fixtures.ts';

/** What samples of new rows need of the children of one region. */
export interface Waiting {
  /** Waits, with an identity, in a group. */
  personId: string;
  /** Waits, in the same group. */
  siblingId: string;
  /** Has neither a request nor an identity. */
  newcomerId: string;
  groupId: string;
  /** Of the first person; asks for STAY_O12 alone. */
  requestId: string;
  siblingRequestId: string;
  /** An assessment that nobody confirmed. */
  assessmentId: string;
}

/** Two bands: what cannot wait, and everybody. */
export const rulesOf = (seed: string) =>
  JSON.stringify({
    seed,
    lanes: [],
    longestWithoutReviewDays: 365,
    bands: [
      { code: 'A', exempt: true, secondWorker: 'AFTER', reviewDays: 30, when: [['NO_ROOF']] },
      { code: 'B', exempt: false, secondWorker: 'NONE', reviewDays: 365, when: [[]] },
    ],
  });

/** Rules in force, a draft, and rules that will come. */
async function addRules(tx: Writer): Promise<void> {
  await tx.rows(
    `insert into waiting_list.rule_set (version, title, source, content, approved_at, in_force) values
       ('TEST-2026-1', 'In force (invented)', 'test', $1, now(), '[2026-01-01,2090-01-01)'),
       ('TEST-2026-2', 'Draft (invented)', 'test', $2, null, null),
       ('TEST-2026-3', 'To come (invented)', 'test', $2, now(), '[2090-01-01,)')`,
    [rulesOf('one'), rulesOf('two')],
  );
  await tx.rows('select waiting_list.apply_rules()');
}

const pseudonym = () =>
  `K-${randomUUID()
    .replaceAll(/[^0-9a-f]/g, '')
    .slice(0, 8)
    .toUpperCase()}`;

async function addPerson(tx: Writer, region: RegionCode, groupId: string | null): Promise<string> {
  const id = randomUUID();
  await tx.rows(
    `insert into waiting_list.person (id, pseudonym, region_code, municipality_code, born_month, sex, group_id, invented)
     values ($1, $2, $3, $4, '2012-05-01', 'F', $5, true)`,
    [id, pseudonym(), region, `M-${region}`, groupId],
  );
  return id;
}

async function addRequest(tx: Writer, region: RegionCode, personId: string): Promise<string> {
  const id = randomUUID();
  await tx.rows(
    `insert into waiting_list.request (id, person_id, region_code, file_kind, registrar_kind, registered_on, since, state, invented)
     values ($1, $2, $3, 'VOLUNTARY', 'BROAD_ENTRY', '2025-01-01', '2025-02-01', 'WAITING', true)`,
    [id, personId, region],
  );
  return id;
}

/** A child who waits, and who it is; under an event of its own. */
export async function addChild(
  tx: Writer,
  region: RegionCode,
): Promise<{ personId: string; requestId: string }> {
  await recordEvent(tx, theProgram, {
    slice: 'waiting-list',
    kind: 'request.enter',
    organisationId: null,
    subjectId: null,
  });
  const personId = await addPerson(tx, region, null);
  const requestId = await addRequest(tx, region, personId);
  await tx.rows(
    `insert into waiting_list.identity (id, region_code, given_name, family_name, birth_date) values ($1, $2, 'Kind', 'Anders', '2012-05-06')`,
    [personId, region],
  );
  return { personId, requestId };
}

/** Children of one region with every kind of row, each changed once, so that history has rows. */
export async function addWaiting(tx: Writer, region: RegionCode, unitId: string): Promise<Waiting> {
  const event = (kind: string) =>
    recordEvent(tx, theProgram, {
      slice: 'waiting-list',
      kind,
      organisationId: null,
      subjectId: null,
    });
  const known = await tx.rows(`select 1 from waiting_list.rule_set limit 1`);
  if (known.length === 0) await addRules(tx);
  await event('request.enter');
  const groupId = randomUUID();
  await tx.rows(
    `insert into waiting_list.sibling_group (id, region_code, together) values ($1, $2, 'REQUIRED')`,
    [groupId, region],
  );
  const personId = await addPerson(tx, region, groupId);
  const siblingId = await addPerson(tx, region, groupId);
  const newcomerId = await addPerson(tx, region, null);
  const requestId = await addRequest(tx, region, personId);
  const siblingRequestId = await addRequest(tx, region, siblingId);
  await tx.rows(
    `insert into waiting_list.identity (id, region_code, file_number, given_name, family_name, birth_date)
     values ($1, $3, $4, $5, 'Verzonnen', '2012-05-06'), ($2, $3, null, $6, 'Verzonnen', null)`,
    [personId, siblingId, region, `F-${personId}`, `Eerste ${region}`, `Tweede ${region}`],
  );
  await tx.rows(
    `insert into waiting_list.entry (request_id, region_code, module_code, first_unit_id)
     values ($1, $3, 'STAY_O12', $4), ($2, $3, 'STAY_O12', null), ($2, $3, 'CRISIS_STAY', null)`,
    [requestId, siblingRequestId, region, unitId],
  );
  await tx.rows(
    `insert into waiting_list.apart (request_id, region_code, other_request_id, other_ref, unit_id)
     values ($1, $3, $2, null, null), ($1, $3, null, $4, null), ($2, $3, null, null, $5)`,
    [requestId, siblingRequestId, region, `other ${region}`, unitId],
  );
  await tx.rows(
    `insert into waiting_list.note (request_id, region_code, kind, words) values ($1, $2, 'SUPPORT_NEEDS', $3), ($1, $2, 'OTHER', 'words')`,
    [requestId, region, `words of ${region}`],
  );
  await tx.rows(
    `insert into waiting_list.priority_request (request_id, region_code, track, state, asked_on, decided_on, valid_until)
     values ($1, $2, 'IRPC', 'GRANTED', '2026-01-01', '2026-01-05', '2089-01-01'), ($1, $2, 'DIRECTION_TEAM', 'REFUSED', '2026-01-01', '2026-01-05', null)`,
    [requestId, region],
  );
  await tx.rows(
    `insert into waiting_list.duplicate (person_id, other_person_id, region_code, signs) values ($1, $2, $3, '{NAME}')`,
    [personId, siblingId, region],
  );
  await tx.rows(
    `insert into waiting_list.hand_over (request_id, person_id, region_code, to_region_code, reason_code) values ($1, $2, $3, $4, 'MOVED')`,
    [siblingRequestId, siblingId, region, region === 'OVL' ? 'WVL' : 'OVL'],
  );
  await tx.rows(
    `insert into waiting_list.import_file (region_code, name, sha256, state, rows, counts)
     values ($1, $2, sha256('x'), 'CHECKED', '[]', '{}')`,
    [region, `list of ${region}.csv`],
  );
  const assessmentId = randomUUID();
  await tx.rows(
    `insert into waiting_list.assessment (id, request_id, region_code, rule_set_version, facts, valid_until)
     values ($1, $3, $4, 'TEST-2026-1', '{NO_ROOF}', platform.today() + 20), ($2, $5, $4, 'TEST-2026-1', '{}', platform.today() + 20)`,
    [assessmentId, randomUUID(), requestId, region, siblingRequestId],
  );
  await tx.rows(
    `insert into waiting_list.confirmation (id, region_code) select id, region_code from waiting_list.assessment where request_id = $1`,
    [siblingRequestId],
  );
  await event('request.change');
  for (const change of [
    `update waiting_list.sibling_group set together = 'PREFERRED' where region_code = $1`,
    `update waiting_list.person set sex = 'X' where region_code = $1`,
    `update waiting_list.identity set family_name = 'Anders' where region_code = $1`,
    `update waiting_list.request set review_on = '2027-01-01' where region_code = $1`,
    `update waiting_list.note set words = words || ' now' where region_code = $1`,
    `update waiting_list.priority_request set asked_on = '2025-12-01' where region_code = $1`,
    `update waiting_list.hand_over set reason_code = 'OTHER' where region_code = $1`,
    `update waiting_list.duplicate set signs = '{NAME,BIRTH_DATE}' where region_code = $1`,
    `delete from waiting_list.entry where region_code = $1 and module_code = 'CRISIS_STAY'`,
    `delete from waiting_list.apart where region_code = $1 and other_ref is not null`,
  ])
    await tx.rows(change, [region]);
  return { personId, siblingId, newcomerId, groupId, requestId, siblingRequestId, assessmentId };
}

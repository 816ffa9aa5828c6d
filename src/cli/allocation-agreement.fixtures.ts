import { randomUUID } from 'node:crypto';
import { type MadeUnit, makeProvider, makeReference, makeUnit } from '../capacity/fixtures.ts';
import { recordEvent, theProgram } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { seededRandom } from '../platform/testing/seeded-random.ts';
import type { TestDatabase } from '../platform/testing/database.ts';
import { makeRequest, makeRules } from '../waiting-list/fixtures.ts';

/** A past of requests and proposals that was not lived but written, with moments of its own; everybody is invented. */
const childCount = 40;
const proposalCount = 60;
const dayMs = 86_400_000;

const waitedStates = ['DRAFT', 'SUBMITTED', 'DIRECTABLE', 'WAITING'] as const;
const startedStates = ['PROPOSED', 'ALLOCATED', 'STARTED'] as const;
const ends = [
  'SENT',
  'IN_DIALOGUE',
  'ACCEPTED',
  'START_PLANNED',
  'STARTED',
  'NOT_STARTED',
  'CLIENT_DECLINED',
  'WITHDRAWN',
  'EXPIRED',
  'PLACE_GONE',
] as const;
const codes = ['NO_PLACE', 'AGE', 'STAFF', 'GROUP_MIX', 'IQ', 'CLIENT_PREFERENCE'] as const;

type Draw = () => number;
const among = <One>(draw: Draw, list: readonly One[]): One =>
  list[Math.floor(draw() * list.length)]!;
const ago = (now: number, days: number) => new Date(now - days * dayMs).toISOString();

async function child(tx: Writer, draw: Draw, now: number): Promise<string> {
  const waited = Math.floor(draw() * 700) + 5;
  const hasStarted = draw() < 0.4;
  const since = ago(now, waited).slice(0, 10);
  const { requestId } = await makeRequest(tx, {
    region: among(draw, ['WVL', 'OVL']),
    modules: draw() < 0.3 ? ['STAY_O12', 'CRISIS_STAY'] : ['STAY_O12'],
    since,
    state: hasStarted ? 'STARTED' : 'WAITING',
    bornMonth: `${2026 - Math.floor(draw() * 20)}-03`,
    sex: among(draw, ['F', 'M', 'X']),
    fileKind: among(draw, ['VOLUNTARY', 'COURT', 'OCJ_MANO']),
    ...(hasStarted ? {} : { facts: among(draw, [['UNSAFE_NOW'], ['VIST'], ['COMPLEX']]) }),
  });
  // Steps and moves with moments of their own, as a bulk load writes them.
  const at = [
    waited + 40,
    waited + 25,
    waited + 3,
    waited,
    waited * 0.4,
    waited * 0.3,
    waited * 0.2,
  ];
  const states = hasStarted ? [...waitedStates, ...startedStates] : waitedStates;
  for (const [n, state] of states.entries())
    await tx.rows(
      `insert into waiting_list.step (request_id, region_code, from_state, to_state, at, event_id)
       select id, region_code, $2, $3, $4, platform.current_event() from waiting_list.request where id = $1`,
      [requestId, states[n - 1] ?? null, state, ago(now, at[n]!)],
    );
  const first = 1 + Math.floor(draw() * 4);
  const later = 1 + Math.floor(draw() * 4);
  const moves: [number | null, number | null, number][] = [
    [null, first, waited],
    [first, later, waited * 0.7],
    ...(hasStarted ? ([[later, null, waited * 0.4]] as [number, null, number][]) : []),
  ];
  for (const [before, after, days] of moves)
    await tx.rows(
      `insert into waiting_list.move (request_id, region_code, cause, before_band_no, after_band_no, at, event_id)
       select id, region_code, 'STATE', $2, $3, $4, platform.current_event() from waiting_list.request where id = $1`,
      [requestId, before, after, ago(now, days)],
    );
  return requestId;
}

async function proposal(
  tx: Writer,
  draw: Draw,
  of: { now: number; unit: MadeUnit; requestId: string; recordId: string },
): Promise<void> {
  const { now, unit } = of;
  const state = among(draw, ends);
  const sent = draw() * 500 + 1;
  const isAnswered = ['ACCEPTED', 'START_PLANNED', 'STARTED', 'NOT_STARTED'].includes(state);
  const closed = ['SENT', 'IN_DIALOGUE', 'ACCEPTED', 'START_PLANNED'].includes(state)
    ? null
    : ago(now, sent * 0.8);
  const rank = draw() < 0.2 ? null : draw() < 0.7 ? 1 : 3;
  const refused = state === 'NOT_STARTED';
  const id = randomUUID();
  await tx.rows(
    `insert into allocation.proposal (id, region_code, unit_id, module_code, provider_id, start_on, state, client_heard, due_at, sent_at, sent, answered_at,
       closed_at, record_id, rank_in_record, lanes, exempt, departure_code, departure_reason, decline_code, declined_by, liftable, end_reason)
     values ($1, $2, $3, $4, $5, platform.today(), $6, 'PRESENT', $7, $8, true, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, null)`,
    [
      id,
      among(draw, ['WVL', 'OVL']),
      unit.unitId,
      unit.module,
      unit.providerId,
      state,
      ago(now, sent - 5),
      ago(now, sent),
      isAnswered ? ago(now, sent - draw() * 8) : null,
      closed,
      rank === null ? null : of.recordId,
      rank,
      among(draw, [[], ['longest-waiting'], ['longest-waiting', 'crisis-outflow']]),
      draw() < 0.15,
      rank === 3 ? 'SCHOOL' : null,
      rank === 3 ? 'dicht bij school' : null,
      refused ? among(draw, codes) : null,
      refused ? 'TEAM' : null,
      refused ? draw() < 0.5 : null,
    ],
  );
  await tx.rows(
    `insert into allocation.proposal_child (proposal_id, region_code, provider_id, request_id, pseudonym, age_years, sex, security_need, file_kind)
     select p.id, p.region_code, p.provider_id, $2, 'K-' || left(p.id::text, 8), 10, 'F', 'OPEN', 'COURT' from allocation.proposal p where p.id = $1`,
    [id, of.requestId],
  );
  if (draw() < 0.4)
    await tx.rows(
      `insert into allocation.message (proposal_id, region_code, provider_id, side, kind, words)
       select id, region_code, provider_id, 'PROVIDER', 'QUESTION', 'Een vraag' from allocation.proposal where id = $1`,
      [id],
    );
}

/** Children and proposals to these units, drawn by a seed; rules hold already. Run it as the jobs login. */
export async function writeCourse(
  tx: Writer,
  units: readonly MadeUnit[],
  seed: number,
): Promise<void> {
  const { next: draw } = seededRandom(seed);
  const now = Date.now();
  await tx.rows(`select set_config('vp.bulk', 'on', true)`);
  const children: string[] = [];
  for (let n = 0; n < childCount; n++) children.push(await child(tx, draw, now));
  const recordId = randomUUID();
  await recordEvent(tx, theProgram, {
    slice: 'test',
    kind: 'past',
    organisationId: null,
    subjectId: null,
  });
  await tx.rows(
    `insert into allocation.record (id, kind, content, content_hash, at) values ($1, 'CANDIDATES', '{}', sha256('x'), $2)`,
    [recordId, ago(now, 501)],
  );
  for (let n = 0; n < proposalCount; n++)
    await proposal(tx, draw, {
      now,
      unit: among(draw, units),
      requestId: among(draw, children),
      recordId,
    });
}

/** Puts everybody who waits in order, without writing down that they moved: that past is written already. */
export const setOrder = (t: TestDatabase) =>
  t.owner(`begin; select set_config('vp.bulk', 'on', true);
    select waiting_list.reorder(array(select id from waiting_list.request), 'ENTERED'); commit`);

/** Providers, children and proposals drawn by a seed. */
export async function writePast(t: TestDatabase, seed: number): Promise<void> {
  await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    await makeRules(tx);
    const units: MadeUnit[] = [];
    for (let n = 0; n < 3; n++) {
      const providerId = await makeProvider(tx);
      units.push(await makeUnit(tx, { providerId, places: 4 }));
      units.push(await makeUnit(tx, { providerId, places: 4, module: 'CRISIS_STAY' }));
    }
    await writeCourse(tx, units, seed);
  });
  await setOrder(t);
}

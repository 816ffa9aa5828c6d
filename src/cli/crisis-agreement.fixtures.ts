import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '../platform/testing/database.ts';

/** A small generator of numbers from 0 to 1, the same in every run (Lehmer). */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** SQL literals. */
const text = (value: string | number | null) => (value === null ? 'null' : `'${value}'`);

interface Past {
  regions: readonly string[];
  calls: number;
  seed: number;
  /** ISO day that the past ends on; it goes back so many days. */
  until: string;
  days: number;
}

/** Calls of two years in two regions, with children, questions to partners, help and what came after, drawn at random. */
export async function writeCrisisPast(t: TestDatabase, past: Past): Promise<void> {
  const draw = drawing(past.seed);
  const pick = <One>(list: readonly One[]): One => list[Math.floor(draw() * list.length)]!;
  const event = randomUUID();
  const sql = [
    `insert into platform.event (id, slice, kind, at) values ('${event}', 'crisis', 'past', platform.now())`,
    `select set_config('vp.event', '${event}', true)`,
  ];
  const pledges = past.regions.flatMap((region) =>
    [1, 2, 3].map((n) => {
      const [partner, pledge] = [randomUUID(), randomUUID()];
      const kind = (['INTERVENTION', 'GUIDANCE', 'STAY'] as const)[n - 1]!;
      sql.push(
        `insert into crisis.partner (id, region_code, name, sector) values ('${partner}', '${region}', 'Partner ${n} ${region} (verzonnen)', 'YOUTH_CARE')`,
        `insert into crisis.pledge (id, partner_id, region_code, kind, places, funding, valid) values ('${pledge}', '${partner}', '${region}', '${kind}', 200, 'STRUCTURAL', '[2020-01-01,)')`,
      );
      return { region, partner, pledge, kind };
    }),
  );
  const end = Date.parse(`${past.until}T12:00:00Z`);
  const made: Record<string, { id: string; caseId: string; at: number }[]> = {};
  for (let n = 0; n < past.calls; n++) {
    const region = pick(past.regions);
    const at = end - Math.floor(draw() * past.days * 86_400_000);
    const moment = (ms: number) => `'${new Date(ms).toISOString()}'`;
    const id = randomUUID();
    const earlier = (made[region] ?? []).filter((one) => one.at < at).at(-1);
    const repeats = earlier && draw() < 0.25 ? earlier : null;
    const caseId = repeats?.caseId ?? id;
    const isDispatch = draw() < 0.6;
    const kind = pick(['INTERVENTION', 'GUIDANCE', 'STAY'] as const);
    const zone = draw() < 0.8 ? `Z-${region}-${1 + Math.floor(draw() * 3)}` : null;
    const problems = draw() < 0.5 ? `{${pick(['PSYCHIC', 'VIOLENCE', 'RUNAWAY'])},OTHER}` : '{}';
    sql.push(
      `insert into crisis.request (id, region_code, case_id, repeat_of, received_at, registrar_kind, kind, agreement, unsafety, problems, wanted, zone_code, state, closed_at, long_term, invented)
       values ('${id}', '${region}', '${caseId}', ${text(repeats?.id ?? null)}, ${moment(at)}, '${pick(['PARENT', 'POLICE', 'CLB'])}', '${isDispatch ? 'DISPATCH' : 'CONSULT'}', 'YES',
         '${pick(['NONE', 'CONCERN', 'ACUTE'])}', '${problems}', ${text(isDispatch ? kind : null)}, ${text(zone)}, '${isDispatch ? 'ENDED' : 'CONSULT_CLOSED'}', ${moment(at + 3_600_000)}, ${draw() < 0.1}, true)`,
    );
    (made[region] ??= []).push({ id, caseId, at });
    if (!isDispatch) continue;
    for (let position = 1; position <= (draw() < 0.2 ? 2 : 1); position++) {
      const minor = randomUUID();
      const state = pick([
        'ENDED',
        'ENDED',
        'ENDED',
        'RUNNING',
        'NO_RESPONSE',
        'NO_RESPONSE',
        'WITHDRAWN',
        'DISPATCHING',
      ]);
      const none = state === 'NO_RESPONSE';
      const helped = state === 'ENDED' || state === 'RUNNING';
      const reason = none ? pick(['FULL', 'NOT_AVAILABLE', 'AGE']) : null;
      const fallback = none ? pick(['HOME', 'HOSPITAL', 'POLICE_CELL']) : null;
      const age = draw() < 0.8 ? Math.floor(draw() * 19) : null;
      sql.push(
        `insert into crisis.minor (id, request_id, region_code, position, age_years, sex, state, reason, fallback, closed_at)
         values ('${minor}', '${id}', '${region}', ${position}, ${age ?? 'null'}, 'F', '${state}', ${text(reason)}, ${text(fallback)}, ${helped && state === 'RUNNING' ? 'null' : moment(at + 7_200_000)})`,
      );
      const own = pledges.filter((one) => one.region === region);
      const last = 1 + Math.floor(draw() * 3);
      for (let turn = 1; turn <= last; turn++) {
        const { partner, pledge, kind: given } = own[(turn + n) % own.length]!;
        const asked = at + Math.floor(draw() * 10 * 3_600_000);
        const isYes = helped && turn === last;
        const answer = isYes ? 'YES' : pick(['NO', 'SILENT', 'WITHDRAWN']);
        const answered = ['YES', 'NO'].includes(answer)
          ? asked + Math.floor(draw() * 60 * 3_600_000)
          : null;
        const attempt = randomUUID();
        sql.push(
          `insert into crisis.attempt (id, request_id, minor_id, region_code, pledge_id, partner_id, kind, sex, unsafety, asked_at, due_at, state, reason, answered_at, knowing_of, known_from)
           values ('${attempt}', '${id}', '${minor}', '${region}', '${pledge}', '${partner}', '${given}', 'F', 'NONE', ${moment(asked)}, ${moment(asked + 86_400_000)}, '${answer}',
             ${text(answer === 'NO' ? pick(['FULL', 'AGE']) : null)}, ${answered === null ? 'null' : moment(answered)}, null, ${moment(asked + Math.floor(draw() * 2 * 86_400_000))})`,
        );
        if (!isYes) continue;
        const ended = state === 'ENDED';
        sql.push(
          `insert into crisis.deployment (id, request_id, minor_id, region_code, attempt_id, pledge_id, partner_id, kind, slot, state, placed_at, started_at, max_end_at, ended_at, next_step, next_owner, next_on, destination)
           values ('${randomUUID()}', '${id}', '${minor}', '${region}', '${attempt}', '${pledge}', '${partner}', '${given}', 1, '${state}', ${moment(answered!)}, ${moment(answered!)}, ${moment(answered! + 3 * 86_400_000)},
             ${ended ? moment(answered! + 2 * 86_400_000) : 'null'}, ${text(ended ? pick(['WAITING_LIST', 'VIST', 'OCJ']) : null)}, ${text(ended ? 'Iemand (verzonnen)' : null)}, ${ended ? `'2026-01-01'` : 'null'}, ${text(ended ? pick(['HOME', 'FOSTER']) : null)})`,
        );
      }
    }
  }
  await t.owner(sql.join(';\n'));
}

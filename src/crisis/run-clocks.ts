import { recordEvent, theProgram } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { endOfDay, hoursAfter, terms } from './clocks.ts';
import type { dueKinds } from './codes.ts';
import { termsOf } from './crisis.queries.ts';

type DueKind = (typeof dueKinds)[number];
interface Due {
  kind: DueKind;
  subjectId: string;
  requestId: string;
  region: string;
  dueAt: Date;
}

const noticeOf: Readonly<Record<DueKind, string>> = {
  CONSULT_OPEN: 'crisis.consult-open',
  AGREEMENT: 'crisis.agreement-passed',
  ANSWER: 'crisis.answer-late',
  END_NEAR: 'crisis.end-near',
  END: 'crisis.end-passed',
};

/** What ran out and was not done yet, the earliest first. */
async function whatIsDue(tx: Writer, now: Date): Promise<Due[]> {
  const found = await tx.rows<Due & { receivedAt: Date }>(
    `select * from (
       select 'AGREEMENT' as kind, r.id as "subjectId", r.id as "requestId", r.region_code as region, r.agreement_due_at as "dueAt",
              r.received_at as "receivedAt", 0 as times
         from crisis.request r where r.agreement = 'UNCLEAR' and r.closed_at is null and r.agreement_due_at <= $1
       union all
       select 'CONSULT_OPEN', r.id, r.id, r.region_code, null, r.received_at, 0
         from crisis.request r where r.kind = 'CONSULT' and r.state = 'RECEIVED' and r.received_at <= $1
       union all
       select 'ANSWER', a.id, a.request_id, a.region_code, a.due_at, a.asked_at, 0
         from crisis.attempt a where a.state = 'ASKED' and a.due_at <= $1
       union all
       select k.kind, d.id, d.request_id, d.region_code, d.max_end_at, d.started_at, case k.kind when 'END_NEAR' then d.extensions else 0 end
         from crisis.deployment d cross join (values ('END'), ('END_NEAR')) k (kind)
        where d.state in ('RUNNING', 'EXTENDED') and d.max_end_at <= $1::timestamptz + interval '31 days'
          and (k.kind = 'END' or d.next_step is null)) w
     -- A warning is given once in each term: of help that was made longer, so many times more.
     where (select count(*) from crisis.due_step s where s.subject_id = w."subjectId" and s.kind = w.kind
               and (w.kind in ('CONSULT_OPEN', 'END_NEAR') or s.due_at = w."dueAt")) <= w.times
     order by w."receivedAt"`,
    [now],
  );
  const near = new Map<string, number>();
  for (const region of new Set(found.map((each) => each.region)))
    near.set(region, (await termsOf(tx, region)).nearEnd);
  return found
    .map((each) => ({ ...each, dueAt: dueAtOf(each, near.get(each.region)) }))
    .filter(({ dueAt }) => dueAt <= now)
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

function dueAtOf(each: Due & { receivedAt: Date }, near: number = terms.nearEnd.otherwise): Date {
  if (each.kind === 'CONSULT_OPEN') return endOfDay(each.receivedAt);
  if (each.kind !== 'END_NEAR') return each.dueAt;
  // Help that is shorter than the warning is warned of from its start.
  const early = hoursAfter(each.dueAt, -near);
  return early > each.receivedAt ? early : each.receivedAt;
}

/**
 * Each term that ran out is acted upon once, whenever this runs: a server that was down over a deadline catches up, and both
 * moments stay: when it was due and when it was done. An answer that did not come is marked as silence; the desk is told of
 * everything. Nothing is closed, ended or refused by the clock: a person does that.
 * @returns how many
 */
export async function runClocks(tx: Writer): Promise<number> {
  const [row] = await tx.rows<{ now: Date }>('select platform.now() as now');
  const due = await whatIsDue(tx, row!.now);
  for (const { kind, subjectId, requestId, region, dueAt } of due) {
    const [done] = await tx.rows<{ id: string }>(
      `insert into crisis.due_step (region_code, kind, request_id, subject_id, due_at) values ($1, $2, $3, $4, $5)
       on conflict on constraint due_once do nothing returning id`,
      [region, kind, requestId, subjectId, dueAt],
    );
    if (!done) continue;
    if (kind === 'ANSWER') {
      await recordEvent(tx, theProgram, {
        slice: 'crisis',
        kind: 'partner.silent',
        organisationId: null,
        subjectId,
      });
      await tx.rows(
        `update crisis.attempt set state = 'SILENT' where id = $1 and state = 'ASKED'`,
        [subjectId],
      );
    }
    await tx.rows(`select crisis.tell_desk($1, $2, $3, '{}', $4)`, [
      region,
      noticeOf[kind],
      requestId,
      `${noticeOf[kind]} ${done.id}`,
    ]);
  }
  return due.length;
}

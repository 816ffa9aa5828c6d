import { notify } from '../../notices/index.ts';
import type { Writer } from '../../platform/db/database.ts';
import { addWorkingDays } from '../../region/index.ts';

interface Near {
  id: string;
  about: string;
  providerId: string;
  until: string;
  now: Date;
}

/** Proposals and questions that wait for an answer and of which the last day is this one or sooner. */
const nearSql = {
  proposal: `select p.id, u.name as about, p.provider_id as "providerId", allocation.last_day(p.due_at) as until, platform.now() as now
     from allocation.proposal p join capacity.care_unit u on u.id = p.unit_id
    where p.state in ('SENT', 'IN_DIALOGUE') and p.due_at > platform.now()
      and p.due_at <= ($1::date + 1)::timestamp at time zone 'Europe/Brussels' order by p.due_at, p.id`,
  inquiry: `select q.id, u.name as about, q.provider_id as "providerId", allocation.last_day(q.due_at) as until, platform.now() as now
     from allocation.inquiry q join capacity.care_unit u on u.id = q.unit_id
    where q.state in ('SENT', 'SEEN') and q.due_at > platform.now()
      and q.due_at <= ($1::date + 1)::timestamp at time zone 'Europe/Brussels' order by q.due_at, q.id`,
};

/**
 * Reminds the provider, one working day before the last day of a term, of what waits for its answer. Safe to repeat: a
 * term is told of once, and a later one anew.
 * @returns how many terms are near
 */
export async function remindOfTerms(tx: Writer): Promise<number> {
  const [row] = await tx.rows<{ today: string }>('select platform.today() as today');
  const lastDay = addWorkingDays(row!.today, 1);
  const tell = async (what: keyof typeof nearSql, roles: readonly ('PI' | 'PC')[]) => {
    const near = await tx.rows<Near>(nearSql[what], [lastDay]);
    for (const each of near)
      for (const role of roles)
        await notify(tx, {
          to: { role, organisationId: each.providerId },
          kind: `allocation.${what}-term-near`,
          path: what === 'proposal' ? `/voorstellen/${each.id}` : `/bevragingen?vraag=${each.id}`,
          about: each.about.slice(0, 160),
          details: { until: each.until },
          dedupeKey: `allocation.${what}-term-near ${each.id} ${each.until}`,
          at: new Date(each.now),
        });
    return near.length;
  };
  return (await tell('proposal', ['PI'])) + (await tell('inquiry', ['PI', 'PC']));
}

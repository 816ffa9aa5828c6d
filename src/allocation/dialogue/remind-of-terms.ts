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
const sqlOf = {
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
 * What was agreed and then waits: for the day of the start, or for word that the child came. Both sides are asked once.
 */
async function tellOfAwaited(tx: Writer): Promise<number> {
  const late = await tx.rows<Near & { region: string }>(
    `select p.id, u.name as about, p.provider_id as "providerId", p.region_code as region, allocation.last_day(p.due_at) as until,
            platform.now() as now
       from allocation.proposal p join capacity.care_unit u on u.id = p.unit_id
      where p.state in ('ACCEPTED', 'START_PLANNED') and p.due_at between platform.now() - interval '7 days' and platform.now()
      order by p.due_at, p.id`,
  );
  const kind = 'allocation.proposal-awaited';
  for (const { id, about, providerId, region, until, now } of late) {
    const [path, dedupeKey] = [`/voorstellen/${id}`, `${kind} ${id} ${until}`];
    await notify(tx, {
      to: { role: 'PI', organisationId: providerId },
      kind,
      path,
      about: about.slice(0, 160),
      dedupeKey,
      at: new Date(now),
    });
    await tx.rows(`select allocation.tell_team($1, $2, $3, $4, $5, '{}', $6)`, [
      id,
      region,
      kind,
      path,
      about.slice(0, 160),
      dedupeKey,
    ]);
  }
  return late.length;
}

/**
 * Reminds the provider, one working day before the last day of a term, of what waits for its answer; and both sides of
 * what was agreed and then waits. Safe to repeat: a term is told of once, and a later one anew.
 * @returns how many terms are near
 */
export async function remindOfTerms(tx: Writer): Promise<number> {
  const [row] = await tx.rows<{ today: string }>('select platform.today() as today');
  const lastDay = addWorkingDays(row!.today, 1);
  const tell = async (what: keyof typeof sqlOf, roles: readonly ('PI' | 'PC')[]) => {
    const near = await tx.rows<Near>(sqlOf[what], [lastDay]);
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
  return (
    (await tell('proposal', ['PI'])) +
    (await tell('inquiry', ['PI', 'PC'])) +
    (await tellOfAwaited(tx))
  );
}

import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { conflict, forbidden, notFound } from '../../platform/errors.ts';
import { endOfTerm, usualTermDays } from '../dialogue/send-proposal.ts';
import { ofOwnRegion } from '../dialogue/proposal.queries.ts';
import type { AskInquiry, Asked } from './contract.ts';
import { lockInquiry, refuseInquiryStep, tellInquiry } from './inquiry.queries.ts';

const termOf = async (tx: Writer, region: string): Promise<number> => {
  const [setting] = await tx.rows<{ days: number }>(
    `select (s.value #>> '{}')::int as days from region.setting s
      where s.key = 'allocation.inquiry-term-days' and coalesce(s.region_code, $1) = $1 and s.valid @> platform.today()
      order by s.region_code nulls last limit 1`,
    [region],
  );
  return setting?.days ?? usualTermDays;
};

/**
 * Asks one provider whether a place of one unit is really free, with a term of working days (R15, R36). A second open
 * question of the same region about the same unit and module is refused: one answer is enough. Throws `unit-not-found`,
 * `inquiry-without-region`, `inquiry-already-open`.
 */
export async function askInquiry(tx: Writer, actor: Actor, input: AskInquiry): Promise<Asked> {
  const [unit] = await tx.rows<{ providerId: string; region: string | null; today: string }>(
    `select o.provider_id as "providerId", auth.my_area() as region, platform.today() as today
       from capacity.offered_module o where o.unit_id = $1 and o.module_code = $2`,
    [input.unitId, input.module],
  );
  if (!unit) throw notFound('unit-not-found');
  if (unit.region === null) throw forbidden('inquiry-without-region');
  const [open] = await tx.rows<{ id: string }>(
    `select id from allocation.inquiry where unit_id = $1 and module_code = $2 and region_code = $3
        and state in ('SENT', 'SEEN', 'OVERDUE') limit 1`,
    [input.unitId, input.module, unit.region],
  );
  if (open) throw conflict('inquiry-already-open', { inquiryId: open.id });
  const due = endOfTerm(unit.today, input.termDays ?? (await termOf(tx, unit.region)));
  const id = crypto.randomUUID();
  const eventId = await tellInquiry(tx, actor, 'ask', {
    id,
    providerId: unit.providerId,
    details: { unitId: input.unitId, module: input.module, due },
  });
  await tx.rows(
    `insert into allocation.inquiry (id, region_code, unit_id, module_code, provider_id, words, due_at)
     values ($1, $2, $3, $4, $5, $6, ($7::date + 1)::timestamp at time zone 'Europe/Brussels')`,
    [id, unit.region, input.unitId, input.module, unit.providerId, input.words.trim(), due],
  );
  return { id, eventId };
}

/** The access team takes its question back; what was asked stays on record. Throws `inquiry-not-found`, `inquiry-step-not-allowed`. */
export async function withdrawInquiry(
  tx: Writer,
  actor: Actor,
  { inquiryId }: { inquiryId: string },
): Promise<Asked> {
  const inquiry = await lockInquiry(tx, inquiryId);
  await ofOwnRegion(tx, inquiry.region);
  refuseInquiryStep(inquiry, 'WITHDRAWN', actor.role);
  const eventId = await tellInquiry(tx, actor, 'withdraw', inquiry);
  await tx.rows(`update allocation.inquiry set state = 'WITHDRAWN' where id = $1`, [inquiryId]);
  return { id: inquiryId, eventId };
}

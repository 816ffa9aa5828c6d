import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest, notFound } from '../platform/errors.ts';
import type { Done, Duty, Partner, Pledge } from './contract.ts';
import { deskRegion, tell } from './crisis.queries.ts';

/** A partner of the region's network. Throws `partner-name-once`. */
export async function addPartner(tx: Writer, actor: Actor, input: Partner): Promise<Done> {
  const { region } = await deskRegion(tx);
  const id = crypto.randomUUID();
  const eventId = await tell(tx, actor, 'partner.add', { subjectId: id });
  await tx.rows(
    `insert into crisis.partner (id, region_code, name, sector, provider_id, phone, night_phone)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      region,
      input.name.trim(),
      input.sector,
      input.providerId ?? null,
      input.phone ?? null,
      input.nightPhone ?? null,
    ],
  );
  return { id, eventId };
}

/** What a partner pledges, structurally or for a project that ends. Throws `partner-not-found`, `project-has-an-end`. */
export async function addPledge(tx: Writer, actor: Actor, input: Pledge): Promise<Done> {
  const { region } = await deskRegion(tx);
  if (input.funding === 'PROJECT' && !input.until) throw badRequest('project-has-an-end');
  const [partner] = await tx.rows<{ providerId: string | null }>(
    `select provider_id as "providerId" from crisis.partner where id = $1 and region_code = $2`,
    [input.partnerId, region],
  );
  if (!partner) throw notFound('partner-not-found');
  const id = crypto.randomUUID();
  const eventId = await tell(tx, actor, 'pledge.add', {
    subjectId: id,
    details: { kind: input.kind, places: input.places, funding: input.funding },
  });
  await tx.rows(
    `insert into crisis.pledge (id, partner_id, region_code, provider_id, kind, places, funding, valid, unit_id, module_code,
       age_min, age_max, out_of_hours)
     values ($1, $2, $3, $4, $5, $6, $7, daterange($8, $9), $10, $11, $12, $13, $14)`,
    [
      id,
      input.partnerId,
      region,
      partner.providerId,
      input.kind,
      input.places,
      input.funding,
      input.from,
      input.until ?? null,
      input.unitId ?? null,
      input.module ?? null,
      input.ageMin ?? 0,
      input.ageMax ?? 17,
      input.outOfHours ?? true,
    ],
  );
  return { id, eventId };
}

/** A pledge ends; what runs on it runs on. Throws `pledge-not-found`. */
export async function endPledge(
  tx: Writer,
  actor: Actor,
  { pledgeId, until }: { pledgeId: string; until: string },
): Promise<Done> {
  const { region } = await deskRegion(tx);
  const eventId = await tell(tx, actor, 'pledge.end', { subjectId: pledgeId });
  const ended = await tx.rows(
    `update crisis.pledge set valid = daterange(lower(valid), greatest($2::date, lower(valid) + 1))
      where id = $1 and region_code = $3 returning id`,
    [pledgeId, until, region],
  );
  if (ended.length === 0) throw notFound('pledge-not-found');
  return { id: pledgeId, eventId };
}

/** Who answers the telephone when; one for each line. Throws `duty-one-for-a-line`, `ends-before-start`. */
export async function addDuty(tx: Writer, actor: Actor, input: Duty): Promise<Done> {
  const { region } = await deskRegion(tx);
  if (new Date(input.until) <= new Date(input.from)) throw badRequest('duty-ends-later');
  const id = crypto.randomUUID();
  const eventId = await tell(tx, actor, 'duty.add', { subjectId: id });
  await tx.rows(
    `insert into crisis.duty (id, region_code, during, person_name, phone, line)
     values ($1, $2, tstzrange($3, $4), $5, $6, $7)`,
    [id, region, input.from, input.until, input.name.trim(), input.phone ?? null, input.line ?? 1],
  );
  return { id, eventId };
}

/** A turn of duty goes from the roster; its history stays. Throws `duty-not-found`. */
export async function removeDuty(
  tx: Writer,
  actor: Actor,
  { dutyId }: { dutyId: string },
): Promise<Done> {
  const { region } = await deskRegion(tx);
  const eventId = await tell(tx, actor, 'duty.remove', { subjectId: dutyId });
  const gone = await tx.rows(
    `delete from crisis.duty where id = $1 and region_code = $2 returning id`,
    [dutyId, region],
  );
  if (gone.length === 0) throw notFound('duty-not-found');
  return { id: dutyId, eventId };
}

import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Done } from '../contract.ts';
import { ownMinor, tell } from '../crisis.queries.ts';
import type { ChangeFollowUp, CloseFollowUp, PlanFollowUp } from './contract.ts';

interface Ref {
  id: string;
  requestId: string;
  minorId: string;
  region: string;
  after: string;
  owner: string | null;
  isDone: boolean;
}

/** @throws Failure follow-up-not-found, follow-up-stands */
async function openFollowUp(tx: Writer, followUpId: string): Promise<Ref> {
  const [found] = await tx.rows<Ref>(
    `select f.id, f.request_id as "requestId", f.minor_id as "minorId", f.region_code as region, f.after, f.owner_name as owner,
            f.done_at is not null as "isDone"
       from crisis.follow_up f where f.id = $1 and f.region_code = (select auth.my_area())`,
    [followUpId],
  );
  if (!found) throw notFound('follow-up-not-found');
  if (found.isDone) throw conflict('follow-up-stands');
  return found;
}

const write = (
  tx: Writer,
  of: { requestId: string; minorId: string; region: string },
  plan: { after: string; owner: string | null; dueOn: string },
) =>
  tx.rows<{ id: string }>(
    `insert into crisis.follow_up (request_id, minor_id, region_code, after, owner_name, due_on)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [of.requestId, of.minorId, of.region, plan.after, plan.owner, plan.dueOn],
  );

/**
 * A young person is followed up after an emergency ward or a forced admission (R99, R100), with who sees to it and by when.
 * What the end of a crisis calls for is planned by itself; this is for what a desk hears later. Throws `follow-up-one-open`.
 */
export async function planFollowUp(
  tx: Writer,
  actor: Actor,
  { minorId, after, owner, dueOn }: PlanFollowUp & { minorId: string },
): Promise<Done> {
  const minor = await ownMinor(tx, minorId);
  const eventId = await tell(tx, actor, 'follow-up.plan', {
    subjectId: minor.requestId,
    details: { after, dueOn },
  });
  const of = { requestId: minor.requestId, minorId, region: minor.region };
  const [made] = await write(tx, of, { after, owner: owner?.trim() ?? null, dueOn });
  return { id: made!.id, eventId };
}

/** Another owner, another day. Throws `follow-up-not-found`, `follow-up-stands`. */
export async function changeFollowUp(
  tx: Writer,
  actor: Actor,
  { followUpId, owner, dueOn }: ChangeFollowUp & { followUpId: string },
): Promise<Done> {
  const found = await openFollowUp(tx, followUpId);
  const eventId = await tell(tx, actor, 'follow-up.change', { subjectId: found.requestId });
  await tx.rows(
    `update crisis.follow_up set owner_name = coalesce($2, owner_name), due_on = coalesce($3, due_on) where id = $1`,
    [followUpId, owner?.trim() ?? null, dueOn ?? null],
  );
  return { id: followUpId, eventId };
}

/** How it ended; who closes it is kept, and the next is planned where one says when. */
export async function closeFollowUp(
  tx: Writer,
  actor: Actor,
  { followUpId, outcome, againOn }: CloseFollowUp & { followUpId: string },
): Promise<Done> {
  const found = await openFollowUp(tx, followUpId);
  const eventId = await tell(tx, actor, 'follow-up.close', {
    subjectId: found.requestId,
    details: { outcome },
  });
  await tx.rows(`update crisis.follow_up set outcome = $2 where id = $1`, [followUpId, outcome]);
  if (againOn) await write(tx, found, { after: found.after, owner: found.owner, dueOn: againOn });
  return { id: followUpId, eventId };
}

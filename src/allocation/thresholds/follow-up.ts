import { type Actor, recordEvent } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Done } from '../dialogue/contract.ts';
import { ofOwnRegion } from '../dialogue/proposal.queries.ts';
import type { ClientView, Comment, FollowUp } from './contract.ts';

/**
 * What is done about a threshold, or on which ground it is accepted as justified; by the access team of the region that
 * the provider is in. Throws `threshold-not-found`, `proposal-of-other-region`, `threshold-step-not-allowed`,
 * `ground-required`.
 */
export async function followUp(
  tx: Writer,
  actor: Actor,
  { thresholdId, state, ground }: FollowUp & { thresholdId: string },
): Promise<Done> {
  const [found] = await tx.rows<{ region: string; providerId: string; state: string }>(
    `select region_code as region, provider_id as "providerId", state from allocation.threshold where id = $1`,
    [thresholdId],
  );
  if (!found) throw notFound('threshold-not-found');
  await ofOwnRegion(tx, found.region);
  const eventId = await recordEvent(tx, actor, {
    slice: 'allocation',
    kind: 'threshold.follow-up',
    organisationId: found.providerId,
    subjectId: thresholdId,
    details: { from: found.state, to: state },
  });
  await tx.rows(`update allocation.threshold set state = $2, ground = $3 where id = $1`, [
    thresholdId,
    state,
    ground?.trim() || null,
  ]);
  return { id: thresholdId, eventId };
}

/** Somebody says something of a threshold: the provider of its own, the access team of its region's. Throws `threshold-not-found`. */
export async function comment(
  tx: Writer,
  actor: Actor,
  { thresholdId, words }: Comment & { thresholdId: string },
): Promise<Done> {
  const [found] = await tx.rows<{ region: string; providerId: string }>(
    `select region_code as region, provider_id as "providerId" from allocation.threshold where id = $1`,
    [thresholdId],
  );
  if (!found) throw notFound('threshold-not-found');
  if (actor.role !== 'PI') await ofOwnRegion(tx, found.region);
  const eventId = await recordEvent(tx, actor, {
    slice: 'allocation',
    kind: 'threshold.comment',
    organisationId: found.providerId,
    subjectId: thresholdId,
  });
  await tx.rows(
    `insert into allocation.threshold_comment (threshold_id, provider_id, region_code, words) values ($1, $2, $3, $4)`,
    [thresholdId, found.providerId, found.region, words.trim()],
  );
  return { id: thresholdId, eventId };
}

/**
 * How the client sees one case (R117): no place, being excluded, or an own choice. The event is of nobody's
 * organisation: the provider is not told. Throws `threshold-not-found`, `proposal-of-other-region`.
 */
export async function recordClientView(
  tx: Writer,
  actor: Actor,
  { caseId, view }: ClientView & { caseId: string },
): Promise<Done> {
  const [found] = await tx.rows<{ region: string }>(
    `select region_code as region from allocation.threshold_case where id = $1`,
    [caseId],
  );
  if (!found) throw notFound('threshold-not-found');
  await ofOwnRegion(tx, found.region);
  const eventId = await recordEvent(tx, actor, {
    slice: 'allocation',
    kind: 'threshold.client-view',
    organisationId: null,
    subjectId: caseId,
    details: { view },
  });
  await tx.rows(`update allocation.threshold_case set client_view = $2 where id = $1`, [
    caseId,
    view,
  ]);
  return { id: caseId, eventId };
}

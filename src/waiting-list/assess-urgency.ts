import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest, notFound } from '../platform/errors.ts';
import type { AssessUrgency, Done } from './contract.ts';
import { ownRequest, tell } from './waiting-list.queries.ts';

/**
 * Somebody says which facts of urgency hold, each with where it is known from, until a day on which a person looks
 * again. The band follows from the rules in force; the database works it out. Another band than the rules give needs
 * a reason and a second worker. Throws `fact-without-source`, `source-without-fact`, `priority-is-decided-elsewhere`,
 * `no-rules-in-force`, `no-such-band`, `assessment-too-long`, `assessment-in-past`.
 */
export async function assessUrgency(
  tx: Writer,
  actor: Actor,
  { requestId, facts, sources, validUntil, override }: AssessUrgency & { requestId: string },
): Promise<Done> {
  const request = await ownRequest(tx, requestId);
  const unsourced = facts.filter((fact) => !sources[fact]?.trim());
  if (unsourced.length > 0) throw badRequest('fact-without-source', { facts: unsourced });
  const loose = Object.keys(sources).filter((fact) => !(facts as string[]).includes(fact));
  if (loose.length > 0) throw badRequest('source-without-fact', { facts: loose });
  // These follow from the requests for priority: said by hand they would outlive the decision.
  if (facts.some((fact) => fact.startsWith('PRIORITY_')))
    throw badRequest('priority-is-decided-elsewhere');
  if (validUntil <= request.today) throw badRequest('assessment-in-past');
  const eventId = await tell(tx, actor, 'urgency.assess', {
    subjectId: requestId,
    reason: override?.reason.trim() ?? null,
    details: { facts, validUntil, override: override?.bandNo ?? null },
  });
  const [made] = await tx.rows<{ id: string }>(
    `insert into waiting_list.assessment (request_id, region_code, rule_set_version, facts, sources, band_no,
       override_band_no, override_reason, valid_until)
     values ($1, $2, coalesce((select version from waiting_list.applied), ''), $3, $4, 1, $5, $6, $7) returning id`,
    [
      requestId,
      request.region,
      facts,
      JSON.stringify(sources),
      override?.bandNo ?? null,
      override?.reason.trim() ?? null,
      validUntil,
    ],
  );
  return { id: made!.id, eventId };
}

/** A second worker agrees. Throws `assessment-not-found`, `somebody-else-confirms`, `confirmed-already`. */
export async function confirmAssessment(
  tx: Writer,
  actor: Actor,
  { assessmentId }: { assessmentId: string },
): Promise<Done> {
  const [found] = await tx.rows<{ requestId: string; region: string }>(
    `select a.request_id as "requestId", a.region_code as region from waiting_list.assessment a where a.id = $1`,
    [assessmentId],
  );
  if (!found) throw notFound('assessment-not-found');
  await ownRequest(tx, found.requestId);
  const eventId = await tell(tx, actor, 'urgency.confirm', {
    subjectId: found.requestId,
    details: { assessmentId },
  });
  await tx.rows(`insert into waiting_list.confirmation (id, region_code) values ($1, $2)`, [
    assessmentId,
    found.region,
  ]);
  return { id: assessmentId, eventId };
}

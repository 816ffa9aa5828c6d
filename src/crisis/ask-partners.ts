import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest, conflict, notFound } from '../platform/errors.ts';
import { hoursAfter } from './clocks.ts';
import type { Answer, Asked, AskPartners, Done } from './contract.ts';
import { ownMinor, tell, termsOf } from './crisis.queries.ts';

interface Open {
  id: string;
  askedBy: string | null;
  askedAt: Date;
  region: string;
}

/** The open question of any desk to the same partner for the same child, else null. */
async function openAsk(tx: Writer, minorId: string, pledgeId: string): Promise<Open | null> {
  const [open] = await tx.rows<Open>(
    `select o.id, o.asked_by as "askedBy", o.asked_at as "askedAt", o.region_code as region
       from crisis.pledge g cross join lateral crisis.open_asks($1, g.partner_id) o
      where g.id = $2 order by o.asked_at limit 1`,
    [minorId, pledgeId],
  );
  return open ?? null;
}

/**
 * Asks one or more partners for a child, each with the term for an answer. Where the same partner is being asked for the
 * same child already, by whichever desk, the asker is told by whom and since when, and asks again only knowingly
 * (`knowingOf`). Throws `partner-is-being-asked`, `pledge-not-found`, `pledge-not-now`, `minor-not-dispatching`,
 * `search-needs-agreement`.
 */
export async function askPartners(
  tx: Writer,
  actor: Actor,
  { minorId, asks }: AskPartners & { minorId: string },
): Promise<Asked> {
  const minor = await ownMinor(tx, minorId);
  if (minor.state !== 'DISPATCHING') throw conflict('minor-not-dispatching');
  const dueAt = hoursAfter(minor.now, (await termsOf(tx, minor.region)).answer);
  const eventId = await tell(tx, actor, 'partner.ask', {
    subjectId: minor.requestId,
    details: { partners: asks.length },
  });
  const attemptIds: string[] = [];
  for (const { pledgeId, knowingOf } of asks) {
    const open = await openAsk(tx, minorId, pledgeId);
    if (open && open.id !== knowingOf)
      throw conflict('partner-is-being-asked', {
        attemptId: open.id,
        askedBy: open.askedBy ?? '',
        askedAt: open.askedAt.toISOString(),
        region: open.region,
      });
    const [pledge] = await tx.rows<{ partnerId: string; kind: string }>(
      `select g.partner_id as "partnerId", g.kind from crisis.pledge g where g.id = $1`,
      [pledgeId],
    );
    if (!pledge) throw notFound('pledge-not-found');
    const [made] = await tx.rows<{ id: string }>(
      `insert into crisis.attempt (request_id, minor_id, region_code, pledge_id, partner_id, kind, sex, unsafety, due_at, knowing_of)
       values ($1, $2, $3, $4, $5, $6, 'UNKNOWN', 'NONE', $7, $8) returning id`,
      [
        minor.requestId,
        minorId,
        minor.region,
        pledgeId,
        pledge.partnerId,
        pledge.kind,
        dueAt,
        open?.id ?? null,
      ],
    );
    attemptIds.push(made!.id);
  }
  return { attemptIds, dueAt: dueAt.toISOString(), eventId };
}

interface AttemptRef {
  id: string;
  providerId: string | null;
  state: string;
}

/** The question, still open: of the desk's own region, or put to the partner that looks. @throws Failure attempt-not-found, attempt-is-answered */
async function openAttempt(tx: Writer, attemptId: string): Promise<AttemptRef> {
  const [found] = await tx.rows<AttemptRef>(
    `select a.id, a.provider_id as "providerId", a.state from crisis.attempt a where a.id = $1`,
    [attemptId],
  );
  if (!found) throw notFound('attempt-not-found');
  if (found.state !== 'ASKED' && found.state !== 'SILENT') throw conflict('attempt-is-answered');
  return found;
}

/**
 * What the partner says: yes, or no and why; written down by the desk, or by the partner itself. An answer after the term
 * counts as well. Throws `attempt-not-found`, `attempt-is-answered`, `no-says-why`.
 */
export async function answerAttempt(
  tx: Writer,
  actor: Actor,
  { attemptId, answer, reason }: Answer & { attemptId: string },
): Promise<Done> {
  if (answer === 'NO' && !reason) throw badRequest('no-says-why');
  const attempt = await openAttempt(tx, attemptId);
  const eventId = await tell(tx, actor, 'partner.answer', {
    subjectId: attemptId,
    organisationId: attempt.providerId,
    details: { answer, ...(answer === 'NO' && { reason }) },
  });
  const values = [attemptId, answer, answer === 'NO' ? reason : null];
  if (actor.role === 'PI') await tx.rows('select crisis.answer_asked($1, $2, $3)', values);
  else
    await tx.rows(
      `update crisis.attempt set state = $2, reason = $3, answered_at = platform.now() where id = $1`,
      values,
    );
  return { id: attemptId, eventId };
}

/** The desk takes its question back. Throws `attempt-not-found`, `attempt-is-answered`. */
export async function withdrawAttempt(
  tx: Writer,
  actor: Actor,
  { attemptId }: { attemptId: string },
): Promise<Done> {
  const attempt = await openAttempt(tx, attemptId);
  const eventId = await tell(tx, actor, 'partner.withdraw', {
    subjectId: attemptId,
    organisationId: attempt.providerId,
  });
  await tx.rows(`update crisis.attempt set state = 'WITHDRAWN' where id = $1`, [attemptId]);
  return { id: attemptId, eventId };
}

import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { badRequest, conflict } from '../../platform/errors.ts';
import type { ChangeGrade, Done } from './contract.ts';
import { lockProposal, ofOwnRegion, tellStep } from './proposal.queries.ts';
import { askPlaces } from './propose.ts';
import { endOfTerm, usualTermDays } from './send-proposal.ts';

/**
 * The mandate goes one grade up or down, with its motive and who was heard (R42-R46). Up from a refusal or from silence
 * opens the dialogue again, and holds a place anew. Throws `one-grade-at-a-time`, `agreements-required` (grade 2 and
 * above), `no-duty-to-admit`, `grade-not-now`, `place-gone`.
 */
export async function changeGrade(
  tx: Writer,
  actor: Actor,
  input: ChangeGrade & { proposalId: string },
): Promise<Done> {
  const proposal = await lockProposal(tx, input.proposalId);
  await ofOwnRegion(tx, proposal.region);
  if (Math.abs(input.to - proposal.grade) !== 1)
    throw badRequest('one-grade-at-a-time', { grade: proposal.grade });
  const up = input.to > proposal.grade;
  const closed = proposal.state === 'NOT_STARTED' || proposal.state === 'EXPIRED';
  if (!(proposal.state === 'IN_DIALOGUE' || (up && closed)))
    throw conflict('grade-not-now', { state: proposal.state });
  if (up && !input.agreements?.length) throw badRequest('agreements-required');
  const eventId = await tellStep(tx, actor, 'proposal.grade', {
    proposalId: proposal.id,
    providerId: proposal.providerId,
    details: { from: proposal.grade, to: input.to },
  });
  await tx.rows(
    `insert into allocation.mandate_step (proposal_id, region_code, provider_id, from_grade, to_grade, motive, heard, agreements)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      proposal.id,
      proposal.region,
      proposal.providerId,
      proposal.grade,
      input.to,
      input.motive.trim(),
      input.heard.trim(),
      JSON.stringify(input.agreements ?? []),
    ],
  );
  if (closed) await (await askPlaces(tx, proposal))();
  const due = endOfTerm(proposal.today, input.termDays ?? usualTermDays);
  await tx.rows(
    `update allocation.proposal set grade = $2, state = 'IN_DIALOGUE',
            due_at = case when $3 then ($4::date + 1)::timestamp at time zone 'Europe/Brussels' else due_at end where id = $1`,
    [proposal.id, input.to, closed, due],
  );
  return { id: proposal.id, eventId };
}

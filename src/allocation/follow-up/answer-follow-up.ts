import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { badRequest, conflict, notFound } from '../../platform/errors.ts';
import type { Done } from '../dialogue/contract.ts';
import { ofOwnRegion, tellStep } from '../dialogue/proposal.queries.ts';
import type { AskAgain, Register, SayView } from './contract.ts';

interface FollowUpRef {
  id: string;
  proposalId: string;
  region: string;
  providerId: string;
}

/** The follow-up, locked; hidden and absent answer alike. @throws Failure follow-up-not-found */
async function lockFollowUp(tx: Writer, followUpId: string): Promise<FollowUpRef> {
  const [found] = await tx.rows<FollowUpRef>(
    `select f.id, f.proposal_id as "proposalId", f.region_code as region, f.provider_id as "providerId"
       from allocation.follow_up f where f.id = $1 for update`,
    [followUpId],
  );
  if (!found) throw notFound('follow-up-not-found');
  return found;
}

/** The provider says how it goes and what is needed, as long as it is asked. Throws `follow-up-not-found`. */
export async function sayView(
  tx: Writer,
  actor: Actor,
  { followUpId, view, words }: SayView & { followUpId: string },
): Promise<Done> {
  const followUp = await lockFollowUp(tx, followUpId);
  const eventId = await tellStep(tx, actor, 'follow-up.view', {
    proposalId: followUp.proposalId,
    providerId: followUp.providerId,
  });
  await tx.rows(
    `update allocation.follow_up set provider_view = $2, provider_words = $3 where id = $1`,
    [followUpId, view, words?.trim() || null],
  );
  return { id: followUpId, eventId };
}

/**
 * What comes of it, with the next step where it does not go well; asked once more on a day where that is said. What was
 * registered can be said better later: the history keeps both. Throws `follow-up-not-found`, `next-step-where-needed`,
 * `stay-ended-before`, `follow-up-ahead`, `follow-up-of-a-stay`.
 */
export async function registerFollowUp(
  tx: Writer,
  actor: Actor,
  input: Register & { followUpId: string },
): Promise<Done> {
  const followUp = await lockFollowUp(tx, input.followUpId);
  await ofOwnRegion(tx, followUp.region);
  const nextStep = input.nextStep?.trim() || null;
  if (input.result !== 'GOES_WELL' && !nextStep) throw badRequest('next-step-where-needed');
  const [now] = await tx.rows<{ state: string; requestId: string }>(
    `select state, request_id as "requestId" from allocation.follow_up where id = $1`,
    [followUp.id],
  );
  if (now!.state === 'CLOSED' && input.result !== 'ENDED') throw conflict('stay-ended-before');
  // What comes of it is the access team's: not in the provider's own register of events.
  const eventId = await tellStep(tx, actor, 'follow-up.register', {
    proposalId: followUp.proposalId,
    providerId: null,
    details: { result: input.result },
  });
  await tx.rows(
    `update allocation.follow_up set state = 'DONE', result = $2, words = $3, next_step = $4 where id = $1`,
    [followUp.id, input.result, input.words?.trim() || null, nextStep],
  );
  if (input.again) await addFollowUp(tx, followUp, now!.requestId, input.again);
  return { id: followUp.id, eventId };
}

const addFollowUp = (
  tx: Writer,
  of: Pick<FollowUpRef, 'proposalId' | 'region' | 'providerId'>,
  requestId: string,
  dueOn: string,
) =>
  tx.rows(
    `insert into allocation.follow_up (proposal_id, region_code, provider_id, request_id, due_on) values ($1, $2, $3, $4, $5)
     on conflict (proposal_id, request_id, due_on) do nothing`,
    [of.proposalId, of.region, of.providerId, requestId, dueOn],
  );

/**
 * Asks once more how a stay goes, on a day ahead. Throws `proposal-not-found`, `proposal-of-other-region`,
 * `follow-up-ahead`, `follow-up-of-a-stay`.
 */
export async function askAgain(tx: Writer, actor: Actor, input: AskAgain): Promise<Done> {
  const [proposal] = await tx.rows<{ region: string; providerId: string }>(
    `select p.region_code as region, p.provider_id as "providerId" from allocation.proposal p
      where p.id = $1 and exists (select 1 from allocation.proposal_child c where c.proposal_id = p.id and c.request_id = $2)`,
    [input.proposalId, input.requestId],
  );
  if (!proposal) throw notFound('proposal-not-found');
  await ofOwnRegion(tx, proposal.region);
  const eventId = await tellStep(tx, actor, 'follow-up.ask', {
    proposalId: input.proposalId,
    providerId: proposal.providerId,
    details: { dueOn: input.dueOn },
  });
  await addFollowUp(
    tx,
    { proposalId: input.proposalId, ...proposal },
    input.requestId,
    input.dueOn,
  );
  return { id: input.proposalId, eventId };
}

import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { badRequest, conflict } from '../../platform/errors.ts';
import type { Done, Refuse, Say } from './contract.ts';
import { holds } from './proposal.ts';
import {
  lockProposal,
  ofOwnRegion,
  partyOf,
  refuseStep,
  setState,
  tellStep,
} from './proposal.queries.ts';

/** Whoever leads a child, or is asked: a step of the access team is for its own region. */
async function asked(tx: Writer, actor: Actor, proposalId: string) {
  const proposal = await lockProposal(tx, proposalId);
  if (partyOf(actor.role) === 'ACCESS') await ofOwnRegion(tx, proposal.region);
  return proposal;
}

/** The provider accepts; conditions stand as messages of their own. Throws `proposal-not-found`, `step-not-allowed`. */
export async function acceptProposal(
  tx: Writer,
  actor: Actor,
  { proposalId }: { proposalId: string },
): Promise<Done> {
  const proposal = await asked(tx, actor, proposalId);
  refuseStep(proposal, 'ACCEPTED', actor.role);
  const eventId = await tellStep(tx, actor, 'proposal.accept', {
    proposalId,
    providerId: proposal.providerId,
  });
  await setState(tx, proposalId, 'ACCEPTED');
  return { id: proposalId, eventId };
}

/**
 * The provider does not start this child: why, who says so, and whether it can be lifted. The place is free again; the
 * child stands where it stood. Throws `proposal-not-found`, `step-not-allowed`, `other-is-explained`.
 */
export async function refuseProposal(
  tx: Writer,
  actor: Actor,
  { proposalId, code, words, by, liftable, liftedBy }: Refuse & { proposalId: string },
): Promise<Done> {
  const proposal = await asked(tx, actor, proposalId);
  refuseStep(proposal, 'NOT_STARTED', actor.role);
  if (code === 'OTHER' && !words?.trim()) throw badRequest('other-is-explained');
  const eventId = await tellStep(tx, actor, 'proposal.refuse', {
    proposalId,
    providerId: proposal.providerId,
  });
  await setState(tx, proposalId, 'NOT_STARTED', {
    decline_code: code,
    decline_words: words?.trim() ?? null,
    declined_by: by,
    liftable,
    lifted_by: liftedBy?.trim() ?? null,
  });
  return { id: proposalId, eventId };
}

/**
 * Something is said: words, a question, its answer, a condition, a counter-offer, who was heard. The first word of the
 * provider opens the dialogue. Throws `proposal-not-found`, `proposal-is-closed`, `counter-offer-offers`,
 * `condition-has-an-owner`.
 */
export async function say(
  tx: Writer,
  actor: Actor,
  { proposalId, ...said }: Say & { proposalId: string },
): Promise<Done> {
  const proposal = await asked(tx, actor, proposalId);
  const side = partyOf(actor.role);
  if (!holds(proposal.state)) throw conflict('proposal-is-closed', { state: proposal.state });
  if (said.kind === 'COUNTER_OFFER' && !said.otherUnitId && !said.otherStartOn)
    throw badRequest('counter-offer-offers');
  if (said.kind === 'CONDITION' && !said.neededFrom) throw badRequest('condition-has-an-owner');
  const eventId = await tellStep(tx, actor, 'proposal.say', {
    proposalId,
    providerId: proposal.providerId,
    details: { kind: said.kind },
  });
  if (proposal.state === 'SENT' && side === 'PROVIDER')
    await setState(tx, proposalId, 'IN_DIALOGUE');
  const [made] = await tx.rows<{ id: string }>(
    `insert into allocation.message (proposal_id, region_code, provider_id, kind, words, other_unit_id,
       other_start_on, needed_from, needed_by, answers_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      proposalId,
      proposal.region,
      proposal.providerId,
      said.kind,
      said.words.trim(),
      said.otherUnitId ?? null,
      said.otherStartOn ?? null,
      said.neededFrom ?? null,
      said.neededBy ?? null,
      said.answersId ?? null,
    ],
  );
  return { id: made!.id, eventId };
}

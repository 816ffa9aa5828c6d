import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { badRequest, conflict } from '../../platform/errors.ts';
import type { Done } from './contract.ts';
import {
  lockProposal,
  ofOwnRegion,
  partyOf,
  refuseStep,
  setState,
  tellStep,
} from './proposal.queries.ts';

/**
 * The day of the start is agreed; a place is held from then. Throws `step-not-allowed`, `start-in-past`, `place-gone`.
 */
export async function planStart(
  tx: Writer,
  actor: Actor,
  { proposalId, startOn }: { proposalId: string; startOn: string },
): Promise<Done> {
  const proposal = await lockProposal(tx, proposalId);
  if (partyOf(actor.role) === 'ACCESS') await ofOwnRegion(tx, proposal.region);
  refuseStep(proposal, 'START_PLANNED', actor.role);
  if (startOn < proposal.today) throw badRequest('start-in-past');
  const eventId = await tellStep(tx, actor, 'proposal.plan-start', {
    proposalId,
    providerId: proposal.providerId,
    details: { startOn },
  });
  await setState(tx, proposalId, 'START_PLANNED', { start_on: startOn });
  return { id: proposalId, eventId };
}

/**
 * What was planned does not go on that day: another day, or none yet and then it is accepted without a day. Only the
 * access team leads back; a provider asks. Throws `step-not-allowed`, `start-in-past`, `place-gone`.
 */
export async function replanStart(
  tx: Writer,
  actor: Actor,
  { proposalId, startOn, reason }: { proposalId: string; startOn?: string; reason: string },
): Promise<Done> {
  const proposal = await lockProposal(tx, proposalId);
  await ofOwnRegion(tx, proposal.region);
  refuseStep(proposal, 'ACCEPTED', actor.role);
  if (startOn && startOn < proposal.today) throw badRequest('start-in-past');
  // Why may be about the child: words of the access team, which the provider's own register of events does not keep.
  const eventId = await tellStep(tx, actor, 'proposal.replan', {
    proposalId,
    providerId: null,
    reason: reason.trim(),
    details: { from: proposal.startOn, startOn: startOn ?? null },
  });
  await setState(tx, proposalId, 'ACCEPTED');
  if (startOn) {
    await tellStep(tx, actor, 'proposal.plan-start', {
      proposalId,
      providerId: proposal.providerId,
      details: { startOn },
    });
    await setState(tx, proposalId, 'START_PLANNED', { start_on: startOn });
  }
  return { id: proposalId, eventId };
}

/**
 * The child is there: the promise becomes a stay, in one transaction. Throws `step-not-allowed`, `start-in-future`,
 * `place-never-twice`, `child-never-twice`.
 */
export async function startAllocated(
  tx: Writer,
  actor: Actor,
  { proposalId }: { proposalId: string },
): Promise<Done> {
  const proposal = await lockProposal(tx, proposalId);
  if (partyOf(actor.role) === 'ACCESS') await ofOwnRegion(tx, proposal.region);
  refuseStep(proposal, 'STARTED', actor.role);
  if (proposal.startOn > proposal.today)
    throw conflict('start-in-future', { startOn: proposal.startOn });
  const eventId = await tellStep(tx, actor, 'proposal.start', {
    proposalId,
    providerId: proposal.providerId,
    details: { startOn: proposal.startOn },
  });
  await setState(tx, proposalId, 'STARTED');
  return { id: proposalId, eventId };
}

/** The access team takes it back, or the client chooses otherwise; the place is free again. */
export async function endProposal(
  tx: Writer,
  actor: Actor,
  {
    proposalId,
    to,
    reason,
  }: { proposalId: string; to: 'WITHDRAWN' | 'CLIENT_DECLINED'; reason: string },
): Promise<Done> {
  const proposal = await lockProposal(tx, proposalId);
  await ofOwnRegion(tx, proposal.region);
  refuseStep(proposal, to, actor.role);
  const eventId = await tellStep(tx, actor, 'proposal.end', {
    proposalId,
    providerId:
      proposal.state === 'DRAFT' || proposal.state === 'CLIENT_HEARD' ? null : proposal.providerId,
    details: { to },
  });
  await setState(tx, proposalId, to, { end_reason: reason.trim() });
  return { id: proposalId, eventId };
}

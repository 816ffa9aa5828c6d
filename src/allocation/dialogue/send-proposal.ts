import { addWorkingDays } from '../../region/index.ts';
import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import type { Done } from './contract.ts';
import { lockProposal, ofOwnRegion, refuseStep, setState, tellStep } from './proposal.queries.ts';
import { askPlaces } from './propose.ts';

/** Working days in which a provider answers, unless the setting says otherwise. */
export const usualTermDays = 3;

/** The moment at which a term of working days that begins today ends: the end of its last day in Brussels. */
export const endOfTerm = (today: string, days: number): string => addWorkingDays(today, days);

const termOf = async (tx: Writer, region: string): Promise<number> => {
  const [setting] = await tx.prepared<{ days: number }>(
    'answer term',
    `select (s.value #>> '{}')::int as days from region.setting s
      where s.key = 'allocation.answer-term-days' and coalesce(s.region_code, $1) = $1 and s.valid @> platform.today()
      order by s.region_code nulls last limit 1`,
    [region],
  );
  return setting?.days ?? usualTermDays;
};

/** The client was present, or asked beforehand: no proposal goes out without (R202). */
export async function hearClient(
  tx: Writer,
  actor: Actor,
  { proposalId, how }: { proposalId: string; how: string },
): Promise<Done> {
  const proposal = await lockProposal(tx, proposalId);
  await ofOwnRegion(tx, proposal.region);
  refuseStep(proposal, 'CLIENT_HEARD', actor.role);
  const eventId = await tellStep(tx, actor, 'proposal.hear', {
    proposalId,
    providerId: null,
    details: { how },
  });
  await setState(tx, proposalId, 'CLIENT_HEARD', { client_heard: how });
  return { id: proposalId, eventId };
}

/**
 * The proposal goes to the provider: places are held from now, for a term of working days. One of many who send at the
 * same last place wins; the others get `place-gone` with the first day that is free. Of the children it says what the list says today, not
 * what it said when the draft was made. Throws `proposal-not-found`,
 * `step-not-allowed`, `one-open-proposal`, `child-not-waiting`, `promised-once`.
 */
export async function sendProposal(
  tx: Writer,
  actor: Actor,
  input: { proposalId: string; termDays?: number; words?: string },
): Promise<Done> {
  const proposal = await lockProposal(tx, input.proposalId);
  // None of these waits for another: they travel together, and the region is the first to be refused.
  const [, usual, choosePlaces] = await Promise.all([
    ofOwnRegion(tx, proposal.region),
    input.termDays === undefined ? termOf(tx, proposal.region) : input.termDays,
    askPlaces(tx, proposal),
  ]);
  refuseStep(proposal, 'SENT', actor.role);
  const due = endOfTerm(proposal.today, usual);
  const eventId = await tellStep(tx, actor, 'proposal.send', {
    proposalId: proposal.id,
    providerId: proposal.providerId,
    details: { due, module: proposal.module, startOn: proposal.startOn },
  });
  await choosePlaces();
  await tx.prepared(
    'send proposal',
    `update allocation.proposal set state = 'SENT',
            due_at = ($2::date + 1)::timestamp at time zone 'Europe/Brussels' where id = $1`,
    [proposal.id, due],
  );
  if (input.words)
    await tx.rows(
      `insert into allocation.message (proposal_id, region_code, provider_id, kind, words)
       values ($1, $2, $3, 'MESSAGE', $4)`,
      [proposal.id, proposal.region, proposal.providerId, input.words.trim()],
    );
  return { id: proposal.id, eventId };
}

import { type Actor, recordEvent } from '../../platform/db/command.ts';
import type { Reader, Writer } from '../../platform/db/database.ts';
import { conflict, forbidden, notFound } from '../../platform/errors.ts';
import { mayStep, type Party, type ProposalState } from './proposal.ts';

/** What a step must know of the proposal it is taken on. */
export interface ProposalRef {
  id: string;
  state: ProposalState;
  grade: number;
  region: string;
  unitId: string;
  module: string;
  providerId: string;
  startOn: string;
  today: string;
}

export const partyOf = (role: string | null): Party =>
  role === 'AT' || role === 'AS' ? 'ACCESS' : role === 'PI' ? 'PROVIDER' : 'PROGRAM';

/**
 * The proposal, locked: steps on one proposal go one after another. Hidden and absent answer alike.
 * @throws Failure proposal-not-found
 */
export async function lockProposal(tx: Writer, proposalId: string): Promise<ProposalRef> {
  const [found] = await tx.prepared<ProposalRef>(
    'lock proposal',
    `select p.id, p.state, p.grade, p.region_code as region, p.unit_id as "unitId", p.module_code as module,
            p.provider_id as "providerId", p.start_on as "startOn", platform.today() as today
       from allocation.proposal p where p.id = $1 for update`,
    [proposalId],
  );
  if (!found) throw notFound('proposal-not-found');
  return found;
}

/** The region of the children of a proposal. @throws Failure proposal-not-found */
export async function regionOf(tx: Pick<Reader, 'rows'>, proposalId: string): Promise<string> {
  const [found] = await tx.rows<{ region: string }>(
    `select region_code as region from allocation.proposal where id = $1`,
    [proposalId],
  );
  if (!found) throw notFound('proposal-not-found');
  return found.region;
}

/**
 * Steps of one region go one after another within this program. A step touches proposal, places, figures, child and
 * order at once: twenty at the same moment would meet in serialisation failures until their attempts were over.
 */
export const turnOf = (region: string): string => `dialogue ${region}`;

/** @throws Failure step-not-allowed */
export function refuseStep(proposal: ProposalRef, to: ProposalState, role: string | null): void {
  if (!mayStep(proposal.state, to, partyOf(role)))
    throw conflict('step-not-allowed', { from: proposal.state, to });
}

/** The access team of the child's region alone leads it. @throws Failure proposal-of-other-region */
export async function ofOwnRegion(tx: Pick<Reader, 'rows'>, region: string): Promise<void> {
  const [row] = await tx.rows<{ own: boolean }>(`select auth.my_area() = $1 as own`, [region]);
  if (!row?.own) throw forbidden('proposal-of-other-region');
}

/**
 * Records a step. The event is of the provider that it is addressed to, once it is: its details tell codes and days,
 * never who the child is.
 */
export const tellStep = (
  tx: Writer,
  actor: Actor,
  kind: string,
  of: {
    proposalId: string;
    providerId: string | null;
    reason?: string | null;
    details?: Record<string, unknown>;
  },
): Promise<string> =>
  recordEvent(tx, actor, {
    slice: 'allocation',
    kind,
    organisationId: of.providerId,
    subjectId: of.proposalId,
    reason: of.reason ?? null,
    details: of.details ?? {},
  });

/** Moves a proposal to another state, with the columns that go with the step. */
export async function setState(
  tx: Writer,
  proposalId: string,
  to: ProposalState,
  columns: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const entries = Object.entries(columns);
  const sets = entries.map(([column], at) => `, ${column} = $${at + 3}`).join('');
  await tx.rows(`update allocation.proposal set state = $2${sets} where id = $1`, [
    proposalId,
    to,
    ...entries.map(([, value]) => value),
  ]);
}

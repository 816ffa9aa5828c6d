import { type Actor, recordEvent } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { partyOf } from '../dialogue/proposal.queries.ts';
import { type InquiryState, mayTake } from './inquiry.ts';

export interface InquiryRef {
  id: string;
  state: InquiryState;
  region: string;
  unitId: string;
  providerId: string;
  today: string;
}

/** The question, locked. Hidden and absent answer alike. @throws Failure inquiry-not-found */
export async function lockInquiry(tx: Writer, inquiryId: string): Promise<InquiryRef> {
  const [found] = await tx.rows<InquiryRef>(
    `select q.id, q.state, q.region_code as region, q.unit_id as "unitId", q.provider_id as "providerId",
            platform.today() as today
       from allocation.inquiry q where q.id = $1 for update`,
    [inquiryId],
  );
  if (!found) throw notFound('inquiry-not-found');
  return found;
}

/** @throws Failure inquiry-step-not-allowed */
export function refuseInquiryStep(
  inquiry: InquiryRef,
  to: InquiryState,
  role: string | null,
): void {
  const by = role === 'PC' ? 'PROVIDER' : partyOf(role);
  if (!mayTake(inquiry.state, to, by))
    throw conflict('inquiry-step-not-allowed', { from: inquiry.state, to });
}

/** Records what was done with a question; the event is of the provider that is asked. */
export const tellInquiry = (
  tx: Writer,
  actor: Actor,
  kind: string,
  of: { id: string; providerId: string; details?: Record<string, unknown> },
): Promise<string> =>
  recordEvent(tx, actor, {
    slice: 'allocation',
    kind: `inquiry.${kind}`,
    organisationId: of.providerId,
    subjectId: of.id,
    details: of.details ?? {},
  });

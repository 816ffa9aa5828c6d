import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { badRequest } from '../../platform/errors.ts';
import type { AnswerInquiry, Asked } from './contract.ts';
import { lockInquiry, refuseInquiryStep, tellInquiry } from './inquiry.queries.ts';

/** What lacks in an answer, as the code of its failure. */
function lackOf(input: AnswerInquiry, today: string): string | null {
  if (input.answer === 'NOT_AVAILABLE' && !input.reason) return 'not-available-says-why';
  if (input.reason === 'OTHER' && !input.words?.trim()) return 'other-is-explained';
  if (input.answer !== 'LATER') return null;
  if (!input.availableFrom) return 'later-says-when';
  return input.availableFrom <= today ? 'later-is-later' : null;
}

/**
 * The provider answers: available, not available with why, or later with the day. It changes no figure: whoever keeps the
 * figures does that. Throws `inquiry-not-found`, `inquiry-step-not-allowed`, `not-available-says-why`, `later-says-when`,
 * `later-is-later`, `other-is-explained`.
 */
export async function answerInquiry(
  tx: Writer,
  actor: Actor,
  { inquiryId, ...input }: AnswerInquiry & { inquiryId: string },
): Promise<Asked> {
  const inquiry = await lockInquiry(tx, inquiryId);
  refuseInquiryStep(inquiry, 'ANSWERED', actor.role);
  const lack = lackOf(input, inquiry.today);
  if (lack) throw badRequest(lack);
  const eventId = await tellInquiry(tx, actor, 'answer', {
    ...inquiry,
    details: { answer: input.answer, ...(input.reason && { reason: input.reason }) },
  });
  await tx.rows(
    `update allocation.inquiry set state = 'ANSWERED', answer = $2, answer_reason = $3, answer_words = $4,
            available_from = $5, answered_at = platform.now() where id = $1`,
    [
      inquiryId,
      input.answer,
      input.answer === 'NOT_AVAILABLE' ? input.reason : null,
      input.words?.trim() || null,
      input.answer === 'LATER' ? input.availableFrom : null,
    ],
  );
  return { id: inquiryId, eventId };
}

/** Somebody of the provider has the question before them. Seen twice is seen once. Throws `inquiry-not-found`. */
export async function seeInquiry(
  tx: Writer,
  actor: Actor,
  { inquiryId }: { inquiryId: string },
): Promise<{ id: string }> {
  const inquiry = await lockInquiry(tx, inquiryId);
  if (inquiry.state !== 'SENT') return { id: inquiryId };
  await tellInquiry(tx, actor, 'see', inquiry);
  await tx.rows(`update allocation.inquiry set state = 'SEEN' where id = $1`, [inquiryId]);
  return { id: inquiryId };
}

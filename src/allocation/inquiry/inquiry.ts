/**
 * The states of a targeted question and who may take which step: pure, read by commands and screens. The database holds
 * the same table (`allocation.check_inquiry`). A term that passes closes nothing: an answer that comes late is an answer.
 */
export const inquiryStates = ['SENT', 'SEEN', 'ANSWERED', 'OVERDUE', 'WITHDRAWN'] as const;
export type InquiryState = (typeof inquiryStates)[number];

/** What a provider can answer. `LATER`: not now, from a day on. */
export const inquiryAnswers = ['AVAILABLE', 'NOT_AVAILABLE', 'LATER'] as const;

/** Why a place that the figures show is not available. */
export const notAvailableReasons = [
  'TAKEN',
  'PROMISED',
  'NOT_USABLE',
  'STAFF',
  'GROUP_MIX',
  'OTHER',
] as const;

/** Nobody has answered it yet. */
export const isOpen = (state: InquiryState): boolean =>
  state === 'SENT' || state === 'SEEN' || state === 'OVERDUE';

/** The access team takes it back; the provider's house sees and answers it; the program says that the term passed. */
export function mayTake(
  from: InquiryState,
  to: InquiryState,
  by: 'ACCESS' | 'PROVIDER' | 'PROGRAM',
): boolean {
  if (by === 'PROGRAM') return to === 'OVERDUE' && (from === 'SENT' || from === 'SEEN');
  if (by === 'ACCESS') return to === 'WITHDRAWN' && isOpen(from);
  return (to === 'SEEN' && from === 'SENT') || (to === 'ANSWERED' && isOpen(from));
}

/** All that other slices and main may use of allocation. Browser code is in `web/`, apart. */
import { candidateRoutes } from './candidate-routes.ts';
import { dialogueRoutes } from './dialogue/routes.ts';
import { inquiryRoutes } from './inquiry/routes.ts';
import { followUpRoutes } from './follow-up/routes.ts';
import { letterRoutes } from './letters/routes.ts';
import { roundRoutes } from './sketch/routes.ts';
import { thresholdRoutes } from './thresholds/routes.ts';

export { losePlaces } from './dialogue/lose-places.ts';
export { acceptProposal, refuseProposal, say } from './dialogue/answer-proposal.ts';
export { expireProposals } from './dialogue/expire-proposals.ts';
export { dialogueCalendar } from './calendar/dialogue-calendar.query.ts';
export { remindOfTerms } from './dialogue/remind-of-terms.ts';
export { overdueInquiries } from './inquiry/overdue-inquiries.ts';
export { propose } from './dialogue/propose.ts';
export { hearClient, sendProposal } from './dialogue/send-proposal.ts';
export { endProposal, planStart, startAllocated } from './dialogue/start-allocated.ts';
export { lookForCandidates } from './find-candidates.ts';
export { allocationWords } from './problem-words.ts';

/** Every endpoint of the slice, as data. */
export const allocationRoutes = [
  ...candidateRoutes,
  ...dialogueRoutes,
  ...inquiryRoutes,
  ...followUpRoutes,
  ...letterRoutes,
  ...roundRoutes,
  ...thresholdRoutes,
];

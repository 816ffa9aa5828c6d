/** All that other slices and main may use of allocation. Browser code is in `web/`, apart. */
import { candidateRoutes } from './candidate-routes.ts';
import { dialogueRoutes } from './dialogue/routes.ts';
import { letterRoutes } from './letters/routes.ts';

export { expireProposals } from './dialogue/expire-proposals.ts';
export { allocationWords } from './problem-words.ts';

/** Every endpoint of the slice, as data. */
export const allocationRoutes = [...candidateRoutes, ...dialogueRoutes, ...letterRoutes];

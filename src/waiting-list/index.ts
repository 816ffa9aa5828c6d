/** All that other slices and main may use of the waiting list. Browser code is in `web/`, apart. */
export { findDuplicates } from './duplicates.query.ts';
export { firstRuleSet } from './first-rule-set.ts';
export { waitingListWords } from './problem-words.ts';
export { waitingListRoutes } from './routes.ts';
export { lanesOf, type RuleContent } from './rule-set.ts';

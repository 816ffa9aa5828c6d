/** All that other slices and main may use of the waiting list. Browser code is in `web/`, apart. */
export { assessUrgency, confirmAssessment } from './assess-urgency.ts';
export { bandOf } from './bands.ts';
export { changeRequest } from './change-request.ts';
export { changeState } from './change-state.ts';
export type { UrgencyFact } from './codes.ts';
export type { EnterRequest } from './contract.ts';
export { type Known, signsOf } from './duplicate-signs.ts';
export { findDuplicates } from './duplicates.query.ts';
export { enterRequest } from './enter-request.ts';
export { forgetListImports } from './files/import.queries.ts';
export { firstRuleSet } from './first-rule-set.ts';
export { waitingListWords } from './problem-words.ts';
export type { RequestState } from './request-state.ts';
export { waitingListRoutes } from './routes.ts';
export { lanesOf, type RuleContent } from './rule-set.ts';
export { newPseudonym } from './waiting-list.queries.ts';

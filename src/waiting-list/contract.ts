/** Requests and answers of the waiting list, by subject. */
export * from './contract/values.ts';
export * from './contract/list.ts';
export * from './contract/request.ts';
export * from './contract/act.ts';
export * from './contract/duplicates.ts';
export * from './contract/rules.ts';

/** All that other slices and main may use of saved searches. Browser code is in `web/`, apart. */
export { savedSearchWords } from './problem-words.ts';
export { savedSearchRoutes } from './routes.ts';
export { forgetSearches } from './saved-search.queries.ts';

/** All that main may use of administration. Browser code is in `web/`, apart. */
export { withKeyScopes } from './key-scopes.ts';
export { administrationWords } from './problem-words.ts';
export { administrationRoutes } from './routes.ts';

/** All that other slices and main may use of crisis foster care. Browser code is in `web/`, apart. */
export { fosterCareWords } from './problem-words.ts';
export { fosterCareRoutes, signUpRoutes } from './routes.ts';

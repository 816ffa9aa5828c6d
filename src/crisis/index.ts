/** All that other slices and main may use of crisis. Browser code is in `web/`, apart. */
export { crisisWords } from './problem-words.ts';
export { crisisRoutes } from './routes.ts';
export { runClocks } from './run-clocks.ts';

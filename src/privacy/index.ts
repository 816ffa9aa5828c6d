/** All that main may use of the privacy officer's work. Browser code is in `web/`, apart. */
export { watchLog } from './findings/watch-log.ts';
export { privacyWords } from './problem-words.ts';
export { privacyRoutesWith } from './routes.ts';

/** All that other slices and main may use of the dossier. Browser code is in `web/`, apart. */
export { gatherLooks } from './gather-looks.ts';
export { dossierWords } from './problem-words.ts';
export { dossierRoutesWith } from './routes.ts';

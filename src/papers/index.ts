/** All that main may use of the papers. Browser code is in `web/`, apart. */
export { openPaperRoutes, paperRoutes } from './routes.ts';

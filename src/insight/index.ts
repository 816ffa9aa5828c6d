/** All that main may use of insight; no other slice depends on it. Browser code is in `web/`, apart. */
export { makeDueReleases } from './make-release.ts';
import { allocationFigureRoutes } from './allocation/routes.ts';
import { reportRoutes } from './report/routes.ts';
import { releaseRoutes } from './routes.ts';

/** Every endpoint of the slice, as data. */
export const insightRoutes = [...releaseRoutes, ...reportRoutes, ...allocationFigureRoutes];
export { insightWords } from './problem-words.ts';

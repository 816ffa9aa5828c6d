/** All that main may use of insight; no other slice depends on it. Browser code is in `web/`, apart. */
export { countCrisis } from './crisis/count.queries.ts';
export { releaseCrisis } from './crisis/release.queries.ts';
export { makeDueReleases } from './make-release.ts';
import { inLane } from '../platform/http/route.ts';
import { allocationFigureRoutes } from './allocation/routes.ts';
import { crisisFigureRoutes } from './crisis/routes.ts';
import { reportRoutes } from './report/routes.ts';
import { releaseRoutes } from './routes.ts';

/** Every endpoint of the slice, as data. Figures and reports give way when it is busy. */
export const insightRoutes = inLane('deferrable', [
  ...releaseRoutes,
  ...reportRoutes,
  ...allocationFigureRoutes,
  ...crisisFigureRoutes,
]);
export { insightWords } from './problem-words.ts';

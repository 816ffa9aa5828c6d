import { type Route, inLane } from '../platform/http/route.ts';
import { emergencyRoutes } from './emergency/routes.ts';
import { followUpRoutes } from './follow-up/routes.ts';
import { registrarRoutes } from './registrar/routes.ts';
import { helpRoutes } from './routes/help.ts';
import { minorRoutes } from './routes/minor.ts';
import { networkRoutes } from './routes/network.ts';
import { readingRoutes } from './routes/reading.ts';
import { requestRoutes } from './routes/request.ts';

/** Every endpoint of the slice, as data. Somebody waits for it tonight, however busy it is elsewhere. */
export const crisisRoutes: Route[] = inLane('urgent', [
  ...readingRoutes,
  ...requestRoutes,
  ...minorRoutes,
  ...helpRoutes,
  ...networkRoutes,
  ...registrarRoutes,
  ...followUpRoutes,
  ...emergencyRoutes,
]);

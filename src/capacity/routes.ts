import type { Route } from '../platform/http/route.ts';
import { codeListRoutes } from './code-list-routes.ts';
import { providerRoutes } from './provider-routes.ts';
import { readingRoutes } from './reading-routes.ts';
import { stayRoutes } from './stay-routes.ts';
import { unitRoutes } from './unit-routes.ts';

/** Every endpoint of the slice, as data. */
export const capacityRoutes: Route[] = [
  ...readingRoutes,
  ...stayRoutes,
  ...unitRoutes,
  ...providerRoutes,
  ...codeListRoutes,
];

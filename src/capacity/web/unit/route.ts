import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../../web/root-route.tsx';
import { readSearch } from './unit-search.ts';

/** One unit over time: for the access team every unit, for a provider its own. */
export const unitCalendarRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/leefgroep/$unitId',
  validateSearch: readSearch,
  staticData: { roles: ['AT', 'AS', 'PI', 'PC'] },
  component: lazyRouteComponent(() => import('./UnitCalendarPage.tsx'), 'UnitCalendarPage'),
});

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../web/root-route.tsx';
import './words.ts';

/** Where one keeps one's addresses in order. */
export const savedSearchesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/zoekvragen',
  component: lazyRouteComponent(() => import('./SavedSearchesPage.tsx'), 'SavedSearchesPage'),
});

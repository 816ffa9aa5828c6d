import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';

/** What this means for a child (R27): for everybody who is signed in. */
export const childRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wat-betekent-dit',
  component: lazyRouteComponent(() => import('./ChildPage.tsx'), 'ChildPage'),
});

/** What changed (R211): for everybody who is signed in. */
export const newsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wat-is-er-nieuw',
  component: lazyRouteComponent(() => import('./NewsPage.tsx'), 'NewsPage'),
});

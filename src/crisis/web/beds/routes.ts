import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../../web/root-route.tsx';
import { choiceIn, numberIn, textIn } from '../../../web/search-params.ts';
import { type BedSearch, distances, groups } from './bed-search.ts';

/** Free places of providers for a child of the desk, by age, group, kind and distance. */
export const bedsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/crisis/bedden',
  validateSearch: (search): BedSearch => ({
    leeftijd: numberIn(search, 'leeftijd', 0, 25),
    groep: choiceIn(search, 'groep', groups),
    module: textIn(search, 'module', 40),
    van: textIn(search, 'van', 60),
    km: distances.find((km) => km === numberIn(search, 'km', 1, 300)),
    vraag: textIn(search, 'vraag', 36),
  }),
  staticData: { area: 'allocation', roles: ['CR'] },
  component: lazyRouteComponent(() => import('./BedsPage.tsx'), 'BedsPage'),
});

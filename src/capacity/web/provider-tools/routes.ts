import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../../web/i18n/index.ts';
import { rootRoute } from '../../../web/root-route.tsx';
import { textIn } from '../../../web/search-params.ts';
import '../provider-nav/words.ts';

const roles = ['PC', 'PI'] as const;

/** What is expected to end; how far one looks ahead stands in the address, in days. */
export const plannedEndsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/geplande-eindes',
  validateSearch: (search): { dagen?: number | undefined } => {
    const days = Number(search['dagen']);
    return { dagen: Number.isInteger(days) && days > 0 ? days : undefined };
  },
  staticData: {
    roles,
    nav: { order: 15, letter: 'e', words: () => i18n.t('provider-nav:ends') },
  },
  component: lazyRouteComponent(() => import('./EndsPage.tsx'), 'EndsPage'),
});

/** The own units as the access team sees them; which one is open stands in the address. */
export const regionViewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mijn-leefgroepen/zoals-de-regio-ons-ziet',
  validateSearch: (search): { leefgroep?: string | undefined } => ({
    leefgroep: textIn(search, 'leefgroep', 40),
  }),
  staticData: { roles },
  component: lazyRouteComponent(() => import('./RegionViewPage.tsx'), 'RegionViewPage'),
});

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../../web/i18n/index.ts';
import { rootRoute } from '../../../web/root-route.tsx';
import { readAllocationSearch } from '../allocation/allocation-search.ts';
import { readCrisisSearch } from '../crisis/crisis-search.ts';
import { readFiguresSearch } from '../figures-search.ts';
import './words.ts';

/** Released figures, for analyst and board: their first page. */
export const figuresRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cijfers',
  validateSearch: readFiguresSearch,
  staticData: {
    roles: ['AN', 'RB'],
    nav: { order: 20, letter: 'c', words: () => i18n.t('insight-nav:figures') },
  },
  component: lazyRouteComponent(() => import('../FiguresPage.tsx'), 'FiguresPage'),
});

/** The monthly report of unavailability, from released figures. */
export const reportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/maandverslag',
  validateSearch: readFiguresSearch,
  staticData: {
    roles: ['AN', 'RB'],
    nav: { order: 22, letter: 'v', words: () => i18n.t('insight-nav:report') },
  },
  component: lazyRouteComponent(() => import('../ReportPage.tsx'), 'ReportPage'),
});

/** The live one, with units, for the access team. */
export const outOfUseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/niet-beschikbaar',
  validateSearch: readFiguresSearch,
  staticData: {
    roles: ['AT', 'AS'],
    nav: { order: 48, letter: 'n', words: () => i18n.t('insight-nav:live') },
  },
  component: lazyRouteComponent(() => import('../OutOfUsePage.tsx'), 'OutOfUsePage'),
});

/** Figures of allocation: the access team's, and of answers a provider's own. */
export const allocationFiguresRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cijfers/toewijzing',
  validateSearch: readAllocationSearch,
  staticData: {
    area: 'allocation',
    roles: ['AS', 'AT', 'PI'],
    nav: { order: 18, letter: 'c', words: () => i18n.t('insight-nav:allocation') },
  },
  component: lazyRouteComponent(
    () => import('../allocation/AllocationFiguresPage.tsx'),
    'AllocationFiguresPage',
  ),
});

/** Figures of crisis: for the desk its region's, for the access team all, for analyst and board what is released. */
export const crisisFiguresRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/crisis/cijfers',
  validateSearch: readCrisisSearch,
  staticData: {
    area: 'allocation',
    roles: ['CR', 'AS', 'AT', 'AN', 'RB'],
    nav: { order: 24, words: () => i18n.t('insight-nav:crisis') },
  },
  component: lazyRouteComponent(
    () => import('../crisis/CrisisFiguresPage.tsx'),
    'CrisisFiguresPage',
  ),
});

/** The note of a crisis desk to the board of its region. */
export const crisisNoteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/crisis/nota',
  validateSearch: readCrisisSearch,
  staticData: {
    area: 'allocation',
    roles: ['CR', 'RB', 'AS', 'AT'],
    nav: { order: 25, words: () => i18n.t('insight-nav:crisisNote') },
  },
  component: lazyRouteComponent(() => import('../crisis/NotePage.tsx'), 'NotePage'),
});

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../../web/i18n/index.ts';
import { rootRoute } from '../../../web/root-route.tsx';
import { readSearch } from './regiekamer-search.ts';
import '../words.ts';

/** The access team's page: everything asked stands in its address. */
export const regiekamerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/regiekamer',
  validateSearch: readSearch,
  staticData: {
    roles: ['AT', 'AS'],
    nav: { order: 10, letter: 'r', words: () => i18n.t('regiekamer.title', { ns: 'capacity' }) },
  },
  component: lazyRouteComponent(() => import('./RegiekamerPage.tsx'), 'RegiekamerPage'),
});

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../../web/i18n/index.ts';
import { rootRoute } from '../../../web/root-route.tsx';
import { readFindingsSearch } from '../findings/findings-search.ts';
import './words.ts';

/** What is wrong or doubtful in the data. */
export const findingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/gegevenskwaliteit',
  validateSearch: readFindingsSearch,
  staticData: {
    roles: ['AT', 'AS', 'PC', 'PI'],
    nav: { order: 40, letter: 'k', words: () => i18n.t('quality-nav:findings') },
  },
  component: lazyRouteComponent(() => import('../findings/FindingsPage.tsx'), 'FindingsPage'),
});

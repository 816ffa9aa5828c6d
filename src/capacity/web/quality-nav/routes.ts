import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../../web/i18n/index.ts';
import { rootRoute } from '../../../web/root-route.tsx';
import { readFindingsSearch } from '../findings/findings-search.ts';
import { readWeeklySearch } from '../weekly/weekly-search.ts';
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

/** Two frozen weeks beside each other. */
export const weeklyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/weekfoto',
  validateSearch: readWeeklySearch,
  staticData: {
    roles: ['AT', 'AS', 'PC', 'PI'],
    nav: { order: 42, letter: 'w', words: () => i18n.t('quality-nav:weekly') },
  },
  component: lazyRouteComponent(() => import('../weekly/WeeklyPage.tsx'), 'WeeklyPage'),
});

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../../web/i18n/index.ts';
import { rootRoute } from '../../../web/root-route.tsx';
import { readAttentionSearch } from '../attention/attention-search.ts';
import { readBalanceSearch } from '../balance/balance-search.ts';
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

/** What drifts from its own past. */
export const attentionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/aandacht',
  validateSearch: readAttentionSearch,
  staticData: {
    roles: ['AT', 'AS', 'PC'],
    nav: { order: 44, letter: 'd', words: () => i18n.t('quality-nav:attention') },
  },
  component: lazyRouteComponent(() => import('../attention/AttentionPage.tsx'), 'AttentionPage'),
});

/** Places against minors, region by region, and what if. */
export const balanceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/evenwicht',
  validateSearch: readBalanceSearch,
  staticData: {
    roles: ['AT', 'AS'],
    nav: { order: 46, letter: 'e', words: () => i18n.t('quality-nav:balance') },
  },
  component: lazyRouteComponent(() => import('../balance/BalancePage.tsx'), 'BalancePage'),
});

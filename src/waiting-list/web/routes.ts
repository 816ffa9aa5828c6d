import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../web/i18n/index.ts';
import { rootRoute } from '../../web/root-route.tsx';
import { dayIn, textIn } from '../../web/search-params.ts';
import { ROLES } from '../../web/session.ts';
import { readListSearch } from './list/list-search.ts';
import './nav/words.ts';

/** Who waits, in the order of calls; what is asked of the list stands in the address. */
export const waitingListRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wachtlijst',
  validateSearch: readListSearch,
  staticData: {
    area: 'allocation',
    roles: ['AT', 'AS'],
    nav: { order: 12, letter: 'l', words: () => i18n.t('waiting-list-nav:list') },
  },
  component: lazyRouteComponent(() => import('./list/ListPage.tsx'), 'ListPage'),
});

/** A request that comes in: of one's own region, so not for who has none. */
export const entryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wachtlijst/nieuw',
  staticData: { area: 'allocation', roles: ['AT'] },
  component: lazyRouteComponent(() => import('./entry/EntryPage.tsx'), 'EntryPage'),
});

export interface RulesSearch {
  readonly versie?: string | undefined;
  /** The version that is tried, on the list of the day beside it. */
  readonly proef?: string | undefined;
  readonly dag?: string | undefined;
}

/** The rules of the order: for everybody to read who works with what is in the program. */
export const orderRulesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wachtlijst/regels',
  validateSearch: (search): RulesSearch => ({
    versie: textIn(search, 'versie', 40),
    proef: textIn(search, 'proef', 40),
    dag: dayIn(search, 'dag'),
  }),
  staticData: { area: 'allocation', roles: ROLES.filter((each) => each !== 'OP') },
  component: lazyRouteComponent(() => import('./rules/RulesPage.tsx'), 'RulesPage'),
});

/** Pairs that may be one child; one's own region decides. */
export const duplicatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wachtlijst/dubbels',
  staticData: {
    area: 'allocation',
    roles: ['AT'],
    nav: { order: 15, words: () => i18n.t('waiting-list-nav:duplicates') },
  },
  component: lazyRouteComponent(() => import('./duplicates/DuplicatesPage.tsx'), 'DuplicatesPage'),
});

export const requestRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wachtlijst/$requestId',
  staticData: { area: 'allocation', roles: ['AT', 'AS'] },
  component: lazyRouteComponent(() => import('./request/RequestPage.tsx'), 'RequestPage'),
});

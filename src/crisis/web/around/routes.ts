import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../../web/i18n/index.ts';
import { rootRoute } from '../../../web/root-route.tsx';
import { textIn } from '../../../web/search-params.ts';
import '../nav/words.ts';

/** An organisation registers a child at a crisis desk. */
export const registerOwnRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/crisis/aanmelden',
  staticData: {
    area: 'allocation',
    roles: ['RG'],
    nav: { order: 5, letter: 'n', words: () => i18n.t('crisis-nav:register') },
  },
  component: lazyRouteComponent(() => import('./RegisterPage.tsx'), 'RegisterPage'),
});

/** Where the registrations of one's own organisation stand. */
export const myRegistrationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/crisis/mijn-aanmeldingen',
  staticData: {
    area: 'allocation',
    roles: ['RG', 'JJ'],
    nav: { order: 6, letter: 'm', words: () => i18n.t('crisis-nav:mine') },
  },
  component: lazyRouteComponent(() => import('./MyRegistrationsPage.tsx'), 'MyRegistrationsPage'),
});

/** Young people whom the desk follows up after an emergency ward or a forced admission. */
export const crisisFollowUpsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/crisis/opvolging',
  staticData: {
    area: 'allocation',
    roles: ['CR'],
    nav: { order: 8, letter: 'o', words: () => i18n.t('crisis-nav:followUps') },
  },
  component: lazyRouteComponent(() => import('./FollowUpsPage.tsx'), 'FollowUpsPage'),
});

interface ElsewhereSearch {
  readonly regio?: string | undefined;
}

/** Open cases of another region, where reading in an emergency begins. */
export const elsewhereRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/crisis/andere-regio',
  validateSearch: (search): ElsewhereSearch => ({ regio: textIn(search, 'regio', 40) }),
  staticData: {
    area: 'allocation',
    roles: ['CR'],
    nav: { order: 11, words: () => i18n.t('crisis-nav:elsewhere') },
  },
  component: lazyRouteComponent(() => import('./ElsewherePage.tsx'), 'ElsewherePage'),
});

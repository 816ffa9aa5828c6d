import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../web/i18n/index.ts';
import { rootRoute } from '../../web/root-route.tsx';
import { textIn } from '../../web/search-params.ts';
import './nav/words.ts';

const UUID_LENGTH = 36;

interface DeskSearch {
  /** The case that is opened; notices point at it. */
  readonly vraag?: string | undefined;
}

/** What the crisis desk has in hand, and one case of it. */
export const deskRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/crisis',
  validateSearch: (search): DeskSearch => ({ vraag: textIn(search, 'vraag', UUID_LENGTH) }),
  staticData: {
    area: 'allocation',
    roles: ['CR'],
    nav: { order: 5, letter: 'd', words: () => i18n.t('crisis-nav:desk') },
  },
  component: lazyRouteComponent(() => import('./desk/DeskPage.tsx'), 'DeskPage'),
});

/** A call is written down. */
export const newCallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/crisis/nieuw',
  staticData: {
    area: 'allocation',
    roles: ['CR'],
    nav: { order: 6, letter: 'n', words: () => i18n.t('crisis-nav:newCall') },
  },
  component: lazyRouteComponent(() => import('./entry/NewCallPage.tsx'), 'NewCallPage'),
});

/** What crisis desks ask of one's organisation. */
export const askedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/crisis/gevraagd',
  staticData: {
    area: 'allocation',
    roles: ['PI'],
    nav: { order: 19, words: () => i18n.t('crisis-nav:asked') },
  },
  component: lazyRouteComponent(() => import('./asked/AskedPage.tsx'), 'AskedPage'),
});

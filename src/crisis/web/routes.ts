import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../web/i18n/index.ts';
import { rootRoute } from '../../web/root-route.tsx';
import { textIn } from '../../web/search-params.ts';
import { type ShownPart, shownParts } from './desk/desk-filter.ts';
import './nav/words.ts';

const UUID_LENGTH = 36;

interface DeskSearch {
  /** The case that is opened; notices point at it. */
  readonly vraag?: string | undefined;
  /** The part of the desk that is shown. */
  readonly toon?: ShownPart | undefined;
  /** A number, a mark or a name that is looked for. */
  readonly zoek?: string | undefined;
  /** `alle`: what is for later too, whole. */
  readonly later?: 'alle' | undefined;
}

/** What the crisis desk has in hand, and one case of it. */
export const deskRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/crisis',
  validateSearch: (search): DeskSearch => ({
    vraag: textIn(search, 'vraag', UUID_LENGTH),
    toon: shownParts.find((part) => part === textIn(search, 'toon')),
    zoek: textIn(search, 'zoek'),
    later: textIn(search, 'later') === 'alle' ? 'alle' : undefined,
  }),
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

/** One shift leaves to the next. */
export const shiftRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/crisis/overdracht',
  staticData: {
    area: 'allocation',
    roles: ['CR'],
    nav: { order: 7, letter: 's', words: () => i18n.t('crisis-nav:shift') },
  },
  component: lazyRouteComponent(() => import('./shift/ShiftPage.tsx'), 'ShiftPage'),
});

interface ListSearch {
  /** `ja`: with names, telephone numbers and words. */
  readonly namen?: 'ja' | undefined;
}

/** All open cases, for paper. */
export const listRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/crisis/lijst',
  validateSearch: (search): ListSearch => (textIn(search, 'namen') === 'ja' ? { namen: 'ja' } : {}),
  staticData: { area: 'allocation', roles: ['CR'] },
  component: lazyRouteComponent(() => import('./shift/ListPage.tsx'), 'ListPage'),
});

interface RosterSearch {
  /** A day of the week that is shown. */
  readonly week?: string | undefined;
}

/** Who answers the telephone when. */
export const rosterRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/crisis/dienst',
  validateSearch: (search): RosterSearch => {
    const week = textIn(search, 'week', 10);
    return week && /^\d{4}-\d{2}-\d{2}$/.test(week) ? { week } : {};
  },
  staticData: {
    area: 'allocation',
    roles: ['CR'],
    nav: { order: 9, letter: 'r', words: () => i18n.t('crisis-nav:roster') },
  },
  component: lazyRouteComponent(() => import('./roster/RosterPage.tsx'), 'RosterPage'),
});

/** Who pledged what. */
export const networkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/crisis/netwerk',
  staticData: {
    area: 'allocation',
    roles: ['CR'],
    nav: { order: 10, words: () => i18n.t('crisis-nav:network') },
  },
  component: lazyRouteComponent(() => import('./roster/NetworkPage.tsx'), 'NetworkPage'),
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

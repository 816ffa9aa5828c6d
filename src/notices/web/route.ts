import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../web/root-route.tsx';
import { textIn } from '../../web/search-params.ts';
import { type InboxSearch, shows } from './inbox-search.ts';
import './words.ts';

/** The inbox: for everybody who is signed in. */
export const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/berichten',
  validateSearch: (search): InboxSearch => ({
    toon: shows.find((show) => show === search['toon'] && show !== 'open'),
    soort: textIn(search, 'soort', 80),
  }),
  component: lazyRouteComponent(() => import('./InboxPage.tsx'), 'InboxPage'),
});

/** How one wants to be told: inside, by mail, and when not. */
export const toldRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/meldingen',
  component: lazyRouteComponent(() => import('./told/ToldPage.tsx'), 'ToldPage'),
});

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../web/root-route.tsx';
import { textIn } from '../../web/search-params.ts';
import './words.ts';

export const shows = ['open', 'unread', 'done'] as const;
export interface InboxSearch {
  readonly toon?: (typeof shows)[number] | undefined;
  readonly soort?: string | undefined;
}

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

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../../web/i18n/index.ts';
import { rootRoute } from '../../../web/root-route.tsx';
import { dayOf } from '../../../web/i18n/format.ts';
import { asOfIn } from './as-of.ts';
import { askAhead } from './photo-query.ts';
import { readSearch } from './regiekamer-search.ts';
import type { Role } from '../../../web/session.ts';
import '../words.ts';

const roles: readonly Role[] = ['AT', 'AS'];

/** The access team's page: everything asked stands in its address. */
export const regiekamerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/regiekamer',
  validateSearch: readSearch,
  staticData: {
    roles,
    nav: { order: 10, letter: 'r', words: () => i18n.t('regiekamer.title', { ns: 'capacity' }) },
  },
  // The figures are on their way while the page is still made; who may not see them does not ask.
  loader: ({ context, cause, location }) => {
    const role = context.session.current()?.role;
    if (cause !== 'enter' || !role || !roles.includes(role)) return;
    askAhead(context, asOfIn(readSearch(location.search), dayOf(Date.now())));
  },
  component: lazyRouteComponent(() => import('./RegiekamerPage.tsx'), 'RegiekamerPage'),
});

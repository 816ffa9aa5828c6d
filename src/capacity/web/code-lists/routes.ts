import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../../web/i18n/index.ts';
import { rootRoute } from '../../../web/root-route.tsx';
import '../quality-nav/words.ts';

/** The code lists, for who keeps them. */
export const codeListsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/beheer/codelijsten',
  staticData: {
    roles: ['AD'],
    nav: { order: 84, words: () => i18n.t('quality-nav:codeLists') },
  },
  component: lazyRouteComponent(() => import('./CodeListsPage.tsx'), 'CodeListsPage'),
});

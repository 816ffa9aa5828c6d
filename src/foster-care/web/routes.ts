import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../web/i18n/index.ts';
import { rootRoute } from '../../web/root-route.tsx';
import './nav/words.ts';

/** The family's own page: what is asked, when it is there, who comes. */
export const familyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pleeggezin',
  staticData: {
    area: 'allocation',
    roles: ['FF'],
    nav: { order: 5, letter: 'g', words: () => i18n.t('foster-care-nav:family') },
  },
  component: lazyRouteComponent(() => import('./family/FamilyPage.tsx'), 'FamilyPage'),
});

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import i18next from 'i18next';
import { rootRoute } from '../../../web/root-route.tsx';
import { textIn } from '../../../web/search-params.ts';
import '../words.ts';

const roles = ['PC', 'PI'] as const;

/** The provider's pages: my units, one unit, import. */
export const myUnitsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mijn-leefgroepen',
  staticData: {
    roles,
    nav: {
      order: 10,
      letter: 'l',
      words: () => i18next.t('provider.nav.units', { ns: 'capacity' }),
    },
  },
  component: lazyRouteComponent(() => import('./MyUnitsPage.tsx'), 'MyUnitsPage'),
});

export const unitRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mijn-leefgroepen/$unitId',
  validateSearch: (search): { plaats?: string | undefined } => ({
    plaats: textIn(search, 'plaats', 40),
  }),
  staticData: { roles },
  component: lazyRouteComponent(() => import('./UnitPage.tsx'), 'UnitPage'),
});

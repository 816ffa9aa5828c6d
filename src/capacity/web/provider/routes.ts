import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../../web/i18n/index.ts';
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
      words: () => i18n.t('provider.nav.units', { ns: 'capacity' }),
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

const whichImport = (search: Record<string, unknown>): { invoer?: string | undefined } => ({
  invoer: textIn(search, 'invoer', 40),
});

/** Import of the provider's own file; which import is open stands in the address. */
export const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mijn-leefgroepen/invoer',
  validateSearch: whichImport,
  staticData: { roles },
  component: lazyRouteComponent(() => import('./import/ImportPage.tsx'), 'ImportPage'),
});

/** The same page for the access team's steward, who imports recognition for all. */
export const recognitionImportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invoer',
  validateSearch: whichImport,
  staticData: {
    roles: ['AS'],
    nav: { order: 30, letter: 'i', words: () => i18n.t('provider.nav.import', { ns: 'capacity' }) },
  },
  component: lazyRouteComponent(() => import('./import/ImportPage.tsx'), 'ImportPage'),
});

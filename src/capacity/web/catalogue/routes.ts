import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../../web/i18n/index.ts';
import { rootRoute } from '../../../web/root-route.tsx';
import { numberIn, textIn } from '../../../web/search-params.ts';
import type { CatalogueSearch } from './catalogue-filter.ts';
import '../words.ts';

/** The offer catalogue: the first page of who has nothing to do with capacity. */
export const catalogueRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/aanbod',
  validateSearch: (search): CatalogueSearch => ({
    zoek: textIn(search, 'zoek', 100),
    regio: textIn(search, 'regio', 10),
    module: textIn(search, 'module', 40),
    leeftijd: numberIn(search, 'leeftijd', 0, 25),
  }),
  staticData: {
    roles: ['AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ'],
    nav: {
      order: 60,
      letter: 'a',
      words: () => i18n.t('provider.nav.catalogue', { ns: 'capacity' }),
    },
  },
  component: lazyRouteComponent(() => import('./CataloguePage.tsx'), 'CataloguePage'),
});

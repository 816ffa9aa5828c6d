import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../../web/i18n/index.ts';
import { rootRoute } from '../../../web/root-route.tsx';
import { textIn } from '../../../web/search-params.ts';
import '../provider-nav/words.ts';

/** Which reconversion is open, and which states are shown; both in the address. */
export interface ReconversionSearch {
  readonly omvorming?: string | undefined;
  readonly stand?: string | undefined;
}

export const reconversionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/omvormingen',
  validateSearch: (search): ReconversionSearch => ({
    omvorming: textIn(search, 'omvorming', 40),
    stand: textIn(search, 'stand', 20),
  }),
  staticData: {
    roles: ['AT', 'AS', 'PI', 'PC'],
    nav: {
      order: 45,
      letter: 'o',
      words: () => i18n.t('provider-nav:reconversions'),
    },
  },
  component: lazyRouteComponent(() => import('./ReconversionsPage.tsx'), 'ReconversionsPage'),
});

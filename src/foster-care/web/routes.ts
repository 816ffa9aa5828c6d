import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../web/i18n/index.ts';
import { addOfflinePage } from '../../web/offline/pages.ts';
import { rootRoute } from '../../web/root-route.tsx';
import { textIn } from '../../web/search-params.ts';
import { type FamilyStand, familyStands } from './service/family-stands.ts';
import './nav/words.ts';

const UUID_LENGTH = 36;
const CODE_LENGTH = 40;

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

addOfflinePage('/pleeggezin', () => import('./family/OfflineFamily.tsx'));

interface BoardSearch {
  /** The request that is opened; notices point at it. */
  readonly vraag?: string | undefined;
}

/** What the foster-care service has in hand, and one request of it. */
export const fosterBoardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pleegzorg',
  validateSearch: (search): BoardSearch => ({ vraag: textIn(search, 'vraag', UUID_LENGTH) }),
  staticData: {
    area: 'allocation',
    roles: ['FS'],
    nav: { order: 5, letter: 'p', words: () => i18n.t('foster-care-nav:board') },
  },
  component: lazyRouteComponent(() => import('./service/BoardPage.tsx'), 'BoardPage'),
});

interface NewRequestSearch {
  /** The request at the crisis point that it comes from. */
  readonly crisis?: string | undefined;
  /** What kind of request that is. */
  readonly soort?: string | undefined;
}

/** A request for a foster family is written down, by whoever registers them. */
export const newFosterRequestRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pleegzorg/nieuw',
  validateSearch: (search): NewRequestSearch => ({
    crisis: textIn(search, 'crisis', UUID_LENGTH),
    soort: textIn(search, 'soort', CODE_LENGTH),
  }),
  staticData: { area: 'allocation', roles: ['FS', 'CR', 'AT', 'AS'] },
  component: lazyRouteComponent(() => import('./service/NewRequestPage.tsx'), 'NewRequestPage'),
});

/** What happens outside the service's hours, and from which day on. */
export const fosterHoursRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pleegzorg/uren',
  staticData: { area: 'allocation', roles: ['FS'] },
  component: lazyRouteComponent(() => import('./service/HoursPage.tsx'), 'HoursPage'),
});

interface FamiliesSearch {
  /** Which of them: free today, a child there, … */
  readonly stand?: FamilyStand | undefined;
  /** Looked for by name or municipality. */
  readonly zoek?: string | undefined;
}

/** The service's families. */
export const fosterFamiliesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pleegzorg/gezinnen',
  validateSearch: (search): FamiliesSearch => ({
    stand: familyStands.find((each) => each === search['stand']),
    zoek: textIn(search, 'zoek', CODE_LENGTH),
  }),
  staticData: {
    area: 'allocation',
    roles: ['FS'],
    nav: { order: 6, letter: 'f', words: () => i18n.t('foster-care-nav:families') },
  },
  component: lazyRouteComponent(() => import('./service/FamiliesPage.tsx'), 'FamiliesPage'),
});

/** The family's own profile. */
export const familyProfileRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pleeggezin/profiel',
  staticData: {
    area: 'allocation',
    roles: ['FF'],
    nav: { order: 6, letter: 'p', words: () => i18n.t('foster-care-nav:profile') },
  },
  component: lazyRouteComponent(() => import('./family/ProfilePage.tsx'), 'ProfilePage'),
});

/** A family puts itself forward; nobody is signed in. */
export const familySignUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pleeggezin/aanmelden',
  staticData: { isPublic: true },
  component: lazyRouteComponent(() => import('./sign-up/SignUpPage.tsx'), 'SignUpPage'),
});

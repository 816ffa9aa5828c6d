import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../web/i18n/index.ts';
import { rootRoute } from '../../web/root-route.tsx';
import { textIn } from '../../web/search-params.ts';
import './nav/words.ts';

const words = (
  key:
    | 'people'
    | 'requests'
    | 'organisations'
    | 'settings'
    | 'changes'
    | 'keys'
    | 'emergencies'
    | 'system',
) => i18n.t(`administration-nav:${key}`);

export interface PeopleSearch {
  readonly zoek?: string | undefined;
  readonly rol?: string | undefined;
  readonly persoon?: string | undefined;
}

/** People and their roles: the administrator all, a supervisor and an intake their own house. */
export const peopleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/beheer/mensen',
  validateSearch: (search): PeopleSearch => ({
    zoek: textIn(search, 'zoek', 100),
    rol: textIn(search, 'rol', 2),
    persoon: textIn(search, 'persoon', 40),
  }),
  staticData: {
    roles: ['AD', 'AS', 'PI', 'FS'],
    nav: { order: 80, letter: 'm', words: () => words('people') },
  },
  component: lazyRouteComponent(() => import('./PeoplePage.tsx'), 'PeoplePage'),
});

/** Roles that wait for a second person's yes. */
export const requestsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/beheer/aanvragen',
  staticData: {
    roles: ['AD', 'AS'],
    nav: { order: 81, words: () => words('requests') },
  },
  component: lazyRouteComponent(() => import('./RequestsPage.tsx'), 'RequestsPage'),
});

/** Readings in an emergency, looked at by another than who read. */
export const emergenciesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/noodinzage',
  staticData: {
    roles: ['AS', 'PO'],
    nav: { order: 84, words: () => words('emergencies') },
  },
  component: lazyRouteComponent(() => import('./emergency/EmergenciesPage.tsx'), 'EmergenciesPage'),
});

export const organisationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/beheer/organisaties',
  validateSearch: (search): { zoek?: string | undefined } => ({
    zoek: textIn(search, 'zoek', 100),
  }),
  staticData: { roles: ['AD'], nav: { order: 82, words: () => words('organisations') } },
  component: lazyRouteComponent(() => import('./OrganisationsPage.tsx'), 'OrganisationsPage'),
});

export const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/beheer/instellingen',
  staticData: { roles: ['AD'], nav: { order: 83, words: () => words('settings') } },
  component: lazyRouteComponent(() => import('./SettingsPage.tsx'), 'SettingsPage'),
});

export const changesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/beheer/geschiedenis',
  staticData: { roles: ['AD'], nav: { order: 85, words: () => words('changes') } },
  component: lazyRouteComponent(() => import('./ChangesPage.tsx'), 'ChangesPage'),
});

/** Keys of a provider's own systems. */
export const keysRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sleutels',
  staticData: { roles: ['PC'], nav: { order: 86, words: () => words('keys') } },
  component: lazyRouteComponent(() => import('./KeysPage.tsx'), 'KeysPage'),
});

/** Where one is signed in: for everybody, from the menu with their name. */
export const sessionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/aanmeldingen',
  component: lazyRouteComponent(() => import('./sessions/SessionsPage.tsx'), 'SessionsPage'),
});

/** Whether the program does what it should: for who keeps the machine. */
export const systemRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/systeem',
  staticData: { roles: ['OP'], nav: { order: 87, words: () => words('system') } },
  component: lazyRouteComponent(() => import('./system/SystemPage.tsx'), 'SystemPage'),
});

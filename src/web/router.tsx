import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import {
  catalogueRoute,
  codeListsRoute,
  findingsRoute,
  importRoute,
  myUnitsRoute,
  plannedEndsRoute,
  recognitionImportRoute,
  reconversionsRoute,
  regionViewRoute,
  regiekamerRoute,
  unitCalendarRoute,
  unitRoute,
  weeklyRoute,
  attentionRoute,
  balanceRoute,
} from '../capacity/web/index.ts';
import {
  changesRoute,
  emergenciesRoute,
  keysRoute,
  sessionsRoute,
  organisationsRoute,
  peopleRoute,
  requestsRoute,
  settingsRoute,
  systemRoute,
} from '../administration/web/index.ts';
import {
  candidatesRoute,
  inquiriesRoute,
  placesRoute,
  proposalRoute,
  followUpsRoute,
  proposalsRoute,
  roundRoute,
  roundsRoute,
  thresholdRoute,
  thresholdsRoute,
} from '../allocation/web/index.ts';
import {
  askedRoute,
  bedsRoute,
  crisisFollowUpsRoute,
  elsewhereRoute,
  myRegistrationsRoute,
  registerOwnRoute,
  deskRoute,
  listRoute,
  networkRoute,
  newCallRoute,
  rosterRoute,
  shiftRoute,
} from '../crisis/web/index.ts';
import { fileQuestionsRoute, myFileRoute, QuickExit, windowsRoute } from '../dossier/web/index.ts';
import {
  familyProfileRoute,
  familyRoute,
  familySignUpRoute,
  fosterBoardRoute,
  fosterFamiliesRoute,
  fosterHoursRoute,
  newFosterRequestRoute,
} from '../foster-care/web/index.ts';
import {
  allocationFiguresRoute,
  crisisFiguresRoute,
  crisisNoteRoute,
  figuresRoute,
  outOfUseRoute,
  reportRoute,
} from '../insight/web/index.ts';
import { inboxRoute, NoticeBell, toldRoute } from '../notices/web/index.ts';
import { breachesRoute, logRoute, lookFindingsRoute } from '../privacy/web/index.ts';
import {
  accessMatrixRoute,
  algorithmRegisterRoute,
  dpiaRoute,
  processingRegisterRoute,
} from '../papers/web/index.ts';
import { savedSearchesRoute } from '../saved-search/web/index.ts';
import {
  duplicatesRoute,
  entryRoute,
  orderRulesRoute,
  requestRoute,
  waitingListRoute,
} from '../waiting-list/web/index.ts';
import { addHeadPart } from './head-parts.ts';
import { HomePage } from './pages/HomePage.tsx';
import { PendingPage } from './pages/PendingPage.tsx';
import { SignInPage } from './pages/SignInPage.tsx';
import { rootRoute } from './root-route.tsx';
import { parseSearch, stringifySearch, textIn } from './search-params.ts';
import type { Shell } from './shell.ts';
import { childRoute, newsRoute } from './texts/routes.ts';

export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: HomePage,
});

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/aanmelden',
  validateSearch: (search) => ({ terug: textIn(search, 'terug', 2000) }),
  staticData: { isPublic: true },
  component: SignInPage,
});

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/aangemeld',
  staticData: { isPublic: true },
  component: lazyRouteComponent(() => import('./pages/SignedInPage.tsx'), 'SignedInPage'),
});

/** Every page of the product. A slice adds its routes here, and nowhere else in the shell. */
const routeTree = rootRoute.addChildren([
  homeRoute,
  signInRoute,
  signedInRoute,
  childRoute,
  newsRoute,
  algorithmRegisterRoute,
  accessMatrixRoute,
  dpiaRoute,
  processingRegisterRoute,
  regiekamerRoute,
  myUnitsRoute,
  importRoute,
  plannedEndsRoute,
  regionViewRoute,
  unitRoute,
  unitCalendarRoute,
  recognitionImportRoute,
  findingsRoute,
  reconversionsRoute,
  weeklyRoute,
  attentionRoute,
  balanceRoute,
  catalogueRoute,
  candidatesRoute,
  placesRoute,
  followUpsRoute,
  proposalsRoute,
  inquiriesRoute,
  proposalRoute,
  roundsRoute,
  roundRoute,
  thresholdsRoute,
  thresholdRoute,
  familyRoute,
  familyProfileRoute,
  familySignUpRoute,
  fosterBoardRoute,
  fosterFamiliesRoute,
  fosterHoursRoute,
  newFosterRequestRoute,
  figuresRoute,
  reportRoute,
  outOfUseRoute,
  allocationFiguresRoute,
  crisisFiguresRoute,
  crisisNoteRoute,
  deskRoute,
  newCallRoute,
  shiftRoute,
  listRoute,
  rosterRoute,
  networkRoute,
  askedRoute,
  registerOwnRoute,
  myRegistrationsRoute,
  bedsRoute,
  crisisFollowUpsRoute,
  elsewhereRoute,
  peopleRoute,
  requestsRoute,
  organisationsRoute,
  systemRoute,
  logRoute,
  lookFindingsRoute,
  breachesRoute,
  settingsRoute,
  codeListsRoute,
  changesRoute,
  emergenciesRoute,
  keysRoute,
  sessionsRoute,
  inboxRoute,
  toldRoute,
  savedSearchesRoute,
  waitingListRoute,
  entryRoute,
  orderRulesRoute,
  duplicatesRoute,
  requestRoute,
  myFileRoute,
  fileQuestionsRoute,
  windowsRoute,
]);

addHeadPart('notices', NoticeBell);
addHeadPart('quick-exit', QuickExit);

/** The router over the shell's services. Pages come in files of their own, when first opened. */
export function makeRouter(shell: Shell) {
  return createRouter({
    routeTree,
    context: shell,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    defaultPendingComponent: PendingPage,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../web/i18n/index.ts';
import { rootRoute } from '../../web/root-route.tsx';
import { choiceIn, dayIn, numberIn, textIn } from '../../web/search-params.ts';
import { readThresholdSearch } from './thresholds/threshold-search.ts';
import './nav/words.ts';

const UUID_LENGTH = 36;

export interface CandidatesSearch {
  /** The record that is shown; without it the list is drawn now. */
  readonly lijst?: string | undefined;
  /** The day of the start. */
  readonly van?: string | undefined;
}

/** Who is called for a place. */
export const candidatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/toewijzen/plaats/$unitId/$module',
  validateSearch: (search): CandidatesSearch => ({
    lijst: textIn(search, 'lijst', UUID_LENGTH),
    van: dayIn(search, 'van'),
  }),
  staticData: { area: 'allocation', roles: ['AT', 'AS'] },
  component: lazyRouteComponent(() => import('./candidates/CandidatesPage.tsx'), 'CandidatesPage'),
});

export interface PlacesSearch {
  readonly van?: string | undefined;
  /** The region that was chosen on the map. */
  readonly regio?: string | undefined;
}

/** Where a child can go. */
export const placesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/toewijzen/kind/$requestId',
  validateSearch: (search): PlacesSearch => ({
    van: dayIn(search, 'van'),
    regio: textIn(search, 'regio', 10),
  }),
  staticData: { area: 'allocation', roles: ['AT', 'AS'] },
  component: lazyRouteComponent(() => import('./places/PlacesPage.tsx'), 'PlacesPage'),
});

export interface ProposalsSearch {
  readonly blik?: 'next' | 'closed' | undefined;
  readonly overal?: 'ja' | undefined;
  /** How many stand before the page that is shown. */
  readonly vanaf?: number | undefined;
}

/** The dialogues that one works on; for a provider, what is asked of it. */
export const proposalsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/voorstellen',
  validateSearch: (search): ProposalsSearch => ({
    blik: choiceIn(search, 'blik', ['next', 'closed']),
    overal: choiceIn(search, 'overal', ['ja']),
    vanaf: numberIn(search, 'vanaf', 1, 100_000),
  }),
  staticData: {
    area: 'allocation',
    roles: ['AT', 'AS', 'PI'],
    nav: { order: 13, letter: 'v', words: () => i18n.t('allocation-nav:proposals') },
  },
  component: lazyRouteComponent(() => import('./proposals/ProposalsPage.tsx'), 'ProposalsPage'),
});

export interface FollowUpsSearch {
  readonly blik?: 'coming' | 'done' | undefined;
  readonly overal?: 'ja' | undefined;
  readonly vanaf?: number | undefined;
}

/** How stays go that began from a proposal. */
export const followUpsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/voorstellen/opvolging',
  validateSearch: (search): FollowUpsSearch => ({
    blik: choiceIn(search, 'blik', ['coming', 'done']),
    overal: choiceIn(search, 'overal', ['ja']),
    vanaf: numberIn(search, 'vanaf', 1, 100_000),
  }),
  staticData: { area: 'allocation', roles: ['AT', 'AS', 'PI'] },
  component: lazyRouteComponent(() => import('./follow-up/FollowUpsPage.tsx'), 'FollowUpsPage'),
});

export const proposalRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/voorstellen/$proposalId',
  staticData: { area: 'allocation', roles: ['AT', 'AS', 'PI'] },
  component: lazyRouteComponent(() => import('./proposals/ProposalPage.tsx'), 'ProposalPage'),
});

/** Rounds over the whole list: those that were drawn, and the way to draw one. */
export const roundsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/toewijzen/ronde',
  staticData: {
    area: 'allocation',
    roles: ['AT', 'AS'],
    nav: { order: 14, letter: 't', words: () => i18n.t('allocation-nav:rounds') },
  },
  component: lazyRouteComponent(() => import('./rounds/RoundsPage.tsx'), 'RoundsPage'),
});

export interface RoundSearch {
  readonly toon?: 'gewijzigd' | 'plaats' | 'mijn' | undefined;
  readonly zoek?: string | undefined;
  /** The unit of which the months ahead are shown: its id and its module. */
  readonly vooruit?: string | undefined;
}

/** One round as a sketch. */
export const roundRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/toewijzen/ronde/$roundId',
  validateSearch: (search): RoundSearch => ({
    toon: choiceIn(search, 'toon', ['gewijzigd', 'plaats', 'mijn']),
    zoek: textIn(search, 'zoek', 60),
    vooruit: textIn(search, 'vooruit', 80),
  }),
  staticData: { area: 'allocation', roles: ['AT', 'AS'] },
  component: lazyRouteComponent(() => import('./rounds/RoundPage.tsx'), 'RoundPage'),
});

/** The register of thresholds; of a provider its own. */
export const thresholdsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/drempels',
  validateSearch: readThresholdSearch,
  staticData: {
    area: 'allocation',
    roles: ['AT', 'AS', 'PI'],
    nav: { order: 17, letter: 'p', words: () => i18n.t('allocation-nav:thresholds') },
  },
  component: lazyRouteComponent(() => import('./thresholds/ThresholdsPage.tsx'), 'ThresholdsPage'),
});

export const thresholdRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/drempels/$thresholdId',
  staticData: { area: 'allocation', roles: ['AT', 'AS', 'PI'] },
  component: lazyRouteComponent(() => import('./thresholds/ThresholdPage.tsx'), 'ThresholdPage'),
});

export interface InquiriesSearch {
  readonly blik?: 'closed' | undefined;
  readonly overal?: 'ja' | undefined;
  /** One question, whatever its state. */
  readonly vraag?: string | undefined;
  readonly vanaf?: number | undefined;
}

/** Targeted questions: what one asked, or is asked. */
export const inquiriesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/bevragingen',
  validateSearch: (search): InquiriesSearch => ({
    blik: choiceIn(search, 'blik', ['closed']),
    overal: choiceIn(search, 'overal', ['ja']),
    vraag: textIn(search, 'vraag', UUID_LENGTH),
    vanaf: numberIn(search, 'vanaf', 1, 100_000),
  }),
  staticData: {
    area: 'allocation',
    roles: ['AT', 'AS', 'PI', 'PC'],
    nav: { order: 16, words: () => i18n.t('allocation-nav:inquiries') },
  },
  component: lazyRouteComponent(() => import('./inquiries/InquiriesPage.tsx'), 'InquiriesPage'),
});

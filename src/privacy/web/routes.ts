import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../web/i18n/index.ts';
import { rootRoute } from '../../web/root-route.tsx';
import { choiceIn, textIn } from '../../web/search-params.ts';
import './nav/words.ts';

const words = (key: 'log' | 'findings' | 'breaches') => i18n.t(`privacy-nav:${key}`);
const roles = ['PO'] as const;

export interface LogSearch {
  /** Whose looks: an account. */
  readonly account?: string | undefined;
  /** Between these, as the field holds them: `2026-03-01T08:00`. */
  readonly van?: string | undefined;
  readonly tot?: string | undefined;
  /** Ids of one file: who looked at it. */
  readonly dossier?: string | undefined;
  readonly toon?: 'lijnen' | 'dossiers' | 'brief' | undefined;
}

const momentIn = (search: Readonly<Record<string, unknown>>, name: string) => {
  const text = textIn(search, name, 16);
  return text && /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? text : undefined;
};

/** What an account saw between two moments, and who looked at a file. */
export const logRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/logboek',
  validateSearch: (search): LogSearch => ({
    account: textIn(search, 'account', 36),
    van: momentIn(search, 'van'),
    tot: momentIn(search, 'tot'),
    dossier: textIn(search, 'dossier', 740),
    toon: choiceIn(search, 'toon', ['lijnen', 'dossiers', 'brief']),
  }),
  staticData: { roles, nav: { order: 60, letter: 'l', words: () => words('log') } },
  component: lazyRouteComponent(() => import('./log/LogPage.tsx'), 'LogPage'),
});

/** What the night found, each answered by the privacy officer. */
export const lookFindingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/afwijkingen',
  staticData: { roles, nav: { order: 61, letter: 'a', words: () => words('findings') } },
  component: lazyRouteComponent(
    () => import('./findings/LookFindingsPage.tsx'),
    'LookFindingsPage',
  ),
});

/** Breaches and their seventy-two hours. */
export const breachesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbreuken',
  staticData: { roles, nav: { order: 62, words: () => words('breaches') } },
  component: lazyRouteComponent(() => import('./breach/BreachesPage.tsx'), 'BreachesPage'),
});

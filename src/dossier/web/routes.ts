import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { i18n } from '../../web/i18n/index.ts';
import { rootRoute } from '../../web/root-route.tsx';
import { textIn } from '../../web/search-params.ts';
import { type FileTab, fileTabs } from './file-tabs.ts';
import './nav/words.ts';

const UUID_LENGTH = 36;

interface FileSearch {
  /** Which part of the file is shown. */
  readonly deel?: FileTab | undefined;
  /** Whose file, for who has a window on several. */
  readonly dossier?: string | undefined;
}

/** The file of one child, as the window of who looks shows it. */
export const myFileRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mijn-dossier',
  validateSearch: (search): FileSearch => ({
    deel: fileTabs.find((each) => each === search['deel']),
    dossier: textIn(search, 'dossier', UUID_LENGTH),
  }),
  staticData: {
    area: 'allocation',
    roles: ['CH', 'PA', 'TP'],
    nav: { order: 1, letter: 'd', words: () => i18n.t('dossier-nav:mine') },
  },
  component: lazyRouteComponent(() => import('./FilePage.tsx'), 'FilePage'),
});

/** What people asked about files of one's region. */
export const fileQuestionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dossiers',
  staticData: {
    area: 'allocation',
    roles: ['AT', 'AS'],
    nav: { order: 26, words: () => i18n.t('dossier-nav:team') },
  },
  component: lazyRouteComponent(() => import('./team/QuestionsPage.tsx'), 'QuestionsPage'),
});

/** Who has a window on the file of one child. */
export const windowsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dossiers/$childId',
  staticData: { area: 'allocation', roles: ['AT', 'AS'] },
  component: lazyRouteComponent(() => import('./team/WindowsPage.tsx'), 'WindowsPage'),
});

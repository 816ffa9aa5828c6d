import { createRootRouteWithContext, redirect } from '@tanstack/react-router';
import { Layout } from './Layout.tsx';
import { BrokenPage } from './pages/BrokenPage.tsx';
import { NotFoundPage } from './pages/NotFoundPage.tsx';
import { type Role } from './session.ts';
import type { Shell } from './shell.ts';

/** What a page says of itself, so that navigation, shortcuts and rights have one source. */
export interface NavEntry {
  /** The page's name; a function, as its words may come with the page's slice. */
  readonly words: () => string;
  /** Where it stands in the navigation, low first. */
  readonly order: number;
  /** The letter after `g` that opens it. */
  readonly letter?: string;
}

/** The two halves of the work: the places there are, and who comes to them. */
export type WorkArea = 'capacity' | 'allocation';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Of which half it is, where the navigation is told apart; of the places when absent. */
    area?: WorkArea;
    /** Who may open the page; everybody who is signed in when absent. */
    roles?: readonly Role[];
    /** Puts the page in the navigation of those roles. */
    nav?: NavEntry;
    /** Opens without a session: the log-in and what comes after it. */
    isPublic?: boolean;
  }
}

const PUBLIC = new Set([
  '/aanmelden',
  '/aangemeld',
  '/pleeggezin/aanmelden',
  '/algoritmeregister',
  '/wie-ziet-wat',
]);

/** The root of all pages. A slice hangs its own routes under it and names them in `router.tsx`. */
export const rootRoute = createRootRouteWithContext<Shell>()({
  beforeLoad: ({ context, location }) => {
    if (PUBLIC.has(location.pathname) || context.session.current()) return;
    throw redirect({ href: `/aanmelden?terug=${encodeURIComponent(location.href)}` });
  },
  component: Layout,
  notFoundComponent: NotFoundPage,
  errorComponent: BrokenPage,
});

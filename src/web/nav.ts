import type { AnyRoute } from '@tanstack/react-router';
import type { WorkArea } from './root-route.tsx';
import type { Role } from './session.ts';

/** A page that the role may open and that stands in its navigation. */
export interface NavPage {
  readonly href: string;
  readonly words: string;
  readonly letter: string | undefined;
  readonly area: WorkArea;
}

/** The navigation of a role, from what the pages say of themselves. */
export function navOf(routes: readonly AnyRoute[], role: Role): NavPage[] {
  return routes
    .flatMap((route) => {
      const { nav, roles } = route.options.staticData ?? {};
      return nav && (roles === undefined || roles.includes(role)) ? [{ route, nav }] : [];
    })
    .sort((a, b) => a.nav.order - b.nav.order)
    .map(({ route, nav }) => ({
      href: route.fullPath,
      words: nav.words(),
      letter: nav.letter,
      area: route.options.staticData?.area ?? 'capacity',
    }));
}

/** As many pages stand beside each other without a second row. */
const ROW = 8;

/** The halves of a navigation that is too long for one row, each with its first page; none where all of it fits. */
export function areasOf(pages: readonly NavPage[]): { area: WorkArea; href: string }[] {
  if (pages.length <= ROW) return [];
  const first = new Map<WorkArea, string>();
  for (const { area, href } of pages) if (!first.has(area)) first.set(area, href);
  return first.size < 2 ? [] : [...first].map(([area, href]) => ({ area, href }));
}

/** Where one may be sent after log-in: only to a page of our own. */
export function safeReturn(asked: string | undefined): string {
  // The second sign: `//host` and `/\host` are addresses of another host to a browser.
  return asked && /^\/(?![/\\])/.test(asked) && !asked.startsWith('/aanmelden') ? asked : '/';
}

/** The address that begins the log-in and comes back to a page of ours. */
export function signInAddress(asked: string | undefined): string {
  return `/auth/login?return=${encodeURIComponent(safeReturn(asked))}`;
}

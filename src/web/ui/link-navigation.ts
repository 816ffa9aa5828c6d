import { createContext, type MouseEvent, use } from 'react';

/** Goes to an address of our own without loading the page anew; without it a link is the browser's. */
export const LinkNavigation = createContext<((href: string) => void) | null>(null);

/** What a press on a link does: ours goes by the router, every other as the browser does it. */
export function useLinkPress(): (event: MouseEvent<HTMLAnchorElement>) => void {
  const navigate = use(LinkNavigation);
  return (event) => {
    const { currentTarget: link } = event;
    const isPlain =
      event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!navigate || !isPlain || event.defaultPrevented) return;
    if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    event.preventDefault();
    navigate(link.pathname + link.search + link.hash);
  };
}

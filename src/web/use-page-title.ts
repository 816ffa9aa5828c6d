import { type RefObject, useEffect } from 'react';

const PRODUCT = 'Vrijplaats';

/**
 * Names the tab after the heading of the page that is open, so that tabs, history and bookmarks can be
 * told apart (WCAG 2.4.2). The heading is read rather than said twice: a unit's page bears its name.
 */
export function usePageTitle(main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const content = main.current;
    if (!content) return undefined;
    const name = () => {
      const heading = content.querySelector('h1')?.textContent?.trim();
      const title = heading ? `${heading} · ${PRODUCT}` : PRODUCT;
      if (document.title !== title) document.title = title;
    };
    name();
    const observer = new MutationObserver(name);
    observer.observe(content, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, [main]);
}

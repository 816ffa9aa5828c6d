import { useSyncExternalStore } from 'react';

/** A hook that says whether the window answers to a media query, and follows it. */
function followed(query: string): () => boolean {
  const listen = (listener: () => void) => {
    const media = window.matchMedia(query);
    media.addEventListener('change', listener);
    return () => media.removeEventListener('change', listener);
  };
  const now = () => window.matchMedia(query).matches;
  return () => useSyncExternalStore(listen, now, () => false);
}

/** Whether filters, list and detail stand under each other: on a phone, or at a large letter size. */
export const useNarrow = followed('(max-width: 899px)');

/** Whether there is no more room than on a phone: columns that can be missed are left out (`table.css`). */
export const usePhone = followed('(max-width: 640px)');

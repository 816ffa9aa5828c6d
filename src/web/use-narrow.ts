import { useSyncExternalStore } from 'react';

const narrow = '(max-width: 899px)';

const listen = (listener: () => void) => {
  const media = window.matchMedia(narrow);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
};

/** Whether filters, list and detail stand under each other: on a phone, or at a large letter size. */
export function useNarrow(): boolean {
  return useSyncExternalStore(listen, () => window.matchMedia(narrow).matches);
}

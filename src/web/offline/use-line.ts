import { useSyncExternalStore } from 'react';

const listen = (hear: () => void): (() => void) => {
  window.addEventListener('online', hear);
  window.addEventListener('offline', hear);
  return () => {
    window.removeEventListener('online', hear);
    window.removeEventListener('offline', hear);
  };
};
const isOnline = (): boolean => navigator.onLine;

/** Whether the device says that it has a line; that it says so does not mean that anybody answers. */
export const useOnline = (): boolean => useSyncExternalStore(listen, isOnline, isOnline);

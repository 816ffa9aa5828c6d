import type { ComponentType } from 'react';
import { ownerOfKept } from './owner.ts';

/** What stands there when nobody answers who one is. */
export interface OfflinePageProps {
  /** Whose things are kept here: the id of the hat. */
  readonly whose: string;
}

type LoadPage = () => Promise<{ readonly OfflinePage: ComponentType<OfflinePageProps> }>;
const pages = new Map<string, LoadPage>();

/** Says that an address opens without a line, and with what; said by its slice. */
export function addOfflinePage(path: string, load: LoadPage): void {
  pages.set(path, load);
}

/** The page for this address without a line, and whose things it shows; `null` when there is none. */
export function offlinePageOf(path: string): { load: LoadPage; whose: string } | null {
  const load = pages.get(path);
  const whose = load ? ownerOfKept() : null;
  return load && whose !== null ? { load, whose } : null;
}

/** Whose what is kept on this device is: one person in one role, by the id of the hat. Small, as every page reads it. */
import type { Session } from '../session.ts';

const OWNER = 'vrijplaats-kept-of';
/** The database on the device; see `kept.ts`. */
export const KEPT = 'vrijplaats-kept';

/** The hat whose things are kept here; `null` when nothing is. */
export function ownerOfKept(): string | null {
  try {
    return localStorage.getItem(OWNER);
  } catch {
    return null;
  }
}

/** From now on things are kept here for this hat, and for no other. */
export function ownKept(hatId: string): void {
  const owner = ownerOfKept();
  if (owner === hatId) return;
  if (owner !== null) forgetKept();
  try {
    localStorage.setItem(OWNER, hatId);
  } catch {
    // A browser that keeps nothing: what is chosen goes as long as the page is open.
  }
}

/** Throws away everything that is kept on this device. */
export function forgetKept(): void {
  try {
    localStorage.removeItem(OWNER);
    indexedDB.deleteDatabase(KEPT);
  } catch {
    // Nothing was kept.
  }
}

/** Another person signed in: what was kept for the first is not theirs. */
export function forgetOthers(session: Session | null): void {
  const owner = ownerOfKept();
  if (session && owner !== null && !session.hats.some(({ id }) => id === owner)) forgetKept();
}

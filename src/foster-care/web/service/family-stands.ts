import type { BoardFamily } from './board-order.ts';

export const familyStands = ['all', 'free', 'taken', 'closed', 'paused'] as const;
/** How families are looked through: free today, a child there, nothing open today, on pause. */
export type FamilyStand = (typeof familyStands)[number];

const freeToday = ({ openToday, places, takenToday }: BoardFamily): number =>
  Math.max(0, Math.min(openToday, places) - takenToday);

/** Whether a family that was approved stands so today. */
export function inStand(family: BoardFamily, stand: FamilyStand): boolean {
  switch (stand) {
    case 'all':
      return true;
    case 'paused':
      return family.state === 'PAUSED';
    case 'free':
      return family.state === 'APPROVED' && freeToday(family) > 0;
    case 'taken':
      return family.takenToday > 0;
    case 'closed':
      return family.state === 'APPROVED' && family.openToday === 0;
  }
}

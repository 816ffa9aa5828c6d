/** Invented figures for the gallery. */
import type { TileFigures } from '../../capacity/web/place-states.ts';

/** The present of the gallery: it never moves, so that two pictures of it are the same. */
export const NOW = Date.parse('2026-06-16T08:06:00+02:00');

const none: TileFigures = {
  recognised: 0,
  notConverted: 0,
  occupied: 0,
  absent: 0,
  unavailable: 0,
  held: 0,
  free: 0,
  offerable: 0,
  overOccupied: 0,
};

/** Units that between them show all seven states and all three ages. */
export const units = [
  {
    name: 'De Kade',
    figures: {
      ...none,
      recognised: 8,
      occupied: 6,
      absent: 1,
      unavailable: 1,
      free: 1,
      offerable: 1,
    },
    confirmedAt: '2026-06-16T07:50:00+02:00',
    confirmedBy: 'Huize Verzonnen',
  },
  {
    name: 'Het Overzetveer',
    figures: {
      ...none,
      recognised: 10,
      occupied: 5,
      held: 2,
      free: 3,
      offerable: 2,
      notConverted: 0,
    },
    confirmedAt: '2026-06-14T09:00:00+02:00',
    confirmedBy: 'Verzonnen vzw',
  },
  {
    name: 'Zilverberk',
    figures: { ...none, recognised: 8, occupied: 9, overOccupied: 1 },
    confirmedAt: '2026-06-01T09:00:00+02:00',
  },
  {
    name: 'Kamertraining Noord',
    figures: {
      ...none,
      recognised: 24,
      occupied: 14,
      absent: 2,
      notConverted: 4,
      unavailable: 3,
      held: 1,
      free: 2,
      offerable: 1,
    },
    confirmedAt: null,
  },
] as const;

export interface ExampleRow {
  readonly id: string;
  readonly name: string;
  readonly municipality: string;
  readonly free: number | null;
  readonly day: string;
}

/** A table of any length, the same each time. */
export function exampleRows(count: number): ExampleRow[] {
  const towns = ['Aalst', 'Brugge', 'Genk', 'Halle', 'Mechelen', 'Oostende', 'Turnhout'];
  return Array.from({ length: count }, (_, at) => ({
    id: `unit-${at}`,
    name: `Leefgroep ${(at * 7) % count}`,
    municipality: towns[at % towns.length] as string,
    free: at % 11 === 5 ? null : (at * 3) % 7,
    day: `2026-0${1 + (at % 9)}-1${at % 10}`,
  }));
}

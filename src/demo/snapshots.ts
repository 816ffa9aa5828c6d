import { shareOut } from '../capacity/index.ts';
import { type DayNo, momentOn, type Seconds } from './calendar.ts';
import type { Counts } from './facts.ts';
import type { Unit } from './supply.ts';
import type { World } from './world.ts';

export interface SnapshotRow {
  unit: Unit;
  recognised: number;
  occupied: number;
  absent: number;
  notConverted: number;
  unavailable: number;
  held: number;
  free: number;
  offerable: number;
  overOccupied: number;
  confirmedAt: Seconds | null;
}

export interface Snapshot {
  id: string;
  event: string;
  takenAt: Seconds;
  day: DayNo;
  rows: SnapshotRow[];
}

const parts = ([recognised, occupied, absent, notConverted, unavailable, held]: Counts) =>
  shareOut({ recognised, occupied, absent, notConverted, unavailable, held });

/** Freezes the figures of this morning as they are known, before anything is written down today. */
export function takeSnapshot(world: World): Snapshot {
  const { log, day, random } = world;
  const confirmed = world.confirmedAt;
  while (world.confirmationsSeen < log.confirmations.length) {
    const { unit, at } = log.confirmations[world.confirmationsSeen++]!;
    confirmed.set(unit, at);
  }
  const rows = world.supply.units.map((unit) => {
    const figures = parts(log.countsOn(unit, day));
    const later = log.comingCounts(unit).map((counts) => parts(counts).free);
    return {
      unit,
      ...figures,
      offerable: Math.min(figures.free, ...later),
      confirmedAt: confirmed.get(unit) ?? null,
    };
  });
  return { id: random.uuid(), event: random.uuid(), takenAt: momentOn(day, 5 * 3600), day, rows };
}

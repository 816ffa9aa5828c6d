import type { MonthFigures, OutOfUse, UnitFigures } from './published-tables.ts';

/** What a random month takes its chance from: 0 ≤ n < 1. */
export type Chance = () => number;

const reasons = [
  'STAFF_SHORTAGE',
  'STAFF_ABSENCE',
  'GROUP_LOAD',
  'BUILDING',
  'RECONVERSION',
  'OTHER',
];

/** Invented units, small enough that much of them is too small to show. */
export function randomMonth(
  chance: Chance,
  size: { providers: number; units: number },
): MonthFigures {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  const upTo = (most: number) => Math.floor(chance() * (most + 1));
  const regions = ['WVL', 'OVL', 'ANT'];
  const providers = Array.from({ length: size.providers }, (_, n) => ({
    id: `p${n}`,
    sector: pick(['OVBJ', 'CKG']),
    region: regions[n % 3]!,
  }));
  const units: UnitFigures[] = [];
  const outOfUse: OutOfUse[] = [];
  for (let n = 0; n < size.units; n++) {
    const provider = pick(providers);
    const recognised = 4 + upTo(8);
    const occupied = recognised - upTo(4);
    const unavailable = upTo(recognised - occupied);
    const free = upTo(recognised - occupied - unavailable);
    units.push({
      providerId: provider.id,
      sector: provider.sector,
      region: provider.region,
      zone: `Z${upTo(2)}`,
      module: pick(['STAY_U12', 'STAY_O12', 'CRISIS_STAY']),
      recognised,
      occupied,
      absent: upTo(2),
      unavailable,
      free,
      overOccupied: occupied === recognised ? upTo(1) : 0,
    });
    if (unavailable > 0)
      outOfUse.push({
        providerId: provider.id,
        region: provider.region,
        reason: pick(reasons),
        days: upTo(400),
        places: unavailable,
      });
  }
  return { units, outOfUse };
}

/** The same month later: some units changed, the others as they were. */
export function monthAfter(chance: Chance, month: MonthFigures): MonthFigures {
  const units = month.units.map((unit) => {
    if (chance() < 0.6 || unit.free === 0) return unit;
    return { ...unit, occupied: unit.occupied + 1, free: unit.free - 1 };
  });
  return { ...month, units };
}

/** From the weekly photos of a unit and its figures of now to what drifts. Pure. */
import type { Signal } from './contract.ts';
import { driftOf, type DriftRule } from './drift.ts';

/** One photo, or now: children who hold a place, places out of use, recognised places, age in days. */
export interface Moment {
  readonly occupied: number;
  readonly unavailable: number;
  readonly recognised: number;
  /** Days since the figures were confirmed; null: never. */
  readonly age: number | null;
}

/** Less than two places is the coming and going of every week. */
const fewestPlaces = 2;
/** Days more than usual before an older figure is told. */
const fewestDays = 5;

function shareSignal(
  kind: 'OCCUPANCY' | 'UNAVAILABILITY',
  past: readonly Moment[],
  now: Moment,
): Signal | null {
  if (now.recognised === 0) return null;
  const places = (each: Moment) => (kind === 'OCCUPANCY' ? each.occupied : each.unavailable);
  const share = (each: Moment) => places(each) / each.recognised;
  const rule: DriftRule = {
    least: (fewestPlaces - 0.5) / now.recognised,
    direction: kind === 'OCCUPANCY' ? 'both' : 'up',
  };
  const values = past.filter((each) => each.recognised > 0).map(share);
  const drift = driftOf(values, share(now), rule);
  if (!drift) return null;
  const { spread: _, ...told } = drift;
  const series = [...values, share(now)];
  return { kind, ...told, places: places(now), recognised: now.recognised, series };
}

function freshness(past: readonly Moment[], now: Moment): Signal | null {
  const ages = past.map((each) => each.age).filter((age) => age !== null);
  if (now.age === null) return null;
  const drift = driftOf(ages, now.age, { least: fewestDays, direction: 'up' });
  if (!drift) return null;
  const { spread: _, ...told } = drift;
  const series = [...ages, now.age];
  return { kind: 'FRESHNESS', ...told, places: null, recognised: now.recognised, series };
}

/** What drifts, in a fixed order. */
export function signalsOf(past: readonly Moment[], now: Moment): Signal[] {
  return [
    shareSignal('OCCUPANCY', past, now),
    shareSignal('UNAVAILABILITY', past, now),
    freshness(past, now),
  ].filter((signal) => signal !== null);
}

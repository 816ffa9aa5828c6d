/** Thresholds as data with a source; every one of them is our own proposal until a region sets its own. */
export interface DemoSetting {
  key: string;
  value: unknown;
  source: string;
}

const proposed = 'voorstel van dit project (synthetisch), instelbaar';

export const settings: readonly DemoSetting[] = [
  { key: 'balance.places-per-1000-minors', value: 3.9, source: proposed },
  { key: 'capacity.stale-after-days', value: 7, source: proposed },
  { key: 'capacity.unavailability.longest-days', value: 56, source: proposed },
  { key: 'capacity.unavailability.review-before-end-days', value: 7, source: proposed },
  {
    key: 'region.detour-factor',
    value: 1.3,
    source: 'algemene kennis: weg is ongeveer 1,3 maal de vogelvlucht',
  },
];

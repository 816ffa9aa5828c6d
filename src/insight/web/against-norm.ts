import type { ReleasedFigures } from '../contract.ts';
import { tableOf } from './cells.ts';

/** A region's recognised places beside its minors and the norm that held in the month. */
export interface RegionWeighed {
  readonly code: string;
  readonly places: number;
  /** Places for each 1,000 minors; null where the minors are not known. */
  readonly per: number | null;
  readonly norm: number | null;
  /** Places above the norm, or below zero under it. */
  readonly away: number | null;
}

/** The regions of a release against their norm (R9), in the order of places for each minor. Recognised places are public. */
export function weighReleased(figures: ReleasedFigures): RegionWeighed[] {
  const places = new Map(
    tableOf(figures, 'region').map(({ row, values }) => [row, values.recognised ?? null]),
  );
  return figures.regions
    .flatMap(({ code, minors, norm }): RegionWeighed[] => {
      const count = places.get(code);
      if (typeof count !== 'number') return [];
      const isKnown = minors !== null && minors > 0;
      return [
        {
          code,
          places: count,
          norm,
          per: isKnown ? (count * 1000) / minors : null,
          away: isKnown && norm !== null ? Math.round(count - (norm * minors) / 1000) : null,
        },
      ];
    })
    .sort((a, b) => (b.per ?? -1) - (a.per ?? -1));
}

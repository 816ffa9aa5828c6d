import { type Figures, type RawCounts, shareOut } from '../figures.ts';

/**
 * What a reconversion does to the figures of its unit: before, from the day it takes effect, and from the
 * day it is registered at the source. The counts go through the one definition of capacity; nothing is
 * worked out apart. Pure.
 */
export interface Conversion {
  readonly places: number;
  readonly toPlaces: number;
}
export type EffectFigures = Omit<Figures, 'offerable'>;
export interface Stages {
  readonly before: EffectFigures;
  readonly effective: EffectFigures;
  readonly registered: EffectFigures;
}

/** @param raw counts of the module on the day, without this reconversion */
export function effectOnFrom(raw: RawCounts, { places }: Conversion): Stages {
  return {
    before: shareOut(raw),
    effective: shareOut({ ...raw, notConverted: raw.notConverted + places }),
    registered: shareOut({ ...raw, recognised: raw.recognised - places }),
  };
}

/** @param raw counts of the module that the places become, all zero where the unit does not offer it */
export function effectOnTo(raw: RawCounts, { toPlaces }: Conversion): Stages {
  const before = shareOut(raw);
  return {
    before,
    effective: before,
    registered: shareOut({ ...raw, recognised: raw.recognised + toPlaces }),
  };
}

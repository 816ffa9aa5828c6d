/**
 * The round's input: places with room, parties that wait, and for each party the ways in which it can be housed
 * (design: "Round: the whole list at once"; formats in the README of this slice).
 */

export const objectives = ['order', 'weight', 'count'] as const;
/**
 * `order`: leave nobody out except for parties with a better rank, then greatest weight. `weight`: greatest total
 * weight. `count`: most children housed, then greatest weight.
 */
export type Objective = (typeof objectives)[number];

export interface RoundPlace {
  readonly id: string;
  /** Room for each kind of capacity; every place has the same kinds. */
  readonly capacity: readonly number[];
}

/** What one way of housing takes of one place, for each kind of capacity. */
export type Use = readonly [place: string, amounts: readonly number[]];

export interface Option {
  readonly uses: readonly Use[];
  /** How well it fits: any finite number, higher is better. */
  readonly weight: number;
}

/** One child, or a group that starts together or not at all. */
export interface Party {
  readonly id: string;
  /** 1 is first; ranks are distinct. */
  readonly rank: number;
  /** Children. */
  readonly size: number;
  /** A solution that leaves it out is no solution. */
  readonly mustPlace: boolean;
  readonly options: readonly Option[];
}

export interface RoundInput {
  readonly objective: Objective;
  readonly places: readonly RoundPlace[];
  readonly parties: readonly Party[];
}

export interface Placement {
  readonly party: string;
  /** Its place among the party's options, from 0. */
  readonly option: number;
}

/** A proof of the order and of the fit that is read off in one pass; see {@link checkCertificate}. */
export interface Certificate {
  /** For some places the rank from which they are closed. */
  readonly closedAt: Readonly<Record<string, number>>;
  /** Never negative; 0 where not named. */
  readonly prices: Readonly<Record<string, number>>;
}

export interface Figures {
  readonly children: number;
  readonly weight: number;
}

export interface RoundAnswer extends Figures {
  readonly placements: readonly Placement[];
  /** Upper bounds; for the order, of the weight with the same parties placed. */
  readonly bound: Figures;
  readonly optimal: boolean;
  readonly seconds: number;
  readonly certificate?: Certificate;
}

/** Where the parties that must be placed cannot all be housed. */
export interface Infeasible {
  readonly infeasible: true;
}

/**
 * The sketch of a round, as it is kept beside its record: which places there were, who was suggested for them and why,
 * who stands next for each, and why they were left out. Requests and codes only; names are joined when it is read.
 */
import type { SoftFacts } from '../nearness.ts';

export interface SketchUnit {
  readonly unitId: string;
  readonly module: string;
  /** The features of each place that could be given. */
  readonly rooms: readonly (readonly string[])[];
}

/** One unit where a party could live. */
export interface SketchOption {
  /** Its number among the units. */
  readonly unit: number;
  readonly soft: SoftFacts;
}

/**
 * Why a party has no place. `NO_OPTION`: no place suits, and on what it failed everywhere. `HIGHER`: every place that
 * suits, and all to which others could move, stand to children who stand higher: proven without the solver. `TOGETHER`:
 * no unit that suits has as many places as come together. `SOLVER`: no child could be added by the solver's own proof;
 * `BOUND`: time was up before it was proven.
 */
export type LeftOut =
  | { readonly because: 'NO_OPTION'; readonly excludedBy: readonly string[] }
  | { readonly because: 'HIGHER' | 'TOGETHER' | 'SOLVER' | 'BOUND' };

export interface SketchParty {
  /** The request that stands first: the party's id in the record. */
  readonly id: string;
  readonly requestIds: readonly string[];
  /** What each of them needs of its place, in the same order. */
  readonly needs: readonly (readonly string[])[];
  /** Its place in the order of the calls, from 1. */
  readonly rank: number;
  readonly because: 'EXEMPT' | 'RANK' | 'SHARE';
  readonly lanes: readonly string[];
  /** Brothers and sisters who would rather live together. */
  readonly siblings: {
    readonly groupId: string;
    readonly wish: 'PREFERRED' | 'APART' | 'REQUIRED';
  } | null;
  readonly options: readonly SketchOption[];
  /** The unit that the round suggests; `null`: none. */
  readonly unit: number | null;
  readonly leftOut: LeftOut | null;
}

export interface SketchFigures {
  /** Children, and parties of them, in the round. */
  readonly children: number;
  readonly parties: number;
  readonly rooms: number;
  readonly placedChildren: number;
  readonly placedParties: number;
  /** Parties without a place, by why. */
  readonly leftOut: Readonly<Record<LeftOut['because'], number>>;
  /** Of those whom no place suits, how many fail on what. */
  readonly excludedBy: Readonly<Record<string, number>>;
  /** The certificate is there: anyone can check it without a solver. */
  readonly certified: boolean;
  /** Proven to be the best; else `bound` says how many children could have a place at the most. */
  readonly optimal: boolean;
  readonly bound: number;
}

export interface Sketch {
  readonly units: readonly SketchUnit[];
  /** Who is suggested, and for each unit the first who are not. */
  readonly parties: readonly SketchParty[];
  /** Parties that may not live in one unit, by their ids. */
  readonly apart: readonly (readonly [string, string])[];
  readonly figures: SketchFigures;
}

/** What people made of the sketch: where a party goes instead; `null`: nowhere. */
export type Choices = ReadonlyMap<string, number | null>;

/**
 * Why a frozen figure differs from an earlier one: parts that add up to the difference exactly. Pure;
 * read by the screen, the export and the tests.
 */
import type { Figures } from '../figures.ts';
import type { Causes, WeekRow } from './contract.ts';

export const explained = [
  'free',
  'occupied',
  'unavailable',
  'held',
  'notConverted',
  'recognised',
] as const satisfies readonly (keyof Figures)[];
export type ExplainedFigure = (typeof explained)[number];

/** What can change a figure, in the order in which it is told. */
export const causeNames = [
  'recognitionAdded',
  'recognitionEnded',
  'staysEnded',
  'staysStarted',
  'unavailableEnded',
  'unavailableBegun',
  'heldEnded',
  'heldBegun',
  'conversionRegistered',
  'conversionBegun',
  'late',
  'overlap',
] as const;
export type CauseName = (typeof causeNames)[number];
export type Explanation = Readonly<Record<CauseName, number>>;

const none: Explanation = Object.fromEntries(causeNames.map((name) => [name, 0])) as Explanation;

/** Of each figure, which counts it goes up and down with. */
const weights: Record<ExplainedFigure, Partial<Record<keyof Causes['late'], 1 | -1>>> = {
  free: { recognised: 1, stays: -1, unavailable: -1, held: -1, notConverted: -1 },
  occupied: { stays: 1 },
  unavailable: { unavailable: 1 },
  held: { held: 1 },
  notConverted: { notConverted: 1 },
  recognised: { recognised: 1 },
};

const named: Record<
  Exclude<keyof Causes['late'], 'absent'>,
  readonly [up: CauseName, down: CauseName]
> = {
  recognised: ['recognitionAdded', 'recognitionEnded'],
  stays: ['staysStarted', 'staysEnded'],
  unavailable: ['unavailableBegun', 'unavailableEnded'],
  held: ['heldBegun', 'heldEnded'],
  notConverted: ['conversionBegun', 'conversionRegistered'],
};

/**
 * The difference of one figure of one unit and module, by cause, in places and with their sign. `overlap`
 * is what is left: a place counts once, so a count beyond the recognised places shows nowhere.
 */
export function explainChange(
  row: Pick<WeekRow, 'before' | 'after' | 'causes'>,
  figure: ExplainedFigure,
): Explanation {
  const found: Record<CauseName, number> = { ...none };
  for (const [count, weight] of Object.entries(weights[figure]) as [keyof typeof named, 1 | -1][]) {
    const [up, down] = named[count];
    found[up] += weight * row.causes[count].up;
    found[down] -= weight * row.causes[count].down;
    found.late += weight * row.causes.late[count];
  }
  const told = Object.values(found).reduce((sum, each) => sum + each, 0);
  found.overlap = changeOf(row, figure) - told;
  return found;
}

/** By how much a frozen figure changed; a photo without the unit counts as none. */
export const changeOf = (row: Pick<WeekRow, 'before' | 'after'>, figure: keyof Figures): number =>
  (row.after?.[figure] ?? 0) - (row.before?.[figure] ?? 0);

/** Adds the explanations of many rows up, cause by cause. */
export function addExplanations(all: Iterable<Explanation>): Explanation {
  const sum: Record<CauseName, number> = { ...none };
  for (const each of all) for (const name of causeNames) sum[name] += each[name];
  return sum;
}

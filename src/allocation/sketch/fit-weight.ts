import type { FitRules, SoftCriterion } from '../fit-facts.ts';
import type { SoftFacts } from '../nearness.ts';

/** Grades from 0, the best, and how many there are; distances that reach further than the last count as the last. */
const STEPS = 64;
const grades: Record<
  SoftCriterion,
  readonly [count: number, of: (soft: SoftFacts, km: number) => number]
> = {
  PREFERENCE: [3, ({ preference }) => (preference ?? 3) - 1],
  SIBLING: [3, ({ sibling }) => (sibling === 'HERE' ? 0 : sibling === 'NEAR' ? 1 : 2)],
  CONTINUITY: [
    3,
    ({ continuity }) => (continuity === 'UNIT' ? 0 : continuity === 'PROVIDER' ? 1 : 2),
  ],
  HOME: [STEPS, ({ homeKm }, km) => steps(homeKm, km)],
  SCHOOL: [STEPS, ({ schoolKm }, km) => steps(schoolKm, km)],
  NETWORK: [STEPS, ({ networkKm }, km) => steps(networkKm, km)],
};
const steps = (distance: number | null, step: number) =>
  Math.min(STEPS - 1, Math.floor((distance ?? 0) / step));

/**
 * How well a place fits one child, for the second question of a round alone: where, once it stands who. The child's own
 * order of places (`compareSoft`: one criterion after another) as one number, 0 at the best and exact: steps of distance
 * to the home are whole numbers, what comes after them in the rules are parts of one. Hard criteria have no part in it,
 * and no number of it ever decides between children.
 */
export function fitWeight(soft: SoftFacts, { softOrder, kmStep }: FitRules): number {
  let worse = 0;
  let unit = 1;
  let home = 1;
  for (const criterion of softOrder.toReversed()) {
    const [count, gradeOf] = grades[criterion];
    worse += unit * gradeOf(soft, kmStep);
    if (criterion === 'HOME') home = unit;
    unit *= count;
  }
  return worse === 0 ? 0 : -worse / home;
}

/**
 * Where the steps of the free share begin. PROPOSED: about one place in twenty is free over all, so
 * these tell less, about as much, and more than usual apart.
 */
export const FREE_SHARE_STEPS: readonly number[] = [0.03, 0.06, 0.1];

/** `empty`: no recognised place; `none`: not one free; else the step, from 0. */
export type FreeShareStep = 'empty' | 'none' | number;

/** The step that the share of free places among the recognised ones falls in. */
export function freeShareStep(
  free: number,
  recognised: number,
  steps: readonly number[] = FREE_SHARE_STEPS,
): FreeShareStep {
  if (recognised <= 0) return 'empty';
  if (free <= 0) return 'none';
  return steps.filter((from) => free / recognised >= from).length;
}

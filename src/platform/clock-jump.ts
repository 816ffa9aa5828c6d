/** Two clocks read at once: one that can be set, and one that only goes on. Milliseconds. */
export interface Reading {
  wallMs: number;
  steadyMs: number;
}

/** Slewing and a slow answer come to less than this; a clock that is set goes beyond it. */
export const jumpFromMs = 2_000;

/**
 * How far the clock was set between two readings, in milliseconds, back below zero; 0 when it only ran.
 * @param slackMs how long a reading may have been under way
 */
export function jumpBetween(before: Reading, after: Reading, slackMs = 0): number {
  const jump = after.wallMs - before.wallMs - (after.steadyMs - before.steadyMs);
  return Math.abs(jump) < jumpFromMs + slackMs ? 0 : Math.round(jump);
}

/** What a service does when nobody sits at its desk (R109–R111): 0 nothing, 1 publish at once, 2 match and start too. */
export const phases = [0, 1, 2] as const;
export type Phase = (typeof phases)[number];

/** What a service chose, from which day on. */
export interface PhaseChoice {
  readonly phase: Phase;
  /** ISO day. */
  readonly from: string;
}

/**
 * What stands of a service's choices, by the day from which each holds: a choice undoes every earlier one that begins on
 * its day or later. `choices`: the first made first. The database decides by the same rule.
 */
export function standingChoices<Choice extends PhaseChoice>(
  choices: readonly Choice[],
): readonly Choice[] {
  return choices.reduce<readonly Choice[]>(
    (standing, choice) => [...standing.filter(({ from }) => from < choice.from), choice],
    [],
  );
}

/** What a service does out of hours on a day; before its first choice as its region has it (`usual`). */
export const phaseOn = (day: string, choices: readonly PhaseChoice[], usual: Phase): Phase =>
  standingChoices(choices).findLast(({ from }) => from <= day)?.phase ?? usual;

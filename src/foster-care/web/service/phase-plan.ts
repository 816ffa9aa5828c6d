import type { Hours } from '../../contract.ts';
import { type Phase, type PhaseChoice, standingChoices } from '../../phase.ts';

type Choice = PhaseChoice & Pick<Hours['choices'][number], 'decidedAt'>;
const choicesOf = ({ choices }: Pick<Hours, 'choices'>) =>
  choices.map((each): Choice => ({ ...each, phase: each.phase as Phase }));

/** What holds today, whose choice it is and since when; and what is planned after it, the first to begin first. */
export function standsNow(hours: Hours) {
  const kept = standingChoices(choicesOf(hours));
  const own = kept.findLast(({ from }) => from <= hours.today);
  return {
    now: {
      phase: own ? own.phase : (hours.usual as Phase),
      from: own ? own.from : hours.usualFrom,
      isOwn: own !== undefined,
    },
    planned: kept.filter(({ from }) => from > hours.today),
  };
}

/** Every choice and how it stands today, the latest first. What a later one undid never held for a whole day. */
export function withStands(hours: Hours) {
  const choices = choicesOf(hours);
  const kept = standingChoices(choices);
  const now = kept.findLast(({ from }) => from <= hours.today);
  return choices.toReversed().map((choice) => ({
    choice,
    stand: !kept.includes(choice)
      ? ('undone' as const)
      : choice.from > hours.today
        ? ('planned' as const)
        : choice === now
          ? ('now' as const)
          : ('over' as const),
  }));
}

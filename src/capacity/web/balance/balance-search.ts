import { parseStep, stepText } from '../../balance/scenario.ts';
import { listIn, numberIn, textIn } from '../../../web/search-params.ts';

/** The question and the scenario; as they stand in the address they can be shared. */
export interface BalanceSearch {
  readonly module?: string | undefined;
  /** Another norm than the one that is set, in places for each 1,000 minors. */
  readonly norm?: number | undefined;
  /** Steps of the scenario, in order. */
  readonly wat?: readonly string[] | undefined;
}

const mostSteps = 20;

export function readBalanceSearch(search: Record<string, unknown>): BalanceSearch {
  const steps = [search['wat'] ?? []]
    .flat()
    .map((text) => parseStep(String(text)))
    .filter((step) => step !== null)
    .slice(0, mostSteps);
  return {
    module: textIn(search, 'module', 40),
    norm: numberIn(search, 'norm', 0, 50),
    // Two equal steps are two steps.
    wat: listIn(search, 'wat') && steps.length > 0 ? steps.map(stepText) : undefined,
  };
}

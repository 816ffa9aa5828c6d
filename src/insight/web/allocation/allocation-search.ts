import { choiceIn, type SearchRecord, textIn } from '../../../web/search-params.ts';
import type { AllocationQuery } from '../../allocation/contract.ts';
import { type Part, parts } from '../../allocation/parts.ts';

/** What the address says: which part, how many months back, of which region and module. */
export interface AllocationSearch {
  deel?: Part | undefined;
  maanden?: (typeof monthTexts)[number] | undefined;
  regio?: string | undefined;
  module?: string | undefined;
}

export const monthTexts = ['1', '3', '6', '12', '24'] as const;
export const usualMonths = '12';
/** Every region, where one's own would be shown without a choice. */
export const everywhere = 'alle';

export const readAllocationSearch = (search: SearchRecord): AllocationSearch => ({
  deel: choiceIn(search, 'deel', parts),
  maanden: choiceIn(search, 'maanden', monthTexts),
  regio: textIn(search, 'regio', 10),
  module: textIn(search, 'module', 40),
});

/** The question as the server understands it: without a region, one's own. */
export const queryOf = ({ maanden, regio, module }: AllocationSearch): AllocationQuery => ({
  months: Number(maanden ?? usualMonths),
  ...(regio === everywhere ? { everywhere: true } : regio !== undefined && { region: regio }),
  ...(module !== undefined && { module }),
});

import { choiceIn, type SearchRecord, textIn } from '../../../web/search-params.ts';
import type { ThresholdsQuery } from '../../thresholds/contract.ts';
import { type Side, sides, type ThresholdState, thresholdStates } from '../../thresholds/sides.ts';

/** What is asked of the register, as it stands in the address. */
export interface ThresholdSearch {
  readonly maanden?: (typeof monthTexts)[number] | undefined;
  readonly regio?: string | undefined;
  readonly voorziening?: string | undefined;
  readonly module?: string | undefined;
  readonly kant?: Side | undefined;
  readonly stand?: ThresholdState | undefined;
}

export const monthTexts = ['1', '3', '6', '12', '24', '36'] as const;
export const usualMonths = '12';
export const everywhere = 'alle';
const uuidLength = 36;

export const readThresholdSearch = (search: SearchRecord): ThresholdSearch => ({
  maanden: choiceIn(search, 'maanden', monthTexts),
  regio: textIn(search, 'regio', 10),
  voorziening: textIn(search, 'voorziening', uuidLength),
  module: textIn(search, 'module', 40),
  kant: choiceIn(search, 'kant', sides),
  stand: choiceIn(search, 'stand', thresholdStates),
});

/** The question as the server understands it: without a region, one's own. */
export const queryOf = (search: ThresholdSearch): ThresholdsQuery => ({
  months: Number(search.maanden ?? usualMonths),
  ...(search.regio === everywhere
    ? { everywhere: true }
    : search.regio !== undefined && { region: search.regio }),
  ...(search.voorziening !== undefined && { provider: search.voorziening }),
  ...(search.module !== undefined && { module: search.module }),
  ...(search.kant !== undefined && { side: search.kant }),
  ...(search.stand !== undefined && { state: search.stand }),
});

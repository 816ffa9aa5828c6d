import { signalKinds } from '../../attention/signal-kinds.ts';
import { choiceIn, textIn } from '../../../web/search-params.ts';

/** What is asked of the page; all of it stands in the address. */
export interface AttentionSearch {
  readonly zoek?: string | undefined;
  readonly wat?: (typeof signalKinds)[number] | undefined;
  readonly regio?: string | undefined;
  readonly module?: string | undefined;
}

export function readAttentionSearch(search: Record<string, unknown>): AttentionSearch {
  return {
    zoek: textIn(search, 'zoek', 100),
    wat: choiceIn(search, 'wat', signalKinds),
    regio: textIn(search, 'regio', 10),
    module: textIn(search, 'module', 40),
  };
}

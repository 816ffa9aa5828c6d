import { useApi } from '../../web/shell.ts';
import type { WaitingList } from '../contract.ts';
import { type RequestState, requestStates } from '../request-state.ts';
import { useToday, useWords } from './code-words.ts';
import { useAreas } from './use-waiting-list.ts';

const SHOWN = 12;
const SHORTEST = 2;

/** A child that was found, told apart from its neighbours. */
export interface FoundChild {
  readonly personId: string;
  readonly requestId: string;
  readonly label: string;
  readonly detail: string;
  readonly region: string;
  readonly bornMonth: string;
  readonly name: string | null;
  readonly state: RequestState;
}

/** Finds children by pseudonym, number or name; with `everywhere` also those who left the list. */
export function useFindChildren(everywhere = false) {
  const api = useApi();
  const words = useWords();
  const today = useToday();
  const { regionName } = useAreas();
  return async (text: string, signal?: AbortSignal): Promise<FoundChild[]> => {
    if (text.trim().length < SHORTEST) return [];
    const { rows } = await api.get<WaitingList>(
      '/api/waiting-list',
      { find: text.trim(), limit: SHOWN, ...(everywhere ? { state: requestStates } : {}) },
      signal,
    );
    return rows.map((row) => ({
      personId: row.personId,
      requestId: row.requestId,
      label: row.name ? `${row.pseudonym} ${row.name}` : row.pseudonym,
      detail: `${words.age(row, today)}, ${regionName(row.region)}`,
      region: row.region,
      bornMonth: row.bornMonth,
      name: row.name,
      state: row.state,
    }));
  };
}

import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  QueryClient,
  type QueryKey,
} from '@tanstack/react-query';
import { ApiProblem, TOO_BUSY } from './api.ts';

const RETRIES = 2;

/** Whether asking again may help: not when the server understood and refused. */
export function mayRetry(failures: number, fault: unknown): boolean {
  if (fault instanceof ApiProblem && fault.status >= 400 && fault.status < 500) {
    return fault.status === 429 && failures < RETRIES;
  }
  // The api itself has asked long enough.
  if (fault instanceof ApiProblem && fault.code === TOO_BUSY) return false;
  return failures < RETRIES;
}

/**
 * Asks anew what changed, also what is being fetched for the first time: the library lets that one go on and takes it
 * for fresh, though the server may have read it before the change.
 */
class Queries extends QueryClient {
  /** Those whose first answer is on its way and is old already. */
  readonly #old = new Set<string>();

  override invalidateQueries<Key extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<Key>,
    options?: InvalidateOptions,
  ): Promise<void> {
    for (const { queryHash, queryKey, state, promise } of this.getQueryCache().findAll(filters)) {
      const isFirst = state.data === undefined && state.fetchStatus !== 'idle';
      if (!isFirst || !promise || this.#old.has(queryHash)) continue;
      this.#old.add(queryHash);
      const again = () => {
        this.#old.delete(queryHash);
        return this.invalidateQueries({ queryKey, exact: true });
      };
      promise.then(again, () => this.#old.delete(queryHash));
    }
    return super.invalidateQueries(filters, options);
  }
}

/** What was fetched is shown at once and asked again after 15 s, or when a live change says so. */
export function createQueryClient(): QueryClient {
  return new Queries({
    defaultOptions: {
      queries: { staleTime: 15_000, gcTime: 300_000, retry: mayRetry, refetchOnWindowFocus: true },
      // The api itself sends a write again, under its own key.
      mutations: { retry: false },
    },
  });
}

import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api.ts';

const RETRIES = 2;

/** Whether asking again may help: not when the server understood and refused. */
export function mayRetry(failures: number, fault: unknown): boolean {
  if (fault instanceof ApiProblem && fault.status >= 400 && fault.status < 500) {
    return fault.status === 429 && failures < RETRIES;
  }
  return failures < RETRIES;
}

/** What was fetched is shown at once and asked again after 15 s, or when a live change says so. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, gcTime: 300_000, retry: mayRetry, refetchOnWindowFocus: true },
      // The api itself sends a write again, under its own key.
      mutations: { retry: false },
    },
  });
}

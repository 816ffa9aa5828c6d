import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem } from './api.ts';
import { ErrorState, Skeleton } from './ui/index.ts';

export interface AnsweredProps<Data> {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>;
  /** What could not be fetched, in words. */
  readonly failed: string;
  /** How to mend it, where the server does not say so itself. */
  readonly mend?: string;
  /** About how many lines the answer will take. */
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
}

/**
 * The three states of what a screen asks: the answer, why there is none with a way to ask again,
 * or its place while it is on its way. An answer that could not be renewed stays in sight.
 */
export function Answered<Data>({ query, failed, mend, lines = 8, children }: AnsweredProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (!query.error) return <Skeleton lines={lines} />;
  const problem = query.error instanceof ApiProblem ? query.error : null;
  return (
    <ErrorState
      what={failed}
      mend={problem?.mend ?? mend}
      kept={null}
      onRetry={() => void query.refetch()}
      reference={problem?.reference}
    />
  );
}

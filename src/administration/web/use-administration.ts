import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type WriteMethod } from '../../web/api.ts';
import { useApi } from '../../web/shell.ts';
import { say } from '../../web/ui/index.ts';

const root = 'administration';

/** One list of the slice, fetched anew after every change. */
export function useList<Answer>(path: string, query: Record<string, string | boolean> = {}) {
  const api = useApi();
  return useQuery({
    queryKey: [root, path, query],
    queryFn: ({ signal }) => api.get<Answer>(path, query, signal),
  });
}

/** What went wrong, in the server's own words. */
export const wordsOf = (error: unknown): string | null =>
  error instanceof ApiProblem && error.message !== ''
    ? `${error.message}. ${error.mend ?? ''}`.trim()
    : null;

interface Write {
  readonly method?: WriteMethod;
  readonly path: string;
  readonly body?: unknown;
  /** What is said when it is done. */
  readonly said: string;
}

/** A change; what is done is said in the corner, what fails stays with who shows it. */
export function useWrite<Answer = unknown>() {
  const api = useApi();
  const queries = useQueryClient();
  const { t } = useTranslation('administration');
  const write = useMutation({
    mutationFn: ({ method = 'POST', path, body }: Write) => api.send<Answer>(method, path, body),
    onSuccess: (_, { said }) => {
      if (said !== '') say({ text: said });
      return queries.invalidateQueries({ queryKey: [root] });
    },
  });
  const problem = write.isError ? (wordsOf(write.error) ?? t('failed')) : null;
  return { write, problem };
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type Query } from '../../web/api.ts';
import { useApi } from '../../web/shell.ts';
import { say } from '../../web/ui/index.ts';
import './words.ts';

const root = 'privacy';

/** One answer of the slice, fetched anew after every change. */
export function useAsked<Answer>(path: string, query: Query = {}, isAsked = true) {
  const api = useApi();
  return useQuery({
    queryKey: [root, path, query],
    queryFn: ({ signal }) => api.get<Answer>(path, query, signal),
    enabled: isAsked,
  });
}

interface Write {
  readonly path: string;
  readonly body?: unknown;
  /** What is said when it is done. */
  readonly said: string;
}

/** A change; what is done is said in the corner, what fails stays with who shows it. */
export function useWrite() {
  const api = useApi();
  const queries = useQueryClient();
  const { t } = useTranslation('privacy');
  const write = useMutation({
    mutationFn: ({ path, body }: Write) => api.send<{ id: string }>('POST', path, body),
    onSuccess: (_, { said }) => {
      say({ text: said });
      return queries.invalidateQueries({ queryKey: [root] });
    },
  });
  const { error } = write;
  const problem = !write.isError
    ? null
    : error instanceof ApiProblem && error.message !== ''
      ? { words: error.message, next: error.mend }
      : t('failed');
  return { write, problem };
}

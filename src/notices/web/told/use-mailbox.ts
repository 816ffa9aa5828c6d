import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../../../web/api.ts';
import { useApi } from '../../../web/shell.ts';
import type { Confirmed, KeepMailbox, MyMailbox } from '../../contract.ts';

const queryKey = ['notices', 'mailbox'];
const path = '/api/notices/mailbox';

/** Where one wants mail. */
export function useMailbox() {
  const api = useApi();
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<MyMailbox>(path, {}, signal),
  });
}

/** What the server refused, in its own words. */
const wordsOf = (error: unknown): string | null =>
  error instanceof ApiProblem && error.message !== ''
    ? `${error.message}. ${error.mend ?? ''}`.trim()
    : null;

/** Puts the address down, proves it, or takes it back. */
export function useKeepMailbox() {
  const api = useApi();
  const queries = useQueryClient();
  const put = (answer: MyMailbox) => queries.setQueryData(queryKey, answer);
  const keep = useMutation({
    mutationFn: (input: KeepMailbox) => api.send<MyMailbox>('PUT', path, input),
    onSuccess: put,
  });
  const confirm = useMutation({
    mutationFn: (code: string) => api.send<Confirmed>('POST', `${path}/confirm`, { code }),
    onSuccess: ({ confirmed }) => (confirmed ? queries.invalidateQueries({ queryKey }) : undefined),
  });
  const drop = useMutation({
    mutationFn: () => api.send<MyMailbox>('POST', `${path}/drop`),
    onSuccess: put,
  });
  return { keep, confirm, drop, problem: wordsOf(keep.error) };
}

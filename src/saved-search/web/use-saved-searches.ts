import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../web/api.ts';
import { useApi } from '../../web/shell.ts';
import { say } from '../../web/ui/index.ts';
import type { ChangeSearch, KeepSearch, SavedSearch } from '../contract.ts';

const queryKey = ['saved-searches'];
const path = '/api/saved-searches';

/** The address that a saved search stands for. */
export const addressOf = ({ page, query }: Pick<SavedSearch, 'page' | 'query'>): string =>
  query === '' ? page : `${page}?${query}`;

export function useSavedSearches() {
  const api = useApi();
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<SavedSearch[]>(path, {}, signal),
    staleTime: 60_000,
  });
}

/** What went wrong, in the server's own words. */
export const wordsOf = (error: unknown): string | null =>
  error instanceof ApiProblem && error.message !== ''
    ? `${error.message}. ${error.mend ?? ''}`.trim()
    : null;

type Act =
  | { kind: 'keep'; input: KeepSearch }
  | { kind: 'change'; id: string; input: ChangeSearch }
  | { kind: 'delete'; id: string }
  | { kind: 'restore'; id: string };

/** Everything that changes the list; what is deleted can be put back from where it is said. */
export function useChangeSearches() {
  const api = useApi();
  const queries = useQueryClient();
  const { t } = useTranslation('savedSearch');
  const act = useMutation({
    mutationFn(what: Act) {
      if (what.kind === 'keep') return api.send<{ id: string }>('POST', path, what.input);
      if (what.kind === 'change')
        return api.send<{ id: string }>('PATCH', `${path}/${what.id}`, what.input);
      if (what.kind === 'delete') return api.send<{ id: string }>('DELETE', `${path}/${what.id}`);
      return api.send<{ id: string }>('POST', `${path}/${what.id}/restore`);
    },
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
  const remove = (search: SavedSearch) =>
    act.mutate(
      { kind: 'delete', id: search.id },
      {
        onSuccess: () =>
          void say({
            text: t('said.deleted', { name: search.name }),
            undo: () => act.mutate({ kind: 'restore', id: search.id }),
          }),
        onError: (error) => void say({ text: wordsOf(error) ?? t('failed'), tone: 'danger' }),
      },
    );
  return { act, remove };
}

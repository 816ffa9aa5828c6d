import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../web/shell.ts';
import type { CrisisReleases } from '../../crisis/contract.ts';

/** What was released of a quarter and region; without a choice the newest of one's own region. */
export function useCrisisReleases(query: {
  readonly region: string | undefined;
  readonly quarter: string | undefined;
}) {
  const api = useApi();
  return useQuery({
    queryKey: ['insight', 'crisis-releases', query],
    queryFn: ({ signal }) =>
      api.get<CrisisReleases>('/api/insight/crisis/releases', { ...query }, signal),
    placeholderData: (before) => before,
  });
}

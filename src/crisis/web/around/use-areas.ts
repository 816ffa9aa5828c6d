import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../web/shell.ts';

interface Areas {
  readonly regions: readonly { readonly code: string; readonly name: string }[];
  readonly zones: readonly {
    readonly code: string;
    readonly name: string;
    readonly region: string;
  }[];
  readonly municipalities: readonly { readonly code: string; readonly name: string }[];
}
const none: Areas = { regions: [], zones: [], municipalities: [] };

/** Regions with their zones and municipalities, as they are today. */
export function useAreas(): Areas {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['region', 'areas'],
    queryFn: ({ signal }) => api.get<Areas>('/api/region/areas', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return data ?? none;
}

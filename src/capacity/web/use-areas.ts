import { useQuery } from '@tanstack/react-query';
import type { Static } from 'typebox';
import type { AreaAnswer } from '../../region/contract.ts';
import { useApi } from '../../web/shell.ts';

export type AreaList = Static<typeof AreaAnswer>;

/** Regions, zones and municipalities, asked once; `undefined` while they are on their way. */
export function useAreas(): AreaList | undefined {
  const api = useApi();
  return useQuery({
    queryKey: ['region', 'areas'],
    queryFn: ({ signal }) => api.get<AreaList>('/api/region/areas', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  }).data;
}

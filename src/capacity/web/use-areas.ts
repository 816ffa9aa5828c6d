import { useQuery } from '@tanstack/react-query';
import type { Static } from 'typebox';
import type { AreaAnswer } from '../../region/contract.ts';
import { useApi } from '../../web/shell.ts';

export type AreaList = Static<typeof AreaAnswer>;

/** Regions, zones and municipalities, asked once and when they are wanted; `undefined` until they are there. */
export function useAreas(isWanted = true): AreaList | undefined {
  const api = useApi();
  return useQuery({
    queryKey: ['region', 'areas'],
    queryFn: ({ signal }) => api.get<AreaList>('/api/region/areas', {}, signal),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  }).data;
}

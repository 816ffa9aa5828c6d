import { useQuery } from '@tanstack/react-query';
import type { Static } from 'typebox';
import type { AreaAnswer } from '../../../region/contract.ts';
import { useApi } from '../../../web/shell.ts';
import type { ModuleTypes } from '../../contract.ts';

export type AreaList = Static<typeof AreaAnswer>;
export type ModuleList = Static<typeof ModuleTypes>;

/** Names that hold for the whole day: they are asked once. */
const KEPT = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY };

/** Regions, zones and municipalities; `undefined` while they are on their way. */
export function useAreas(): AreaList | undefined {
  const api = useApi();
  return useQuery({
    queryKey: ['region', 'areas'],
    queryFn: ({ signal }) => api.get<AreaList>('/api/region/areas', {}, signal),
    ...KEPT,
  }).data;
}

/** The type modules, by name; a code that has no name yet is its own. */
export function useModules(): { list: ModuleList; nameOf: (code: string) => string } {
  const api = useApi();
  const { data: list = [] } = useQuery({
    queryKey: ['capacity', 'modules'],
    queryFn: ({ signal }) => api.get<ModuleList>('/api/capacity/modules', {}, signal),
    ...KEPT,
  });
  return { list, nameOf: (code) => list.find((module) => module.code === code)?.name ?? code };
}

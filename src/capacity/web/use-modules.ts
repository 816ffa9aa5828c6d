import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Static } from 'typebox';
import { useApi } from '../../web/shell.ts';
import type { ModuleTypes } from '../contract.ts';

export type ModuleList = Static<typeof ModuleTypes>;
const none: ModuleList = [];

/** The type modules, asked once, by name; a code that has no name yet is its own. */
export function useModules(): { list: ModuleList; nameOf: (code: string) => string } {
  const api = useApi();
  const { data: list = none } = useQuery({
    queryKey: ['capacity', 'modules'],
    queryFn: ({ signal }) => api.get<ModuleList>('/api/capacity/modules', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const names = useMemo(() => new Map(list.map(({ code, name }) => [code, name])), [list]);
  return { list, nameOf: (code) => names.get(code) ?? code };
}

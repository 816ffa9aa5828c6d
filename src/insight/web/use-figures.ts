import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../web/shell.ts';
import type { OutOfUseReport, ReleasedFigures, Releases, Series } from '../contract.ts';

/** Released figures never change: fetched once. */
const forGood = 3_600_000;

function useAsked<Answer>(path: string, query: Record<string, string | undefined>, enabled = true) {
  const api = useApi();
  return useQuery({
    queryKey: ['insight', path, query],
    queryFn: ({ signal }) => api.get<Answer>(path, query, signal),
    staleTime: forGood,
    enabled,
  });
}

export const useReleases = () => useAsked<Releases>('/api/insight/releases', {});

export const useFigures = (month: string | undefined) =>
  useAsked<ReleasedFigures>('/api/insight/figures', { month }, month !== undefined);

export const useSeries = (table: 'total' | 'region') =>
  useAsked<Series>('/api/insight/series', { table });

export const useReport = (month: string | undefined) =>
  useAsked<OutOfUseReport>('/api/insight/unavailability', { month }, month !== undefined);

/** The live report: asked again when one comes back to it. */
export function useOutOfUse(region: string | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ['insight', 'now', region],
    queryFn: ({ signal }) =>
      api.get<OutOfUseReport>('/api/insight/unavailability/now', { region }, signal),
  });
}

interface Areas {
  readonly regions: readonly { readonly code: string; readonly name: string }[];
  readonly zones: readonly { readonly code: string; readonly name: string }[];
}
type Modules = readonly { readonly code: string; readonly name: string }[];

/** What areas and modules are called; the code until that is known. */
export function useNames() {
  const areas = useAsked<Areas>('/api/region/areas', {});
  const modules = useAsked<Modules>('/api/capacity/modules', {});
  return useMemo(() => {
    const named = (list: Modules | undefined) => {
      const names = new Map(list?.map(({ code, name }) => [code, name]));
      return (code: string) => names.get(code) ?? code;
    };
    return {
      regions: areas.data?.regions ?? [],
      modules: modules.data ?? [],
      region: named(areas.data?.regions),
      zone: named(areas.data?.zones),
      module: named(modules.data),
    };
  }, [areas.data, modules.data]);
}

export type Names = ReturnType<typeof useNames>;

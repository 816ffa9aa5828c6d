import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../web/shell.ts';
import { type BedSearch, questionOf } from './bed-search.ts';

/** A kind of stay. */
export interface ModuleNames {
  readonly code: string;
  readonly name: string;
  readonly residential: boolean;
}

/** A unit with a free place, as the search of capacity tells it. */
export interface FreeUnit {
  readonly unitId: string;
  readonly unitName: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly municipality: string;
  readonly module: string;
  readonly ageMin: number;
  readonly ageMax: number;
  readonly genderMix: 'GIRLS' | 'BOYS' | 'MIXED';
  readonly figures: { readonly offerable: number };
  readonly confirmedAt: string | null;
  readonly staleAfterDays: number;
  readonly distanceKm: number | null;
}

interface FreeUnits {
  readonly units: readonly FreeUnit[];
  readonly more: boolean;
}

const ANEW_MS = 60_000;

/** The kinds of stay, crisis first. */
export function useStays(): readonly ModuleNames[] {
  const api = useApi();
  const { data = [] } = useQuery({
    queryKey: ['capacity', 'modules'],
    queryFn: ({ signal }) => api.get<ModuleNames[]>('/api/capacity/modules', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const isCrisis = ({ code }: ModuleNames) => Number(code.startsWith('CRISIS'));
  return data
    .filter(({ residential }) => residential)
    .toSorted((a, b) => isCrisis(b) - isCrisis(a));
}

/** Who has a free place now; the same search and the same figures as everybody else's. */
export function useBeds(
  search: BedSearch,
  of: { stays: readonly ModuleNames[]; region: string | undefined },
) {
  const api = useApi();
  const question =
    of.region && of.stays.length > 0
      ? questionOf(search, { residential: of.stays.map(({ code }) => code), region: of.region })
      : null;
  return useQuery({
    queryKey: ['capacity', 'beds', question],
    queryFn: ({ signal }) => api.get<FreeUnits>('/api/capacity/search', question ?? {}, signal),
    enabled: question !== null,
    refetchInterval: ANEW_MS,
  });
}

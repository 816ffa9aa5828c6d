import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useApi } from '../../../web/shell.ts';
import type { UnitDetail } from '../../contract.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import type { Window } from './calendar-view.ts';
import { prune, type UnitSearch } from './unit-search.ts';

const route = getRouteApi('/leefgroep/$unitId');

/** The unit and the question in the address, and the way to change it without moving the page. */
export function useUnitAddress() {
  const { unitId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (part: UnitSearch) =>
      void navigate({
        search: (before: UnitSearch) => prune({ ...before, ...part }),
        resetScroll: false,
      }),
    [navigate],
  );
  return { unitId, search, change };
}

const pathOf = (unitId: string) => `/api/capacity/units/${encodeURIComponent(unitId)}`;

/** The unit as it stands now. Its key begins that of all that is asked of the unit, so a live change asks all anew. */
export function useUnitDetail(unitId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['capacity', 'unit', unitId] as const,
    queryFn: ({ signal }) => api.get<UnitDetail>(pathOf(unitId), {}, signal),
  });
}

/** The facts of a window of days, as known now or at a moment; while others come, the ones before stay. */
export function useUnitCalendar(unitId: string, window: Window, known?: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['capacity', 'unit', unitId, 'calendar', window, known ?? null] as const,
    queryFn: ({ signal }) =>
      api.get<UnitCalendar>(
        `${pathOf(unitId)}/calendar`,
        { ...window, ...(known ? { known } : {}) },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
}

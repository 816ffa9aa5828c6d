import { useQuery } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { useApi } from '../../../web/shell.ts';
import type { CanComeAnswer } from '../../contract.ts';

/** "Can this child come": which module, from and to which day, what it needs. */
export interface Question {
  readonly module: string;
  readonly from: string;
  readonly until?: string;
  readonly needs: readonly string[];
}

/** The answer to a question about one unit. Under the key of its unit, so that a live change asks it anew. */
export function useCanCome(unitId: string, asked: Question | null) {
  const api = useApi();
  return useQuery({
    queryKey: ['capacity', 'unit', unitId, 'can-come', asked] as const,
    queryFn: ({ signal }) =>
      api.get<Static<typeof CanComeAnswer>>(
        `/api/capacity/units/${encodeURIComponent(unitId)}/can-come`,
        { ...asked },
        signal,
      ),
    enabled: asked !== null,
  });
}

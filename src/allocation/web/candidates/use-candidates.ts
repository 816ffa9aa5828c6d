import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi, useShell } from '../../../web/shell.ts';
import type { CandidateList } from '../../contract.ts';

const recordKey = (recordId: string) => ['allocation-record', recordId];
const once = {
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
} as const;

/**
 * A list of candidates. Without a record it is drawn now, once however often the answer is asked for, and stays as it
 * was: `onDrawn` puts the record in the address, so that who comes back sees the same list.
 */
export function useCandidates(
  asked: { unitId: string; module: string; from: string | undefined; recordId: string | undefined },
  onDrawn: (recordId: string) => void,
) {
  const api = useApi();
  const { queries } = useShell();
  const [key] = useState(() => crypto.randomUUID());
  const { unitId, module, from, recordId } = asked;
  const kept = useQuery({
    queryKey: recordKey(recordId ?? ''),
    queryFn: ({ signal }) =>
      api.get<CandidateList>(`/api/allocation/candidates/${recordId}`, {}, signal),
    enabled: recordId !== undefined,
    ...once,
  });
  const drawn = useQuery({
    queryKey: ['allocation-drawn', key, unitId, module, from],
    queryFn: async () => {
      const body = { unitId, module, ...(from ? { from } : {}) };
      const list = await api.send<CandidateList>('POST', '/api/allocation/candidates', body, {
        key: keyOf(key, from),
      });
      if (list.recordId) {
        queries.setQueryData(recordKey(list.recordId), list);
        onDrawn(list.recordId);
      }
      return list;
    },
    enabled: recordId === undefined,
    gcTime: 0,
    ...once,
  });
  return recordId === undefined ? drawn : kept;
}

/** One intention for each opening and day. */
const keyOf = (key: string, from: string | undefined): string => (from ? `${key}:${from}` : key);

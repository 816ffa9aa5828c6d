import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiProblem } from '../../../../web/api.ts';
import { useApi, useIntention, useSession } from '../../../../web/shell.ts';
import type { ImportList, ImportState } from '../../../contract.ts';

const LOOK_MS = 400;
const keys = {
  one: (id: string | undefined) => ['capacity', 'import', id],
  list: ['capacity', 'imports'],
} as const;

/** While the server works on it, it is looked at again and again. */
export const isMoving = (state: ImportState['state']): boolean =>
  state === 'STAGING' || state === 'APPLYING';

/** One import, followed for as long as the server works on it. */
export function useImport(id: string | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: keys.one(id),
    queryFn: ({ signal }) => api.get<ImportState>(`/api/capacity/imports/${id}`, {}, signal),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data && isMoving(state.data.state) ? LOOK_MS : false),
  });
}

const PAGE = 10;

/** The earlier imports, newest first. */
export function useImports(pages: number) {
  const api = useApi();
  return useQuery({
    queryKey: [...keys.list, pages],
    queryFn: ({ signal }) =>
      api.get<ImportList>('/api/capacity/imports', { limit: Math.min(100, PAGE * pages) }, signal),
    placeholderData: keepPreviousData,
  });
}

/** Whether the reader may import at all. */
export const useMayImport = (): boolean => useSession().role !== 'PI';

export type Sending =
  | { readonly state: 'none' }
  | { readonly state: 'sending'; readonly file: File }
  | { readonly state: 'failed'; readonly file: File; readonly problem: ApiProblem };

/** Sends a file in; the same file after a failure goes under the same key, so that it counts once. */
export function useSendFile(onTaken: (importId: string) => void) {
  const api = useApi();
  const queries = useQueryClient();
  const intention = useIntention();
  const [sending, setSending] = useState<Sending>({ state: 'none' });
  const stop = useRef<AbortController | null>(null);
  const send = async (file: File) => {
    const controller = new AbortController();
    stop.current = controller;
    setSending({ state: 'sending', file });
    const key = intention.keyFor([file.name, file.size, file.lastModified]);
    try {
      const { signal } = controller;
      const state = await api.upload<ImportState>('/api/capacity/imports', file, { key, signal });
      intention.settle();
      queries.setQueryData(keys.one(state.id), state);
      void queries.invalidateQueries({ queryKey: keys.list });
      setSending({ state: 'none' });
      onTaken(state.id);
    } catch (fault) {
      if (controller.signal.aborted) {
        setSending({ state: 'none' });
        return;
      }
      if (!(fault instanceof ApiProblem)) throw fault;
      intention.settle(fault);
      setSending({ state: 'failed', file, problem: fault });
    }
  };
  return { sending, send, cancel: () => stop.current?.abort() };
}

/** Applies or cancels a checked import; what goes wrong is kept until the next try. */
export function useDecide(importId: string) {
  const api = useApi();
  const queries = useQueryClient();
  const intention = useIntention();
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const decide = async (what: 'apply' | 'cancel') => {
    setSending(true);
    setProblem(null);
    try {
      const path = `/api/capacity/imports/${importId}/${what}`;
      const key = intention.keyFor([importId, what]);
      const state = await api.send<ImportState>('POST', path, undefined, { key });
      intention.settle();
      queries.setQueryData(keys.one(importId), state);
    } catch (fault) {
      if (!(fault instanceof ApiProblem)) throw fault;
      intention.settle(fault);
      setProblem(fault);
      // The facts may have moved on: the preview is asked anew.
      await queries.invalidateQueries({ queryKey: keys.one(importId) });
    }
    setSending(false);
    void queries.invalidateQueries({ queryKey: ['capacity'] });
  };
  return { isSending, problem, decide };
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../../web/api.ts';
import { useIntention, useShell } from '../../web/shell.ts';
import { say } from '../../web/ui/index.ts';
import type { File, Looks, Windows } from '../contract.ts';

const root = 'dossier';
/** So often an open page asks whether its window is still as it was: what ended is out of sight within a minute. */
const ASK_MS = 20_000;

/** One's windows at this moment. Says nothing of a child, so that asking often is no look. */
export function useWindows() {
  const { api } = useShell();
  return useQuery({
    queryKey: [root, 'windows'],
    queryFn: ({ signal }) => api.get<Windows>('/api/dossier/windows', {}, signal),
    refetchInterval: ASK_MS,
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: 'always',
  });
}

/** The file under the mark of its window: with another mark it is asked anew, and what was shown goes first. */
export function useFile(childId: string, mark: string) {
  const { api } = useShell();
  return useQuery({
    queryKey: [root, 'file', childId, mark],
    queryFn: ({ signal }) => api.get<File>(`/api/dossier/files/${childId}`, {}, signal),
    gcTime: 0,
  });
}

export function useLooks(childId: string, mark: string, skip: number) {
  const { api } = useShell();
  return useQuery({
    queryKey: [root, 'looks', childId, mark, skip],
    queryFn: ({ signal }) =>
      api.get<Looks>(`/api/dossier/files/${childId}/looks`, { skip }, signal),
    gcTime: 0,
  });
}

/** One question of the access team. */
export function useKept<Answer>(path: string) {
  const { api } = useShell();
  return useQuery({
    queryKey: [root, path],
    queryFn: ({ signal }) => api.get<Answer>(`/api/dossier${path}`, {}, signal),
  });
}

const wordsOf = (error: ApiProblem, otherwise: string): string =>
  error.message ? `${error.message}. ${error.mend ?? ''}`.trim() : otherwise;

/** Writes, and says in the corner what was done; a refusal stays with the form. */
export function useWrite(otherwise: string) {
  const { api, queries } = useShell();
  const intention = useIntention();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (path: string, body: object, said: string): Promise<boolean> => {
    setPending(true);
    setProblem(null);
    try {
      await api.send('POST', `/api/dossier${path}`, body, {
        key: intention.keyFor({ path, body }),
      });
      intention.settle();
      say({ text: said });
      return true;
    } catch (error) {
      intention.settle(error);
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(wordsOf(error, otherwise));
      return false;
    } finally {
      setPending(false);
      void queries.invalidateQueries({ queryKey: [root] });
    }
  };
  return { send, isPending, problem };
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type Query } from '../../web/api.ts';
import { useApi, useIntention, useLive, useShell } from '../../web/shell.ts';
import { say } from '../../web/ui/index.ts';
import type { Desk } from '../contract.ts';
import './words.ts';

const root = 'crisis';
/** The stream tells of changes; the clock is looked at as well. */
const ANEW_MS = 60_000;

/** One question to the slice's routes, asked anew after every change here, and while one looks. */
export function useAsked<Answer>(path: string, query: Query = {}) {
  const api = useApi();
  return useQuery({
    queryKey: [root, path, query],
    queryFn: ({ signal }) => api.get<Answer>(`/api/crisis${path}`, query, signal),
    refetchInterval: ANEW_MS,
  });
}

/** What the desk has in hand, asked anew when the stream tells that something changed. */
export const useDesk = () => useAsked<Desk>('/desk');

/** Asks all of the slice anew when a topic of the stream tells that something changed. */
export function useAnewOn(topic: 'crisis' | 'notices'): void {
  const { queries } = useShell();
  const anew = () => void queries.invalidateQueries({ queryKey: [root] });
  useLive(topic, anew, anew);
}

/** What the server refused: in words, and what the code alone can say. */
export interface Problem {
  readonly words: string;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

interface Write {
  readonly method?: 'POST' | 'PUT';
  /** After `/api/crisis`. */
  readonly path: string;
  readonly body?: object;
  readonly said: string;
  /** The key of this intention, where it outlives the page. */
  readonly key?: string;
  /** What takes it back, where something does: offered in the corner. */
  readonly undo?: Omit<Write, 'undo' | 'key'>;
}

/** What the server says of a refusal, and how to mend it. */
const wordsOf = (error: unknown, otherwise: string): string =>
  error instanceof ApiProblem && error.message
    ? `${error.message}. ${error.mend ?? ''}`.trim()
    : otherwise;

/** Writes, and says in the corner what was done; a refusal stays with the form. `null` where it was refused. */
export function useWrite() {
  const { t } = useTranslation('crisis');
  const { api, queries } = useShell();
  const intention = useIntention();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const takeBack = async ({ method = 'POST', path, body, said }: Write): Promise<void> => {
    try {
      await api.send(method, `/api/crisis${path}`, body, { key: crypto.randomUUID() });
      say({ text: said });
    } catch (error) {
      say({ text: wordsOf(error, t('form.failed')), tone: 'danger' });
    } finally {
      void queries.invalidateQueries({ queryKey: [root] });
    }
  };
  const send = async <Answer>(write: Write): Promise<Answer | null> => {
    const { method = 'POST', path, body, said, key, undo } = write;
    setPending(true);
    setProblem(null);
    try {
      const answer = await api.send<Answer>(method, `/api/crisis${path}`, body, {
        key: key ?? intention.keyFor({ path, body }),
      });
      intention.settle();
      say({ text: said, ...(undo ? { undo: () => void takeBack(undo) } : {}) });
      return answer;
    } catch (error) {
      intention.settle(error);
      if (!(error instanceof ApiProblem)) throw error;
      const { code, details } = error;
      setProblem({ words: wordsOf(error, t('form.failed')), code, details });
      return null;
    } finally {
      setPending(false);
      void queries.invalidateQueries({ queryKey: [root] });
    }
  };
  return { send, isPending, problem };
}

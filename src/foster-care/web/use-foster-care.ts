import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type WriteMethod } from '../../web/api.ts';
import { useIntention, useLive, useShell } from '../../web/shell.ts';
import { say } from '../../web/ui/index.ts';
import './words.ts';

const root = 'foster-care';
/** Also where the stream is broken somebody sees a card before it is too late. */
const ANEW_MS = 60_000;

/** One question to the slice's routes, asked anew when the stream says that something changed. */
export function useAsked<Answer>(path: string) {
  const { api, queries } = useShell();
  const refresh = () => void queries.invalidateQueries({ queryKey: [root] });
  useLive('foster-care', refresh, refresh);
  return useQuery({
    queryKey: [root, path],
    queryFn: ({ signal }) => api.get<Answer>(`/api/foster-care${path}`, {}, signal),
    refetchInterval: ANEW_MS,
  });
}

interface Named {
  readonly code: string;
  readonly name: string;
}

/** Names of regions; a code is its own until they are there. */
export function useRegionName(): (code: string) => string {
  const { api } = useShell();
  const { data } = useQuery({
    queryKey: ['region', 'areas'],
    queryFn: ({ signal }) => api.get<{ regions: Named[] }>('/api/region/areas', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return (code) => data?.regions.find((each) => each.code === code)?.name ?? code;
}

interface Write {
  readonly method?: WriteMethod;
  /** After `/api/foster-care`. */
  readonly path: string;
  readonly body?: object;
  readonly said: string;
}

/** Writes and says what was done; a refusal stays with what was asked, in the server's own words. */
export function useWrite() {
  const { t } = useTranslation('foster-care');
  const { api, queries } = useShell();
  const intention = useIntention();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async ({ method = 'POST', path, body, said }: Write): Promise<boolean> => {
    setPending(true);
    setProblem(null);
    try {
      const key = intention.keyFor({ path, body });
      await api.send(method, `/api/foster-care${path}`, body, { key });
      intention.settle();
      say({ text: said });
      return true;
    } catch (error) {
      intention.settle(error);
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.message ? `${error.message}. ${error.mend ?? ''}`.trim() : t('form.failed'));
      return false;
    } finally {
      setPending(false);
      void queries.invalidateQueries({ queryKey: [root] });
    }
  };
  return { send, isPending, problem };
}

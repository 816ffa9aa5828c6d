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
    // What was asked of a family is not kept for when it comes back: it may be closed by then.
    ...(path === '/mine' ? { gcTime: 0 } : {}),
  });
}

interface Areas {
  readonly regions: readonly { readonly code: string; readonly name: string }[];
  readonly municipalities: readonly {
    readonly code: string;
    readonly name: string;
    readonly region: string;
  }[];
}

/** Regions and municipalities, asked once; `undefined` until they are there. */
export function useAreas(): Areas | undefined {
  const { api } = useShell();
  return useQuery({
    queryKey: ['region', 'areas'],
    queryFn: ({ signal }) => api.get<Areas>('/api/region/areas', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  }).data;
}

/** Names of regions; a code is its own until they are there. */
export function useRegionName(): (code: string) => string {
  const areas = useAreas();
  return (code) => areas?.regions.find((each) => each.code === code)?.name ?? code;
}

interface Write<Answer> {
  readonly method?: WriteMethod;
  /** After `/api/foster-care`. */
  readonly path: string;
  readonly body?: object;
  readonly said: string | ((answer: Answer) => string);
  /** The key of this intention, where it outlives the page. */
  readonly key?: string;
  /** The way back, where there is one. */
  readonly undo?: () => void;
}

/** Writes and says what was done; a refusal stays with what was asked, in the server's own words. `null`: it was refused. */
export function useWrite() {
  const { t } = useTranslation('foster-care');
  const { api, queries } = useShell();
  const intention = useIntention();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async <Answer = object>(write: Write<Answer>): Promise<Answer | null> => {
    const { method = 'POST', path, body, said, undo } = write;
    setPending(true);
    setProblem(null);
    try {
      const key = write.key ?? intention.keyFor({ path, body });
      const answer = await api.send<Answer>(method, `/api/foster-care${path}`, body, { key });
      intention.settle();
      say({ text: typeof said === 'string' ? said : said(answer), ...(undo ? { undo } : {}) });
      return answer;
    } catch (error) {
      intention.settle(error);
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.message ? `${error.message}. ${error.mend ?? ''}`.trim() : t('form.failed'));
      return null;
    } finally {
      setPending(false);
      void queries.invalidateQueries({ queryKey: [root] });
    }
  };
  return { send, isPending, problem };
}

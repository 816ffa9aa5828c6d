import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type WriteMethod } from '../../web/api.ts';
import { useApi, useIntention, useShell } from '../../web/shell.ts';
import { say } from '../../web/ui/index.ts';
import type { Done } from '../contract.ts';
import './words.ts';

const root = 'waiting-list';
const forever = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY };

/** One question to the slice's routes, asked anew after every change here. */
export function useAsked<Answer>(
  path: string,
  query: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>> = {},
  isAsked = true,
) {
  const api = useApi();
  return useQuery({
    queryKey: [root, path, query],
    queryFn: ({ signal }) => api.get<Answer>(`/api/waiting-list${path}`, query, signal),
    enabled: isAsked,
  });
}

export interface Area {
  readonly code: string;
  readonly name: string;
}

/** Regions and municipalities, asked once; empty while they are on their way. */
export function useAreas(): {
  regions: readonly Area[];
  municipalities: readonly (Area & { readonly region: string })[];
  regionName: (code: string) => string;
} {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['region', 'areas'],
    queryFn: ({ signal }) =>
      api.get<{ regions: Area[]; municipalities: (Area & { region: string })[] }>(
        '/api/region/areas',
        {},
        signal,
      ),
    ...forever,
  });
  return useMemo(() => {
    const names = new Map(data?.regions.map(({ code, name }) => [code, name]));
    return {
      regions: data?.regions ?? [],
      municipalities: data?.municipalities ?? [],
      regionName: (code) => names.get(code) ?? code,
    };
  }, [data]);
}

/** The type modules by name; a code that has no name yet is its own. */
export function useModules(): {
  modules: readonly Area[];
  moduleName: (code: string) => string;
} {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['capacity', 'modules'],
    queryFn: ({ signal }) => api.get<Area[]>('/api/capacity/modules', {}, signal),
    ...forever,
  });
  return useMemo(() => {
    const names = new Map(data?.map(({ code, name }) => [code, name]));
    return { modules: data ?? [], moduleName: (code) => names.get(code) ?? code };
  }, [data]);
}

export interface OfferedUnit {
  readonly unitId: string;
  readonly unitName: string;
  readonly providerName: string;
  readonly municipality: string;
  readonly region: string;
  readonly modules: readonly string[];
}

/** Who offers what, asked once: what a preference can be chosen from. */
export function useOffer(): readonly OfferedUnit[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['capacity', 'catalogue'],
    queryFn: ({ signal }) =>
      api.get<{ units: OfferedUnit[] }>('/api/capacity/catalogue', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.units ?? none;
}
const none: readonly OfferedUnit[] = [];

/** A change, what is said when it is done, and the change that takes it back where there is one. */
export interface Write {
  readonly method?: WriteMethod;
  /** After `/api/waiting-list`. */
  readonly path: string;
  readonly body?: object;
  readonly said: string;
  readonly undo?: Write;
}

/**
 * Writes; what is done is said in the corner with its way back. A refusal stays with the form that shows it, in
 * the server's own words, and nothing typed is lost. Answers `null` where it was refused.
 */
export function useWrite() {
  const { t } = useTranslation('waiting-list');
  const { api, queries } = useShell();
  const intention = useIntention();
  const [isPending, setPending] = useState(false);
  const [fault, setFault] = useState<ApiProblem | null>(null);
  const send = async <Answer = Done>({ method = 'POST', path, body, said, undo }: Write) => {
    setPending(true);
    setFault(null);
    try {
      const answer = await api.send<Answer>(method, `/api/waiting-list${path}`, body, {
        key: intention.keyFor({ method, path, body }),
      });
      intention.settle();
      say({ text: said, ...(undo ? { undo: () => void takeBack(undo) } : {}) });
      return answer;
    } catch (error) {
      intention.settle(error);
      if (!(error instanceof ApiProblem)) throw error;
      setFault(error);
      return null;
    } finally {
      setPending(false);
      // What is done is done: nobody waits for the screen to be drawn anew.
      void queries.invalidateQueries({ queryKey: [root] });
    }
  };
  const takeBack = async (undo: Write) => {
    if ((await send(undo)) === null) say({ text: t('form.failed'), tone: 'danger' });
  };
  const problem =
    fault && (fault.message ? `${fault.message}. ${fault.mend ?? ''}` : t('form.failed'));
  return { send, isPending, fault, problem };
}

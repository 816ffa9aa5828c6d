import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type Query } from '../../web/api.ts';
import { dayOf, formatDay } from '../../web/i18n/format.ts';
import { useApi, useIntention, useNow, useShell } from '../../web/shell.ts';
import { say } from '../../web/ui/index.ts';
import type { Done } from '../dialogue/contract.ts';
import './words.ts';

const root = 'allocation';
const forever = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY };
/** A dialogue goes on while one looks at it. */
const ANEW_MS = 30_000;

/** Today in Brussels, as long as the page is open. */
export const useToday = (): string => dayOf(useNow());

/** One question to the slice's routes, asked anew after every change here, and while one looks. */
export function useAsked<Answer>(
  path: string,
  query: Query = {},
  { isAsked = true, isLive = false } = {},
) {
  const api = useApi();
  return useQuery({
    queryKey: [root, path, query],
    queryFn: ({ signal }) => api.get<Answer>(`/api/allocation${path}`, query, signal),
    enabled: isAsked,
    ...(isLive ? { refetchInterval: ANEW_MS } : {}),
  });
}

interface Named {
  readonly code: string;
  readonly name: string;
}

/** The regions. */
export function useRegions(): readonly Named[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['region', 'areas'],
    queryFn: ({ signal }) => api.get<{ regions: Named[] }>('/api/region/areas', {}, signal),
    ...forever,
  });
  return data?.regions ?? none;
}

/** The type modules. */
export function useModules(): readonly Named[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['capacity', 'modules'],
    queryFn: ({ signal }) => api.get<Named[]>('/api/capacity/modules', {}, signal),
    ...forever,
  });
  return data ?? none;
}

/** Names of regions; a code is its own until they are there. */
export const useRegionName = (): ((code: string) => string) => useNames(useRegions());

/** Names of the type modules; a code is its own until they are there. */
export const useModuleName = (): ((code: string) => string) => useNames(useModules());

const none: readonly Named[] = [];

function useNames(list: readonly Named[] | undefined): (code: string) => string {
  return useMemo(() => {
    const names = new Map(list?.map(({ code, name }) => [code, name]));
    return (code) => names.get(code) ?? code;
  }, [list]);
}

export interface OfferedUnit {
  readonly unitId: string;
  readonly unitName: string;
  readonly providerName: string;
}

/** The units of one provider, asked when one of them is to be chosen. */
export function useUnitsOf(providerName: string, isAsked: boolean): readonly OfferedUnit[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['capacity', 'catalogue'],
    queryFn: ({ signal }) =>
      api.get<{ units: OfferedUnit[] }>('/api/capacity/catalogue', {}, signal),
    enabled: isAsked,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.units.filter((unit) => unit.providerName === providerName) ?? [];
}

/** What the server refused, in words, and what that leaves to do. */
export interface Problem {
  readonly words: string;
  readonly next: string | null;
}

/** A step to take: where it goes, and what is said when it is done. */
export interface Write {
  /** After `/api/allocation`. */
  readonly path: string;
  readonly body?: object;
  readonly said?: string;
}

/**
 * Writes, and says in the corner what was done. A refusal stays with the form that shows it, in the server's own
 * words, with the first day on which there is room where the place is gone. Answers `null` where it was refused.
 */
export function useWrite() {
  const { t } = useTranslation('allocation');
  const { api, queries } = useShell();
  const intention = useIntention();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const problemOf = (fault: ApiProblem): Problem => {
    const first = fault.details['first'];
    const words = fault.message ? `${fault.message}. ${fault.mend ?? ''}`.trim() : t('form.failed');
    if (fault.code !== 'place-gone') return { words, next: null };
    return {
      words: `${fault.message}.`,
      next:
        typeof first === 'string'
          ? t('form.placeFrom', { day: formatDay(first) })
          : t('form.placeNever'),
    };
  };
  const send = async ({ path, body, said }: Write): Promise<Done | null> => {
    setPending(true);
    setProblem(null);
    try {
      const answer = await api.send<Done>('POST', `/api/allocation${path}`, body, {
        key: intention.keyFor({ path, body }),
      });
      intention.settle();
      if (said) say({ text: said });
      return answer;
    } catch (error) {
      intention.settle(error);
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(problemOf(error));
      return null;
    } finally {
      setPending(false);
      void queries.invalidateQueries({ queryKey: [root] });
    }
  };
  return { send, isPending, problem };
}

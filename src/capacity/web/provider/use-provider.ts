import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { dayOf } from '../../../web/i18n/format.ts';
import { type Shell, useApi, useLive, useSession, useShell } from '../../../web/shell.ts';
import { tell } from './tell.ts';
import type { Changed, Photo, UnitDetail, UnitHistory, UnitRow } from '../../contract.ts';
import type { Duties } from '../../provider-contract.ts';
import type { Static } from 'typebox';
import type { Act } from './acts.ts';
import { type Delivery, Outbox, type Pending } from './outbox.ts';
import { confirmRows, predict } from './predict.ts';
import { useProblemWords } from './problem-words.ts';
import './words.ts';

/** What the provider's screens fetch, how live changes reach it, and how acts leave. */
const keys = {
  photo: ['capacity', 'own-photo'],
  duties: ['capacity', 'duties'],
  unit: (unitId: string) => ['capacity', 'unit', unitId],
  history: (unitId: string) => ['capacity', 'history', unitId],
} as const;

/** Puts new rows of the live picture in the place of the old ones. */
function patchRows(rows: readonly UnitRow[], changed: readonly UnitRow[]): UnitRow[] {
  const fresh = new Map(changed.map((row) => [`${row.unitId} ${row.module}`, row]));
  return rows.map((row) => fresh.get(`${row.unitId} ${row.module}`) ?? row);
}

function showRows(queries: QueryClient, changed: readonly UnitRow[]): void {
  queries.setQueryData<Photo>(keys.photo, (photo) =>
    photo ? { ...photo, units: patchRows(photo.units, changed) } : photo,
  );
  for (const unitId of new Set(changed.map((row) => row.unitId))) {
    queries.setQueryData<UnitDetail>(keys.unit(unitId), (detail) =>
      detail ? { ...detail, modules: patchRows(detail.modules, changed) } : detail,
    );
  }
}

const outboxes = new WeakMap<Shell, Outbox>();

/** The page's one outbox; it outlives the screen that filled it. */
export function useOutbox(): Outbox {
  const shell = useShell();
  const known = outboxes.get(shell);
  if (known) return known;
  const { api, queries } = shell;
  const outbox = new Outbox({
    send: api.send,
    newKey: () => crypto.randomUUID(),
    async onSaved(unitId, changed) {
      showRows(queries, changed.modules);
      void queries.invalidateQueries({ queryKey: keys.history(unitId) });
      void queries.invalidateQueries({ queryKey: keys.duties });
      await queries.invalidateQueries({ queryKey: keys.unit(unitId) });
    },
  });
  outboxes.set(shell, outbox);
  return outbox;
}

/** Acts that are on their way or failed; all of them, or those of one unit. */
export function usePending(unitId?: string): readonly Pending[] {
  const outbox = useOutbox();
  const all = useSyncExternalStore(outbox.subscribe, outbox.list, outbox.list);
  useKeepPage(all.length > 0);
  return useMemo(
    () => (unitId === undefined ? all : all.filter((each) => each.unitId === unitId)),
    [all, unitId],
  );
}

/** The browser asks before it closes a page with acts that were not sent. */
function useKeepPage(isWaiting: boolean): void {
  useEffect(() => {
    if (!isWaiting) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isWaiting]);
}

/** Live changes of the reader's own units, patched in; what was missed is fetched anew. */
export function useOwnChanges(openUnit?: string): void {
  const queries = useQueryClient();
  const later = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const refetchDuties = () => {
    clearTimeout(later.current);
    later.current = setTimeout(
      () => void queries.invalidateQueries({ queryKey: keys.duties }),
      400,
    );
  };
  useEffect(() => () => clearTimeout(later.current), []);
  useLive(
    'units',
    (data) => {
      const rows = rowsOf(data);
      showRows(queries, rows);
      refetchDuties();
      if (openUnit === undefined || !rows.some((row) => row.unitId === openUnit)) return;
      void queries.invalidateQueries({ queryKey: keys.unit(openUnit) });
      void queries.invalidateQueries({ queryKey: keys.history(openUnit) });
    },
    () => void queries.invalidateQueries({ queryKey: ['capacity'] }),
  );
}

function rowsOf(data: unknown): UnitRow[] {
  const units = Array.isArray(data) ? data : (data as { units?: unknown } | null)?.units;
  return Array.isArray(units) ? (units as UnitRow[]) : [];
}

/** The reader's own units with what asks for attention, as they will be when all is saved. */
export function useMyUnits() {
  const api = useApi();
  const pending = usePending();
  const photo = useQuery({
    queryKey: keys.photo,
    queryFn: ({ signal }) => api.get<Photo>('/api/capacity/photo', {}, signal),
  });
  const duties = useQuery({
    queryKey: keys.duties,
    queryFn: ({ signal }) => api.get<Duties>('/api/capacity/duties', {}, signal),
  });
  useOwnChanges();
  const rows = useMemo(
    () =>
      pending.reduce<readonly UnitRow[]>(
        (all, { act, state }) =>
          act.name === 'confirm' && state === 'sending' ? confirmRows(all, act) : all,
        photo.data?.units ?? [],
      ),
    [photo.data, pending],
  );
  return {
    rows,
    duties: duties.data,
    day: photo.data?.day ?? dayOf(Date.now()),
    isLoading: photo.isPending || duties.isPending,
    error: photo.error ?? duties.error,
    retry: () => void Promise.all([photo.refetch(), duties.refetch()]),
  };
}

/** One unit as it will be when all is saved. */
export function useUnit(unitId: string) {
  const api = useApi();
  const pending = usePending(unitId);
  const query = useQuery({
    queryKey: keys.unit(unitId),
    queryFn: ({ signal }) => api.get<UnitDetail>(`/api/capacity/units/${unitId}`, {}, signal),
  });
  useOwnChanges(unitId);
  const detail = useMemo(
    () =>
      query.data
        ? pending.reduce(
            (shown, { act, state }) => (state === 'failed' ? shown : predict(shown, act)),
            query.data,
          )
        : undefined,
    [query.data, pending],
  );
  return { detail, pending, error: query.error, retry: () => void query.refetch() };
}

type History = Static<typeof UnitHistory>;
const PAGE = 10;

/** What was done in a unit, newest first, as far back as asked. */
export function useHistory(unitId: string, pages: number) {
  const api = useApi();
  return useQuery({
    queryKey: [...keys.history(unitId), pages],
    queryFn: ({ signal }) =>
      api.get<History>(
        `/api/capacity/units/${unitId}/history`,
        { limit: Math.min(200, PAGE * pages) },
        signal,
      ),
    placeholderData: (before) => before,
  });
}

/** Whether the reader may change figures; if not, why. */
export function useMayChange(): boolean {
  return useSession().role === 'PC';
}

/** Carries out an act: shown at once, said with a way back, kept with its reason when it fails. */
export function useActs() {
  const outbox = useOutbox();
  const undo = useUndo();
  const report = ({ changed }: Delivery, said: string) => {
    if (!changed) return;
    const back = changed.undoable ? { undo: () => void undo([changed.eventId]) } : {};
    tell({ text: said, ...back });
  };
  return {
    /** `said` is what stands in the message afterwards: "Plaats 3: opgenomen". */
    perform: async (
      unitId: string,
      act: Act,
      said: string,
      about: string | null,
    ): Promise<Delivery> => {
      const delivery = await outbox.perform(unitId, act, said, about);
      report(delivery, said);
      return delivery;
    },
    retry: async (id: string): Promise<Delivery> => {
      const said = outbox.list().find((each) => each.id === id)?.said ?? '';
      const delivery = await outbox.retry(id);
      report(delivery, said);
      return delivery;
    },
    drop: (id: string) => outbox.drop(id),
  };
}

/** Takes events back, one after the other, and says how it went. */
export function useUndo(): (eventIds: readonly string[]) => Promise<void> {
  const { t } = useTranslation('capacity');
  const { api, queries } = useShell();
  const words = useProblemWords();
  return async (eventIds) => {
    let failed: ApiProblem | null = null;
    let done = 0;
    for (const eventId of eventIds) {
      try {
        const path = `/api/capacity/events/${eventId}/undo`;
        const changed = await api.send<Changed>('POST', path, {});
        showRows(queries, changed.modules);
        done += 1;
      } catch (fault) {
        if (!(fault instanceof ApiProblem)) throw fault;
        failed = fault;
      }
    }
    await queries.invalidateQueries({ queryKey: ['capacity'] });
    if (failed) {
      const { what, mend } = words(failed);
      // Whoever undoes has no other place or day to choose: what came there since goes first.
      const taken = failed.code === 'place-never-twice';
      const detail = taken ? t('provider.history.takenSince') : (mend ?? '');
      tell({ text: t('provider.said.notUndone', { what }), detail, tone: 'danger' });
    } else tell({ text: t('provider.said.undone', { count: done }) });
  };
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { useApi } from '../../../web/shell.ts';
import { say } from '../../../web/ui/index.ts';
import type {
  FindingCounts,
  Findings,
  ReportPlace,
  UnitFindings,
} from '../../findings/contract.ts';
import './words.ts';

const KEY = ['capacity', 'findings'] as const;

/** Everything that the page of data quality shows. */
export function useFindings() {
  const api = useApi();
  return useQuery({
    queryKey: [...KEY, 'list'],
    queryFn: ({ signal }) => api.get<Findings>('/api/capacity/findings', {}, signal),
  });
}

/** The findings of one unit. */
export function useUnitFindings(unitId: string) {
  const api = useApi();
  return useQuery({
    queryKey: [...KEY, 'unit', unitId],
    queryFn: ({ signal }) =>
      api.get<UnitFindings>(
        `/api/capacity/units/${encodeURIComponent(unitId)}/findings`,
        {},
        signal,
      ),
  });
}

/** How many findings touch each unit; asked after what it belongs to is on the screen. */
export function useFindingCounts(isAsked: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: [...KEY, 'counts'],
    queryFn: ({ signal }) => api.get<FindingCounts>('/api/capacity/findings/counts', {}, signal),
    enabled: isAsked,
    staleTime: 60_000,
  });
}

type Because = 'MENDED' | 'MISTAKE';

/** Reporting a place that is not there, and withdrawing it; each with a way back. */
export function usePlaceReports() {
  const { t } = useTranslation('findings');
  const api = useApi();
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: KEY });
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : null;
      say({
        text: problem?.message || t('report.failed'),
        ...(problem?.mend ? { detail: problem.mend } : {}),
        tone: 'danger',
      });
      return false;
    } finally {
      await renew();
    }
    return true;
  };
  const withdraw = async (reportId: string, because: Because) => {
    const path = `/api/capacity/place-reports/${reportId}`;
    const done = await attempt(() => api.send('POST', `${path}/withdraw`, { because }));
    if (!done) return;
    say({
      text: t(because === 'MENDED' ? 'report.withdrawn' : 'report.undone'),
      undo: () => void attempt(() => api.send('POST', `${path}/reopen`)),
    });
  };
  const report = async (body: ReportPlace): Promise<boolean> => {
    let id = '';
    const done = await attempt(async () => {
      ({ id } = await api.send<{ id: string }>('POST', '/api/capacity/place-reports', body));
    });
    if (done) say({ text: t('report.done'), undo: () => void withdraw(id, 'MISTAKE') });
    return done;
  };
  return { report, withdraw };
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../../../web/api.ts';
import { useApi, useIntention, useShell } from '../../../web/shell.ts';
import type { Changed } from '../../contract.ts';
import type { ReconversionDetail, Reconversions } from '../../reconversion/contract.ts';
import type { StepName } from '../../reconversion/steps.ts';
import { tell } from '../provider/tell.ts';
import './words.ts';

const base = '/api/capacity/reconversions';
const key = ['capacity', 'reconversions'] as const;

/** The register, of these states or of all. */
export function useReconversions(state: readonly string[] | null) {
  const api = useApi();
  return useQuery({
    queryKey: [...key, 'list', state] as const,
    queryFn: ({ signal }) => api.get<Reconversions>(base, { state: state ?? undefined }, signal),
    placeholderData: (before) => before,
  });
}

/** One reconversion with its effect and its steps. */
export function useReconversion(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: [...key, 'one', id] as const,
    queryFn: ({ signal }) =>
      api.get<ReconversionDetail>(`${base}/${encodeURIComponent(id)}`, {}, signal),
  });
}

/** What a form sends: a step of one that is there, a plan for one to come, or a step taken back. */
export type Sent =
  | { readonly name: StepName; readonly id: string; readonly body: object }
  | { readonly name: 'takeBack'; readonly id: string; readonly body: object }
  | { readonly name: 'plan'; readonly body: object };

const pathOf = (sent: Sent) =>
  sent.name === 'plan'
    ? base
    : `${base}/${sent.id}/${sent.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Sends a step and says it; throws the problem for the form to show. */
export function useSend(): (sent: Sent) => Promise<Changed> {
  const { t } = useTranslation('reconversion');
  const { api, queries } = useShell();
  const intention = useIntention();
  return async (sent) => {
    const path = pathOf(sent);
    try {
      const changed = await api.send<Changed>('POST', path, sent.body, {
        key: intention.keyFor({ path, ...sent.body }),
      });
      intention.settle();
      tell({ text: t(`said.${sent.name}`) });
      return changed;
    } catch (fault) {
      intention.settle(fault);
      throw fault as ApiProblem;
    } finally {
      await queries.invalidateQueries({ queryKey: ['capacity'] });
    }
  };
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { useApi, useIntention, useShell } from '../../../web/shell.ts';
import type { Changed } from '../../contract.ts';
import type { PlannedEnds } from '../../provider-tools-contract.ts';
import { useProblemWords } from '../provider/problem-words.ts';
import { tell } from '../provider/tell.ts';
import { useUndo } from '../provider/use-provider.ts';
import './words.ts';

/** What ends within so many days, and what should have ended. */
export function usePlannedEnds(days: number) {
  const api = useApi();
  return useQuery({
    queryKey: ['capacity', 'planned-ends', days] as const,
    queryFn: ({ signal }) => api.get<PlannedEnds>('/api/capacity/planned-ends', { days }, signal),
    placeholderData: (before) => before,
  });
}

/** Sends one act and says it, with a way back; what went wrong is said with a way to try again. */
export function useEndActs() {
  const { t } = useTranslation('provider-tools');
  const { api, queries } = useShell();
  const words = useProblemWords();
  const undo = useUndo();
  const intention = useIntention();
  return async function send(path: string, body: object, text: string): Promise<void> {
    try {
      const changed = await api.send<Changed>('POST', path, body, {
        key: intention.keyFor({ path, ...body }),
      });
      intention.settle();
      tell({ text, undo: () => void undo([changed.eventId]) });
    } catch (fault) {
      intention.settle(fault);
      if (!(fault instanceof ApiProblem)) throw fault;
      const { what, mend } = words(fault);
      tell({
        text: what,
        detail: mend ?? '',
        tone: 'danger',
        undoLabel: t('several.retry'),
        undo: () => void send(path, body, text),
      });
    }
    await queries.invalidateQueries({ queryKey: ['capacity'] });
  };
}

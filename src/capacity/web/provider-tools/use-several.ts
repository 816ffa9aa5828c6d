import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { useIntention, useShell } from '../../../web/shell.ts';
import type { ChangedSeveral, ReportSeveral } from '../../provider-tools-contract.ts';
import { useProblemWords } from '../provider/problem-words.ts';
import { tell } from '../provider/tell.ts';
import type { ConfirmedUnit } from '../provider/use-confirm.ts';
import './words.ts';
import '../provider/words.ts';

const base = '/api/capacity/several';

/** Acts on several units as one: all of it is done, or nothing, and it is taken back as one. */
export function useSeveral() {
  const { t } = useTranslation('provider-tools');
  const { t: said } = useTranslation('capacity');
  const { api, queries } = useShell();
  const words = useProblemWords();
  const intention = useIntention();

  async function send(path: string, body: object): Promise<ChangedSeveral> {
    try {
      const done = await api.send<ChangedSeveral>('POST', `${base}/${path}`, body, {
        key: intention.keyFor({ path, ...body }),
      });
      intention.settle();
      return done;
    } catch (fault) {
      intention.settle(fault);
      throw fault;
    } finally {
      await queries.invalidateQueries({ queryKey: ['capacity'] });
    }
  }

  const undo = async ({ changes }: ChangedSeveral) => {
    try {
      await send('undo', { eventIds: changes.map(({ eventId }) => eventId) });
      tell({ text: said('provider.said.undone', { count: changes.length }) });
    } catch (fault) {
      if (!(fault instanceof ApiProblem)) throw fault;
      const { what, mend } = words(fault);
      tell({ text: said('provider.said.notUndone', { what }), detail: mend ?? '', tone: 'danger' });
    }
  };

  /** "Nog juist" for all of them. @returns whether it was done */
  async function confirm(units: readonly ConfirmedUnit[]): Promise<boolean> {
    try {
      const done = await send('confirm', { unitIds: units.map(({ unitId }) => unitId) });
      tell({
        text: said('provider.said.confirmedMany', { count: done.changes.length }),
        undo: () => void undo(done),
      });
      return true;
    } catch (fault) {
      if (!(fault instanceof ApiProblem)) throw fault;
      const inTheWay = units.find(({ unitId }) => unitId === fault.details['unitId']);
      const { what, mend } = words(fault);
      tell({
        text: inTheWay
          ? t('several.failed', { name: inTheWay.name, what })
          : t('several.failedPlain', { what }),
        detail: mend ?? '',
        tone: 'danger',
        undoLabel: t('several.retry'),
        undo: () => void confirm(units),
      });
      return false;
    }
  }

  /** One report for all of them; throws the problem for the form to show. */
  async function report(body: ReportSeveral, text: string): Promise<void> {
    const done = await send('unavailabilities', body);
    tell({ text, undo: () => void undo(done) });
  }

  return { confirm, report };
}

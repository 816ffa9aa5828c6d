import { useTranslation } from 'react-i18next';
import { useSession } from '../../../web/shell.ts';
import { tell } from './tell.ts';
import type { Changed } from '../../contract.ts';
import type { Delivery } from './outbox.ts';
import { useProblemWords } from './problem-words.ts';
import { useOutbox, useUndo } from './use-provider.ts';
import './words.ts';

/** What "nog juist" is said of. */
export interface ConfirmedUnit {
  readonly unitId: string;
  readonly name: string;
}

/** "Nog juist" for one or more units: shown at once, said in one message with one way back. */
export function useConfirm(): (units: readonly ConfirmedUnit[]) => Promise<void> {
  const { t } = useTranslation('capacity');
  const outbox = useOutbox();
  const undo = useUndo();
  const words = useProblemWords();
  const session = useSession();

  const failedOf = (unitId: string) =>
    outbox
      .list()
      .find(
        (each) => each.unitId === unitId && each.act.name === 'confirm' && each.state === 'failed',
      );

  const sayDone = (units: readonly ConfirmedUnit[], changed: readonly Changed[]) => {
    if (changed.length === 0) return;
    tell({
      text:
        units.length === 1
          ? t('provider.said.confirmed', { name: units[0]?.name })
          : t('provider.said.confirmedMany', { count: changed.length }),
      undo: () => void undo(changed.map(({ eventId }) => eventId)),
    });
  };

  /** What could not be delivered is sent again under its own key, when asked. */
  const sayFailed = (units: readonly ConfirmedUnit[]) => {
    if (units.length === 0) return;
    const failed = units.flatMap(({ unitId }) => failedOf(unitId) ?? []);
    const problem = failed[0]?.problem;
    const { what, mend } = problem ? words(problem) : { what: '', mend: null };
    tell({
      text: t('provider.said.notConfirmed', { names: units.map(({ name }) => name).join(', ') }),
      detail: `${what} ${mend ?? ''}`.trim(),
      tone: 'danger',
      undoLabel: t('provider.act.retry'),
      undo: () => void send(units, (unitId) => outbox.retry(failedOf(unitId)?.id ?? '')),
    });
  };

  async function send(
    units: readonly ConfirmedUnit[],
    sendOne: (unitId: string) => Promise<Delivery>,
  ): Promise<void> {
    const answers = await Promise.all(units.map(({ unitId }) => sendOne(unitId)));
    sayDone(
      units,
      answers.flatMap(({ changed }) => changed ?? []),
    );
    sayFailed(units.filter((_, at) => !answers[at]?.changed));
  }

  return (units) =>
    send(units, (unitId) => {
      const failed = failedOf(unitId);
      if (failed) return outbox.retry(failed.id);
      const at = new Date().toISOString();
      const act = { name: 'confirm', unitId, at, by: session.person.name } as const;
      return outbox.perform(unitId, act, t('provider.list.confirm'));
    });
}

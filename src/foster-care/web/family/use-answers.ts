import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive, useShell } from '../../../web/shell.ts';
import { say } from '../../../web/ui/index.ts';
import type { FamilyPage } from '../../contract.ts';
import { type Answer, AnswerOutbox } from '../answer-outbox.ts';

/** The answers of this page on their way, and what the server said of those that it refused. */
export function useAnswers() {
  const { t } = useTranslation('foster-care');
  const { api, queries } = useShell();
  const [refused, setRefused] = useState<string | null>(null);
  const [outbox] = useState(
    () =>
      new AnswerOutbox({
        send: ({ cardId, answer, givenAt, key }) =>
          api.send(
            'POST',
            `/api/foster-care/mine/cards/${cardId}/answer`,
            { answer, givenAt },
            { key },
          ),
        settled: ({ cardId, answer }, problem) => {
          if (problem) setRefused(`${problem.message || t('form.failed')}. ${problem.mend ?? ''}`);
          else {
            say({ text: t(`answer.said.${answer}`) });
            queries.setQueryData<FamilyPage>(
              ['foster-care', '/mine'],
              (page) => page && { ...page, cards: withAnswer(page.cards, cardId, answer) },
            );
          }
          void queries.invalidateQueries({ queryKey: ['foster-care'] });
        },
        now: () => new Date(),
        newKey: () => crypto.randomUUID(),
        after: (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      }),
  );
  const unsent = useSyncExternalStore(outbox.subscribe, outbox.get, outbox.get);
  const line = useLive(null, () => {});
  useEffect(() => {
    if (line === 'live') outbox.flush();
  }, [line, outbox]);
  useLeaving(outbox, unsent.length > 0);
  const give = (cardId: string, answer: Answer) => {
    setRefused(null);
    outbox.give(cardId, answer);
  };
  return { unsent, refused, give, undo: (cardId: string) => outbox.undo(cardId) };
}

/** What the server took stands on the card before the page is there anew. */
const withAnswer = (cards: FamilyPage['cards'], cardId: string, answer: Answer) =>
  cards.map((card) => (card.id === cardId ? { ...card, answer } : card));

/** Who puts the phone away has answered: what is held goes at once, and who closes the page is warned while it has not. */
function useLeaving(outbox: AnswerOutbox, isWaiting: boolean): void {
  useEffect(() => {
    const flush = () => outbox.flush();
    const hide = () => {
      if (document.visibilityState === 'hidden') outbox.leave();
    };
    window.addEventListener('online', flush);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('online', flush);
      document.removeEventListener('visibilitychange', hide);
      outbox.leave();
    };
  }, [outbox]);
  useEffect(() => {
    if (!isWaiting) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isWaiting]);
}

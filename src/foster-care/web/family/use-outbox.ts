import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import {
  beginWrite,
  dropWrite,
  keepWrite,
  keptWrites,
  type KeptWrite,
  takeRefusals,
} from '../../../web/offline/kept.ts';
import { ownKept } from '../../../web/offline/owner.ts';
import { type Outcome, Outbox, type Unsent } from '../../../web/offline/outbox.ts';
import { askToSendLater } from '../../../web/offline/register-worker.ts';
import { OUTBOX_CHANNEL, OUTBOX_LOCK, PATIENCE_MS } from '../../../web/offline/send-kept.ts';
import { useLive, useShell } from '../../../web/shell.ts';
import { say } from '../../../web/ui/index.ts';
import type { FamilyPage, SetWindow } from '../../contract.ts';
import { aboutCard, aboutWindow, type Answer, withTaken } from './kept-family.ts';

/** So long (ms) an answer can be taken back before it goes. */
const HOLD_MS = 5000;
const base = '/api/foster-care/mine';

/** What the family says on its phone, kept there until the server has it. */
export interface FamilyOutbox {
  readonly unsent: readonly Unsent[];
  /** What the server refused, in its words. */
  readonly refused: string | null;
  readonly answer: (cardId: string, answer: Answer) => void;
  readonly undo: (about: string) => void;
  readonly setWindow: (id: string, window: SetWindow) => void;
  readonly clearWindow: (id: string) => void;
}

const memoryOf = (whose: string) => ({
  all: () => keptWrites(whose),
  keep: keepWrite,
  drop: dropWrite,
  begin: beginWrite,
});

function makeOutbox(
  whose: string,
  send: (write: KeptWrite) => Promise<unknown>,
  settled: (write: KeptWrite, outcome: Outcome) => void,
  canSend: boolean,
): Outbox {
  return new Outbox({
    memory: memoryOf(whose),
    send,
    settled,
    alone: (run) => navigator.locks.request(OUTBOX_LOCK, run),
    isOnline: () => canSend && navigator.onLine,
    waits: () => void askToSendLater('/pleeggezin').catch(() => {}),
    now: () => new Date(),
    newKey: () => crypto.randomUUID(),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
}

/**
 * Answers and days on their way, of this hat.
 * @param canSend false while nobody is known to be signed in: what is said is kept, and goes later
 */
export function useOutbox(whose: string, canSend: boolean): FamilyOutbox {
  const { t } = useTranslation('foster-care');
  const { api, queries } = useShell();
  const [refused, setRefused] = useState<string | null>(null);
  const [outbox] = useState(() =>
    makeOutbox(
      whose,
      ({ method, path, body, key }) =>
        api.send(method, path, body ?? undefined, {
          key,
          signal: AbortSignal.timeout(PATIENCE_MS),
        }),
      (write, outcome) => {
        if (outcome instanceof ApiProblem)
          setRefused(`${outcome.message || t('form.failed')}. ${outcome.mend ?? ''}`);
        else {
          if (outcome === 'taken') say({ text: t(saidOf(write)) });
          queries.setQueryData<FamilyPage>(
            ['foster-care', '/mine'],
            (page) => page && withTaken(page, write),
          );
        }
        void queries.invalidateQueries({ queryKey: ['foster-care'] });
      },
      canSend,
    ),
  );
  const unsent = useSyncExternalStore(outbox.subscribe, outbox.get, outbox.get);
  const line = useLive(null, () => {});
  useEffect(() => {
    if (line === 'live') outbox.flush();
  }, [line, outbox]);
  useEffect(() => {
    if (canSend) ownKept(whose);
    const load = () => {
      void outbox.load();
      takeRefusals(whose).then(
        (found) => {
          if (found.length > 0) setRefused(found.map(({ words }) => words).join(' '));
        },
        () => {},
      );
    };
    load();
    const channel = new BroadcastChannel(OUTBOX_CHANNEL);
    channel.addEventListener('message', () => {
      load();
      // The worker sent something: what was asked just before does not know it.
      void queries.invalidateQueries({ queryKey: ['foster-care'] });
    });
    return () => channel.close();
  }, [whose, canSend, outbox, queries]);
  useLeaving(outbox, unsent.length > 0, canSend);
  const give = (said: Omit<Parameters<Outbox['give']>[0], 'whose'>) => {
    setRefused(null);
    outbox.give({ whose, ...said });
  };
  return {
    unsent,
    refused,
    undo: (about) => outbox.undo(about),
    answer: (id, answer) =>
      give({
        about: aboutCard(id),
        method: 'POST',
        path: `${base}/cards/${id}/answer`,
        body: (givenAt) => ({ answer, givenAt }),
        holdMs: HOLD_MS,
      }),
    setWindow: (id, window) =>
      give({
        about: aboutWindow(id),
        method: 'PUT',
        path: `${base}/windows/${id}`,
        body: () => window,
        holdMs: 0,
      }),
    clearWindow: (id) =>
      give({
        about: aboutWindow(id),
        method: 'POST',
        path: `${base}/windows/${id}/clear`,
        body: () => null,
        holdMs: 0,
      }),
  };
}

function saidOf({ about, method, body }: KeptWrite) {
  if (about.startsWith(aboutCard('')))
    return `answer.said.${(body as { answer: Answer }).answer}` as const;
  return method === 'PUT' ? 'window.saved' : 'window.cleared';
}

/** Who puts the phone away has answered: what is held goes at once. Where nothing is kept, who closes the page is warned. */
function useLeaving(outbox: Outbox, isWaiting: boolean, canSend: boolean): void {
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
      if (canSend) outbox.leave();
      else outbox.end();
    };
  }, [outbox, canSend]);
  useEffect(() => {
    if (!isWaiting) return undefined;
    const warn = (event: BeforeUnloadEvent) => {
      if (!outbox.isKeeping()) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isWaiting, outbox]);
}

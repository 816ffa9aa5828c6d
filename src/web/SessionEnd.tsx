import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { signInAddress } from './nav.ts';
import { dueAtEnd, endOf, type Session } from './session.ts';
import { isSomebodyHere, SESSION_CHANNEL, useShell } from './shell.ts';
import { Button } from './ui/Button.tsx';
import { Dialog } from './ui/dialogs.tsx';
import { Banner } from './ui/feedback.tsx';

const LOOK_MS = 10_000;

/**
 * Keeps the session of who is at work, warns two minutes before it ends, and brings one back in without
 * losing what was typed.
 */
export function SessionEnd({ session }: { readonly session: Session }) {
  const { t } = useTranslation('shell');
  const { session: store } = useShell();
  const { isExpired, loadedAt } = useSyncExternalStore(store.subscribe, store.get, store.get);
  const [ending, setEnding] = useState<'idle' | 'length' | null>(null);
  useEffect(() => {
    const look = () => {
      const end = endOf(session, store.get().lastAnswerAt, loadedAt);
      const due = dueAtEnd(end, Date.now(), isSomebodyHere());
      setEnding(due === 'keep' ? null : due);
      if (due === 'keep') void store.load().catch(() => {});
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [session, store, loadedAt]);
  useEffect(() => {
    // Signed in again in another tab, or back from one: look who we are now.
    const channel = new BroadcastChannel(SESSION_CHANNEL);
    channel.addEventListener('message', () => void store.load().catch(() => {}));
    const onFocus = () => {
      if (store.get().isExpired) void store.load().catch(() => {});
    };
    window.addEventListener('focus', onFocus);
    return () => {
      channel.close();
      window.removeEventListener('focus', onFocus);
    };
  }, [store]);
  return (
    <>
      {ending && !isExpired ? (
        <Banner
          tone="caution"
          isAnnounced
          action={
            ending === 'idle' ? (
              <Button size="small" onPress={() => void store.load().catch(() => {})}>
                {t('session.stay')}
              </Button>
            ) : null
          }
        >
          {ending === 'idle' ? t('session.idleSoon') : t('session.endSoon')}
        </Banner>
      ) : null}
      <Dialog
        title={t('session.ended')}
        isOpen={isExpired}
        onClose={() => {}}
        role="alertdialog"
        mustAnswer
        actions={
          <a
            className="vp-button"
            data-look="primary"
            href={signInAddress('/aangemeld')}
            target="_blank"
            rel="opener"
          >
            {t('session.again')}
          </a>
        }
      >
        <p>{t('session.kept')}</p>
      </Dialog>
    </>
  );
}

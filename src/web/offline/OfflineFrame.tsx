import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Footer } from '../Footer.tsx';
import '../layout.css';
import { useShell } from '../shell.ts';
import { Banner } from '../ui/feedback.tsx';
import { Button } from '../ui/Button.tsx';
import { ToastRegion } from '../ui/toasts.tsx';
import { Wordmark } from '../Wordmark.tsx';

const AGAIN_MS = 15_000;

export interface OfflineFrameProps {
  /** Somebody answered: the page can begin as always. */
  readonly onAnswer: () => Promise<void>;
  readonly children: ReactNode;
}

/** The frame of a page while nobody answers: it says so, and asks again, by itself too. */
export function OfflineFrame({ onAnswer, children }: OfflineFrameProps) {
  const { t } = useTranslation('shell');
  const { session } = useShell();
  const isAsking = useRef(false);
  const ask = useEffectEvent(async () => {
    // A page that began twice would send in the one and look in the other.
    if (isAsking.current) return;
    isAsking.current = true;
    try {
      await session.load();
      // What is being typed is not taken away: who closes the dialog goes on.
      if (!document.querySelector('[role=dialog]')) await onAnswer();
    } catch {
      // Nobody answers yet.
    } finally {
      isAsking.current = false;
    }
  });
  useEffect(() => {
    const look = () => void ask();
    const timer = setInterval(look, AGAIN_MS);
    window.addEventListener('online', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', look);
    };
  }, []);
  return (
    <div className="vp-frame">
      <header className="vp-header vp-no-print">
        <span className="vp-home">
          <Wordmark />
        </span>
      </header>
      <section className="vp-banners vp-no-print" aria-label={t('nav.banners')}>
        <Banner
          tone="caution"
          isAnnounced
          action={
            <Button size="small" onPress={() => void ask()}>
              {t('act.retry')}
            </Button>
          }
        >
          {t('live.none')}
        </Banner>
      </section>
      <main id="inhoud" className="vp-content" tabIndex={-1}>
        {children}
      </main>
      <Footer isAlone />
      <ToastRegion />
    </div>
  );
}

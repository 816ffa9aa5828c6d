import { Outlet, useMatches, useRouter } from '@tanstack/react-router';
import { Fragment, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import './layout.css';
import { navOf } from './nav.ts';
import { LineBanner } from './offline/LineBanner.tsx';
import { ForbiddenPage } from './pages/ForbiddenPage.tsx';
import { PrintHead } from './PrintHead.tsx';
import { SessionEnd } from './SessionEnd.tsx';
import { sightOf } from './session.ts';
import { useMaybeSession, useShell } from './shell.ts';
import { useOnceOpened } from './ui/dialogs.tsx';
import { Banner } from './ui/feedback.tsx';
import { SkipLink } from './ui/sections.tsx';
import { KeyboardHelp, Shortcuts, useShortcut } from './ui/shortcuts.tsx';
import { ToastRegion } from './ui/toasts.tsx';
import { usePageTitle } from './use-page-title.ts';

const CONTENT = 'inhoud';
/** So often a page without its stream asks whether its session is still there. */
const ASK_WHO_MS = 30_000;

/** The frame of every page: head, navigation, banners, content, foot, and what floats over them. */
export function Layout() {
  const { appearance } = useShell();
  const { hasShortcuts } = useSyncExternalStore(
    appearance.subscribe,
    appearance.get,
    appearance.get,
  );
  return (
    <Shortcuts isOn={hasShortcuts}>
      <SkipLink to={CONTENT} />
      <Frame hasShortcuts={hasShortcuts} />
      <ToastRegion />
    </Shortcuts>
  );
}

/** The deepest page that is open says who may see it. */
function useMayOpen(): boolean {
  const session = useMaybeSession();
  const roles = useMatches({ select: (matches) => matches.at(-1)?.staticData.roles });
  return roles === undefined || (session !== null && roles.includes(session.role));
}

function Frame({ hasShortcuts }: { readonly hasShortcuts: boolean }) {
  const { t } = useTranslation('shell');
  const { session: store, appearance, putOff } = useShell();
  const router = useRouter();
  const session = useMaybeSession();
  const { answer } = useSyncExternalStore(store.subscribe, store.get, store.get);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const isHelpMade = useOnceOpened(isHelpOpen);
  const mayOpen = useMayOpen();
  const content = useRef<HTMLElement>(null);
  usePageTitle(content);
  const nav = session ? navOf(Object.values(router.routesById), session.role) : [];
  const isPutOff = useSyncExternalStore(putOff.subscribe, putOff.get, putOff.get) > 0;
  useShortcut(['?'], t('keys.help'), () => setHelpOpen(true));
  useShortcut(['/'], t('keys.search'), focusSearch);
  useFollowing();
  return (
    <div className="vp-frame">
      {session ? <Header session={session} nav={nav} onHelp={() => setHelpOpen(true)} /> : null}
      {nav.map((page) =>
        page.letter ? <GoTo key={page.href} {...page} letter={page.letter} /> : null,
      )}
      <section className="vp-banners vp-no-print" aria-label={t('nav.banners')}>
        {answer?.demo ? <Banner>{t('demo.banner')}</Banner> : null}
        {session ? <LineBanner /> : null}
        {isPutOff ? (
          <Banner tone="caution" isAnnounced>
            {t('live.putOff')}
          </Banner>
        ) : null}
        {session ? <SessionEnd session={session} /> : null}
      </section>
      <PrintHead session={session} isDemo={answer?.demo ?? false} />
      <main id={CONTENT} className="vp-content" tabIndex={-1} ref={content}>
        {/* Another hat begins its pages anew. */}
        <Fragment key={session ? sightOf(session) : ''}>
          {mayOpen ? <Outlet /> : <ForbiddenPage />}
        </Fragment>
      </main>
      <Footer />
      {isHelpMade ? (
        <KeyboardHelp
          isOpen={isHelpOpen}
          onClose={() => setHelpOpen(false)}
          isOn={hasShortcuts}
          onSwitch={(isOn) => appearance.choose({ hasShortcuts: isOn })}
        />
      ) : null}
    </div>
  );
}

/** Follows live changes under the hat that is worn. */
function useFollowing(): void {
  const { live, session: store } = useShell();
  const session = useMaybeSession();
  const { isExpired } = useSyncExternalStore(store.subscribe, store.get, store.get);
  const key = session && sightOf(session);
  useEffect(() => {
    live.follow(isExpired ? null : key);
  }, [live, key, isExpired]);
  useEffect(() => live.on('session', () => void store.load().catch(() => {})), [live, store]);
  // A stream that is refused does not say why: perhaps nobody is signed in any more.
  const isBroken = useSyncExternalStore(live.onState, live.state, live.state) === 'broken';
  useEffect(() => {
    if (!isBroken || isExpired) return undefined;
    const ask = () => void store.load().catch(() => {});
    ask();
    const timer = setInterval(ask, ASK_WHO_MS);
    return () => clearInterval(timer);
  }, [isBroken, isExpired, store]);
}

/** `/` goes to the page's own search field. */
function focusSearch(): void {
  document.querySelector<HTMLInputElement>('input[data-search]')?.focus();
}

function GoTo({
  href,
  words,
  letter,
}: {
  readonly href: string;
  readonly words: string;
  readonly letter: string;
}) {
  const router = useRouter();
  useShortcut(['g', letter], words, () => router.history.push(href));
  return null;
}

/** Where the browser begins: who is this, and then the page that was asked for. */
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import './theme/tokens.css';
import './theme/base.css';
import { ApiProblem } from './api.ts';
import { languageOf, markLanguage } from './appearance.ts';
import { locale } from './i18n/format.ts';
import { speak, spoken } from './i18n/index.ts';
import { offlinePageOf } from './offline/pages.ts';
import { BrokenPage } from './pages/BrokenPage.tsx';
import { makeRouter } from './router.tsx';
import { LinkNavigation } from './ui/link-navigation.ts';
import { sightOf } from './session.ts';
import { createShell, type Shell, ShellContext } from './shell.ts';

const root = createRoot(document.getElementById('app') as HTMLElement);

/** The parts of React Aria speak the language of the screen, also when it changes. */
function InLanguage({ children }: { readonly children: ReactNode }) {
  useTranslation();
  return <I18nProvider locale={locale()}>{children}</I18nProvider>;
}

/** Speaks as was chosen, now and at every later choice; without an answer the screen stays as it was. */
async function followLanguage({ appearance: store, queries }: Shell): Promise<void> {
  const follow = async () => {
    const language = languageOf(store.get(), navigator.languages);
    const before = spoken();
    if (language !== before) await speak(language).catch(() => {});
    markLanguage(spoken());
    // Names of regions and modules come from the server in the language that was asked for.
    if (spoken() !== before) void queries.invalidateQueries();
  };
  store.subscribe(() => void follow());
  await follow();
}

/** On a page that opens without a line, nobody waits longer (ms) to hear who this is. */
const PATIENCE_MS = 6000;

/** Draws the page as it is without a line, until somebody answers; false where the page has no such form. */
async function openWithoutLine(shell: Shell, error: unknown): Promise<boolean> {
  const page = offlinePageOf(window.location.pathname);
  if (!page || !(error instanceof ApiProblem) || error.status !== 0) return false;
  const [{ OfflinePage }, { OfflineFrame }] = await Promise.all([
    page.load(),
    import('./offline/OfflineFrame.tsx'),
  ]);
  root.render(
    <ShellContext value={shell}>
      <InLanguage>
        <OfflineFrame onAnswer={begin}>
          <OfflinePage whose={page.whose} />
        </OfflineFrame>
      </InLanguage>
    </ShellContext>,
  );
  return true;
}

/** Who this is; for a page that opens without a line, no answer in time is no answer. */
async function whoIsThis(shell: Shell): Promise<void> {
  const asked = shell.session.load();
  if (!offlinePageOf(window.location.pathname)) return void (await asked);
  await Promise.race([
    asked,
    new Promise((_, reject) =>
      setTimeout(() => reject(new ApiProblem(0, 'no-answer')), PATIENCE_MS),
    ),
  ]);
}

async function begin(): Promise<void> {
  const shell = createShell();
  try {
    await Promise.all([whoIsThis(shell), followLanguage(shell)]);
  } catch (error) {
    if (await openWithoutLine(shell, error)) return;
    root.render(
      <main className="vp-content">
        <BrokenPage error={error} reset={() => void begin()} />
      </main>,
    );
    return;
  }
  // What is asked from now on is followed from now on.
  const session = shell.session.current();
  shell.live.follow(session && sightOf(session));
  const router = makeRouter(shell);
  root.render(
    <ShellContext value={shell}>
      <QueryClientProvider client={shell.queries}>
        <InLanguage>
          <LinkNavigation value={(href) => router.history.push(href)}>
            <RouterProvider router={router} />
          </LinkNavigation>
        </InLanguage>
      </QueryClientProvider>
    </ShellContext>,
  );
}

void begin();

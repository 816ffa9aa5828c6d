/** Where the browser begins: who is this, and then the page that was asked for. */
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { I18nProvider, RouterProvider as LinkProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import './theme/tokens.css';
import './theme/base.css';
import { LOCALE } from './i18n/index.ts';
import { BrokenPage } from './pages/BrokenPage.tsx';
import { makeRouter } from './router.tsx';
import { createShell, ShellContext } from './shell.ts';

const root = createRoot(document.getElementById('app') as HTMLElement);

async function begin(): Promise<void> {
  const shell = createShell();
  try {
    await shell.session.load();
  } catch (error) {
    root.render(
      <main className="vp-content">
        <BrokenPage error={error} reset={() => void begin()} />
      </main>,
    );
    return;
  }
  const router = makeRouter(shell);
  root.render(
    <ShellContext value={shell}>
      <QueryClientProvider client={shell.queries}>
        <I18nProvider locale={LOCALE}>
          <LinkProvider navigate={(href) => router.history.push(href)}>
            <RouterProvider router={router} />
          </LinkProvider>
        </I18nProvider>
      </QueryClientProvider>
    </ShellContext>,
  );
}

void begin();

const WORKER = '/service-worker.js';

/** Files of ours that this page has used so far. */
const used = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name).pathname)
    .filter((path) => path.startsWith('/assets/'));

const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.readyState === 'complete') setTimeout(resolve);
    else window.addEventListener('load', () => resolve(), { once: true });
  });

/**
 * Has the pages under this path opened by the service worker from the next time on; those of others never pass
 * through it. Does nothing in a browser that has none.
 */
export async function registerWorker(path: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await idle();
  const registration = await navigator.serviceWorker.register(WORKER, { scope: path });
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  worker?.postMessage(used());
}

interface SyncManager {
  register(tag: string): Promise<void>;
}

/** Asks the browser to send what waits once there is a line, also when the page is closed by then; not all can. */
export async function askToSendLater(path: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration: (ServiceWorkerRegistration & { readonly sync?: SyncManager }) | undefined =
    await navigator.serviceWorker.getRegistration(path);
  await registration?.sync?.register('vrijplaats-outbox').catch(() => {});
}

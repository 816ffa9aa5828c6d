import type { BrowserContext, CDPSession, Page } from 'playwright-core';

/** Everything that a browser keeps of our pages, as text: stores, databases, and pages for later. */
export const keptOnDevice = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const found: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage)];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const type = (await cache.match(request))?.headers.get('content-type') ?? '';
        // Code is the same for everybody; a page or an answer is looked into.
        found.push(new URL(request.url).pathname);
        if (/json|html/.test(type)) found.push(await (await cache.match(request))?.text());
      }
    }
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name ?? '');
        opening.addEventListener('success', () => resolve(opening.result));
        opening.addEventListener('error', () => reject(opening.error as DOMException));
      });
      for (const store of db.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve, reject) => {
          const asking = db.transaction(store).objectStore(store).getAll();
          asking.addEventListener('success', () => resolve(asking.result as unknown[]));
          asking.addEventListener('error', () => reject(asking.error as DOMException));
        });
        found.push({ store, rows });
      }
      db.close();
    }
    return JSON.stringify(found);
  });

/** The service worker of the family's page, from the browser's side: what only a phone does by itself. */
export interface PhoneWorker {
  /** The browser found a line and lets the worker send what waits. */
  sync(): Promise<void>;
  push(text: string): Promise<void>;
}

/** Takes hold of the worker through a page that it does not open. */
export async function workerOf(context: BrowserContext, origin: string): Promise<PhoneWorker> {
  const page = await context.newPage();
  await page.goto(`${origin}/icon.svg`);
  const cdp: CDPSession = await context.newCDPSession(page);
  const found = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL === `${origin}/pleeggezin`);
      if (own) resolve(own.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  const registrationId = await found;
  return {
    sync: async () => {
      const tag = 'vrijplaats-outbox';
      await cdp.send('ServiceWorker.dispatchSyncEvent', {
        origin,
        registrationId,
        tag,
        lastChance: false,
      });
    },
    push: async (data) => {
      await cdp.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
    },
  };
}

/** The page is opened by its worker from now on. */
export const isWorked = async (page: Page): Promise<void> => {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    // Ready is said while it still takes over; what is pushed to it then is lost.
    if (!active || active.state === 'activated') return;
    await new Promise((resolve) => {
      active.addEventListener('statechange', resolve, { once: true });
    });
  });
};

/** The request reaches the server, and its answer is lost on the way back, until this is called off. */
export async function loseAnswersTo(
  context: BrowserContext,
  path: RegExp,
): Promise<() => Promise<void>> {
  await context.route(path, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  return () => context.unroute(path);
}

/** A browser that sends nothing by itself, as on an iPhone: what a page of it keeps waits for a page. */
export const withoutSync = async (page: Page): Promise<void> => {
  const forget = () => {
    const { SyncManager } = globalThis as unknown as {
      SyncManager?: { prototype: { register: () => Promise<void> } };
    };
    if (SyncManager) SyncManager.prototype.register = async () => {};
  };
  await page.context().addInitScript(forget);
  await page.evaluate(forget);
};

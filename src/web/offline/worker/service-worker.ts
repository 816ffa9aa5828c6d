/**
 * The service worker of the family's page: opens it without a line, sends what waits, shows messages.
 *
 * It keeps the page without its figures, and the product's own files whose names change with their content; what comes
 * from `/api` it never touches. A new version takes over when the last page of the old one is closed.
 */
import { beginWrite, dropWrite, keepRefusal, keptWrites } from '../kept.ts';
import { OUTBOX_CHANNEL, OUTBOX_LOCK, sendKept } from '../send-kept.ts';
import { shownOf } from './push-message.ts';
import { sendWaiting } from './send-waiting.ts';
import { withFreshNonce } from './shell-page.ts';
import type { FetchEvent, WorkerScope } from './worker-scope.ts';

/** Written in by the build. */
declare const __SHELL__: { readonly version: string; readonly files: readonly string[] };

const scope = globalThis as unknown as WorkerScope;
const PREFIX = 'vrijplaats-';
const NAME = `${PREFIX}${__SHELL__.version}`;
const PAGE = '/pleeggezin';
/** A line that takes longer than this (ms) for the page is as good as none. */
const PATIENCE_MS = 5000;
/** So long (ms) the worker waits for a page that sends; longer than that page waits for its answer. */
const TURN_MS = 60_000;
const ASSET = /^\/assets\/[\w.-]+$/;

const pathOf = ({ url }: { readonly url: string }): string => {
  const { origin, pathname } = new URL(url);
  return origin === scope.location.origin ? pathname : '';
};

/** The page as it is for everybody: asked without a cookie, so that nothing of anybody can be in it. */
async function keepShell(): Promise<void> {
  const cache = await caches.open(NAME);
  const page = await fetch(PAGE, { credentials: 'omit', cache: 'no-store' });
  if (!page.ok || page.redirected) throw new Error(`the page answered ${page.status}`);
  await cache.put(PAGE, page);
  await cache.addAll(__SHELL__.files);
}

/** Files that the open page uses and that are not of every visit: its language, its letters. */
async function keepUsed(files: unknown): Promise<void> {
  if (!Array.isArray(files)) return;
  const cache = await caches.open(NAME);
  const known = new Set((await cache.keys()).map(pathOf));
  const own = files.filter(
    (file): file is string => typeof file === 'string' && ASSET.test(file) && !known.has(file),
  );
  await Promise.all(own.map((file) => cache.add(file).catch(() => {})));
}

async function takeOver(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(PREFIX) && name !== NAME) await caches.delete(name);
  await scope.registration.navigationPreload?.enable();
  await scope.clients.claim();
}

async function keptPage(): Promise<Response> {
  const kept = await (await caches.open(NAME)).match(PAGE);
  return kept ? withFreshNonce(kept, crypto.randomUUID()) : Response.error();
}

/** The page of now; the kept one when the line is gone, or as good as gone. */
async function page({ request, preloadResponse }: FetchEvent): Promise<Response> {
  const fresh = (async () => (await preloadResponse) ?? fetch(request))();
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const answer = await Promise.race([fresh.catch(() => null), late]);
  return answer ?? keptPage();
}

/** A name that changes with the content: what is kept is right. */
async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(NAME);
  const kept = await cache.match(pathOf(request));
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && ASSET.test(pathOf(request))) await cache.put(pathOf(request), answer.clone());
  return answer;
}

const sendAll = (): Promise<void> =>
  sendWaiting({
    alone: (run) =>
      navigator.locks.request(OUTBOX_LOCK, { signal: AbortSignal.timeout(TURN_MS) }, run),
    send: () =>
      sendKept({
        fetch: (path, init) => fetch(path, { ...init, credentials: 'same-origin' }),
        writes: keptWrites,
        begin: beginWrite,
        drop: dropWrite,
        refuse: keepRefusal,
        now: () => Date.now(),
      }),
    tell: () => {
      const channel = new BroadcastChannel(OUTBOX_CHANNEL);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no origin to name
      channel.postMessage('sent');
      channel.close();
    },
    now: () => Date.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });

async function open(address: string): Promise<void> {
  const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const { pathname } = new URL(address);
  const there = pages.find((each) => pathOf(each) === pathname);
  await (there ? there.focus() : scope.clients.openWindow(address));
}

/** The push service gave the device another address: the page tells the server when it opens, signed in. */
async function subscribeAnew(old: PushSubscription | null | undefined): Promise<void> {
  const key = old?.options.applicationServerKey;
  if (key)
    await scope.registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: key,
    });
}

scope.addEventListener('install', (event) => event.waitUntil(keepShell()));
scope.addEventListener('activate', (event) => event.waitUntil(takeOver()));
scope.addEventListener('message', (event) => event.waitUntil(keepUsed(event.data)));
scope.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (event.request.method !== 'GET' || path === '') return;
  if (event.request.mode === 'navigate') event.respondWith(page(event));
  else if (ASSET.test(path) || __SHELL__.files.includes(path))
    event.respondWith(asset(event.request));
});
scope.addEventListener('sync', (event) => event.waitUntil(sendAll()));
scope.addEventListener('push', (event) => {
  const { title, options } = shownOf(event.data?.text() ?? '', scope.location.origin);
  event.waitUntil(scope.registration.showNotification(title, options));
});
scope.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open((event.notification.data as { address: string }).address));
});
scope.addEventListener('pushsubscriptionchange', (event) => {
  if (!event.newSubscription) event.waitUntil(subscribeAnew(event.oldSubscription));
});

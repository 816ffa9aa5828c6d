import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import webPush from 'web-push';
import { demoPeople } from '../src/cli/demo-people.ts';
import {
  allRoutes,
  liveDesk,
  liveFosterCare,
  liveNotices,
  liveUnits,
  openRoutesWith,
  words,
} from '../src/cli/slices.ts';
import { systemClock } from '../src/platform/clock.ts';
import { filledDatabase, type TestDatabase } from '../src/platform/testing/database.ts';
import { startTestServer, type TestServer } from '../src/platform/testing/server.ts';
import { buildPages } from '../src/web/testing/build-pages.ts';
import {
  axeFaults,
  gatherComplaints,
  keepPicture,
  launchChromium,
} from '../src/web/testing/browser.ts';
import { makeSmallWorld, type SmallWorld } from './small-world.ts';

/** The screens that people use: a phone held in one hand, a tablet, and the screen on a desk. */
export const screens = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
  tablet: { viewport: { width: 768, height: 1024 } },
  desk: { viewport: { width: 1440, height: 900 } },
} as const satisfies Record<string, BrowserContextOptions>;

/** The narrowest phone that is served. */
export const narrow = { viewport: { width: 360, height: 740 }, hasTouch: true };

/** Somebody before a screen, in a browser context of their own. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** All that the browser complained of: a policy that was broken, an error, a warning. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** A world of its own beside the small one: filled once in a run, whoever names it. */
export interface OtherWorld<World extends Peopled> {
  readonly key: string;
  readonly make: (test: TestDatabase) => Promise<World>;
  /** Has a copy of the built pages that it may change. */
  readonly hasOwnPages?: boolean;
}

/** Subjects of the embedded identity provider, by what the person is for. */
interface Peopled {
  people: Readonly<Record<string, string>>;
}

export interface Journeys<World extends Peopled = SmallWorld> {
  readonly url: string;
  readonly test: TestDatabase;
  /** The server of now; after a stop it is another one. */
  readonly server: TestServer;
  readonly world: World;
  /** The folder with the built pages. */
  readonly webRoot: string;
  /** Takes the server away until the answer is called: then there is another one at the same address. */
  stopServer(): Promise<() => Promise<void>>;
  /** Signs a person in through the identity provider's own page and opens a page of ours. */
  open(who: keyof World['people'], path: string, options?: BrowserContextOptions): Promise<Visit>;
  /** Opens a page of ours as whoever the options' `storageState` remembers, or as nobody. */
  visit(path: string, options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

/** Ends what was begun, the last first, also when one of them fails. */
async function closeAll(closers: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const close of closers.toReversed()) await close().catch(() => {});
}

/**
 * The real server with every slice, over a database of its own with a small invented world, the
 * product's own build of the screens, and a Chromium; or over another world. World and screens are
 * made once in a run and cloned, so that each file begins at the
 * same and spoils nothing for others. Call in `beforeAll`, `close()` in `afterAll`.
 */
export function startJourneys(): Promise<Journeys>;
export function startJourneys<World extends Peopled>(
  other: OtherWorld<World>,
): Promise<Journeys<World>>;
export async function startJourneys(
  other: OtherWorld<Peopled> = { key: 'small', make: makeSmallWorld },
): Promise<Journeys<Peopled>> {
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const { test, world } = await filledDatabase(other.key, other.make);
    closers.push(() => test.close());
    const pages = await buildPages('production');
    const webRoot = other.hasOwnPages ? await copyOf(pages.folder, closers) : pages.folder;
    const pushKey = webPush.generateVAPIDKeys().publicKey;
    const start = (port?: number) => startServer(test, { webRoot, pushKey, port });
    let server = await start();
    closers.push(() => server.close());
    const browser = await launchChromium();
    closers.push(() => browser.close());
    return {
      url: server.url,
      test,
      get server() {
        return server;
      },
      world,
      webRoot,
      stopServer: async () => {
        await server.close();
        return async () => {
          server = await start(Number(new URL(server.url).port));
        };
      },
      open: (who, path, options) => openAs(browser, server.url, world.people[who]!, path, options),
      visit: async (path, options) => {
        const visit = await newVisit(browser, options);
        await visit.page.goto(`${server.url}${path}`);
        await visit.page.locator('.vp-frame').waitFor();
        return visit;
      },
      close: () => closeAll(closers),
    };
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

const startServer = (
  test: TestDatabase,
  { webRoot, pushKey, port }: { webRoot: string; pushKey: string; port: number | undefined },
): Promise<TestServer> =>
  startTestServer(test, {
    routes: allRoutes,
    openRoutes: openRoutesWith({ pushKey }),
    words,
    liveSource: liveUnits(test.db, systemClock),
    personal: liveNotices(test.db),
    told: [liveDesk, liveFosterCare],
    people: demoPeople(test.db),
    webRoot,
    ...(port === undefined ? {} : { port }),
  });

async function copyOf(folder: string, closers: (() => Promise<unknown>)[]): Promise<string> {
  const own = await mkdtemp(join(tmpdir(), 'pages-'));
  closers.push(() => rm(own, { recursive: true }));
  await cp(folder, own, { recursive: true });
  return own;
}

async function newVisit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    locale: 'nl-BE',
    timezoneId: 'America/New_York',
    ...screens.desk,
    ...options,
  });
  const page = await context.newPage();
  return { page, context, complaints: gatherComplaints(page), close: () => context.close() };
}

async function openAs(
  browser: Browser,
  url: string,
  subject: string,
  path: string,
  options?: BrowserContextOptions,
): Promise<Visit> {
  const visit = await newVisit(browser, options);
  const { page } = visit;
  await page.goto(`${url}/auth/login?return=${encodeURIComponent(path)}`);
  // A long list of people folds the later ones away; the button is there all the same.
  await page.locator(`button[value="${subject}"]`).dispatchEvent('click');
  await page.waitForURL((address) => address.pathname === path.split('?')[0]);
  await page.locator('.vp-frame').waitFor();
  return visit;
}

/**
 * What axe finds wrong, one line per element. The part of React Aria that reads a day out loud keeps
 * the names of fields that are gone for a few seconds; nobody meets it.
 */
export const faultsIn = (page: Page): Promise<string[]> => axeFaults(page, '[data-live-announcer]');

/** All that is wrong with what one sees: axe, the browser's complaints, and a page wider than its window. */
export async function faultsOf({ page, complaints }: Visit): Promise<string[]> {
  const tooWide = await page.evaluate(() => {
    const over = document.documentElement.scrollWidth - window.innerWidth;
    if (over <= 0) return null;
    // The innermost of those that reach farthest tells where to look; what scrolls by itself is no cause.
    const scrolls = (one: Element) => getComputedStyle(one).overflowX !== 'visible';
    const inside = (one: Element | null): boolean =>
      one !== null && one !== document.body && (scrolls(one) || inside(one.parentElement));
    const reach = (one: Element) => one.getBoundingClientRect().right;
    const [widest] = [...document.body.querySelectorAll('*')]
      .filter((one) => !inside(one.parentElement))
      .toSorted((a, b) => reach(b) - reach(a) || (a.contains(b) ? 1 : -1));
    return `${over} px wider than its window: ${widest?.outerHTML.slice(0, 160)}`;
  });
  return [
    ...(await faultsIn(page)),
    ...complaints.map((complaint) => `complaint: ${complaint}`),
    ...(tooWide ? [`the page is ${tooWide}`] : []),
  ];
}

/** What tells for a moment that something was done. */
export const toast = (page: Page, words: string) =>
  page.locator('.vp-toast', { hasText: words }).first();

/** The button with these words and no others. */
export const act = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true });

/** Presses keys one after the other: `press(page, 'Tab', 'Enter')`. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** What has the focus, by its accessible name or its text. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return (element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim();
  });

/** Presses Tab until something with these words has the focus; fails after `most` stops. */
export async function tabTo(page: Page, name: string | RegExp, most = 80): Promise<void> {
  const seen: string[] = [];
  for (let stop = 0; stop < most; stop += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    seen.push(now);
    if (typeof name === 'string' ? now === name : name.test(now)) return;
  }
  throw new Error(`Tab never reached ${name}; it stopped at: ${seen.join(' | ')}`);
}

export { keepPicture };

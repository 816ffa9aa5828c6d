import type { Browser, CDPSession, Page } from 'playwright-core';
import { sessionCookie } from '../../src/platform/auth/session-cookie.ts';
import { projectRoot } from '../../src/platform/config.ts';
import type { ApplicationRole } from '../../src/platform/db/roles.ts';
import { ensureWebBuilt } from '../../src/platform/web-build.ts';
import { launchChromium } from '../../src/web/testing/browser.ts';
import { type Measure, median } from '../measure.ts';
import { startServer } from '../server.ts';
import { openWorld } from '../world.ts';

/** A phone of the middle range on 3G: 1.6 Mbit/s, 150 ms there and back, a quarter of this processor. */
const line = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const slowdown = 4;
const rounds = 5;

interface Screen {
  name: string;
  path: string;
  role: ApplicationRole;
  /** Stands there when the screen can be used: its figures, not its frame. */
  ready: string;
  /** Pressed once it stands; `shows` says that the press was answered. */
  press: string;
  shows: string;
}

const screens: readonly Screen[] = [
  {
    name: 'Regiekamer',
    path: '/regiekamer',
    role: 'AT',
    ready: '.vp-map-area',
    press: '[role=tab]:nth-of-type(2)',
    shows: '.rk-tile',
  },
  {
    name: 'My units',
    path: '/mijn-leefgroepen',
    role: 'PC',
    ready: '.pv-card',
    press: '.vp-person button',
    shows: '[role=menu]',
  },
];

interface Visit {
  usableMs: number;
  answeredMs: number;
  bytes: number;
  fontBytes: number;
  requests: number;
}

/** Counts what comes over the line, compressed as it comes, fonts apart. */
async function countBytes(cdp: CDPSession): Promise<Visit> {
  const seen: Visit = { usableMs: 0, answeredMs: 0, bytes: 0, fontBytes: 0, requests: 0 };
  const fonts = new Set<string>();
  cdp.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Font') fonts.add(requestId);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    seen.requests += 1;
    if (fonts.has(requestId)) seen.fontBytes += encodedDataLength;
    else seen.bytes += encodedDataLength;
  });
  await cdp.send('Network.enable');
  return seen;
}

async function throttle(cdp: CDPSession): Promise<void> {
  await cdp.send('Network.emulateNetworkConditions', { offline: false, ...line });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
}

/**
 * Milliseconds from the press to the picture that shows the answer, by the page's own clock: what the browser's
 * driver needs to aim and to look is not the screen's.
 */
async function pressAndWait(page: Page, screen: Screen): Promise<number> {
  await page.evaluate((shows) => {
    const seen = new Promise<number>((resolve) => {
      const begin = ({ timeStamp }: PointerEvent) => {
        const look = () => {
          if (!document.querySelector(shows)) requestAnimationFrame(look);
          // A message is taken up after the picture of this frame.
          else
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)));
        };
        look();
      };
      addEventListener('pointerdown', begin, { capture: true, once: true });
    });
    Object.assign(window, { answered: seen });
  }, screen.shows);
  await page.locator(screen.press).first().click();
  return page.evaluate(() => (window as unknown as { answered: Promise<number> }).answered);
}

async function visit(
  browser: Browser,
  origin: string,
  screen: Screen,
  token: string,
): Promise<Visit> {
  const context = await browser.newContext({
    locale: 'nl-BE',
    viewport: { width: 412, height: 915 },
  });
  await context.setExtraHTTPHeaders({ cookie: `${sessionCookie}=${token}` });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const seen = await countBytes(cdp);
  await throttle(cdp);
  const began = performance.now();
  await page.goto(`${origin}${screen.path}`, { waitUntil: 'commit' });
  await page.locator(screen.ready).first().waitFor({ timeout: 60_000 });
  seen.usableMs = performance.now() - began;
  // What comes late (a font, the stream) is counted too.
  await page.waitForTimeout(1000);
  const { bytes, fontBytes, requests } = seen;
  seen.answeredMs = await pressAndWait(page, screen);
  await context.close();
  return { ...seen, bytes, fontBytes, requests };
}

const round = (value: number) => Number(value.toPrecision(3));

function measureOf(
  scale: number,
  what: string,
  unit: string,
  values: readonly number[],
  most: number,
): Measure {
  const ours = median(values);
  return {
    row: 'screens',
    scale,
    what,
    ours: round(ours),
    reference: most,
    unit,
    ratio: round(ours / most),
    min: round(Math.min(...values) / most),
    max: round(Math.max(...values) / most),
    target: `≤ ${most} ${unit}`,
    met: ours <= most,
  };
}

/**
 * First visit of a screen on a slow line with a slow processor, nothing kept from before: until its
 * figures stand there, until a press is answered, and what came over the line. The reference is the
 * target itself.
 */
export async function run(scale: number): Promise<Measure[]> {
  const { webRoot } = await ensureWebBuilt({ root: projectRoot, log: () => {} });
  const world = await openWorld(scale);
  const server = await startServer({
    ownerUrl: world.ownerUrl,
    roleSecret: world.roleSecret,
    vaultKey: world.vaultKey,
    webRoot,
  });
  const browser = await launchChromium();
  const origin = server.origin.replace('127.0.0.1', 'localhost');
  const measures: Measure[] = [];
  for (const screen of screens) {
    const { token } = await world.caller(screen.role);
    const visits: Visit[] = [];
    for (let i = 0; i < rounds; i += 1) visits.push(await visit(browser, origin, screen, token));
    const line = (what: string, unit: string, of: (visit: Visit) => number, most: number) =>
      measures.push(measureOf(scale, `${screen.name}: ${what}`, unit, visits.map(of), most));
    line('usable', 's', (each) => each.usableMs / 1000, 3);
    line('a press is answered', 's', (each) => each.answeredMs / 1000, 0.2);
    line('bytes without fonts', 'kB', (each) => each.bytes / 1000, 300);
  }
  await browser.close();
  server.stop();
  await world.close();
  return measures;
}

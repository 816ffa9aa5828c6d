import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { gatherComplaints } from '../src/web/testing/browser.ts';
import { withoutSync } from './device.ts';
import { FAMILY_PATH, FamilyPhone, one } from './family-phone.ts';
import { answersOf, type FosterWorld, makeFosterWorld } from './foster-world.ts';
import { act, faultsIn, type Journeys, keepPicture, startJourneys } from './harness.ts';

const LONG = 150_000;
const soon = { timeout: 30_000 };
const answerPath = /\/api\/foster-care\/mine\/cards\/[^/]+\/answer$/;
const waitsOffline = '1 antwoord wordt verstuurd zodra er verbinding is.';
const waitsAtTheDoor = /Op dit toestel wacht nog iets dat niet verstuurd is/;
const stands = 'De dienst weet dat jullie kunnen';

let e2e: Journeys<FosterWorld>;
let phone: FamilyPhone;
beforeAll(async () => {
  e2e = await startJourneys({ key: 'foster', make: makeFosterWorld, hasOwnPages: true });
  phone = await FamilyPhone.of(e2e);
}, 240_000);
afterAll(() => e2e?.close());
afterEach(() => phone.closeAll());

/** The family opens its page once more. */
async function openAgain(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${e2e.url}${FAMILY_PATH}`);
  return page;
}

/** Which versions the phone keeps, asked on a page that no worker opens. */
const versionsOn = (page: Page): Promise<string[]> => page.evaluate(() => caches.keys());

/** Puts another version of the product on the server. @returns under which name it is kept on a phone */
async function release(old: string): Promise<string> {
  const start = await e2e.stopServer();
  const version = old.replace('vrijplaats-', '');
  const next = `${version}-2`;
  const change = async (file: string, from: string, to: string) => {
    const path = join(e2e.webRoot, file);
    const text = await readFile(path, 'utf8');
    expect(text).toContain(from);
    await writeFile(path, text.replaceAll(from, to));
  };
  await change('service-worker.js', version, next);
  await change('index.html', '</head>', '<meta name="release" content="2"></head>');
  await start();
  return `vrijplaats-${next}`;
}

describe('a family whose server is not there', () => {
  test(
    'opens its page, reads that its answer waits, and counts once when the server is back',
    async () => {
      const { page, context, requestId } = await phone.open();
      const start = await e2e.stopServer();
      await act(page, 'Kan').tap();
      await page.getByText(/Nog geen bevestiging/).waitFor();
      await page.close();
      const again = await openAgain(context);
      await again.getByText(waitsOffline).waitFor();
      await again.getByText(/Zo stond het/).waitFor();
      await start();
      await act(again, 'Probeer opnieuw').click();
      await one(again).getByText(stands).waitFor();
      expect(await answersOf(e2e.test, requestId)).toEqual(['CAN']);
      expect(await phone.timesAnswered(requestId)).toBe(1);
      await context.close();
    },
    LONG,
  );

  test(
    'goes on with what it types when the server is back, and is asked anew after that',
    async () => {
      const { context, page } = await phone.open();
      await page.close();
      const start = await e2e.stopServer();
      const again = await openAgain(context);
      const complaints = gatherComplaints(again);
      await act(again, 'Andere dagen').click();
      const dialog = again.getByRole('dialog');
      await dialog.waitFor();
      const asked = again.waitForResponse(
        (response) => response.url().endsWith('/api/session') && response.ok(),
      );
      await start();
      await again.evaluate(() => window.dispatchEvent(new Event('online')));
      await asked;
      // What would have taken it away has had its time.
      await again.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));
      expect(await dialog.count()).toBe(1);
      expect(complaints.filter((each) => !/Failed to load/.test(each))).toEqual([]);
      await act(again, 'Annuleer').click();
      await act(again, 'Probeer opnieuw').click();
      await one(again).waitFor();
      await context.close();
    },
    LONG,
  );
});

describe('a family whose phone gets another version', () => {
  test(
    'keeps what waits, under its own key, and opens the new one without a line',
    async () => {
      const { page, context, requestId } = await phone.open();
      const [old] = await versionsOn(page);
      await withoutSync(page);
      await context.route(answerPath, (route) => route.abort('connectionreset'));
      await act(page, 'Kan').tap();
      await page.getByText(/Nog geen bevestiging/).waitFor();
      const next = await release(old!);
      await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
      const isThere = () =>
        page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state);
      await expect.poll(isThere, soon).toBe('installed');
      // The open page goes on with what it was opened with.
      expect((await versionsOn(page)).sort()).toEqual([old!, next].sort());
      await page.getByText(/Nog geen bevestiging/).waitFor();
      const beside = await context.newPage();
      await beside.goto(`${e2e.url}/aanmelden`);
      await page.close();
      await expect.poll(() => versionsOn(beside), soon).toEqual([next]);

      await context.setOffline(true);
      const again = await openAgain(context);
      await again.getByText(waitsOffline).waitFor();
      expect(await again.locator('meta[name=release]').getAttribute('content')).toBe('2');
      expect(await phone.timesAnswered(requestId)).toBe(0);
      await context.unroute(answerPath);
      await context.setOffline(false);
      await one(again).getByText(stands).waitFor();
      expect(await answersOf(e2e.test, requestId)).toEqual(['CAN']);
      expect(await phone.timesAnswered(requestId)).toBe(1);
      await context.close();
    },
    LONG,
  );
});

describe('the door, to a family that was signed out meanwhile', () => {
  test(
    'says that something waits and not what, until it went',
    async () => {
      const { page, context, requestId } = await phone.open();
      await context.setOffline(true);
      await act(page, 'Kan').tap();
      await page.getByText(/Je antwoord wacht op dit toestel/).waitFor();
      await page.close();
      await context.clearCookies();
      await context.setOffline(false);
      const again = await openAgain(context);
      await again.waitForURL(/\/aanmelden/);
      await again.getByText(waitsAtTheDoor).waitFor();
      expect(await again.locator('.vp-door').innerText()).not.toMatch(/antwoord|kind|Gezin/i);
      await keepPicture(again, 'offline-door-phone');
      expect(await faultsIn(again)).toEqual([]);
      expect(await phone.timesAnswered(requestId)).toBe(0);

      await again.getByRole('link', { name: 'Meld aan' }).click();
      await again.locator(`button[value="${e2e.world.people.family}"]`).dispatchEvent('click');
      await one(again).getByText(stands).waitFor();
      expect(await phone.timesAnswered(requestId)).toBe(1);
      await context.clearCookies();
      await again.goto(`${e2e.url}/aanmelden`);
      await again.getByRole('link', { name: 'Meld aan' }).waitFor();
      expect(await again.getByText(waitsAtTheDoor).count()).toBe(0);
      await context.close();
    },
    LONG,
  );
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { keptOnDevice, loseAnswersTo, workerOf } from './device.ts';
import { FAMILY_PATH, FamilyPhone, one } from './family-phone.ts';
import { answersOf, type FosterWorld, makeFosterWorld } from './foster-world.ts';
import {
  act,
  faultsIn,
  faultsOf,
  type Journeys,
  keepPicture,
  screens,
  startJourneys,
} from './harness.ts';

const LONG = 150_000;
const PATH = FAMILY_PATH;
const answerPath = /\/api\/foster-care\/mine\/cards\/[^/]+\/answer$/;

let e2e: Journeys<FosterWorld>;
let phone: FamilyPhone;
beforeAll(async () => {
  e2e = await startJourneys({ key: 'foster', make: makeFosterWorld });
  phone = await FamilyPhone.of(e2e);
}, 240_000);
afterAll(() => e2e?.close());
afterEach(() => phone.closeAll());

const soon = { timeout: 30_000 };
const windowRows = async (): Promise<number> => {
  const [row] = await e2e.test.owner<{ rows: number }>(
    'select count(*)::int as rows from foster_care.availability where family_id = $1',
    [e2e.world.familyId],
  );
  return row!.rows;
};
describe('a family whose line is cut', () => {
  test(
    'opens its page all the same, reads how old it is, changes its days, and all of it goes once',
    async () => {
      const { page, context } = await phone.open();
      const before = await windowRows();
      await context.setOffline(true);
      await page.getByText(/Geen verbinding sinds/).waitFor();
      await page.reload();
      await page.getByText(/Er is geen verbinding. Je kan verder/).waitFor();
      await page.getByText(/Zo stond het/).waitFor();
      expect(await one(page).count()).toBe(0);
      await act(page, 'Vanavond').tap();
      await page.getByText('Wordt verstuurd zodra er verbinding is.').waitFor();
      await keepPicture(page, 'offline-family-phone');
      expect(await faultsIn(page)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0);
      await page.close();

      const again = await context.newPage();
      await again.setViewportSize(screens.desk.viewport);
      await again.goto(`${e2e.url}${PATH}`);
      await again.getByText('Wordt verstuurd zodra er verbinding is.').waitFor();
      await keepPicture(again, 'offline-family-desk');
      expect(await faultsIn(again)).toEqual([]);
      expect(await windowRows()).toBe(before);
      await context.setOffline(false);
      await one(again).waitFor();
      await expect.poll(windowRows, soon).toBe(before + 1);
      await again.getByText('Wordt verstuurd zodra er verbinding is.').waitFor({ state: 'hidden' });
      await context.close();
    },
    LONG,
  );

  test(
    'before the answer went: it waits, through a closed phone, and counts once',
    async () => {
      const { page, context, requestId } = await phone.open();
      await act(page, 'Kan').tap();
      await context.setOffline(true);
      await page.getByText(/Je antwoord wacht op dit toestel/).waitFor();
      await page.close();
      const again = await context.newPage();
      await again.goto(`${e2e.url}${PATH}`);
      await again.getByText('1 antwoord wordt verstuurd zodra er verbinding is.').waitFor();
      await context.setOffline(false);
      await expect.poll(() => answersOf(e2e.test, requestId), soon).toEqual(['CAN']);
      await one(again).getByText('De dienst weet dat jullie kunnen').waitFor();
      expect(await phone.timesAnswered(requestId)).toBe(1);
      await context.close();
    },
    LONG,
  );

  test(
    'after the server had it: the same key again, and it counts once',
    async () => {
      const { page, context, requestId } = await phone.open();
      const found = await loseAnswersTo(context, answerPath);
      await act(page, 'Kan').tap();
      await page.getByText(/Nog geen bevestiging/).waitFor();
      // Nobody knows whether it arrived, so nobody promises to take it back.
      expect(await act(page, 'Ongedaan maken').count()).toBe(0);
      expect(await phone.timesAnswered(requestId)).toBe(1);
      await page.close();
      await found();
      const again = await context.newPage();
      await again.goto(`${e2e.url}${PATH}`);
      await one(again).getByText('De dienst weet dat jullie kunnen').waitFor();
      expect(await answersOf(e2e.test, requestId)).toEqual(['CAN']);
      expect(await phone.timesAnswered(requestId)).toBe(1);
      await context.close();
    },
    LONG,
  );

  test(
    'two taps and another choice: the last one goes, once; what is taken back never goes',
    async () => {
      const { page, context, requestId } = await phone.open();
      const other = await phone.ask(2);
      const two = page.getByRole('listitem', { name: /^2 kinderen/ });
      await two.waitFor();
      await context.setOffline(true);
      await one(page).getByRole('button', { name: 'Kan', exact: true }).tap();
      await one(page).getByRole('button', { name: 'Kan', exact: true }).tap();
      await one(page).getByRole('button', { name: 'Kan niet', exact: true }).tap();
      await two.getByRole('button', { name: 'Bel mij' }).tap();
      await two.getByText(/Wordt verstuurd zodra er verbinding is/).waitFor();
      await two.getByRole('button', { name: 'Ongedaan maken' }).tap();
      await one(page)
        .getByText(/Wordt verstuurd zodra er verbinding is/)
        .waitFor();
      await context.setOffline(false);
      await one(page).getByText('De dienst weet dat het niet kan').waitFor();
      expect(await answersOf(e2e.test, requestId)).toEqual(['CANNOT']);
      expect([await phone.timesAnswered(requestId), await phone.timesAnswered(other)]).toEqual([
        1, 0,
      ]);
      await context.close();
    },
    LONG,
  );

  test(
    'a phone that is closed sends by itself; what was closed meanwhile is told at the next opening',
    async () => {
      const { page, context, requestId } = await phone.open();
      const other = await phone.ask(2);
      await page.getByRole('listitem', { name: /^2 kinderen/ }).waitFor();
      const worker = await workerOf(context, e2e.url);
      await context.setOffline(true);
      await one(page).getByRole('button', { name: 'Bel mij' }).tap();
      await page
        .getByRole('listitem', { name: /^2 kinderen/ })
        .getByRole('button', { name: 'Kan', exact: true })
        .tap();
      await expect.poll(() => page.getByText(/Wordt verstuurd zodra er/).count(), soon).toBe(2);
      await page.close();
      await phone.close(other);
      await context.setOffline(false);
      await worker.sync();
      await expect.poll(() => answersOf(e2e.test, requestId), soon).toEqual(['CALL_ME']);
      const again = await context.newPage();
      await again.goto(`${e2e.url}${PATH}`);
      await again.getByText(/Deze vraag is afgesloten/).waitFor();
      await one(again).getByText('De dienst weet dat ze je mag bellen').waitFor();
      expect(await phone.timesAnswered(requestId)).toBe(1);
      expect(await phone.timesAnswered(other)).toBe(0);
      await context.close();
    },
    LONG,
  );
});

describe('what the phone keeps', () => {
  /** What only a card says; the days of the family say none of it. */
  const ofCards = /publishedAt|"siblings"|"ages"|startWeek|"contact"|"details"/;

  test(
    'is the own days and the id of a card in a waiting answer; it is empty after signing out',
    async () => {
      const { page, context, visit } = await phone.open();
      expect(await faultsOf(visit)).toEqual([]);
      await context.setOffline(true);
      await act(page, 'Kan').tap();
      await page.getByText(/Je antwoord wacht op dit toestel/).waitFor();
      const kept = await keptOnDevice(page);
      expect(kept).toMatch(/hourFrom/);
      expect(kept).toMatch(/cards\/[0-9a-f-]{36}\/answer/);
      expect(kept).not.toMatch(ofCards);
      expect(kept).not.toMatch(
        /\/api\/(?!session\b|foster-care\/mine\/cards\/[0-9a-f-]{36}\/answer)/,
      );
      expect(kept).not.toContain('Gezin Proef');
      // The detector sees what somebody would keep too much.
      await page.evaluate(() =>
        caches.open('planted').then((cache) =>
          cache.put(
            '/api/foster-care/mine',
            new Response('{"cards":[{"publishedAt":"now"}]}', {
              headers: { 'content-type': 'application/json' },
            }),
          ),
        ),
      );
      expect(await keptOnDevice(page)).toMatch(ofCards);
      await page.evaluate(() => caches.delete('planted'));

      // Signing out would lose it: that is said first.
      const signOut = async () => {
        await page.locator('.vp-person button').tap();
        await page.getByRole('menuitem', { name: 'Meld af' }).tap();
      };
      await signOut();
      await page.getByText(/Er wacht nog iets dat niet verstuurd is/).waitFor();
      await context.setOffline(false);
      await one(page).getByText('De dienst weet dat jullie kunnen').waitFor();
      await signOut();
      await page.waitForURL((url) => url.pathname !== PATH);
      const after = await keptOnDevice(page);
      expect(after).not.toMatch(/hourFrom|cards\/|vrijplaats-kept-of/);
      await context.close();
    },
    LONG,
  );

  test(
    'is gone when another person signs in',
    async () => {
      const { page, context } = await phone.open();
      expect(await keptOnDevice(page)).toMatch(/hourFrom/);
      // The session ends without anybody signing out.
      await context.clearCookies();
      await page.goto(`${e2e.url}/auth/login?return=${encodeURIComponent('/berichten')}`);
      await page.locator(`button[value="${e2e.world.people.other}"]`).dispatchEvent('click');
      await page.waitForURL((url) => url.pathname === '/berichten');
      await page.locator('.vp-header').waitFor();
      expect(await keptOnDevice(page)).not.toMatch(/hourFrom|vrijplaats-kept-of/);
      await context.setOffline(true);
      await page.goto(`${e2e.url}${PATH}`);
      await page.locator('.vp-error').waitFor();
      expect(await page.getByText(/Zo stond het/).count()).toBe(0);
      await context.close();
    },
    LONG,
  );
});

describe('a message on the phone', () => {
  const devices = async (): Promise<number> => {
    const [row] = await e2e.test.owner<{ rows: number }>(
      'select count(*)::int as rows from platform.push_subscription',
    );
    return row!.rows;
  };

  test(
    'is asked for with a tap, taken by the server, and taken away again; what is blocked says so',
    async () => {
      const { page, context, visit } = await phone.open();
      await context.grantPermissions(['notifications'], { origin: e2e.url });
      // No push service is asked from here: the browser's part is played.
      await context.addInitScript(() => {
        const subscription = {
          endpoint: 'https://fcm.googleapis.com/fcm/send/proef',
          options: { applicationServerKey: null },
          toJSON: () => ({
            endpoint: 'https://fcm.googleapis.com/fcm/send/proef',
            keys: { p256dh: 'p'.repeat(87), auth: 'a'.repeat(22) },
          }),
          unsubscribe: async () => true,
        };
        let current: unknown = null;
        Object.assign(PushManager.prototype, {
          getSubscription: async () => current,
          subscribe: async () => {
            current = subscription;
            return current;
          },
        });
      });
      await page.reload();
      await page.getByText(/nooit waarover het gaat/).waitFor();
      await page.getByText(/Zet deze pagina op je beginscherm/).waitFor();
      await keepPicture(page, 'family-messages-phone');
      expect(await faultsOf(visit)).toEqual([]);
      expect(
        await page.evaluate(() =>
          document.querySelector('link[rel=manifest]')?.getAttribute('href'),
        ),
      ).toBe('/pleeggezin.webmanifest');
      await act(page, 'Zet meldingen aan').tap();
      await page.getByText('Meldingen staan aan op dit toestel.').waitFor();
      expect(await devices()).toBe(1);
      await act(page, 'Zet meldingen uit').tap();
      await act(page, 'Zet meldingen aan').waitFor();
      expect(await devices()).toBe(0);
      await act(page, 'Niet nu').tap();
      await context.addInitScript(() => {
        Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
      });
      await page.reload();
      await page.getByText(/Je browser houdt meldingen van deze site tegen/).waitFor();
      expect(await page.getByText(/Zet deze pagina op je beginscherm/).count()).toBe(0);
      expect(await faultsOf(visit)).toEqual([]);
      await context.close();
    },
    LONG,
  );

  test(
    'says nothing of what it is about, and leads to our own page alone',
    async () => {
      const { page, context } = await phone.open();
      await context.grantPermissions(['notifications'], { origin: e2e.url });
      const worker = await workerOf(context, e2e.url);
      await worker.push(
        JSON.stringify({
          web_push: 8030,
          notification: {
            title: 'Vrijplaats',
            body: 'Er staat een bericht klaar.',
            navigate: 'https://thief.invalid/x',
            child: 'Noor (verzonnen)',
          },
        }),
      );
      const shown = () =>
        page.evaluate(async () => {
          const { ready } = navigator.serviceWorker;
          const found = await (await ready).getNotifications();
          return found.map(({ title, body, data }) => ({ title, body, data }));
        });
      await expect.poll(shown, soon).toEqual([
        {
          title: 'Vrijplaats',
          body: 'Er staat een bericht klaar.',
          data: { address: `${e2e.url}${PATH}` },
        },
      ]);
      await context.close();
    },
    LONG,
  );
});

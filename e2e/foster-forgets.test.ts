import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { keptOnDevice } from './device.ts';
import { FamilyPhone, one } from './family-phone.ts';
import { type FosterWorld, makeFosterWorld } from './foster-world.ts';
import { type Journeys, startJourneys } from './harness.ts';

/** What only a card says on the family's screen. */
const ofCard = /1 kind, |West-Vlaanderen|geen eigen school/;
const LONG = 120_000;

let e2e: Journeys<FosterWorld>;
let phone: FamilyPhone;
beforeAll(async () => {
  e2e = await startJourneys({ key: 'foster', make: makeFosterWorld });
  phone = await FamilyPhone.of(e2e);
}, 240_000);
afterAll(() => e2e?.close());
afterEach(() => phone.closeAll());

test(
  'what was closed while the family looked elsewhere is not there when it goes back without a line',
  async () => {
    const { page, context, requestId } = await phone.open();
    expect(await page.locator('main').innerText()).toMatch(ofCard);
    await page.getByRole('link', { name: 'Aanbod' }).tap();
    await page.waitForURL((url) => url.pathname === '/aanbod');
    await page.getByRole('heading', { name: 'Ons gezin', level: 1 }).waitFor({ state: 'detached' });
    await phone.close(requestId);
    await context.setOffline(true);
    await page.goBack();
    await page.getByRole('heading', { name: 'Ons gezin', level: 1 }).waitFor();
    expect(await one(page).count()).toBe(0);
    expect(await page.locator('main').innerText()).not.toMatch(ofCard);
    expect(await keptOnDevice(page)).not.toMatch(ofCard);
    await context.close();
  },
  LONG,
);

test(
  'what closes before its eyes goes from the screen, and from what the browser keeps',
  async () => {
    const { page, context, requestId } = await phone.open();
    await phone.close(requestId);
    await one(page).waitFor({ state: 'detached' });
    expect(await page.content()).not.toMatch(ofCard);
    expect(await keptOnDevice(page)).not.toMatch(ofCard);
    await page.reload();
    await page.getByRole('heading', { name: 'Ons gezin', level: 1 }).waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(ofCard);
    await context.close();
  },
  LONG,
);

test(
  'who goes back after signing out sees nothing of what was asked, nor does who signs in after that',
  async () => {
    const { page, context } = await phone.open();
    await page.locator('.vp-person button').tap();
    await page.getByRole('menuitem', { name: 'Meld af' }).tap();
    await page.waitForURL((url) => url.pathname !== '/pleeggezin');
    await page.goBack();
    // A page out of the browser's memory would stay: this one is asked anew, and leads to the door.
    await page.waitForURL((url) => url.pathname === '/aanmelden');
    await page.locator('.vp-door').waitFor();
    expect(await page.content()).not.toMatch(ofCard);
    await page.goto(`${e2e.url}/auth/login?return=${encodeURIComponent('/pleeggezin')}`);
    await page.locator(`button[value="${e2e.world.people.other}"]`).dispatchEvent('click');
    await page.getByRole('heading', { name: 'Ons gezin', level: 1 }).waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(ofCard);
    expect(await keptOnDevice(page)).not.toMatch(ofCard);
    await context.close();
  },
  LONG,
);

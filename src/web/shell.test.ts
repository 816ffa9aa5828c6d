import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildPages } from './testing/build-pages.ts';
import {
  axeFaults,
  type BuiltServer,
  keepPicture,
  launchChromium,
  openPage,
  overflowOf,
  serveBuilt,
} from './testing/browser.ts';
import { aSession, FakeServer } from './testing/fake-server.ts';

/** The role as the head shows it once the page stands. */
const ROLE = 'regionaal overleg, Overleg Verzonnen';

let pages: Awaited<ReturnType<typeof buildPages>>;
let browser: Browser;
let fake: FakeServer;
let server: BuiltServer;

beforeAll(async () => {
  pages = await buildPages('production');
  browser = await launchChromium();
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  fake = new FakeServer();
  server = await serveBuilt(pages.folder, 'index.html', fake.handle);
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await server.close();
});

describe.each([
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 390 },
] as const)('the frame, $theme at $width pixels', ({ theme, width }) => {
  const look = { viewport: { width, height: 800 }, colorScheme: theme };

  test('who is not signed in comes to the door, and goes on from there to where they wanted', async () => {
    const { page, complaints } = await openPage(browser, `${server.address}/waar?soort=x`, look);
    await page.getByRole('heading', { name: 'Aanmelden' }).waitFor();
    await keepPicture(page, `door-${theme}-${width}`);
    const link = page.getByRole('link', { name: 'Meld aan' });
    expect(await link.getAttribute('href')).toBe('/auth/login?return=%2Fwaar%3Fsoort%3Dx');
    expect(await axeFaults(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  }, 60_000);

  test('who is signed in sees where they are, in which role, and that all is invented', async () => {
    fake.session = aSession();
    const { page, complaints } = await openPage(browser, server.address, look);
    await page.getByText('Alle gegevens zijn verzonnen (demo)', { exact: true }).waitFor();
    await page.getByText(ROLE, { exact: true }).waitFor();
    // The first screen's own code comes after the frame.
    await page.getByRole('heading', { level: 1 }).waitFor();
    await keepPicture(page, `home-${theme}-${width}`);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /Robin Verzonnen/ }).click();
    await page.getByRole('menuitem', { name: 'Weergave' }).click();
    await page.getByRole('radio', { name: 'Donker' }).press('Space');
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await keepPicture(page, `look-${theme}-${width}`, false);
    expect(await axeFaults(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    await page.reload();
    await page.getByText(ROLE, { exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    // The server of this test has the frame alone: what the first screen asks for is not there.
    expect(complaints.filter((each) => !/status of 404/.test(each))).toEqual([]);
  }, 60_000);

  test('an address that is none says so', async () => {
    fake.session = aSession();
    const { page } = await openPage(browser, `${server.address}/nergens`, look);
    await page.getByRole('heading', { name: 'Deze pagina bestaat niet' }).waitFor();
    await keepPicture(page, `none-${theme}-${width}`);
    expect(await axeFaults(page)).toEqual([]);
  }, 60_000);
});

test('the first stop of Tab leads past the head, and ? shows the keys', async () => {
  fake.session = aSession();
  const { page } = await openPage(browser, server.address);
  await page.getByText(ROLE, { exact: true }).waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Ga naar de inhoud');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('inhoud');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Sneltoetsen' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}, 60_000);

test('a person with two hats changes with the token of the session, under a key', async () => {
  fake.session = aSession();
  const { page } = await openPage(browser, server.address);
  await page.getByRole('button', { name: /Robin Verzonnen/ }).click();
  await page.getByRole('menuitem', { name: 'Werk als beleidsanalist' }).click();
  await page.getByText('beleidsanalist', { exact: true }).waitFor();
  const [asked] = fake.askedOf('/api/session/hat');
  expect(asked?.headers).toMatchObject({ 'x-csrf-token': 'token-1' });
  expect(asked?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
}, 60_000);

test('an ended session asks to sign in again over the page, and goes on with what was typed', async () => {
  fake.session = aSession();
  const { page } = await openPage(browser, server.address);
  await page.getByText(ROLE, { exact: true }).waitFor();
  // A field within the page: it is gone as soon as the page is drawn anew or loaded again.
  await page.evaluate(() => {
    const field = document.createElement('input');
    field.id = 'typed';
    document.querySelector('main')?.append(field);
  });
  await page.locator('#typed').fill('half een zin');
  const before = fake.session;
  fake.session = null;
  const other = await page.context().newPage();
  await other.goto(`${server.address}/aangemeld`);
  await page.getByRole('alertdialog', { name: 'Je bent afgemeld' }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await keepPicture(page, 'ended', false);
  fake.session = before;
  await other.reload();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  expect(await page.locator('#typed').inputValue()).toBe('half een zin');
}, 60_000);

test('another person in the second tab leaves nothing of the first on the screen', async () => {
  fake.session = aSession();
  const { page } = await openPage(browser, server.address);
  await page.getByText(ROLE, { exact: true }).waitFor();
  fake.session = aSession({
    person: { name: 'Sam Bedacht' },
    hats: [{ id: 'hat-9', role: 'AD', organisationName: null }],
    role: 'AD',
    organisation: null,
  });
  const other = await page.context().newPage();
  await other.goto(`${server.address}/aangemeld`);
  await page.getByText('Sam Bedacht', { exact: true }).waitFor();
  expect(await page.getByText('Robin Verzonnen').count()).toBe(0);
}, 60_000);

test('a role without live screens asks for no stream', async () => {
  fake.session = aSession({
    role: 'JJ',
    hats: [{ id: 'hat-1', role: 'JJ', organisationName: null }],
    organisation: null,
  });
  const { page } = await openPage(browser, server.address);
  await page.getByText('jeugdrechtbank', { exact: true }).waitFor();
  expect(fake.askedOf('/api/live')).toEqual([]);
}, 60_000);

test('signing out ends the session on the server and leaves the page', async () => {
  fake.session = aSession();
  const { page } = await openPage(browser, server.address);
  await page.getByRole('button', { name: /Robin Verzonnen/ }).click();
  await page.getByRole('menuitem', { name: 'Meld af' }).click();
  await page.getByRole('heading', { name: 'Aanmelden' }).waitFor();
  expect(fake.askedOf('/auth/logout')).toHaveLength(1);
}, 60_000);

test('a server that does not answer at the start says what to do, and goes on when asked again', async () => {
  const { page } = await openPage(browser, server.address);
  await page.getByRole('heading', { name: 'Aanmelden' }).waitFor();
  await page.route('**/api/session', (route) => route.abort());
  await page.reload();
  await page.getByText('De server antwoordt niet.').waitFor();
  await keepPicture(page, 'no-answer');
  await page.unroute('**/api/session');
  await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
  await page.getByRole('heading', { name: 'Aanmelden' }).waitFor();
}, 60_000);

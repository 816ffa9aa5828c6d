import { randomUUID } from 'node:crypto';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embeddedIssuerName } from '../src/platform/auth/embedded-issuer.ts';
import { gatherComplaints } from '../src/web/testing/browser.ts';
import {
  faultsOf,
  type Journeys,
  keepPicture,
  press,
  screens,
  startJourneys,
  tabTo,
  type Visit,
} from './harness.ts';

let journeys: Journeys;
let first: Visit;
beforeAll(async () => {
  journeys = await startJourneys();
  first = await journeys.open('at', '/');
}, 180_000);
afterAll(() => journeys?.close());

/** Somebody who is not signed in, in a browser of their own. */
async function stranger(path: string, options: BrowserContextOptions): Promise<Visit> {
  const context = await first.context.browser()!.newContext({ locale: 'nl-BE', ...options });
  const page = await context.newPage();
  const complaints = gatherComplaints(page);
  await page.goto(`${journeys.url}${path}`);
  return { page, context, complaints, close: () => context.close() };
}

const namesOf = async (subject: string) => {
  const [person] = await journeys.test.owner<{ name: string }>(
    'select name from auth.person where subject = $1',
    [subject],
  );
  return new RegExp(`^${person!.name.replace(/[()]/g, String.raw`\$&`)}`);
};

describe.each(['phone', 'desk'] as const)('on a %s, by keyboard alone', (screen) => {
  test('one comes in by the page of the issuer, and back to the page that was asked', async () => {
    const visit = await stranger('/aanbod', screens[screen]);
    const { page } = visit;
    await page.waitForURL(/\/aanmelden/);
    await page.getByRole('link', { name: 'Meld aan' }).waitFor();
    expect(await faultsOf(visit)).toEqual([]);
    await keepPicture(page, `log-in-door-${screen}`);
    await tabTo(page, 'Meld aan');
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Wie ben je vandaag?' }).waitFor();
    expect(await faultsOf(visit)).toEqual([]);
    await keepPicture(page, `log-in-choice-${screen}`);
    await tabTo(page, await namesOf(journeys.world.people.an));
    await press(page, 'Enter');
    await page.waitForURL((address) => address.pathname === '/aanbod');
    await page.locator('.vp-frame').waitFor();
    const cookies = await visit.context.cookies();
    expect(cookies.find(({ name }) => name === '__Host-vp')).toMatchObject({
      secure: true,
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
      expires: -1,
    });
    expect(visit.complaints).toEqual([]);
    await visit.close();
  }, 60_000);

  test('one goes out, here and at the issuer', async () => {
    const visit = await journeys.open('at', '/', screens[screen]);
    const { page } = visit;
    await tabTo(page, /rol, weergave, aanmeldingen en afmelden/);
    await press(page, 'Enter');
    await page.getByRole('menuitem', { name: 'Meld af' }).waitFor();
    await press(page, 'ArrowUp', 'Enter');
    await page.waitForURL(/\/aanmelden/);
    const left = (await visit.context.cookies()).map(({ name }) => name);
    expect(left.filter((name) => name.startsWith('__Host-') || name === 'vp_idp_session')).toEqual(
      [],
    );
    // What the page was still asking for is refused from the moment of the log-out.
    expect(visit.complaints.filter((each) => !each.includes('401'))).toEqual([]);
    await visit.close();
  }, 60_000);

  test('a browser left open elsewhere is signed out from here', async () => {
    const [left, visit] = [
      await journeys.open('pc', '/berichten', screens[screen]),
      await journeys.open('pc', '/berichten', screens[screen]),
    ];
    const { page } = visit;
    await tabTo(page, /rol, weergave, aanmeldingen en afmelden/);
    await press(page, 'Enter');
    await page.getByRole('menuitem', { name: 'Waar je aangemeld bent' }).press('Enter');
    await page.getByRole('heading', { name: 'Waar je aangemeld bent' }).waitFor();
    await page.getByText('Hier, in deze browser').waitFor();
    await keepPicture(page, `my-sessions-${screen}`);
    expect(await faultsOf(visit)).toEqual([]);
    await page.getByRole('button', { name: 'Meld overal elders af' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Meld overal elders af' }).press('Enter');
    await page.getByText('Je bent nergens anders aangemeld').waitFor();
    expect(await faultsOf(visit)).toEqual([]);
    await left.page.reload();
    await left.page.waitForURL(/\/aanmelden/);
    await left.close();
    await visit.close();
  }, 60_000);

  test('who has no role is told what to do', async () => {
    const subject = randomUUID();
    await journeys.test.owner(
      `insert into auth.person (issuer, subject, name, invented) values ($1, $2, 'Zonder Rol (verzonnen)', true)`,
      [embeddedIssuerName, subject],
    );
    await journeys.test.owner(
      `insert into auth.hat (person_id, role_code, valid) select id, 'AT', daterange('2000-01-01', null) from auth.person where subject = $1`,
      [subject],
    );
    const visit = await stranger('/auth/login', screens[screen]);
    const { page } = visit;
    // The list is kept for some seconds: the choice is sent as its button would.
    await expect
      .poll(
        async () => {
          await page.reload();
          return page.locator(`button[value="${subject}"]`).count();
        },
        { timeout: 20_000, interval: 1_000 },
      )
      .toBe(1);
    await journeys.test.owner(
      `update auth.hat h set valid = daterange('2000-01-01', '2001-01-01') from auth.person p where p.id = h.person_id and p.subject = $1`,
      [subject],
    );
    await page.locator(`button[value="${subject}"]`).dispatchEvent('click');
    await page.getByRole('heading', { name: 'Je hebt hier nog geen rol' }).waitFor();
    // A browser reports every page that is not a success; this one is meant to be none.
    visit.complaints.splice(0);
    expect(await faultsOf(visit)).toEqual([]);
    await keepPicture(page, `log-in-no-role-${screen}`);
    await tabTo(page, 'Meld opnieuw aan');
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Wie ben je vandaag?' }).waitFor();
    await visit.close();
  }, 60_000);

  test('a log-in that is not ours or came back twice leads to a way on', async () => {
    const visit = await stranger('/auth/callback?state=made-up&code=x', screens[screen]);
    await visit.page.getByRole('heading', { name: 'Aanmelden lukte niet' }).waitFor();
    visit.complaints.splice(0);
    expect(await faultsOf(visit)).toEqual([]);
    await keepPicture(visit.page, `log-in-failed-${screen}`);
    await tabTo(visit.page, 'Probeer opnieuw');
    await press(visit.page, 'Enter');
    await visit.page.getByRole('heading', { name: 'Wie ben je vandaag?' }).waitFor();
    await visit.close();
  }, 60_000);
});

test('a person with two hats changes from one to the other', async () => {
  const visit = await journeys.open('both', '/');
  const { page } = visit;
  const role = async () =>
    page.evaluate(
      async () => ((await (await fetch('/api/session')).json()) as { role: string }).role,
    );
  const before = await role();
  await tabTo(page, /rol, weergave, aanmeldingen en afmelden/);
  await press(page, 'Enter');
  await page
    .getByRole('menuitem', { name: /^Werk als/ })
    .first()
    .waitFor();
  await press(page, 'Enter');
  await expect.poll(role).not.toBe(before);
  // What the first hat was still asking for is refused; the page of the second comes up by itself.
  await expect
    .poll(
      () => {
        visit.complaints.splice(0);
        return faultsOf(visit);
      },
      { timeout: 10_000, interval: 500 },
    )
    .toEqual([]);
  await keepPicture(page, 'log-in-other-hat');
  await visit.close();
}, 60_000);

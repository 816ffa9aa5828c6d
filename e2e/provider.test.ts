import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  faultsOf,
  type Journeys,
  keepPicture,
  press,
  screens,
  startJourneys,
  tabTo,
  toast,
} from './harness.ts';
import { openPlace, place, until } from './unit-page.ts';
import type { LindeUnit } from './small-world.ts';

let e2e: Journeys;
beforeAll(async () => {
  e2e = await startJourneys();
}, 180_000);
afterAll(() => e2e?.close());

const LONG = 90_000;
const LIST = '/mijn-leefgroepen';
const pageOf = (unit: LindeUnit) => `${LIST}/${e2e.world.units[unit].unitId}`;

describe('my units', () => {
  const shown = [
    ['phone', 'light'],
    ['tablet', 'light'],
    ['desk', 'dark'],
  ] as const;
  test.each(shown)(
    'list, unit and form are clean on a %s in the %s',
    async (screen, colorScheme) => {
      const visit = await e2e.open('pc', LIST, { ...screens[screen], colorScheme });
      const { page } = visit;
      await page.getByRole('link', { name: 'Leefgroep Ahorn' }).waitFor();
      await keepPicture(page, `provider-list-${screen}-${colorScheme}`);
      expect(await faultsOf(visit)).toEqual([]);
      await page.getByRole('link', { name: 'Leefgroep Ahorn' }).click();
      await page.locator('.pv-history li').first().waitFor();
      await openPlace(page, screen === 'phone' ? 2 : 4);
      await keepPicture(page, `provider-unit-${screen}-${colorScheme}`);
      expect(await faultsOf(visit)).toEqual([]);
      await openPlace(page, 5);
      await page.getByRole('button', { name: 'Details: Neem op' }).click();
      await page.getByRole('dialog').waitFor();
      await keepPicture(page, `provider-form-${screen}-${colorScheme}`, false);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.context.close();
    },
    LONG,
  );

  test(
    'the most urgent come first, with the reason in words',
    async () => {
      const { page, context } = await e2e.open('pc', LIST);
      await page.locator('.pv-card').first().waitFor();
      const group = (name: string) => page.getByRole('region', { name: new RegExp(name) });
      const inGroup = (name: string) => group(name).locator('.pv-card h3').allInnerTexts();
      expect(await inGroup('Nakijken vandaag')).toEqual([
        'Leefgroep Ceder',
        'Leefgroep Esdoorn',
        'Leefgroep Den',
      ]);
      await group('Nakijken vandaag').getByText('1 kind boven capaciteit').waitFor();
      await group('Nakijken vandaag').getByText('cijfers nog nooit bevestigd').waitFor();
      expect(await inGroup('In orde')).toEqual([
        'Leefgroep Ahorn',
        'Leefgroep Berk',
        'Leefgroep Fluweelboom',
      ]);
      await context.close();
    },
    LONG,
  );

  test.each(['phone', 'desk'] as const)(
    '"nog juist", by keyboard alone, on a %s: the card keeps its place, and there is a way back',
    async (screen) => {
      const visit = await e2e.open('pc', LIST, screens[screen]);
      const { page } = visit;
      await page.locator('.pv-card').first().waitFor();
      const before = await page.locator('.pv-card h3').allInnerTexts();
      await tabTo(page, 'Nog juist: Leefgroep Den');
      await press(page, 'Enter');
      await toast(page, 'Leefgroep Den: nog juist').waitFor();
      expect(await page.locator('.pv-card h3').allInnerTexts()).toEqual(before);
      await page.getByText('Bevestigd. Blijft hier staan tot je opnieuw ordent.').waitFor();
      await press(page, 'F6');
      await tabTo(page, 'Ongedaan maken', 4);
      await press(page, 'Enter');
      await toast(page, 'Ongedaan gemaakt').waitFor();
      await page.getByText('cijfers nog nooit bevestigd').waitFor();
      await visit.context.close();
    },
    LONG,
  );

  test(
    'several at once, and one way back for all of them',
    async () => {
      const { page, context } = await e2e.open('pc', LIST, screens.phone);
      await page.getByRole('button', { name: 'Vink alle aan: In orde' }).click();
      await page.getByText('3 aangevinkt').waitFor();
      await page.getByRole('button', { name: 'Alles nog juist' }).click();
      await toast(page, '3 leefgroepen bevestigd').waitFor();
      await toast(page, '3 leefgroepen').getByRole('button', { name: 'Ongedaan maken' }).click();
      await toast(page, '3 wijzigingen ongedaan gemaakt').waitFor();
      await context.close();
    },
    LONG,
  );

  test(
    'the search field is found with /, and an empty answer says what to do',
    async () => {
      const { page, context } = await e2e.open('pc', LIST);
      await page.locator('.pv-card').first().waitFor();
      await press(page, '/');
      await page.keyboard.type('ahorn');
      await page.waitForFunction(() => document.querySelectorAll('.pv-card').length === 1);
      await page.keyboard.type('xyz');
      await page.getByText('Geen leefgroep met “ahornxyz”').waitFor();
      await page.getByRole('button', { name: 'Toon alle leefgroepen' }).click();
      await page.getByRole('link', { name: 'Leefgroep Berk' }).waitFor();
      await context.close();
    },
    LONG,
  );
});

test(
  'when the server does not answer, each page says what and how to mend it',
  async () => {
    const visit = await e2e.open('pc', '/aanbod', screens.phone);
    const { page } = visit;
    await page.locator('.ct-provider').first().waitFor();
    await page.route('**/api/capacity/**', (route) => route.abort());
    for (const [path, what] of [
      [LIST, 'Je leefgroepen konden niet worden opgehaald.'],
      [pageOf('fresh'), 'Deze leefgroep kon niet worden opgehaald.'],
      ['/aanbod', 'Het aanbod kon niet worden opgehaald.'],
    ] as const) {
      await page.goto(`${e2e.url}${path}`);
      await page.getByText(what).waitFor({ timeout: 20_000 });
      visit.complaints.length = 0;
      expect(await faultsOf(visit)).toEqual([]);
    }
    await page.unroute('**/api/capacity/**');
    await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
    await page.locator('.ct-provider').first().waitFor();
    await visit.context.close();
  },
  LONG,
);

describe('others', () => {
  test(
    'a change is seen by a colleague and in the Regiekamer within a second',
    async () => {
      const actor = await e2e.open('pc', pageOf('review'));
      const colleague = await e2e.open('pi', pageOf('review'));
      const team = await e2e.open('at', '/regiekamer?view=tiles&text=Esdoorn');
      await colleague.page.locator('.pv-slot').first().waitFor();
      const freeThere = () => team.page.locator('.vp-tile .vp-figure').first();
      await freeThere().waitFor();
      expect(await freeThere().innerText()).toBe('2');
      await openPlace(actor.page, 3);
      const seen = Promise.all([
        until(colleague.page, 3, 'OCCUPIED').then(() => performance.now()),
        team.page
          .waitForFunction(() => document.querySelector('.vp-tile .vp-figure')?.textContent === '1')
          .then(() => performance.now()),
      ]);
      // The clock starts when the server has the change: what the press itself takes is another matter.
      const saved = actor.page
        .waitForResponse((answer) => answer.url().endsWith('/api/capacity/stays'))
        .then(() => performance.now());
      await place(actor.page, 3).getByRole('button', { name: 'Neem op', exact: true }).click();
      const begun = await saved;
      const times = (await seen).map((moment) => Math.round(moment - begun));
      console.log(`seen by a colleague and by the access team after ${times.join(' and ')} ms`);
      expect(Math.max(...times)).toBeLessThan(1000);
      for (const { context } of [actor, colleague, team]) await context.close();
    },
    LONG,
  );

  test.each(['phone', 'desk'] as const)(
    'who may only look sees everything and why there are no acts, on a %s',
    async (screen) => {
      const visit = await e2e.open('pi', LIST, screens[screen]);
      const { page } = visit;
      await page
        .getByText('Jouw rol kan inkijken; bijwerken doet de capaciteitsbeheerder.')
        .waitFor();
      expect(await page.getByRole('button', { name: /Nog juist/ }).count()).toBe(0);
      await page.getByRole('link', { name: 'Leefgroep Ahorn' }).click();
      await page.locator('.pv-slot').first().waitFor();
      expect(await page.locator('.pv-slot button').count()).toBe(0);
      expect(await page.getByRole('button', { name: /Ongedaan maken/ }).count()).toBe(0);
      await keepPicture(page, `provider-readonly-${screen}`);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.context.close();
    },
    LONG,
  );

  test(
    'one person with both hats is told where to switch, and can',
    async () => {
      const { page, context } = await e2e.open('both', LIST);
      const banner = page.getByText(/Ben je dat ook, wissel dan van rol/);
      const confirm = page.getByRole('button', { name: /^Nog juist/ }).first();
      const isReading = await Promise.race([
        banner.waitFor().then(() => true),
        confirm.waitFor().then(() => false),
      ]);
      await page.getByRole('button', { name: /Noor Proef/ }).click();
      await page.getByRole('menuitem', { name: /Werk als/ }).click();
      await (isReading ? confirm : banner).waitFor();
      await context.close();
    },
    LONG,
  );

  test(
    'a unit of another provider is not found',
    async () => {
      const { page, context } = await e2e.open('otherPc', pageOf('mixed'));
      await page.getByText('Deze leefgroep is niet gevonden').waitFor();
      await context.close();
    },
    LONG,
  );
});

describe('the offer catalogue', () => {
  test.each(['phone', 'desk'] as const)(
    'on a %s says to the magistrate who offers what, and no word about places',
    async (screen) => {
      const visit = await e2e.open('jj', '/aanbod', screens[screen]);
      const { page } = visit;
      await page.getByRole('heading', { name: 'De Linde (verzonnen)' }).waitFor();
      await keepPicture(page, `catalogue-${screen}`);
      expect(await faultsOf(visit)).toEqual([]);
      expect(await page.locator('main').innerText()).not.toMatch(
        /plaats|vrij|bezet|capaciteit|wacht/i,
      );
      await press(page, '/');
      await page.keyboard.type('linde cedër');
      await page.getByText('1 leefgroep bij 1 voorziening').waitFor();
      expect(new URL(page.url()).searchParams.get('zoek')).toBe('linde cedër');
      await page.keyboard.type('zz');
      await page.getByText('Niets gevonden met deze keuzes').waitFor();
      await visit.context.close();
    },
    LONG,
  );

  test.each(['an', 'rb', 'ad'] as const)(
    '%s finds a first page that is theirs',
    async (who) => {
      const homes: Record<string, string> = {
        ad: '/beheer/mensen',
        an: '/cijfers',
        rb: '/cijfers',
      };
      const home = homes[who] ?? '/aanbod';
      const visit = await e2e.open(who, home);
      await visit.page.locator('main h1').waitFor();
      await visit.page.goto(`${e2e.url}/`);
      await visit.page.waitForURL(`**${home}`);
      await visit.page.locator('main h1').waitFor();
      expect(await faultsOf(visit)).toEqual([]);
      await visit.context.close();
    },
    LONG,
  );
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { notify } from '../src/notices/notify.ts';
import { faultsOf, type Journeys, keepPicture, press, startJourneys, tabTo } from './harness.ts';

let e2e: Journeys;
beforeAll(async () => {
  e2e = await startJourneys();
}, 180_000);
afterAll(() => e2e?.close());

const LONG = 90_000;
const sizes = {
  phone: { viewport: { width: 360, height: 780 }, hasTouch: true },
  desk: { viewport: { width: 1440, height: 900 } },
} as const;
const toast = (page: Page, text: string) => page.locator('.vp-toast', { hasText: text });
const bell = (page: Page) => page.locator('.nt-bell');

let told = 0;
const tell = () =>
  e2e.test.db.as('vp_jobs', (tx) =>
    notify(tx, {
      to: { role: 'PC', organisationId: e2e.world.linde },
      kind: 'capacity.unavailability-lapsed',
      path: `/mijn-leefgroepen/${e2e.world.units.review.unitId}`,
      about: 'Leefgroep Esdoorn (verzonnen)',
      details: { until: e2e.world.today, places: 1 },
      dedupeKey: `e2e ${++told}`,
      at: new Date(),
    }),
  );

describe('the inbox', () => {
  test(
    'the count grows while one looks; a notice leads to its place, is done by keyboard and comes back',
    async () => {
      await tell();
      const visit = await e2e.open('pc', '/mijn-leefgroepen', sizes.desk);
      const { page } = visit;
      await bell(page).getByText('Berichten, 1 ongelezen').waitFor();
      await tell();
      await bell(page).getByText('Berichten, 2 ongelezen').waitFor();
      await press(page, 'g', 'b');
      await page.getByRole('heading', { name: 'Berichten', level: 1 }).waitFor();
      await page.locator('.nt-notice').nth(1).waitFor();
      await keepPicture(page, 'inbox-desk');
      expect(await faultsOf(visit)).toEqual([]);
      await tabTo(page, /^Klaar: Leefgroep Esdoorn/);
      await press(page, 'Enter');
      await toast(page, 'Het bericht is afgewerkt').waitFor();
      await page.locator('.nt-notice').nth(1).waitFor({ state: 'detached' });
      await toast(page, 'Het bericht is afgewerkt')
        .getByRole('button', { name: 'Ongedaan maken' })
        .click();
      await page.locator('.nt-notice').nth(1).waitFor();
      await page
        .getByRole('link', { name: /1 plaats telt weer mee/ })
        .first()
        .click();
      await page.getByRole('heading', { name: 'Leefgroep Esdoorn' }).first().waitFor();
      await visit.close();
    },
    LONG,
  );

  test(
    'on a phone, with a choice of how to be told; nobody else sees the notice',
    async () => {
      await tell();
      const visit = await e2e.open('pc', '/berichten', sizes.phone);
      const { page } = visit;
      await page.locator('.nt-notice').first().waitFor();
      await page.getByRole('button', { name: 'Waarvan wil je bericht krijgen?' }).click();
      await page.getByText('Je keuze geldt voor nieuwe berichten.').waitFor();
      await keepPicture(page, 'inbox-phone');
      expect(await faultsOf(visit)).toEqual([]);
      await visit.close();
      const judge = await e2e.open('jj', '/berichten', sizes.phone);
      await judge.page.getByText('Geen berichten').waitFor();
      expect(await faultsOf(judge)).toEqual([]);
      await judge.close();
    },
    LONG,
  );
});

describe('saved searches', () => {
  test(
    'by keyboard: keep this question, open it, make it the default, throw it away and back',
    async () => {
      const visit = await e2e.open('at', '/regiekamer?region=WVL', sizes.desk);
      const { page } = visit;
      await page.getByRole('button', { name: 'Bewaarde zoekvragen' }).waitFor();
      await tabTo(page, 'Bewaarde zoekvragen', 120);
      await press(page, 'Enter');
      await page.getByRole('menuitem', { name: 'Bewaar deze zoekvraag' }).click();
      await page.getByRole('dialog').waitFor();
      await keepPicture(page, 'saved-search-dialog-desk', false);
      expect(await faultsOf(visit)).toEqual([]);
      await page.keyboard.type('West');
      await press(page, 'Enter');
      await toast(page, '“West” is bewaard').waitFor();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await press(page, 'g', 'z');
      await page.getByRole('link', { name: 'West', exact: true }).waitFor();
      await page.getByRole('checkbox', { name: 'Open West vanzelf op haar pagina' }).press('Space');
      await page
        .getByRole('checkbox', { name: 'Open West vanzelf op haar pagina', checked: true })
        .waitFor();
      await keepPicture(page, 'saved-searches-desk');
      expect(await faultsOf(visit)).toEqual([]);
      await press(page, 'g', 'r');
      await page.waitForURL(/\/regiekamer\?region=WVL/);
      await press(page, 'g', 'z');
      await page.getByRole('button', { name: 'Verwijder West' }).press('Enter');
      await toast(page, '“West” is verwijderd').waitFor();
      await page.getByText('Nog geen bewaarde zoekvragen').waitFor();
      await toast(page, '“West” is verwijderd')
        .getByRole('button', { name: 'Ongedaan maken' })
        .click();
      await page.getByRole('link', { name: 'West', exact: true }).waitFor();
      await visit.close();
      const phone = await e2e.open('at', '/zoekvragen', sizes.phone);
      await phone.page.getByRole('link', { name: 'West', exact: true }).waitFor();
      await keepPicture(phone.page, 'saved-searches-phone');
      expect(await faultsOf(phone)).toEqual([]);
      await phone.close();
    },
    LONG,
  );
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { notify } from '../src/notices/notify.ts';
import {
  faultsOf,
  type Journeys,
  keepPicture,
  press,
  startJourneys,
  tabTo,
  toast,
} from './harness.ts';

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
      await page.getByRole('link', { name: 'Waarvan wil je bericht krijgen?' }).click();
      await page.getByText('Je keuze geldt voor nieuwe berichten.', { exact: false }).waitFor();
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
      await page.getByRole('checkbox', { name: 'Opent vanzelf: West' }).press('Space');
      await page.getByRole('checkbox', { name: 'Opent vanzelf: West', checked: true }).waitFor();
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

describe('administration', () => {
  test(
    'an intake lets a colleague stand in during leave: the role comes with its end, and the colleague is told',
    async () => {
      const visit = await e2e.open('pi', '/beheer/mensen', sizes.desk);
      const { page } = visit;
      await page.getByRole('button', { name: 'Noor Proef (verzonnen)' }).click();
      await page.getByRole('heading', { name: 'Noor Proef (verzonnen)' }).waitFor();
      await keepPicture(page, 'people-desk');
      expect(await faultsOf(visit)).toEqual([]);
      await page.getByRole('button', { name: 'Beëindig capaciteitsbeheerder' }).click();
      await page.getByRole('button', { name: 'Beëindig de rol' }).click();
      await toast(page, 'is beëindigd').waitFor();
      await page.getByRole('button', { name: 'Geef een rol' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: /Vervangt tijdens afwezigheid/ }).click();
      await page.getByRole('option', { name: 'Mira Proef (verzonnen)' }).click();
      await dialog.getByRole('textbox', { name: 'Reden' }).fill('Verlof van Mira (verzonnen)');
      await dialog.getByRole('button', { name: 'Geef de rol' }).click();
      await dialog.getByText('Een vervanging heeft een einde nodig.').waitFor();
      await keepPicture(page, 'deputy-desk', false);
      expect(await faultsOf(visit)).toEqual([]);
      await dialog
        .getByRole('spinbutton', { name: /Tot \(eerste dag zonder\)/ })
        .first()
        .click();
      await page.keyboard.type('31122026');
      await dialog.getByRole('button', { name: 'Geef de rol' }).click();
      await toast(page, 'Noor Proef (verzonnen) heeft de rol').waitFor();
      await page.getByText('vervangt Mira Proef (verzonnen)').waitFor();
      await visit.close();
      const told = await e2e.open('both', '/berichten', sizes.phone);
      await told.page.getByText('Je hebt een nieuwe rol').first().waitFor();
      await told.close();
    },
    LONG,
  );

  test(
    'the administrator asks a role for two; the pages on a phone are clean',
    async () => {
      const visit = await e2e.open('ad', '/beheer/mensen?zoek=Lies', sizes.desk);
      const { page } = visit;
      await page.getByRole('button', { name: 'Lies Proef (verzonnen)' }).click();
      await page.getByRole('button', { name: 'Geef een rol' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: /Rol/ }).first().click();
      await page.getByRole('option', { name: 'toegangsteam', exact: true }).click();
      await dialog.getByText('Deze rol vraagt het ja van een tweede persoon').waitFor();
      await dialog.getByRole('textbox', { name: 'Reden' }).fill('Nieuwe collega (verzonnen)');
      await dialog.getByRole('button', { name: 'Vraag de rol aan' }).click();
      await toast(page, 'wacht op het ja van een tweede persoon').waitFor();
      await visit.close();
      for (const [path, words] of [
        ['/beheer/mensen', 'Mensen en rollen'],
        ['/beheer/aanvragen', 'Iemand anders moet ja zeggen.'],
        ['/beheer/organisaties', 'De Linde (verzonnen)'],
        ['/beheer/instellingen', 'Kleinste aantal dat wordt getoond'],
        ['/beheer/geschiedenis', 'aanvraag toegevoegd'],
      ] as const) {
        const phone = await e2e.open('ad', path, sizes.phone);
        await phone.page.getByText(words).first().waitFor();
        await keepPicture(phone.page, `administration${path.replaceAll('/', '-')}-phone`);
        expect([path, await faultsOf(phone)]).toEqual([path, []]);
        await phone.close();
      }
    },
    LONG,
  );

  test(
    'a type module is announced and later ended, by keyboard; the history says who',
    async () => {
      const visit = await e2e.open('ad', '/beheer/codelijsten', sizes.desk);
      const { page } = visit;
      await page.getByText('STAY_O12').first().waitFor();
      await keepPicture(page, 'code-lists-desk');
      expect(await faultsOf(visit)).toEqual([]);
      await tabTo(page, 'Typemodule toevoegen');
      await press(page, 'Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Bewaar' }).press('Enter');
      await dialog.getByText('Geef een code van 2 tot 40 tekens').waitFor();
      await dialog.getByRole('textbox', { name: /^Code/ }).fill('safe_stay');
      await dialog.getByRole('textbox', { name: /Nederlands/ }).fill('Veilig verblijf (verzonnen)');
      await dialog.getByRole('textbox', { name: 'Jongste leeftijd' }).fill('12');
      await dialog.getByRole('textbox', { name: 'Oudste leeftijd' }).fill('17');
      await dialog.getByRole('textbox', { name: /Bron/ }).fill('Besluit (verzonnen)');
      await keepPicture(page, 'code-lists-dialog', false);
      expect(await faultsOf(visit)).toEqual([]);
      await dialog.getByRole('button', { name: 'Bewaar' }).press('Enter');
      await toast(page, 'Veilig verblijf (verzonnen) is toegevoegd.').waitFor();
      await page.getByRole('button', { name: 'Wijzig Veilig verblijf (verzonnen)' }).press('Enter');
      await dialog
        .getByRole('spinbutton', { name: /Geldt niet meer vanaf/ })
        .first()
        .click();
      await page.keyboard.type('01012035');
      await dialog.getByRole('button', { name: 'Bewaar' }).press('Enter');
      await toast(page, 'Veilig verblijf (verzonnen) is gewijzigd.').waitFor();
      await page.getByText('Nu, tot 1 januari 2035').waitFor();
      await page.getByRole('button', { name: /Redenen van einde/ }).press('Enter');
      await page.getByText('AGE_LIMIT').waitFor();
      await visit.close();
      const phone = await e2e.open('ad', '/beheer/codelijsten', sizes.phone);
      await phone.page.getByText('SAFE_STAY').waitFor();
      await keepPicture(phone.page, 'code-lists-phone');
      expect(await faultsOf(phone)).toEqual([]);
      await phone.page.goto(`${e2e.url}/beheer/geschiedenis`);
      await phone.page.getByText('typemodule toegevoegd').waitFor();
      await phone.close();
    },
    LONG,
  );

  test(
    'a key is made, shown once, used, and revoked',
    async () => {
      const visit = await e2e.open('pc', '/sleutels', sizes.desk);
      const { page } = visit;
      await page.getByRole('button', { name: 'Maak een sleutel' }).click();
      await page.getByRole('textbox', { name: 'Naam' }).fill('Dossiersysteem');
      await page.getByRole('button', { name: 'Maak', exact: true }).click();
      const secret = await page.locator('.ad-secret code').innerText();
      await keepPicture(page, 'key-desk', false);
      expect(await faultsOf(visit)).toEqual([]);
      await page.getByRole('button', { name: 'Ik heb hem bewaard' }).click();
      const ask = () =>
        fetch(`${e2e.url}/api/capacity/photo`, { headers: { authorization: `Bearer ${secret}` } });
      expect((await ask()).status).toBe(200);
      await page.reload();
      await page.getByText('laatst gebruikt').waitFor();
      expect(await page.content()).not.toContain(secret);
      await page.getByRole('button', { name: 'Trek in: Dossiersysteem' }).click();
      await page.getByRole('button', { name: 'Trek in', exact: true }).click();
      await toast(page, 'Dossiersysteem is ingetrokken').waitFor();
      await expect.poll(async () => (await ask()).status).toBe(401);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.close();
    },
    LONG,
  );
});

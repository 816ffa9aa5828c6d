import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeNight, type Night } from './crisis-night.ts';
import {
  act,
  faultsOf,
  focused,
  type Journeys,
  keepPicture,
  narrow,
  screens,
  startJourneys,
  toast,
} from './harness.ts';

const LONG = 180_000;
let e2e: Journeys;
let night: Night;

beforeAll(async () => {
  e2e = await startJourneys();
  night = await makeNight(e2e);
}, 240_000);
afterAll(() => e2e?.close());

/** Opens a case by its number, from the list beside it. */
async function openCase(page: Page, number: number): Promise<void> {
  await page.getByRole('link', { name: `Vraag ${number}`, exact: true }).click();
  await page.getByRole('heading', { name: new RegExp(`^Vraag ${number} ·`), level: 2 }).waitFor();
}
const dialog = (page: Page) => page.getByRole('dialog');
const save = (page: Page, name: string) =>
  dialog(page).getByRole('button', { name, exact: true }).click();
/** Chooses from a list that opens. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await dialog(page).getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

describe('the rest of a case', () => {
  test(
    'what comes after is arranged before help ends, and help that is past its term ends',
    async () => {
      const cr = await e2e.open('cr', '/crisis', screens.desk);
      const { page } = cr;
      await page.getByText('9 open vragen').waitFor();
      await keepPicture(page, 'crisis-night-desk');
      await openCase(page, night.ending);
      await page.getByText('Nog 2 keer te verlengen.').waitFor();
      await keepPicture(page, 'crisis-ending-desk');
      expect(await faultsOf(cr)).toEqual([]);
      await page.getByRole('button', { name: 'Meer voor De Beukelaar (verzonnen)' }).click();
      await page.getByRole('menuitem', { name: 'Beëindig de hulp' }).click();
      await dialog(page)
        .getByText(/Hulp eindigt niet zonder volgende stap/)
        .waitFor();
      await keepPicture(page, 'crisis-end-desk', false);
      await save(page, 'Annuleer');

      await act(page, 'Spreek af wat erna komt').click();
      await save(page, 'Bewaar de afspraak');
      await dialog(page).getByText('Maak een keuze.').waitFor();
      await choose(page, 'Volgende stap', 'VIST');
      await dialog(page).getByRole('textbox', { name: 'Wie zorgt ervoor' }).fill('Tom (verzonnen)');
      await dialog(page).getByRole('spinbutton', { name: /^dag/ }).click();
      await page.keyboard.type('31122027');
      expect(await faultsOf(cr)).toEqual([]);
      await keepPicture(page, 'crisis-outflow-desk', false);
      await save(page, 'Bewaar de afspraak');
      await toast(page, 'Afgesproken wat erna komt.').waitFor();
      await page.getByText('Erna: VIST, door Tom (verzonnen), tegen 31 december 2027.').waitFor();

      await act(page, 'Verleng').click();
      await dialog(page)
        .getByText(/uiterlijk tot .* Nog 1 keer te verlengen/)
        .waitFor();
      await save(page, 'Verleng');
      await toast(page, 'De hulp is verlengd.').waitFor();
      await page.getByText('Nog 1 keer te verlengen.').waitFor();

      await openCase(page, night.over);
      await act(page, 'Beëindig de hulp').click();
      await choose(page, 'Waar gaat het kind heen', 'Naar een pleeggezin');
      await save(page, 'Beëindig de hulp');
      await toast(page, 'De hulp is beëindigd.').waitFor();
      await page.getByText('8 open vragen').waitFor();
      await cr.close();
    },
    LONG,
  );

  test(
    'a question is taken back, a child is named, linked, handed to the list and withdrawn',
    async () => {
      const cr = await e2e.open('cr', '/crisis', screens.desk);
      const { page } = cr;
      await openCase(page, night.asked);
      expect(await faultsOf(cr)).toEqual([]);
      await act(page, 'Trek in: vraag aan De Waver (verzonnen)').click();
      await save(page, 'Trek in');
      await toast(page, 'De vraag aan De Waver (verzonnen) is ingetrokken.').waitFor();
      await page.getByText('vraag ingetrokken').waitFor();

      await page.getByRole('button', { name: /^Meer voor Minderjarige 1/ }).click();
      await page.getByRole('menuitem', { name: 'Wie het kind is' }).click();
      await save(page, 'Bewaar');
      await dialog(page).getByText('Vul minstens één gegeven in.').waitFor();
      await dialog(page).getByRole('textbox', { name: 'Voornaam' }).fill('Bo');
      await dialog(page).getByRole('textbox', { name: 'Telefoonnummer' }).fill('0400 55 55 55');
      expect(await faultsOf(cr)).toEqual([]);
      await save(page, 'Bewaar');
      await page.getByText(/Bo · tel\. 0400 55 55 55/).waitFor();

      await page.getByRole('button', { name: /^Meer voor Minderjarige 1/ }).click();
      await page.getByRole('menuitem', { name: 'Naar de wachtlijst' }).click();
      await dialog(page).getByRole('radio', { name: 'Vrijwillig' }).check({ force: true });
      await dialog(page).getByRole('textbox', { name: 'Geboortemaand' }).fill('3/2012');
      await dialog(page).getByRole('checkbox').first().check({ force: true });
      await keepPicture(page, 'crisis-to-list-desk', false);
      await save(page, 'Zet op de wachtlijst');
      await page.getByText(/staat ook op de wachtlijst/).waitFor();

      await page.getByRole('button', { name: /^Meer voor Minderjarige 1/ }).click();
      await page.getByRole('menuitem', { name: 'Trek de vraag in' }).click();
      await choose(page, 'Waarom', 'Cliënt trok zich terug');
      await save(page, 'Trek de vraag in');
      await page.getByText('Ingetrokken').first().waitFor();

      await openCase(page, night.repeat);
      await page.getByText(`Misschien hetzelfde kind als vraag`).waitFor();
      await act(page, 'Bekijk en koppel').click();
      await dialog(page)
        .getByText(new RegExp(`Vraag ${night.silent}, .*zelfde naam`))
        .click();
      await save(page, 'Koppel');
      await page.getByText('Zelfde dossier:').waitFor();
      expect(await faultsOf(cr)).toEqual([]);
      await cr.close();
    },
    LONG,
  );

  test(
    'a consult becomes a search, marks are taken back, promised help falls through, on a phone',
    async () => {
      const cr = await e2e.open('cr', '/crisis', narrow);
      const { page } = cr;
      await openCase(page, night.consult);
      await keepPicture(page, 'crisis-consult-phone');
      await act(page, 'Begin te zoeken').tap();
      await dialog(page).getByText('Crisisverblijf').tap();
      await save(page, 'Begin te zoeken');
      await toast(page, 'De zoektocht is begonnen.').waitFor();
      await page.getByText('Er is nog niemand gevraagd.').waitFor();

      await act(page, 'Onveiligheid en aandacht').tap();
      await dialog(page).getByText('Acuut onveilig').tap();
      await save(page, 'Bewaar');
      await toast(page, 'Bewaard.').waitFor();
      await toast(page, 'Bewaard.').getByRole('button', { name: 'Ongedaan maken' }).tap();
      await toast(page, 'Zoals het was.').waitFor();
      await page.locator('.cr-facts', { hasText: 'Geen teken van onveiligheid' }).waitFor();

      await act(page, 'Schrijf een notitie').tap();
      await dialog(page).getByRole('textbox', { name: 'Notitie' }).fill('Belt terug om 4 uur.');
      await save(page, 'Bewaar de notitie');
      await page.getByText('Belt terug om 4 uur.').waitFor();
      expect(await faultsOf(cr)).toEqual([]);

      await act(page, 'Terug naar de lijst').tap();
      await openCase(page, night.placed);
      await act(page, 'Gaat niet door').tap();
      await save(page, 'Zoek verder');
      await page.getByText('ging niet door').waitFor();
      await keepPicture(page, 'crisis-fallen-phone');
      await act(page, 'Terug naar de lijst').tap();
      await openCase(page, night.siblings);
      await keepPicture(page, 'crisis-siblings-phone');
      expect(await faultsOf(cr)).toEqual([]);
      await cr.close();
    },
    LONG,
  );
});

/** How many units of the region have a place for her, counted from the live picture. */
async function freeFor14(): Promise<number> {
  const [row] = await e2e.test.owner<{ n: number }>(
    `select count(*)::int as n from capacity.unit_live l join capacity.module_type m on m.code = l.module_code
      where l.region_code = 'WVL' and l.offerable > 0 and m.residential and 14 between l.age_min and l.age_max and l.gender_mix <> 'BOYS'`,
  );
  return row!.n;
}

describe('who has a bed tonight', () => {
  beforeAll(async () => {
    await e2e.test.owner(
      `insert into platform.event (id, slice, kind, at) values ('00000000-0000-4000-8000-0000000000be', 'crisis', 'partner', platform.now());
       select set_config('vp.event', '00000000-0000-4000-8000-0000000000be', true);
       update crisis.partner set provider_id = (select id from capacity.provider where name = 'De Beuk (verzonnen)') where name = 'De Waver (verzonnen)'`,
    );
  });

  test.each([
    ['desk', screens.desk],
    ['phone', narrow],
  ] as const)(
    'from a case, by age and group, near a municipality: %s',
    async (screen, options) => {
      const cr = await e2e.open('cr', '/crisis', options);
      const { page } = cr;
      await openCase(page, night.silent);
      await page.getByRole('link', { name: /^Wie heeft een bed.*Minderjarige 1/ }).click();
      await page.getByRole('heading', { name: 'Wie heeft vannacht een bed', level: 1 }).waitFor();
      const cards = page.locator('.cr-card');
      const free = await freeFor14();
      expect(free).toBeGreaterThan(2);
      await page.getByText(`${free} leefgroepen met een vrije plaats`).waitFor();
      expect(await cards.count()).toBe(free);
      // Whom to call stands beside the units of partners alone.
      const ofPartner = cards.filter({ hasText: 'De Beuk (verzonnen)' });
      expect(await ofPartner.first().innerText()).toMatch(/In jouw netwerk:\s+tel\. 050 00 00 00/);
      expect(await ofPartner.first().getByRole('link').first().getAttribute('href')).toBe(
        'tel:050000000',
      );
      await keepPicture(page, `crisis-beds-${screen}`);
      expect(await faultsOf(cr)).toEqual([]);

      await page.getByRole('combobox', { name: /Dicht bij gemeente/ }).fill('proef');
      await page.getByRole('option', { name: 'Proefstad' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await cards.first().getByText('Proefstad · 0 km').waitFor();
      expect(await cards.filter({ hasText: 'Voorbeelddorp' }).count()).toBeGreaterThan(0);
      await page.getByRole('button', { name: /Tot hoever/ }).click();
      await page.getByRole('option', { name: '10 km', exact: true }).click();
      await page.waitForFunction(
        () => !document.querySelector('main')?.textContent?.includes('Voorbeelddorp'),
      );
      // The address keeps what was asked.
      await page.reload();
      await cards.first().getByText('Proefstad · 0 km').waitFor();
      expect(new URL(page.url()).searchParams.get('km')).toBe('10');

      await page.goto(page.url().replace('leeftijd=14', 'leeftijd=25'));
      await page.getByRole('heading', { name: 'Nergens een vrije plaats' }).waitFor();
      expect(await faultsOf(cr)).toEqual([]);
      await page.getByRole('link', { name: 'Terug naar de vraag' }).click();
      await page.getByRole('heading', { name: new RegExp(`^Vraag ${night.silent} ·`) }).waitFor();
      await cr.close();
    },
    LONG,
  );
});

describe('a desk with much for later', () => {
  test(
    'on a phone it waits behind a button that stays in the address, and a search finds it all the same',
    async () => {
      const cr = await e2e.open('cr', '/crisis', narrow);
      const { page } = cr;
      const later = page.locator('section', { has: page.locator('#cr-later') });
      await later.getByRole('heading', { level: 2 }).waitFor();
      const many = Number(await later.locator('.cr-count').innerText());
      expect(many).toBeGreaterThan(0);
      expect(await later.locator('.cr-card').count()).toBe(0);
      await later.getByRole('button', { name: /Toon ook de andere/ }).tap();
      await later.getByRole('button', { name: 'Toon alleen de eerste', expanded: true }).waitFor();
      expect(await later.locator('.cr-card').count()).toBe(many);
      const number = (await later.locator('.cr-card-link').first().innerText()).replace(/\D/g, '');
      await page.reload();
      await later.locator('.cr-card').first().waitFor();
      await later.getByRole('button', { name: 'Toon alleen de eerste' }).tap();
      await page.getByRole('searchbox').fill(number);
      await later.locator('.cr-card').first().waitFor();
      expect(await page.locator('.cr-card').count()).toBe(1);
      expect(await faultsOf(cr)).toEqual([]);
      await cr.close();
    },
    LONG,
  );

  test(
    'who opens a case goes on in it, wherever its card stands, and is back at the card after',
    async () => {
      const cr = await e2e.open('cr', '/crisis', screens.desk);
      const { page } = cr;
      const last = page.locator('.cr-card-link').last();
      const number = await last.innerText();
      await last.focus();
      await page.keyboard.press('Enter');
      const heading = page.getByRole('heading', { name: new RegExp(`^${number} · `), level: 2 });
      await heading.waitFor();
      await expect.poll(() => focused(page)).toMatch(new RegExp(`^${number} · `));
      await expect
        .poll(() =>
          heading.evaluate((one) => {
            const { top, bottom } = one.getBoundingClientRect();
            return top >= 0 && bottom <= window.innerHeight;
          }),
        )
        .toBe(true);
      expect(await faultsOf(cr)).toEqual([]);
      await act(page, 'Terug naar de lijst').click();
      await expect.poll(() => focused(page)).toBe(number);
      await cr.close();
    },
    LONG,
  );
});

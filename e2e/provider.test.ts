import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  faultsOf,
  type Journeys,
  keepPicture,
  press,
  screens,
  startJourneys,
  tabTo,
} from './harness.ts';
import type { LindeUnit } from './small-world.ts';

let e2e: Journeys;
beforeAll(async () => {
  e2e = await startJourneys();
}, 180_000);
afterAll(() => e2e?.close());

const LONG = 90_000;
const LIST = '/mijn-leefgroepen';
const pageOf = (unit: LindeUnit) => `${LIST}/${e2e.world.units[unit].unitId}`;

const place = (page: Page, label: number) =>
  page.locator('.pv-slot').filter({ hasText: new RegExp(`^Plaats ${label}\\D`) });
const stateOf = (page: Page, label: number) => place(page, label).getAttribute('data-state');
/** The number beside a word in the head of a unit. */
const figure = (page: Page, word: string) =>
  page.locator('.pv-unit-head .pv-figure', { hasText: word }).first().locator('dd').innerText();
const toast = (page: Page, text: string) => page.locator('.vp-toast', { hasText: text });
const openPlace = async (page: Page, label: number) => {
  await place(page, label).locator('button').first().click();
  await place(page, label).locator('.pv-slot-panel').waitFor();
};
const until = (page: Page, label: number, state: string) =>
  page.locator(`.pv-slot[data-state="${state}"]`, { hasText: `Plaats ${label}` }).waitFor();

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

describe('a place in two taps', () => {
  test.each(['phone', 'desk'] as const)(
    'by keyboard alone on a %s: walk, take in, undo',
    async (screen) => {
      const visit = await e2e.open('pc', LIST, screens[screen]);
      const { page } = visit;
      await page.locator('.pv-card').first().waitFor();
      await tabTo(page, 'Leefgroep Ahorn');
      await press(page, 'Enter');
      await page.locator('.pv-slot').first().waitFor();
      await tabTo(page, /^Plaats 1/);
      // Five places further on: the sixth is free.
      await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
      await page.locator('.pv-slot-panel').waitFor();
      expect(await figure(page, 'vrij')).toBe('2');
      await press(page, 'Escape');
      expect(await page.locator('.pv-slot-panel').count()).toBe(0);
      await press(page, 'Enter');
      await tabTo(page, 'Neem op', 3);
      await press(page, 'Enter');
      await toast(page, 'Plaats 6: opgenomen').waitFor();
      expect(await stateOf(page, 6)).toBe('OCCUPIED');
      expect(await figure(page, 'vrij')).toBe('1');
      await press(page, 'F6');
      await tabTo(page, 'Ongedaan maken', 4);
      await press(page, 'Enter');
      await until(page, 6, 'FREE');
      expect(await figure(page, 'vrij')).toBe('2');
      await visit.context.close();
    },
    LONG,
  );

  test(
    'every act that fits a state, each taken back in the history',
    async () => {
      const visit = await e2e.open('pc', pageOf('mixed'), screens.phone);
      const { page } = visit;
      await page.locator('.pv-slot').first().waitFor();
      const acts: [label: number, button: string, after: string, said: string][] = [
        [1, 'Terug', 'OCCUPIED', 'Plaats 1: terug'],
        [2, 'Ziekenhuis of opname', 'OCCUPIED_ABSENT', 'afwezig (ziekenhuis of opname)'],
        [3, 'Terug naar huis', 'FREE', 'Plaats 3: vertrokken'],
        [2, 'Plaats 6', 'FREE', 'Verhuisd naar plaats 6'],
        [4, 'Weer beschikbaar', 'FREE', 'Plaats 4: weer beschikbaar'],
        [
          5,
          'Personeelstekort (vacatures niet ingevuld)',
          'UNAVAILABLE',
          'Plaats 5: niet beschikbaar',
        ],
      ];
      for (const [label, button, after, said] of acts) {
        const before = await stateOf(page, label);
        await openPlace(page, label);
        await place(page, label).getByRole('button', { name: button, exact: true }).click();
        await until(page, label, after);
        await toast(page, said).waitFor();
        await page.locator('.pv-history li').first().getByRole('button').click();
        await until(page, label, before ?? '');
      }
      await openPlace(page, 4);
      await place(page, 4)
        .getByRole('button', { name: /^Verleng tot/ })
        .click();
      await toast(page, 'Plaats 4: verlengd tot').waitFor();
      await page.locator('.pv-history li').first().getByRole('button').click();
      await toast(page, 'Ongedaan gemaakt').waitFor();
      expect(visit.complaints).toEqual([]);
      await visit.context.close();
    },
    LONG,
  );

  test(
    'what was changed since cannot be undone, and says so',
    async () => {
      const { page, context } = await e2e.open('pc', pageOf('fresh'));
      await openPlace(page, 3);
      await place(page, 3).getByRole('button', { name: 'Neem op', exact: true }).click();
      await toast(page, 'Plaats 3: opgenomen').waitFor();
      await openPlace(page, 3);
      await place(page, 3).getByRole('button', { name: 'Thuis', exact: true }).click();
      await toast(page, 'afwezig (thuis)').waitFor();
      await openPlace(page, 3);
      await place(page, 3).getByRole('button', { name: 'Plaats 4', exact: true }).click();
      await until(page, 3, 'FREE');
      const history = page.locator('.pv-history li');
      const started = history.filter({ hasText: /Opname: .*vanaf/ }).first();
      await started.getByText('Intussen is er iets aan gewijzigd').waitFor();
      expect(await started.getByRole('button').isDisabled()).toBe(true);
      await context.close();
    },
    LONG,
  );

  test(
    'a blocked act says why, and above capacity a reason is asked',
    async () => {
      const visit = await e2e.open('pc', pageOf('full'), screens.phone);
      const { page } = visit;
      await openPlace(page, 1);
      await page.getByText('Er is geen andere vrije plaats.').waitFor();
      await page.getByRole('button', { name: 'Neem op boven capaciteit' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Neem op', exact: true }).click();
      await dialog.getByText('Schrijf in enkele woorden waarom.').waitFor();
      await dialog.getByLabel(/Waarom boven capaciteit/).fill('Broer in crisis (verzonnen)');
      await keepPicture(page, 'provider-over-phone', false);
      expect(await faultsOf(visit)).toEqual([]);
      await dialog.getByRole('button', { name: 'Neem op', exact: true }).click();
      await page.locator('.pv-slot', { hasText: 'Geen eigen plaats' }).waitFor();
      await page.locator('.pv-unit-head').getByText('1 boven capaciteit').waitFor();
      await page.getByText('Reden: Broer in crisis (verzonnen)').waitFor();
      await page.locator('.pv-history li').first().getByRole('button').click();
      await page
        .locator('.pv-slot', { hasText: 'Geen eigen plaats' })
        .waitFor({ state: 'detached' });
      await visit.context.close();
    },
    LONG,
  );

  test(
    'a child without a place of its own is given one',
    async () => {
      const { page, context } = await e2e.open('pc', pageOf('over'), screens.phone);
      const homeless = page.locator('.pv-slot', { hasText: 'Geen eigen plaats' });
      await homeless.locator('button').first().click();
      await homeless.getByText('Er is geen andere vrije plaats.').waitFor();
      await openPlace(page, 1);
      await place(page, 1).getByRole('button', { name: 'Doel bereikt' }).click();
      await until(page, 1, 'FREE');
      await homeless.locator('button').first().click();
      await keepPicture(page, 'provider-placeless-phone');
      await homeless.getByRole('button', { name: 'Plaats 1', exact: true }).click();
      await toast(page, 'Verhuisd naar plaats 1').waitFor();
      await until(page, 1, 'OCCUPIED');
      expect(await homeless.count()).toBe(0);
      await context.close();
    },
    LONG,
  );

  test(
    'a partial stop with its last day stands beside the figures and takes no place',
    async () => {
      const { page, context } = await e2e.open('pc', pageOf('fresh'));
      await page.getByRole('button', { name: 'Meld plaatsen buiten gebruik' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Een stop voor een groep').click();
      await dialog.getByText('geen nieuwe meisjes').click();
      await dialog.getByRole('button', { name: /Reden/ }).click();
      await page.getByRole('option', { name: 'Draagkracht van de leefgroep overschreden' }).click();
      const free = await figure(page, 'vrij');
      await dialog.getByRole('button', { name: 'Meld niet beschikbaar' }).click();
      await toast(page, 'Geen nieuwe meisjes tot').waitFor();
      await page.locator('.pv-unit-head .pv-stops', { hasText: 'geen nieuwe meisjes' }).waitFor();
      expect(await figure(page, 'vrij')).toBe(free);
      await context.close();
    },
    LONG,
  );

  test(
    'a planned departure is shown with its day',
    async () => {
      const { page, context } = await e2e.open('pc', pageOf('fresh'));
      await page.getByText(/vertrekt .* van plaats 2/).waitFor();
      await context.close();
    },
    LONG,
  );

  test(
    'without a connection nothing is lost: the same act is sent again and counts once',
    async () => {
      const { page, context } = await e2e.open('pc', pageOf('stale'), screens.phone);
      await openPlace(page, 3);
      const keys: string[] = [];
      let cut = true;
      await page.route('**/api/capacity/stays', async (route) => {
        keys.push((await route.request().headerValue('idempotency-key')) ?? '');
        // The server takes it, but its answer never comes: the worst kind of bad line.
        if (cut) await route.fetch().catch(() => {});
        await (cut ? route.abort('internetdisconnected') : route.continue());
      });
      await place(page, 3).getByRole('button', { name: 'Neem op', exact: true }).click();
      await page
        .getByText('Geen antwoord gekregen: Plaats 3: opgenomen')
        .waitFor({ timeout: 20_000 });
      await keepPicture(page, 'provider-offline-phone');
      cut = false;
      await page.locator('.pv-failed').getByRole('button', { name: 'Probeer opnieuw' }).click();
      await toast(page, 'Plaats 3: opgenomen').waitFor();
      expect(new Set(keys).size).toBe(1);
      const [row] = await e2e.test.owner<{ stays: number }>(
        `select count(*)::int as stays from capacity.stay where place_id = $1`,
        [e2e.world.units.stale.placeIds[2]],
      );
      expect(row?.stays).toBe(1);
      await context.close();
    },
    LONG,
  );

  test(
    'a form keeps what was typed when the server refuses it',
    async () => {
      const { page, context } = await e2e.open('pc', pageOf('stale'));
      await openPlace(page, 4);
      await page.getByRole('button', { name: 'Details: Neem op' }).click();
      const dialog = page.getByRole('dialog');
      const known = `PROEF-${e2e.world.units.full.unitId.slice(0, 8)}-1`;
      await dialog.getByLabel('Kenmerk van het kind').fill(known);
      await dialog.getByRole('button', { name: 'Neem op', exact: true }).click();
      await dialog.getByText(/verblijft in die periode al elders/).waitFor();
      expect(await dialog.getByLabel('Kenmerk van het kind').inputValue()).toBe(known);
      await dialog.getByLabel('Kenmerk van het kind').fill('PROEF-NIEUW');
      await dialog.getByRole('button', { name: 'Probeer opnieuw' }).click();
      await toast(page, 'Plaats 4: opgenomen').waitFor();
      await page.getByText(/PROEF-NIEUW, sinds vandaag/).waitFor();
      expect(await page.locator('.pv-failed').count()).toBe(0);
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

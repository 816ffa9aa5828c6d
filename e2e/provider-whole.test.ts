import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { theProgram } from '../src/platform/db/command.ts';
import { addDays } from '../src/platform/period.ts';
import { startStay } from '../src/capacity/start-stay.ts';
import {
  faultsOf,
  type Journeys,
  keepPicture,
  narrow,
  press,
  screens,
  startJourneys,
  tabTo,
  toast,
  type Visit,
} from './harness.ts';

let e2e: Journeys;
beforeAll(async () => {
  e2e = await startJourneys();
  const { units, today } = e2e.world;
  await e2e.test.db.as('vp_jobs', async (tx) => {
    for (const [n, ends] of [-5, 9, 16, 50].entries()) {
      const unit = units.fresh;
      await startStay(tx, theProgram, {
        unitId: unit.unitId,
        module: unit.module,
        from: addDays(today, -60),
        personRef: `PROEF-EINDE-${n + 1}`,
        expectedEndOn: addDays(today, ends),
        overCapacityReason: 'Voor de proef (verzonnen)',
      });
    }
  });
}, 180_000);
afterAll(() => e2e?.close());

const LONG = 90_000;
const LIST = '/mijn-leefgroepen';
const ENDS = '/geplande-eindes';
const REGION = `${LIST}/zoals-de-regio-ons-ziet`;
const REGISTER = '/omvormingen';
/** The narrowest phone that we promise. */

/** What a thumb would miss: buttons and links of their own that are lower than 44 px. */
const tooSmall = ({ page }: Visit): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main button, main .vp-button, [role=dialog] button, main input')]
      .filter((each) => each.checkVisibility() && !each.closest('td, th, table'))
      .map((each) => ({
        each,
        box: (
          each.closest('label, .vp-input-group, [role=group]:has(> input)') ?? each
        ).getBoundingClientRect(),
      }))
      .filter(({ box }) => box.width > 1 && box.height < 43.5)
      .map(({ each, box }) => `${each.outerHTML.slice(0, 160)} ${Math.round(box.height)}`),
  );

describe('several units at once', () => {
  test(
    'a stop for all of them, by keyboard alone, and one way back',
    async () => {
      const visit = await e2e.open('pc', LIST, screens.desk);
      const { page } = visit;
      await page.locator('.pv-card').first().waitFor();
      await tabTo(page, /Vink alle getoonde aan/);
      await press(page, 'Enter');
      await tabTo(page, 'Meld een stop of plaatsen');
      await press(page, 'Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('geen nieuwe meisjes').focus();
      await press(page, 'Space');
      await dialog.getByRole('button', { name: /^Meld voor/ }).click();
      await dialog.getByText('Vul dit in').first().waitFor();
      await dialog.getByRole('button', { name: /Reden/ }).click();
      await page.getByRole('option', { name: 'Draagkracht van de leefgroep overschreden' }).click();
      await dialog.getByRole('button', { name: '2 weken' }).click();
      await dialog.getByText(/Geen nieuwe meisjes tot .* vragen we of dat nog klopt/).waitFor();
      await keepPicture(page, 'whole-several-desk', false);
      expect(await faultsOf(visit)).toEqual([]);
      await dialog.getByRole('button', { name: /^Meld voor/ }).click();
      await toast(page, 'Geen nieuwe meisjes in').waitFor();
      const count = await e2e.test.owner<{ n: number }>(
        `select count(*)::int as n from capacity.unavailability where only_for = 'GIRLS' and reason_code = 'GROUP_LOAD'`,
      );
      expect(count[0]!.n).toBeGreaterThan(4);
      await toast(page, 'Geen nieuwe meisjes in')
        .getByRole('button', { name: 'Ongedaan maken' })
        .click();
      await toast(page, 'wijzigingen ongedaan gemaakt').waitFor();
      await visit.close();
    },
    LONG,
  );

  test(
    'on the narrowest phone everything is as high as a thumb',
    async () => {
      const visit = await e2e.open('pc', LIST, narrow);
      const { page } = visit;
      await page.locator('.pv-card').first().waitFor();
      await page.getByRole('button', { name: /Vink alle getoonde aan/ }).click();
      await page.locator('.pv-ticked').waitFor();
      await keepPicture(page, 'whole-list-360');
      expect(await tooSmall(visit)).toEqual([]);
      expect(await faultsOf(visit)).toEqual([]);
      await page.getByRole('button', { name: 'Meld een stop of plaatsen' }).click();
      await page.getByRole('dialog').getByText('geen nieuwe jongens').click();
      await keepPicture(page, 'whole-several-360', false);
      expect(await tooSmall(visit)).toEqual([]);
      expect(await faultsOf(visit)).toEqual([]);
      await page.goto(`${e2e.url}${LIST}/${e2e.world.units.mixed.unitId}`);
      await page.getByRole('button', { name: 'Meld een stop', exact: true }).click();
      await page.getByRole('dialog').getByText('geen nieuwe jongens').click();
      await keepPicture(page, 'whole-stop-360', false);
      expect(await tooSmall(visit)).toEqual([]);
      await page.keyboard.press('Escape');
      for (const label of [1, 2, 4, 5]) {
        await page
          .locator('.pv-slot')
          .filter({ hasText: new RegExp(`^Plaats ${label}\\D`) })
          .locator('button')
          .first()
          .click();
        expect(await tooSmall(visit)).toEqual([]);
      }
      await visit.close();
    },
    LONG,
  );
});

describe('planned ends', () => {
  test(
    'what has passed stands first; it is moved, registered, and taken back',
    async () => {
      const visit = await e2e.open('pc', ENDS, narrow);
      const { page } = visit;
      await page.getByText('1 verblijf is voorbij zijn verwachte einde').waitFor();
      await page.getByText('In je eigen agenda').click();
      await keepPicture(page, 'whole-ends-360');
      expect(await tooSmall(visit)).toEqual([]);
      expect(await faultsOf(visit)).toEqual([]);
      const past = page.getByRole('region', { name: 'Verwacht einde voorbij' });
      await past.getByRole('button', { name: /Verschuif het verwachte einde/ }).click();
      await page.getByRole('menuitem', { name: '14 dagen later' }).click();
      await toast(page, 'PROEF-EINDE-1: verwacht einde').waitFor();
      await page.getByText('Geen verblijf is voorbij zijn verwachte einde.').waitFor();
      await toast(page, 'PROEF-EINDE-1').getByRole('button', { name: 'Ongedaan maken' }).click();
      await page.getByText('1 verblijf is voorbij zijn verwachte einde').waitFor();
      await past.getByRole('button', { name: /^Vertrok/ }).click();
      await page.getByRole('menuitem', { name: 'Terug naar huis' }).click();
      await toast(page, 'PROEF-EINDE-1: vertrokken').waitFor();
      await page.getByText('Niets is voorbij zijn verwachte einde.').waitFor();
      await visit.close();
    },
    LONG,
  );

  test(
    'the window stands in the address; a reader sees no acts; the calendar is made and revoked',
    async () => {
      const visit = await e2e.open('pi', `${ENDS}?dagen=60`, screens.desk);
      const { page } = visit;
      await page.getByText('PROEF-EINDE-4').waitFor();
      expect(await page.getByRole('button', { name: /^Vertrekt/ }).count()).toBe(0);
      await page.getByRole('button', { name: '30 dagen' }).click();
      await page.getByText('PROEF-EINDE-4').waitFor({ state: 'detached' });
      expect(new URL(page.url()).search).toBe('');
      await page.getByText('In je eigen agenda').click();
      await page.getByRole('button', { name: 'Maak een agenda-adres' }).click();
      const address = await page.getByRole('textbox', { name: 'Agenda-adres' }).inputValue();
      const feed = await fetch(address);
      expect([feed.status, await feed.text()]).toEqual([
        200,
        expect.stringContaining('BEGIN:VEVENT'),
      ]);
      await keepPicture(page, 'whole-ends-desk');
      expect(await faultsOf(visit)).toEqual([]);
      await page.getByRole('button', { name: 'Trek het adres in' }).click();
      await page.getByText('Je hebt nog geen agenda-adres.').waitFor();
      expect((await fetch(address)).status).toBe(404);
      await visit.close();
    },
    LONG,
  );
});

test.each([
  ['narrow', narrow, 'light'],
  ['desk', screens.desk, 'dark'],
] as const)(
  'what the region sees, on a %s screen',
  async (name, screen, colorScheme) => {
    const visit = await e2e.open('pc', REGION, { ...screen, colorScheme });
    const { page } = visit;
    await page.getByRole('button', { name: 'Leefgroep Ahorn' }).click();
    await page.locator('.vp-panel').getByText('Plaats 1').first().waitFor();
    await page.getByText('het kenmerk dat jullie aan een kind geven').waitFor();
    expect(await page.getByText('PROEF-').count()).toBe(0);
    await keepPicture(page, `whole-region-${name}`);
    expect(await faultsOf(visit)).toEqual([]);
    await visit.close();
  },
  LONG,
);

describe('a reconversion, from plan to registered', () => {
  const pick = async (page: Page, label: string, option: string | RegExp) => {
    await page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(label) })
      .click();
    await page.getByRole('option', { name: option }).first().click();
  };

  test(
    'the provider proposes, is asked back, answers; the supervisor approves and registers',
    async () => {
      const pc = await e2e.open('pc', REGISTER, narrow);
      await pc.page.getByText('Alle omvormingen die ingingen').waitFor();
      await pc.page.getByText('Geen omvormingen om te tonen').waitFor();
      await pc.page.getByRole('button', { name: 'Stel een omvorming voor' }).click();
      const dialog = pc.page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Stel een omvorming voor' }).click();
      await dialog.getByText('Vul dit in.').first().waitFor();
      await pick(pc.page, 'Leefgroep en module', /Leefgroep Ahorn/);
      await dialog.getByRole('textbox', { name: /^Hoeveel plaatsen \(/ }).fill('2');
      await press(pc.page, 'Tab');
      await pick(pc.page, 'Worden plaatsen van', /.+/);
      await dialog.getByLabel(/Waarom deze omvorming/).fill('Meer vraag (verzonnen)');
      await keepPicture(pc.page, 'whole-plan-360', false);
      expect(await tooSmall(pc)).toEqual([]);
      expect(await faultsOf(pc)).toEqual([]);
      await dialog.getByRole('button', { name: 'Stel een omvorming voor' }).click();
      await toast(pc.page, 'Omvorming voorgesteld').waitFor();
      await pc.page
        .locator('.vp-panel')
        .getByText('beslissing van de teamleiding toegang')
        .waitFor();

      const as = await e2e.open('as', REGISTER, screens.desk);
      const { page } = as;
      await page.getByRole('button', { name: /Leefgroep Ahorn/ }).click();
      await page.getByRole('button', { name: 'Vraag iets' }).click();
      await page.getByRole('dialog').getByLabel('Wat wil je weten?').fill('Vanaf wanneer precies?');
      await page.getByRole('dialog').getByRole('button', { name: 'Vraag iets' }).click();
      await toast(page, 'Vraag gesteld aan de voorziening').waitFor();

      await pc.page.reload();
      await pc.page.locator('.vp-panel').getByText('Vanaf wanneer precies?').first().waitFor();
      await pc.page.getByRole('button', { name: 'Antwoord', exact: true }).click();
      await pc.page.getByRole('dialog').getByLabel('Je antwoord').fill('Zoals voorgesteld');
      await pc.page.getByRole('dialog').getByRole('button', { name: 'Antwoord' }).click();
      await toast(pc.page, 'Antwoord gegeven').waitFor();
      await keepPicture(pc.page, 'whole-reconversion-360');
      expect(await faultsOf(pc)).toEqual([]);

      await page.reload();
      await tabTo(page, 'Keur goed');
      await press(page, 'Enter');
      await page.getByRole('dialog').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Keur goed' }).click();
      await toast(page, 'Omvorming goedgekeurd').waitFor();
      await e2e.test.owner(`select 1 from capacity.reconversion where state = 'APPROVED'`);
      await page.getByRole('button', { name: 'Meld ingegaan' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Meld ingegaan' }).click();
      await toast(page, 'Omvorming ingegaan').waitFor();
      await page.getByText(/plaatsen zijn omgevormd maar nog niet/).waitFor();
      await keepPicture(page, 'whole-reconversion-desk');
      expect(await faultsOf(as)).toEqual([]);
      await page.getByRole('button', { name: 'Registreer bij de bron' }).click();
      await page.getByRole('dialog').getByLabel('Waar het besluit staat').fill('MB 17 (verzonnen)');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: 'Registreer bij de bron' })
        .click();
      await toast(page, 'Geregistreerd bij de bron').waitFor();
      await page.getByText('Het effect zit al in de cijfers.').waitFor();
      await page.getByRole('button', { name: 'Neem je laatste stap terug' }).click();
      await toast(page, 'Stap teruggenomen').waitFor();
      await page.getByText(/plaatsen zijn omgevormd maar nog niet/).waitFor();
      await page.locator('.ro-history li[data-undone]').waitFor();
      const figures = await e2e.test.owner<{ not_converted: number }>(
        'select not_converted from capacity.unit_live where unit_id = $1 and not_converted > 0',
        [e2e.world.units.mixed.unitId],
      );
      expect(figures.length).toBe(1);
      expect(pc.complaints.concat(as.complaints)).toEqual([]);
      await pc.close();
      await as.close();
    },
    LONG,
  );

  test(
    'the access team reads the register and changes nothing; dark, on paper-wide',
    async () => {
      const visit = await e2e.open('at', `${REGISTER}?stand=alles`, {
        ...screens.desk,
        colorScheme: 'dark',
      });
      const { page } = visit;
      await page.getByRole('button', { name: /Leefgroep Ahorn/ }).click();
      await page.getByRole('heading', { name: 'Wat dit doet met de cijfers' }).waitFor();
      expect(await page.getByRole('button', { name: 'Registreer bij de bron' }).count()).toBe(0);
      await keepPicture(page, 'whole-reconversion-at-dark');
      expect(await faultsOf(visit)).toEqual([]);
      await visit.close();
    },
    LONG,
  );
});

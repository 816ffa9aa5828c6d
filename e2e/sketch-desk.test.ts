import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../src/platform/period.ts';
import { type MadeRequest, makeRequest, makeRules } from '../src/waiting-list/fixtures.ts';
import {
  act,
  faultsOf,
  type Journeys,
  keepPicture,
  narrow,
  press,
  screens,
  startJourneys,
  tabTo,
  toast,
} from './harness.ts';

const LONG = 90_000;
let e2e: Journeys;
let danger: MadeRequest;

/** Many more who wait than there are places, each of West Flanders; every name is invented. */
beforeAll(async () => {
  e2e = await startJourneys();
  const { test: t, world } = e2e;
  danger = await t.db.as('vp_jobs', async (tx) => {
    await makeRules(tx);
    const bornMonth = `${Number(world.today.slice(0, 4)) - 14}-01`;
    const since = (days: number) => addDays(world.today, -days);
    for (let n = 0; n < 90; n++) await makeRequest(tx, { bornMonth, since: since(100 + n * 7) });
    await makeRequest(tx, { bornMonth, since: since(90), region: 'OVL' });
    return makeRequest(tx, { bornMonth, since: since(12), facts: ['UNSAFE_NOW'] });
  });
}, 240_000);
afterAll(() => e2e?.close());

const units = (page: Page) => page.locator('.rd-units > li');
const left = (page: Page) => page.locator('.rd-left > li');
const nameOf = async (party: ReturnType<Page['locator']>) =>
  (await party.locator('h3').first().textContent())!.trim();
/** What the table of consequences says now. */
const figure = (page: Page, what: string) =>
  page.locator('.rd-figures tr', { hasText: what }).locator('td').first().textContent();

async function chooseReason(page: Page) {
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('button', { name: /^Reden|Reden/ })
    .first()
    .click();
  await page.getByRole('option', { name: 'School' }).click();
  await dialog.getByLabel(/^Toelichting/).fill('De school ligt om de hoek.');
}

describe('a round over the list', () => {
  test(
    'is drawn, changed by buttons and by dragging, undone, and accepted one by one',
    async () => {
      const at = await e2e.open('at', '/toewijzen/ronde', screens.desk);
      const { page } = at;
      await page.getByText('Nog geen ronde').waitFor();
      expect(await faultsOf(at)).toEqual([]);
      await page.getByText('Kinderen en plaatsen van West-Vlaanderen').click();
      await page.getByText('Kinderen van andere regio’s doen niet mee').waitFor();
      await act(page, 'Start de ronde').click();
      await page.waitForURL(/\/toewijzen\/ronde\/./);
      await page.getByRole('heading', { name: 'Waarom deze verdeling' }).waitFor();
      await page
        .getByText('alle plaatsen die passen, staan bij kinderen die hoger staan')
        .first()
        .waitFor();
      await units(page).first().waitFor();
      await keepPicture(page, 'sketch-desk');
      expect(await faultsOf(at)).toEqual([]);

      // Out of it, and somebody in: a reason is asked, the consequences show before and after.
      const card = units(page)
        .filter({ has: page.locator('.rd-party') })
        .first();
      const first = card.locator('.rd-party').first();
      const gone = await nameOf(first);
      await first.getByRole('button', { name: `Wijzig: ${gone}` }).click();
      await page.getByRole('menuitem', { name: 'Haal eruit' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(`Verliest de plaats: ${gone}`).waitFor();
      await dialog.getByRole('button', { name: 'Wijzig de schets' }).click();
      await dialog.getByText('Vul dit in.').first().waitFor();
      await chooseReason(page);
      expect(await faultsOf(at)).toEqual([]);
      await dialog.getByRole('button', { name: 'Wijzig de schets' }).click();
      await toast(page, 'De schets is gewijzigd').waitFor();
      await left(page).filter({ hasText: gone }).first().waitFor();
      expect(await figure(page, 'Verliezen hun plaats')).toContain(gone);
      expect(Number(await figure(page, 'Afwijkingen van de volgorde'))).toBeGreaterThan(0);
      await keepPicture(page, 'sketch-changed');

      // Dragged back to where it came from, at once: nothing is departed from any more.
      const name = await card.locator('h2').first().textContent();
      await left(page)
        .filter({ hasText: gone })
        .first()
        .dragTo(units(page).filter({ hasText: name! }).first().locator('h2').first());
      await units(page).filter({ hasText: name! }).filter({ hasText: gone }).first().waitFor();
      expect(await figure(page, 'Verliezen hun plaats')).toBe('niemand');
      expect(await figure(page, 'Afwijkingen van de volgorde')).toBe('0');
      await act(page, 'Maak de laatste wijziging ongedaan').click();
      await toast(page, 'Je wijziging is ongedaan gemaakt').waitFor();
      await left(page).filter({ hasText: gone }).first().waitFor();
      await act(page, 'Maak de laatste wijziging ongedaan').click();
      await units(page).filter({ hasText: name! }).filter({ hasText: gone }).first().waitFor();

      // The months ahead, and the child in danger accepted by the keyboard.
      await act(page, `Komende maanden van ${name}`).click();
      await page.getByRole('columnheader', { name: 'Geplande eindes' }).waitFor();
      expect(page.url()).toContain('vooruit=');
      await keepPicture(page, 'sketch-ahead');
      expect(await faultsOf(at)).toEqual([]);
      await press(page, 'Escape');
      await page.getByLabel('Zoek leefgroep of kind').fill(danger.pseudonym);
      await page.getByText('1 leefgroep', { exact: true }).waitFor();
      await tabTo(page, `Maak voorstel voor ${danger.pseudonym}`);
      await press(page, 'Enter');
      await dialog.getByText('Het houdt nog geen plaats vast').waitFor();
      await dialog.getByRole('button', { name: 'Maak voorstel' }).click();
      await toast(page, 'Het ontwerp is gemaakt').waitFor();
      await page.getByText('Voorstel gemaakt').waitFor();
      const [made] = await e2e.test.owner<{ state: string; rank: number; kind: string }>(
        `select p.state, p.rank_in_record as rank, r.kind from allocation.proposal p
           join allocation.proposal_child c on c.proposal_id = p.id join allocation.record r on r.id = p.record_id
          where c.request_id = $1`,
        [danger.requestId],
      );
      expect(made).toEqual({ state: 'DRAFT', rank: 1, kind: 'ROUND' });
      await act(page, 'Reken deze ronde na').click();
      await page.getByText('precies dezelfde ronde').waitFor();
      await at.close();
    },
    LONG * 2,
  );

  test(
    'is read on a phone, closed, and seen by no provider',
    async () => {
      const at = await e2e.open('at', '/toewijzen/ronde', { ...narrow, colorScheme: 'dark' });
      const { page } = at;
      await page.getByText('1 voorstel gemaakt').waitFor();
      await keepPicture(page, 'rounds-360');
      expect(await faultsOf(at)).toEqual([]);
      await page.getByRole('link', { name: /^Ronde met start vanaf/ }).click();
      await units(page).first().waitFor();
      await keepPicture(page, 'sketch-360');
      expect(await faultsOf(at)).toEqual([]);
      const path = new URL(page.url()).pathname;
      const put = left(page).first();
      const name = await nameOf(put);
      await put.getByRole('button', { name: `Zet in: ${name}` }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: /Naar welke leefgroep/ }).click();
      await page.getByRole('option').first().click();
      await dialog.getByRole('button', { name: /Wie maakt plaats/ }).waitFor();
      await keepPicture(page, 'sketch-move-360', false);
      expect(await faultsOf(at)).toEqual([]);
      await press(page, 'Escape');
      await act(page, 'Sluit de ronde').click();
      await page
        .getByRole('alertdialog')
        .or(page.getByRole('dialog'))
        .getByRole('button', { name: 'Sluit de ronde' })
        .click();
      await page.getByText('Deze ronde is gesloten: je leest ze zoals ze was.').waitFor();
      expect(await page.getByRole('button', { name: /^Maak voorstel/ }).count()).toBe(0);
      await at.close();
      const pi = await e2e.open('pi', path, screens.desk);
      await pi.page.getByRole('heading', { level: 1 }).waitFor();
      expect(await pi.page.getByText(name).count()).toBe(0);
      await pi.close();
    },
    LONG,
  );
});

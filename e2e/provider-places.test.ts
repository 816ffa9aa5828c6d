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
import { figure, openPlace, place, stateOf, until } from './unit-page.ts';
import type { LindeUnit } from './small-world.ts';

let e2e: Journeys;
beforeAll(async () => {
  e2e = await startJourneys();
}, 180_000);
afterAll(() => e2e?.close());

const LONG = 90_000;
const LIST = '/mijn-leefgroepen';
const pageOf = (unit: LindeUnit) => `${LIST}/${e2e.world.units[unit].unitId}`;

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

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setOrder, writeCourse } from '../src/cli/allocation-agreement.fixtures.ts';
import { makeRules } from '../src/waiting-list/fixtures.ts';
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
} from './harness.ts';

const LONG = 90_000;
let e2e: Journeys;

beforeAll(async () => {
  e2e = await startJourneys();
  const { units } = e2e.world;
  await e2e.test.db.as('vp_jobs', async (tx) => {
    await makeRules(tx);
    await writeCourse(tx, [units.fresh, units.mixed, units.full], 11);
  });
  await setOrder(e2e.test);
}, 240_000);
afterAll(() => e2e?.close());

const part = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('figures of allocation', () => {
  test(
    'each part says its answer in its title, with bars and a table, by mouse and by keyboard',
    async () => {
      const at = await e2e.open('at', '/cijfers/toewijzing', screens.desk);
      const { page } = at;
      await page.getByRole('heading', { name: /kinderen wachten: de helft langer dan/ }).waitFor();
      await page.getByRole('heading', { name: /^Module: het langst wacht/ }).waitFor();
      await page.getByRole('heading', { name: /^De langste stap: van/ }).waitFor();
      await keepPicture(page, 'allocation-figures-waiting');
      expect(await faultsOf(at)).toEqual([]);
      await tabTo(page, 'Alle cijfers als tabel');
      await press(page, 'Enter');
      await page.getByRole('columnheader', { name: 'Mediaan (dagen)' }).first().waitFor();
      await part(page, 'Antwoorden').click();
      await page.getByRole('heading', { name: /voorstellen kwam een antwoord/ }).waitFor();
      await page.getByText('Antwoorden en keuzes zie je alleen van West-Vlaanderen.').waitFor();
      expect(new URL(page.url()).searchParams.get('deel')).toBe('answers');
      await keepPicture(page, 'allocation-figures-answers');
      expect(await faultsOf(at)).toEqual([]);
      await tabTo(page, 'Volgorde en keuzes');
      await press(page, 'Enter');
      await page.getByRole('heading', { name: /werd de eerste van de lijst genomen/ }).waitFor();
      await page.getByRole('heading', { name: /oproepen leidden tot/ }).waitFor();
      expect(await faultsOf(at)).toEqual([]);
      await part(page, 'Gelijke kansen').click();
      await page.getByRole('heading', { name: /^Geslacht: / }).waitFor();
      await keepPicture(page, 'allocation-figures-fairness');
      expect(await faultsOf(at)).toEqual([]);
      await page.getByRole('button', { name: /Periode/ }).click();
      await page.getByRole('option', { name: 'Laatste 24 maanden' }).click();
      await page.waitForURL(/maanden=24/);
      await page.reload();
      await page.getByRole('heading', { name: /^Geslacht: / }).waitFor();
      expect(await page.getByRole('link', { name: 'Excel' }).count()).toBe(0);
      await at.close();
    },
    LONG,
  );

  test(
    'can be taken along by the supervisor, and read on a phone',
    async () => {
      const as = await e2e.open('as', '/cijfers/toewijzing?deel=fairness&regio=alle', narrow);
      const { page } = as;
      await page.getByRole('heading', { name: /^Regio: / }).waitFor();
      await keepPicture(page, 'allocation-figures-360');
      expect(await faultsOf(as)).toEqual([]);
      await page.getByRole('button', { name: 'Welke periode, regio en module' }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'PDF' }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/^vrijplaats-toewijzing-.*-intern\.pdf$/);
      expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');
      await as.close();
    },
    LONG,
  );

  test(
    'show a provider its own answers alone',
    async () => {
      const pi = await e2e.open('pi', '/cijfers/toewijzing', narrow);
      const { page } = pi;
      await page.getByRole('heading', { name: 'Onze antwoorden op voorstellen' }).waitFor();
      await page.getByRole('heading', { name: /voorstellen kwam een antwoord/ }).waitFor();
      expect(await part(page, 'Gelijke kansen').count()).toBe(0);
      expect(await faultsOf(pi)).toEqual([]);
      await pi.close();
    },
    LONG,
  );
});

/** A threshold on exclusion with a case of the region of AT. */
async function ofOwnRegion(): Promise<string> {
  const [found] = await e2e.test.owner<{ id: string }>(
    `select t.id from allocation.threshold t join allocation.threshold_case c on c.threshold_id = t.id
      where t.side = 'EXCLUSION' and t.region_code = 'WVL' and c.region_code = 'WVL' and c.at > now() - interval '20 months' order by t.id limit 1`,
  );
  return found!.id;
}

describe('the register of thresholds', () => {
  test(
    'keeps lack of places apart from exclusion; a threshold is followed up, and how the client sees it written down',
    async () => {
      const at = await e2e.open('at', '/drempels?maanden=24', screens.desk);
      const { page } = at;
      await page
        .getByRole('heading', { name: /^Uitsluiting \d+ keer, geen plaats \d+ keer/ })
        .waitFor();
      await page.getByRole('heading', { name: /^Per maand: in / }).waitFor();
      await keepPicture(page, 'thresholds-desk');
      expect(await faultsOf(at)).toEqual([]);
      await page.getByRole('button', { name: /Kant/ }).first().click();
      await page.getByRole('option', { name: 'Uitsluiting' }).click();
      await page.waitForURL(/kant=EXCLUSION/);
      const link = page.locator(`a[href="/drempels/${await ofOwnRegion()}"]`);
      const name = (await link.textContent()) ?? '';
      await link.click();
      await page.waitForURL(/\/drempels\/[0-9a-f-]{36}/);
      await page.getByRole('heading', { name, exact: true }).waitFor();
      await page.getByRole('button', { name: 'Volg op' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Wordt opgeheven').click();
      await dialog.getByRole('button', { name: 'Bewaar' }).click();
      await dialog.getByText('Schrijf minstens drie tekens.').waitFor();
      await dialog.getByLabel(/Wat gebeurt er, of op welke grond/).fill('Vorming voor het team');
      expect(await faultsOf(at)).toEqual([]);
      await dialog.getByRole('button', { name: 'Bewaar' }).click();
      await toast(page, 'Genoteerd.').waitFor();
      await page.getByText('Grond of aanpak: Vorming voor het team').waitFor();
      await page
        .getByRole('button', { name: /Hoe ziet de cliënt het/ })
        .first()
        .click();
      await page.getByRole('option', { name: 'Wij werden uitgesloten' }).click();
      await toast(page, 'De kijk van de cliënt is genoteerd.').waitFor();
      await keepPicture(page, 'threshold-desk');
      expect(await faultsOf(at)).toEqual([]);

      const pi = await e2e.open('pi', new URL(page.url()).pathname, narrow);
      await pi.page.getByText('Grond of aanpak: Vorming voor het team').waitFor();
      expect(await pi.page.getByText('Wij werden uitgesloten').count()).toBe(0);
      await pi.page.getByRole('button', { name: 'Zeg iets' }).click();
      await pi.page
        .getByRole('dialog')
        .getByLabel(/Je woorden/)
        .fill('Wij nemen jongere kinderen vanaf maart.');
      await pi.page.getByRole('dialog').getByRole('button', { name: 'Plaats' }).click();
      await toast(pi.page, 'Geplaatst.').waitFor();
      await pi.page.getByText('Wij nemen jongere kinderen vanaf maart.').waitFor();
      await keepPicture(pi.page, 'threshold-phone');
      expect(await faultsOf(pi)).toEqual([]);
      await pi.close();
      await page.reload();
      await page.getByText('Wij nemen jongere kinderen vanaf maart.').waitFor();
      await at.close();
    },
    LONG * 2,
  );

  test(
    'says so when there is nothing',
    async () => {
      const at = await e2e.open('at', '/drempels?module=CRISIS_STAY&regio=ANT', narrow);
      await at.page.getByRole('heading', { name: 'Geen drempels in deze periode' }).waitFor();
      expect(await faultsOf(at)).toEqual([]);
      await at.close();
    },
    LONG,
  );
});

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeCrisisPast } from '../src/cli/crisis-agreement.fixtures.ts';
import { countCrisis, releaseCrisis } from '../src/insight/index.ts';
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

const LONG = 120_000;
let e2e: Journeys;
let quarters: string[] = [];

beforeAll(async () => {
  e2e = await startJourneys();
  const { test: t, world } = e2e;
  await t.owner(
    `insert into region.zone (code, region_code, name) select 'Z-' || r || '-' || n, r, 'Zone ' || n || ' (verzonnen)' from unnest(array['WVL', 'OVL']) r, generate_series(1, 3) n`,
  );
  await writeCrisisPast(t, {
    regions: ['WVL', 'OVL'],
    calls: 900,
    seed: 11,
    until: world.today,
    days: 800,
  });
  await t.db.as('vp_jobs', async (tx) => {
    await countCrisis(tx);
    await releaseCrisis(tx);
  });
  await t.owner(
    `update auth.hat set area_code = 'WVL' where role_code = 'RB';
     insert into platform.event (id, slice, kind, at) values ('00000000-0000-4000-8000-00000000c0de', 'insight', 'note', platform.now());
     select set_config('vp.event', '00000000-0000-4000-8000-00000000c0de', true);
     insert into insight.crisis_note (region_code, quarter, words, written_by_name)
       select region_code, max(quarter), 'Voor 15- tot 17-jarigen vonden we te vaak niemand.', 'Een collega (verzonnen)'
         from insight.crisis_release where region_code = 'WVL' group by 1`,
  );
  const found = await t.owner<{ quarter: string }>(
    `select quarter::text from insight.crisis_release where region_code = 'WVL' order by 1 desc`,
  );
  quarters = found.map(({ quarter }) => quarter);
}, 240_000);
afterAll(() => e2e?.close());

const part = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('figures of crisis', () => {
  test(
    'say each answer in its title, for the desk of its own region, by mouse and by keyboard',
    async () => {
      const cr = await e2e.open('cr', '/crisis/cijfers', screens.desk);
      const { page } = cr;
      await page.getByRole('heading', { name: /^\d[\d.]* oproepen, / }).waitFor();
      await page.getByRole('heading', { name: /^Het drukst is / }).waitFor();
      await keepPicture(page, 'crisis-figures-calls');
      expect(await faultsOf(cr)).toEqual([]);
      await tabTo(page, 'Hulp gevonden');
      await press(page, 'Enter');
      await page.getByRole('heading', { name: /kinderen werd niemand gevonden/ }).waitFor();
      await page.getByRole('heading', { name: /De helft had een ja binnen/ }).waitFor();
      await tabTo(page, 'Alle cijfers als tabel');
      await press(page, 'Enter');
      await page.getByRole('columnheader', { name: 'Jaar eerder' }).first().waitFor();
      await keepPicture(page, 'crisis-figures-help');
      expect(await faultsOf(cr)).toEqual([]);
      await part(page, 'Voor wie niet').click();
      await page.getByRole('heading', { name: /^Leeftijd: / }).waitFor();
      await page.getByRole('heading', { name: /^Zone: / }).waitFor();
      await keepPicture(page, 'crisis-figures-who');
      expect(await faultsOf(cr)).toEqual([]);
      await part(page, 'Partners').click();
      await page.getByRole('heading', { name: /^Partners kregen \d/ }).waitFor();
      await page.getByText('Partner 1 WVL (verzonnen)').first().waitFor();
      expect(await page.getByText('Partner 1 OVL (verzonnen)').count()).toBe(0);
      await part(page, 'Daarna').click();
      await page.getByRole('heading', { name: /^Na de crisishulp: / }).waitFor();
      expect(await faultsOf(cr)).toEqual([]);
      await part(page, 'Crisispleegzorg').click();
      await page.getByRole('heading', { name: 'Er werd geen crisispleegzorg gevraagd.' }).waitFor();
      await page.getByRole('button', { name: /Periode/ }).click();
      await page.getByRole('option', { name: '3 maanden' }).click();
      await page.waitForURL(/maanden=3/);
      await page.reload();
      await page.getByRole('heading', { name: 'Er werd geen crisispleegzorg gevraagd.' }).waitFor();
      await cr.close();
    },
    LONG * 2,
  );

  test(
    'compare regions for the supervisor, who takes them along, also on a phone',
    async () => {
      const as = await e2e.open('as', '/crisis/cijfers?deel=who', narrow);
      const { page } = as;
      await page.getByRole('heading', { name: /^Regio: / }).waitFor();
      await keepPicture(page, 'crisis-figures-360');
      expect(await faultsOf(as)).toEqual([]);
      await page.getByRole('button', { name: 'Welke periode en regio' }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'PDF' }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/^vrijplaats-crisis-.*-intern\.pdf$/);
      expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');
      await as.close();
    },
    LONG,
  );

  test(
    'are for analysts and boards what was released, with small groups put together',
    async () => {
      const an = await e2e.open('an', '/crisis/cijfers?regio=OVL', screens.desk);
      const { page } = an;
      await page.getByText(/^Crisis in Oost-Vlaanderen, kwartaal \d van 20\d\d\./).waitFor();
      await page.getByText(/elk getal gaat over minstens 6 kinderen/).waitFor();
      await keepPicture(page, 'crisis-released-desk');
      expect(await faultsOf(an)).toEqual([]);
      await page.getByRole('button', { name: /Kwartaal/ }).click();
      await page.getByRole('option').nth(2).click();
      await page.waitForURL(new RegExp(`kwartaal=${quarters[2]}`));
      await an.close();
    },
    LONG,
  );
});

describe('the note to the board', () => {
  test(
    'is written by one, sent by another, and read by the board of the region on its phone',
    async () => {
      const cr = await e2e.open('cr', `/crisis/nota?kwartaal=${quarters[1]}`, screens.desk);
      const { page } = cr;
      const field = page.getByRole('textbox', { name: 'Signalen van het meldpunt' });
      await field.waitFor();
      await act(page, 'Bewaar').click();
      await page.getByText('Schrijf minstens drie tekens.').waitFor();
      await field.fill('Crisisbegeleiding was elke week volzet.');
      await tabTo(page, 'Bewaar');
      await press(page, 'Enter');
      await toast(page, 'De nota is bewaard.').waitFor();
      await page.getByText(/Jij schreef deze woorden/).waitFor();
      expect(await act(page, 'Verstuur naar het IROJ').count()).toBe(0);
      await keepPicture(page, 'crisis-note-desk');
      expect(await faultsOf(cr)).toEqual([]);

      // Of the newest quarter a colleague wrote the words.
      await page.goto(`${e2e.url}/crisis/nota`);
      await page.getByText(/Geschreven door Een collega/).waitFor();
      await act(page, 'Verstuur naar het IROJ').click();
      const dialog = page.getByRole('alertdialog');
      await dialog.getByText(/Wat verstuurd is, blijft zoals het is/).waitFor();
      expect(await faultsOf(cr)).toEqual([]);
      await dialog.getByRole('button', { name: 'Verstuur naar het IROJ' }).click();
      await toast(page, 'De nota is verstuurd.').waitFor();
      await page.getByText(/verstuurd door Ilse Proef/).waitFor();
      await cr.close();

      const rb = await e2e.open('rb', '/crisis/nota', narrow);
      await rb.page.getByText('Voor 15- tot 17-jarigen vonden we te vaak niemand.').waitFor();
      await keepPicture(rb.page, 'crisis-note-phone');
      expect(await faultsOf(rb)).toEqual([]);
      const [saved] = await Promise.all([
        rb.page.waitForEvent('download'),
        rb.page.getByRole('link', { name: 'Neem mee als PDF' }).click(),
      ]);
      expect(saved.suggestedFilename()).toMatch(/^vrijplaats-crisisnota-/);
      await rb.page.goto(`${e2e.url}/crisis/nota?kwartaal=${quarters[1]}`);
      await rb.page.getByRole('heading', { name: 'Van dit kwartaal is er geen nota' }).waitFor();
      await rb.close();
    },
    LONG * 2,
  );
});

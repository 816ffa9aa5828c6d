import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localeOf } from '../src/platform/language.ts';
import { faultsIn, type Journeys, startJourneys, type Visit } from './harness.ts';
import { nameless } from './screens/faults.ts';

/** The choice of language, and what is heard in each; every screen at every size: `every-screen.test.ts`. */
let journeys: Journeys;

beforeAll(async () => {
  journeys = await startJourneys();
}, 240_000);
afterAll(() => journeys?.close());

const LONG = 120_000;

/** Opens the Regiekamer as somebody of the access team, and waits until its map is drawn. */
async function open(options: BrowserContextOptions = {}): Promise<Visit> {
  const visit = await journeys.open('at', '/regiekamer', options);
  await visit.page.locator('.vp-map-area').first().waitFor();
  return visit;
}

/** Lines of the tree that a screen reader walks, of one part. */
const treeOf = async (page: Page, selector: string): Promise<string[]> =>
  (await page.locator(selector).first().ariaSnapshot())
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

test(
  'who hears the map and the tiles, hears names and figures in their language',
  async () => {
    for (const [language, free] of [
      ['nl', /West-Vlaanderen: \d+ vrij, \d+ toegezegd/],
      ['fr', /Flandre-Occidentale : \d+ libres, \d+ promises/],
      ['en', /West Flanders: \d+ free, \d+ promised/],
    ] as const) {
      const { page, close } = await open({ locale: localeOf[language] });
      const map = await treeOf(page, '.vp-map');
      expect(map.filter((line) => free.test(line))).toHaveLength(1);
      expect(nameless(map.join('\n'))).toEqual([]);
      await page.getByRole('tab').nth(1).click();
      await page.locator('.rk-tile').first().waitFor();
      const tiles = await treeOf(page, '.vp-tiles');
      expect(
        tiles.filter((line) => line.startsWith('- heading "Leefgroep')).length,
      ).toBeGreaterThan(10);
      expect(nameless(tiles.join('\n'))).toEqual([]);
      expect(nameless((await treeOf(page, 'body')).join('\n'))).toEqual([]);
      await close();
    }
  },
  LONG,
);

test(
  'the language changes at once, by keyboard, and keeps what was typed; the next visit remembers',
  async () => {
    const { page, complaints, close } = await open();
    const field = page.locator('input[data-search]').first();
    await field.fill('ahorn');
    await page.locator('.vp-person button').press('Enter');
    await page.getByRole('menuitem', { name: 'Weergave' }).press('Enter');
    const choice = page.getByRole('radiogroup', { name: 'Taal' });
    await choice.getByRole('radio', { name: 'Nederlands' }).press('ArrowDown');
    await page.getByRole('dialog', { name: 'Affichage' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('h1').innerText()).toBe('Pilotage');
    expect(await page.locator('html').getAttribute('lang')).toBe('fr-BE');
    expect(await field.inputValue()).toBe('ahorn');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Pilotage' }).waitFor();
    // The server hears it as well, although this browser would rather have Dutch.
    const refused = await page.request.get(`${journeys.url}/api/capacity/units/none`);
    expect(await refused.text()).toContain('rempli correctement');
    expect(complaints.filter((complaint) => !complaint.includes('400'))).toEqual([]);
    await close();
  },
  LONG,
);

test(
  'the door lets one choose the language before anybody is known',
  async () => {
    const { page, context, close } = await open();
    await context.clearCookies();
    await page.goto(`${journeys.url}/aanmelden`);
    await page.getByRole('radio', { name: 'English' }).press('Space');
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await faultsIn(page)).toEqual([]);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Who are you today?' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en-GB');
    await close();
  },
  LONG,
);

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MadeRequest, makeRequest, makeRules } from '../src/waiting-list/fixtures.ts';
import {
  faultsOf,
  type Journeys,
  keepPicture,
  press,
  screens,
  startJourneys,
  tabTo,
} from './harness.ts';

let journeys: Journeys;
let made: MadeRequest;
beforeAll(async () => {
  journeys = await startJourneys();
  made = await journeys.test.db.as('vp_jobs', async (tx) => {
    await makeRules(tx);
    return makeRequest(tx);
  });
}, 240_000);
afterAll(() => journeys?.close());

describe.each(['phone', 'desk'] as const)('on a %s', (screen) => {
  test('who has no account reads how the order is made, and who may see what', async () => {
    const visit = await journeys.visit('/algoritmeregister', screens[screen]);
    const { page } = visit;
    await page.getByRole('heading', { name: 'Algoritmeregister' }).waitFor();
    await page
      .getByRole('heading', { name: /^Regels / })
      .first()
      .waitFor();
    expect(await faultsOf(visit)).toEqual([]);
    await keepPicture(page, `papers-register-${screen}`);
    await tabTo(page, 'Werking');
    await press(page, 'Enter');
    await expect.poll(() => new URL(page.url()).hash).toBe('#werking');
    await page.getByRole('link', { name: 'Wie wat mag zien' }).first().click();
    await page.getByText('D4', { exact: true }).waitFor();
    expect(
      await page.getByRole('cell', { name: /toegangsteam: eigen regio/ }).count(),
    ).toBeGreaterThan(0);
    expect(await faultsOf(visit)).toEqual([]);
    await keepPicture(page, `papers-matrix-${screen}`);
    expect(visit.complaints).toEqual([]);
    await visit.close();
  }, 90_000);

  test('from a place in the order to the rules that decided, and to the assessment', async () => {
    const visit = await journeys.open('as', `/wachtlijst/${made.requestId}`, screens[screen]);
    const { page } = visit;
    const link = page.locator('main').getByRole('link', { name: 'Algoritmeregister' });
    await link.waitFor();
    const asked = new URL((await link.getAttribute('href'))!, page.url()).hash.slice(1);
    await link.click();
    await page.waitForURL(/\/algoritmeregister#regels-/);
    await expect.poll(() => page.locator(`[id="${asked}"]`).count()).toBe(1);
    await page.getByRole('link', { name: 'Gegevensbeschermingseffectbeoordeling' }).click();
    await page.getByRole('heading', { name: 'Risico’s en maatregelen' }).waitFor();
    await page.getByText('Aanname, te bevestigen door een jurist').first().waitFor();
    expect(await faultsOf(visit)).toEqual([]);
    await keepPicture(page, `papers-dpia-${screen}`);
    await page.getByRole('link', { name: 'Register van verwerkingen' }).click();
    await page.getByText('waiting_list.identity').first().waitFor();
    expect(await faultsOf(visit)).toEqual([]);
    expect(visit.complaints).toEqual([]);
    await visit.close();
  }, 90_000);
});

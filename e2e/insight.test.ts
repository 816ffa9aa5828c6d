import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoWorld, demo } from './demo-world.ts';
import {
  faultsOf,
  type Journeys,
  keepPicture,
  press,
  screens,
  startJourneys,
  tabTo,
} from './harness.ts';

let e2e: Journeys<DemoWorld>;

beforeAll(async () => {
  e2e = await startJourneys(demo);
}, 240_000);
afterAll(async () => {
  await e2e.close();
});

const an = 'AN' as const;
const rb = 'RB' as const;

test.each([
  ['phone', { viewport: { width: 360, height: 780 }, hasTouch: true }],
  ['desk', screens.desk],
] as const)(
  'an analyst reads the figures and produces the monthly report: %s',
  async (name, screen) => {
    const visit = await e2e.open(an, '/cijfers', screen);
    const { page } = visit;
    await page.getByRole('heading', { level: 1, name: 'Cijfers' }).waitFor();
    await page
      .getByRole('heading', { level: 2, name: /van de erkende plaatsen is bezet/ })
      .waitFor();
    await page.getByRole('heading', { level: 2, name: /houdt de meeste plaatsen dicht/ }).waitFor();
    // What is too small is said so, and why is one press away.
    await page.getByText('te klein om te tonen').first().waitFor();
    await page.getByRole('button', { name: 'Waarom sommige cijfers niet getoond worden' }).click();
    await page.getByText('dat zou het getal verraden').waitFor();
    await keepPicture(page, `insight-figures-${name}`);
    expect(await faultsOf(visit)).toEqual([]);

    await page.goto(`${e2e.url}/maandverslag`);
    await page
      .getByRole('heading', { level: 2, name: /Personeelstekort/ })
      .first()
      .waitFor();
    await keepPicture(page, `insight-report-${name}`);
    expect(await faultsOf(visit)).toEqual([]);
    await tabTo(page, 'PDF', 120);
    const download = page.waitForEvent('download');
    await press(page, 'Enter');
    const file = await download;
    expect(file.suggestedFilename()).toMatch(
      /^vrijplaats-niet-beschikbaarheid-\d{4}-\d\d-01-vrijgegeven\.pdf$/,
    );
    const bytes = await readFile(await file.path());
    expect(bytes.subarray(0, 8).toString()).toBe('%PDF-1.7');
    await visit.close();
  },
  90_000,
);

test('a board member sees the own region first, and others as published', async () => {
  const visit = await e2e.open(rb, '/cijfers');
  const { page } = visit;
  const area = page.getByRole('button', { name: /Gebied/ });
  await area.waitFor();
  expect(await area.innerText()).toContain('West-Vlaanderen (mijn regio)');
  await page.getByRole('heading', { level: 2, name: 'Bezet per eerstelijnszone' }).waitFor();
  await page
    .getByRole('heading', { level: 2, name: /^West-Vlaanderen telt .* boven de norm$/ })
    .waitFor();
  await keepPicture(page, 'insight-board');
  expect(await faultsOf(visit)).toEqual([]);
  await page.goto(`${e2e.url}/cijfers?gebied=BRU`);
  await page.getByRole('heading', { level: 2, name: 'Bezet per module' }).waitFor();
  await page.goto(`${e2e.url}/cijfers?gebied=alle`);
  await page.getByRole('heading', { level: 2, name: 'Bezet per sector' }).waitFor();
  await visit.close();
}, 60_000);

test('the supervisor of the access team sees the live report with its units', async () => {
  const visit = await e2e.open('AS', '/niet-beschikbaar');
  const { page } = visit;
  await page.getByRole('heading', { level: 1, name: 'Niet beschikbaar' }).waitFor();
  await page.getByRole('table', { name: /de langste eerst/ }).waitFor();
  await keepPicture(page, 'insight-live');
  expect(await faultsOf(visit)).toEqual([]);
  const files = page.getByRole('group', { name: 'Dit verslag als bestand' });
  expect(await files.getByRole('link').count()).toBe(3);
  await visit.close();
}, 60_000);

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  countsOf,
  crisisAgain,
  differences,
  rawCrisis,
} from '../src/cli/crisis-recount.fixtures.ts';
import type { CrisisFigures } from '../src/insight/crisis/contract.ts';
import { formatNumber } from '../src/web/i18n/format.ts';
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
afterAll(() => e2e?.close());

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
    const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Enter')]);
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

test('what a crisis desk of the demo reads is counted again from its raw facts', async () => {
  const visit = await e2e.open('CR', '/crisis/cijfers');
  const { page } = visit;
  const asked = await page.request.get(`${e2e.url}/api/insight/crisis/figures?months=12`);
  const figures = (await asked.json()) as CrisisFigures;
  const raw = await rawCrisis(e2e.test);
  const again = crisisAgain(raw, {
    from: figures.from,
    until: figures.until,
    region: figures.region,
  });
  expect(figures.region).toBe('WVL');
  expect(differences(countsOf(figures), again)).toEqual([]);
  // One call less is seen.
  const [first, ...others] = raw.calls.filter(
    ({ region, month }) => region === 'WVL' && month >= figures.from && month < figures.until,
  );
  const fewer = { ...raw, calls: raw.calls.filter((call) => call !== first) };
  expect(others.length).toBeGreaterThan(100);
  expect(
    differences(countsOf(figures), crisisAgain({ ...fewer, children: [], asks: [] }, figures)),
  ).toContainEqual(expect.stringMatching(/^CALL all/));
  const all = formatNumber(again['CALL all *']!['asked']!);
  await page
    .getByRole('heading', { name: new RegExp(`^${all.replace('.', '\\.')} oproepen`) })
    .waitFor();
  // As lifelike as the desks are: some partners let their term pass.
  expect(again['PARTNER all *']!['silent']).toBeGreaterThan(5);
  await visit.close();
}, 60_000);

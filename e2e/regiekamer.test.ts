import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn } from '../src/platform/testing/database.ts';
import { addDays, dayIn } from '../src/platform/period.ts';
import {
  faultsIn,
  focused,
  type Journeys,
  keepPicture,
  press,
  screens,
  startJourneys,
  type Visit,
} from './harness.ts';
import { addUnitsRoundGhent, type WorldUnit } from './regiekamer-world.ts';

let journeys: Journeys;
let units: ReadonlyMap<string, WorldUnit>;

beforeAll(async () => {
  journeys = await startJourneys();
  units = await addUnitsRoundGhent(journeys.test);
}, 240_000);
afterAll(() => journeys?.close());

const LONG = 120_000;

/** Faults of a page as it stands: axe, a page wider than its window, what the browser complained of. */
async function faultsOf({ page, complaints }: Visit): Promise<string[]> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  return [
    ...(await faultsIn(page)),
    ...(overflow > 0 ? [`the page is ${overflow} pixels wider than its window`] : []),
    ...complaints,
  ];
}

test(
  'opens on the whole picture, with sums that agree everywhere',
  async () => {
    const visit = await journeys.open('at', '/regiekamer');
    const { page } = visit;
    await page.locator('.rk-totals').waitFor();
    expect(await page.title()).toBe('Regiekamer · Vrijplaats');
    const total = (word: string) =>
      page.locator('.rk-total', { hasText: word }).locator('dd').innerText();
    const [recognised, offerable] = [await total('erkend'), await total('toe te wijzen')];
    expect(Number(recognised)).toBeGreaterThan(200);
    expect(await page.locator('.rk-table tfoot td').last().innerText()).toBe(offerable);
    expect(await faultsOf(visit)).toEqual([]);
    await page.getByRole('tab', { name: 'Tabel' }).click();
    await page.locator('.rk-table tfoot').waitFor();
    expect(await page.locator('.rk-table tfoot').innerText()).toContain(recognised);
    expect(await faultsOf(visit)).toEqual([]);
    await visit.context.close();
  },
  LONG,
);

/** Presses Tab (or Shift+Tab) until the element has the focus. */
async function tabUntil(page: Page, wanted: Locator, key = 'Tab', most = 60): Promise<void> {
  for (let stop = 0; stop < most; stop += 1) {
    await page.keyboard.press(key);
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${key} never reached ${String(wanted)}; it stopped at ${await focused(page)}`);
}

const count = (page: Page) => page.locator('.rk-count [role=status]');

describe.each(['phone', 'desk'] as const)('by keyboard alone on a %s', (screen) => {
  test(
    'a girl of nine within 30 km of Ghent: where, and why not nearer',
    async () => {
      const visit = await journeys.open('at', '/regiekamer', {
        ...screens[screen],
        hasTouch: false,
      });
      const { page } = visit;
      await page.locator('.rk-totals').waitFor();
      await press(page, '/');
      const search = page.getByRole('searchbox');
      expect(await search.evaluate((element) => element === document.activeElement)).toBe(true);
      if (screen === 'phone') {
        await tabUntil(page, page.getByRole('button', { name: 'Filters', exact: true }));
        await press(page, 'Enter');
      }
      await tabUntil(page, page.getByRole('radio', { name: 'alle leefgroepen' }));
      await press(page, 'ArrowDown');
      await tabUntil(page, page.getByRole('textbox', { name: 'Leeftijd' }));
      await page.keyboard.type('9');
      await tabUntil(page, page.getByRole('radio', { name: 'maakt niet uit' }).first());
      await press(page, 'ArrowRight');
      await tabUntil(page, page.getByRole('combobox', { name: 'In de buurt van' }));
      await page.keyboard.type('gent');
      await page.getByRole('option', { name: /^Gent/ }).waitFor();
      await press(page, 'ArrowDown', 'Enter');
      await page.waitForURL(/withinKm=30/);
      await tabUntil(page, page.getByRole('checkbox', { name: /Verblijf voor -12-jarigen/ }));
      await press(page, 'Space');
      await page.waitForURL(/module=STAY_U12/);
      expect(await faultsOf(visit)).toEqual([]);
      await expect
        .poll(() => count(page).innerText())
        .toBe(
          '2 leefgroepen: meisje, 9 jaar, binnen 30 km van Gent, Verblijf voor -12-jarigen, alleen met een plaats.',
        );

      await tabUntil(page, page.getByRole('button', { name: 'Waarom niet dichter?' }));
      await press(page, 'Enter');
      const why = page.getByRole('region', { name: 'Waarom niet dichter?' });
      expect(await why.innerText()).toContain('De dichtstbijzijnde plaats ligt op 15 km.');
      const reasons = await why.getByRole('listitem').allInnerTexts();
      expect(reasons.slice(0, 2)).toEqual([
        expect.stringMatching(/De Kade[^]*Volzet/),
        expect.stringMatching(/Het Veer[^]*Geen nieuwe meisjes/),
      ]);
      for (const reason of reasons.slice(2)) expect(reason).toContain('Andere module');
      await keepPicture(page, `regiekamer-why-${screen}`);

      await tabUntil(page, page.getByRole('tab', { name: 'Kaart' }));
      await press(page, 'ArrowRight');
      const tiles = page.locator('.vp-tile button');
      await tiles.first().waitFor();
      await tabUntil(page, tiles.first());
      await press(page, 'ArrowRight');
      expect(await focused(page)).toBe('Leefgroep De Molen');
      await press(page, 'ArrowLeft', 'Enter');
      const heading = page.getByRole('heading', { name: 'Leefgroep De Brug', level: 2 });
      await heading.waitFor();
      await expect.poll(() => focused(page)).toBe('Leefgroep De Brug');
      await page.getByText('Geschiedenis', { exact: true }).waitFor();
      expect(await faultsOf(visit)).toEqual([]);
      await keepPicture(page, `regiekamer-unit-${screen}`);

      await tabUntil(page, page.getByRole('button', { name: 'Kijk of het kan' }));
      await press(page, 'Enter');
      await page.getByText('Ja, op plaats 7.').waitFor();
      expect(await faultsOf(visit)).toEqual([]);
      await press(page, 'Escape');
      await heading.waitFor({ state: 'detached' });
      expect(await focused(page)).toBe('Leefgroep De Brug');
      expect(new URL(page.url()).searchParams.get('unit')).toBeNull();
      await visit.context.close();
    },
    LONG,
  );

  test(
    'another day: the band says which picture this is, and leads back',
    async () => {
      const visit = await journeys.open('at', '/regiekamer?view=tiles', {
        ...screens[screen],
        hasTouch: false,
      });
      const { page } = visit;
      await page.locator('.rk-totals').waitFor();
      if (screen === 'phone') {
        await tabUntil(page, page.getByRole('button', { name: 'Filters', exact: true }));
        await press(page, 'Enter');
      }
      await tabUntil(page, page.getByRole('slider'));
      await press(page, 'ArrowLeft');
      const band = page.locator('.vp-banner', { hasText: 'Dit is de stand van' });
      await band.waitFor();
      expect(new URL(page.url()).searchParams.get('at')).toBe(addDays(dayIn(new Date()), -1));
      expect(await page.locator('.rk-live').innerText()).toBe('Niet live');
      const known = page.getByRole('radio', { name: 'nu, met alle latere correcties' });
      await tabUntil(page, known);
      await press(page, 'ArrowDown');
      await page.waitForURL(/known=then/);
      await page.getByText('zoals die toen bekend was').waitFor();
      expect(await faultsOf(visit)).toEqual([]);
      await keepPicture(page, `regiekamer-past-${screen}`);
      await tabUntil(page, page.getByRole('button', { name: 'Terug naar nu' }));
      await press(page, 'Enter');
      await band.waitFor({ state: 'detached' });
      await visit.context.close();
    },
    LONG,
  );
});

test(
  'a change is seen within a second, lit, and nothing moves',
  async () => {
    const visit = await journeys.open('at', '/regiekamer?view=tiles&minimum=1');
    const { page } = visit;
    const names = () => page.locator('.vp-tile-name').allInnerTexts();
    await page.locator('.vp-tile').first().waitFor();
    await page.getByText('Live: wijzigingen').waitFor();
    // The first tiles answer, the others follow them.
    await expect.poll(async () => (await names()).length).toBeGreaterThan(30);
    const before = await names();
    const unit = units.get('Leefgroep De Toren');
    if (!unit) throw new Error('no such unit');
    const keeper = await signIn(journeys.test, 'PC', { organisationId: unit.providerId });
    const offered = page.locator('.vp-tile', { hasText: unit.name }).locator('dd').nth(1);
    expect(await offered.innerText()).toBe('3');
    const start = (place: number) =>
      journeys.server.as(keeper, '/api/capacity/stays', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: journeys.url },
        body: JSON.stringify({
          unitId: unit.unitId,
          module: unit.module,
          placeId: unit.placeIds[place],
          from: dayIn(new Date()),
        }),
      });
    // The machine of the tests may be busy with others: the better of two counts.
    const took: number[] = [];
    for (const [place, left] of [
      [5, '2'],
      [6, '1'],
    ] as const) {
      expect((await start(place)).status).toBe(200);
      const answered = Date.now();
      await expect.poll(() => offered.innerText(), { interval: 20, timeout: 10_000 }).toBe(left);
      took.push(Date.now() - answered);
    }
    expect(Math.min(...took)).toBeLessThan(1000);
    expect(await offered.getAttribute('data-lit')).toBe('');
    expect(await names()).toEqual(before);
    await visit.context.close();
  },
  LONG,
);

test(
  'nothing fits: names the one filter to let go, and does it',
  async () => {
    const visit = await journeys.open(
      'at',
      '/regiekamer?module=STAY_U12&near=44021&withinKm=5&minimum=2',
    );
    const { page } = visit;
    await page.getByText('Geen enkele leefgroep past bij deze vraag').waitFor();
    expect(await faultsOf(visit)).toEqual([]);
    await keepPicture(page, 'regiekamer-none');
    await page.getByRole('button', { name: /^Tot \d+ km/ }).click();
    await page.locator('.rk-table').waitFor();
    expect(await count(page).innerText()).toContain('1 leefgroep: ');
    await visit.context.close();
  },
  LONG,
);

test(
  'an answer that does not come says so and is asked again',
  async () => {
    const visit = await journeys.open('at', '/regiekamer');
    const { page } = visit;
    await page.locator('.rk-totals').waitFor();
    await page.route('**/api/capacity/photo*', (route) =>
      route.fulfill({ status: 422, body: '{}' }),
    );
    await page.goto(`${journeys.url}/regiekamer`);
    await page.getByText('De plaatsen konden niet worden opgehaald').waitFor();
    expect(await faultsIn(page)).toEqual([]);
    await keepPicture(page, 'regiekamer-error');
    await page.unroute('**/api/capacity/photo*');
    await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
    await page.locator('.rk-totals').waitFor();
    await page.route('**/api/live', (route) => route.abort());
    await page.goto(`${journeys.url}/regiekamer`);
    await page.getByText(/Verbinding weg, laatste stand van \d+\.\d\d uur/).waitFor();
    await page.getByRole('button', { name: 'Haal nu op' }).click();
    await visit.context.close();
  },
  LONG,
);

test(
  'a page whose stream is refused finds out that nobody is signed in any more',
  async () => {
    const { page, context } = await journeys.open('at', '/regiekamer');
    await page.clock.install();
    await page.route('**/api/live', (route) => route.abort());
    await page.goto(`${journeys.url}/regiekamer`);
    await page.getByText(/Verbinding weg/).waitFor();
    await context.clearCookies();
    await page.clock.fastForward(31_000);
    await page.getByText('Je bent afgemeld').waitFor();
    await context.close();
  },
  LONG,
);

test(
  'is for the access team alone',
  async () => {
    for (const who of ['pc', 'jj'] as const) {
      const visit = await journeys.open(who, '/regiekamer');
      await visit.page.getByText('Deze rol ziet deze pagina niet').waitFor();
      expect(await visit.page.locator('nav', { hasText: 'Regiekamer' }).count()).toBe(0);
      await visit.context.close();
    }
  },
  LONG,
);

test(
  'the lead takes the answer along as a file: the same units, the same sums',
  async () => {
    const { page, context } = await journeys.open(
      'as',
      '/regiekamer?view=table&module=STAY_U12&near=44021&withinKm=45',
    );
    await page.locator('.rk-table').waitFor();
    const shown = await page.locator('.rk-table tbody th').allInnerTexts();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Bewaar als CSV' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect(shown.length).toBeGreaterThan(4);
    for (const name of shown) expect(text).toContain(name);
    expect(text.trim().split('\n')).toHaveLength(shown.length + 1);
    expect(new URL(page.url()).pathname).toBe('/regiekamer');
    await context.close();
  },
  LONG,
);

test(
  'prints what was asked, without what one clicks',
  async () => {
    const { page, context } = await journeys.open('as', '/regiekamer?view=table&region=OVL');
    await page.locator('.rk-table').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.vp-filters').isVisible()).toBe(false);
    expect(await page.locator('.vp-print-head').innerText()).toContain('Afgedrukt op');
    expect(await page.locator('.rk-count').innerText()).toContain('Oost-Vlaanderen');
    await keepPicture(page, 'regiekamer-print');
    await context.close();
  },
  LONG,
);

test(
  'takes a day that is typed key by key, and gives way to the day that counts when one is refused',
  async () => {
    const { page, context } = await journeys.open('at', '/regiekamer');
    await page.locator('.rk-totals').waitFor();
    const day = addDays(dayIn(new Date()), 20);
    const [year, month, date] = day.split('-');
    const field = page.getByRole('group', { name: 'Nodig vanaf' });
    await field.getByRole('spinbutton').first().click();
    await page.keyboard.type(`${date}${month}${year}`, { delay: 20 });
    await page.waitForURL(new RegExp(`at=${day}`));
    await page.keyboard.type('1999', { delay: 20 });
    await press(page, 'Tab', 'Tab');
    await expect.poll(() => field.innerText()).toContain(year!);
    expect(page.url()).toContain(`at=${day}`);
    await context.close();
  },
  LONG,
);

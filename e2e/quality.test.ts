import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../src/platform/period.ts';
import {
  faultsOf,
  type Journeys,
  keepPicture,
  press,
  screens,
  startJourneys,
  tabTo,
} from './harness.ts';

const LONG = 60_000;
const shown = [
  ['phone', { ...screens.phone, viewport: { width: 360, height: 740 } }],
  ['desk in the dark', { ...screens.desk, colorScheme: 'dark' }],
] as const satisfies readonly (readonly [string, BrowserContextOptions])[];
let e2e: Journeys;

/**
 * Twenty frozen weeks: the last three as they were, the earlier ones with every place taken, so that
 * a unit with free places drifts from its own past.
 */
async function freezeWeeks(): Promise<void> {
  const { test: t, world } = e2e;
  for (let n = 20; n >= 1; n -= 1) {
    const day = addDays(world.today, -7 * (n - 1));
    const [snapshot] = await t.owner<{ id: string }>(
      `insert into capacity.snapshot (taken_at, as_of_day, kind) values ($1, $2, 'WEEKLY') returning id`,
      [`${day}T05:00:00Z`, day],
    );
    await t.owner(
      `insert into capacity.snapshot_row (snapshot_id, unit_id, module_code, provider_id, region_code, recognised, occupied, absent,
         not_converted, unavailable, held, free, offerable, over_occupied, confirmed_at)
       select $1, l.unit_id, l.module_code, l.provider_id, l.region_code, x.rec, x.occ, 0, 0, x.rec - x.occ - x.free, 0, x.free, x.free,
              0, $3::timestamptz - interval '2 days'
         from capacity.unit_live l left join capacity.photo_as_known($2, $3) f using (unit_id, module_code)
         cross join lateral (select case when $4 then l.recognised else f.recognised end as rec,
                                    case when $4 then l.recognised else f.occupied end as occ,
                                    case when $4 then 0 else f.free end as free) x`,
      [snapshot!.id, day, `${day}T05:00:00Z`, n > 3],
    );
  }
}

beforeAll(async () => {
  e2e = await startJourneys();
  await freezeWeeks();
}, 240_000);
afterAll(() => e2e?.close());

const search = (page: Page) => new URL(page.url()).searchParams;
const shownRows = (page: Page) => page.locator('.vp-table').first().locator('tbody tr').count();

describe('data quality', () => {
  test.each(shown)(
    'is clean on a %s',
    async (name, options) => {
      const visit = await e2e.open('at', '/gegevenskwaliteit', options);
      await visit.page.getByRole('button', { name: 'Cijfers niet bevestigd' }).waitFor();
      await keepPicture(visit.page, `quality-findings-${name}`);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.close();
    },
    LONG,
  );

  test(
    'a kind is chosen by keyboard and stands in the address; the provider sees its own',
    async () => {
      const visit = await e2e.open('at', '/gegevenskwaliteit');
      const { page } = visit;
      await page.locator('.vp-table').first().waitFor();
      const all = await shownRows(page);
      await tabTo(page, 'Boven capaciteit');
      await press(page, 'Enter');
      await page.waitForFunction(() => location.search.includes('soort=OVER_OCCUPIED'));
      expect(await shownRows(page)).toBe(1);
      await page.locator('.vp-table').getByText('Leefgroep Ceder').first().waitFor();
      expect(all).toBeGreaterThan(10);
      await visit.close();

      const own = await e2e.open('pc', '/gegevenskwaliteit', screens.phone);
      await own.page.locator('.vp-table').getByText('Leefgroep Den').first().waitFor();
      expect(await own.page.getByText('De Kastelein').count()).toBe(0);
      await own.page.getByRole('link', { name: /^Bevestig.*Leefgroep Den/ }).click();
      await own.page
        .getByRole('heading', { name: /Leefgroep Den/ })
        .first()
        .waitFor();
      await own.close();
    },
    LONG,
  );

  test(
    'a place that is not there: reported from the Regiekamer, withdrawn, and back again',
    async () => {
      const unitId = e2e.world.units.mixed.unitId;
      const visit = await e2e.open('at', `/regiekamer?unit=${unitId}`);
      const { page } = visit;
      await page.getByRole('link', { name: /bevindingen? ra/ }).waitFor();
      await page.getByRole('button', { name: 'Meld: deze plaats is er niet' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await faultsOf(visit)).toEqual([]);
      await page.getByRole('button', { name: 'Meld', exact: true }).click();
      await page.getByText('Schrijf kort wat er bleek.').waitFor();
      await page.getByLabel('Wat bleek er').fill('De kamer is een bureau');
      await page.getByRole('button', { name: 'Meld', exact: true }).click();
      await page.locator('.vp-toast', { hasText: 'Gemeld aan de voorziening' }).waitFor();
      await page.locator('.vp-panel').getByText('Vrije plaats die er niet is').waitFor();
      await page.goto(`${e2e.url}/gegevenskwaliteit?soort=PLACE_NOT_REAL`);
      await page.getByText('“De kamer is een bureau”').waitFor();
      await page.getByRole('button', { name: 'Is er toch: Leefgroep Ahorn' }).click();
      const toast = page.locator('.vp-toast', { hasText: 'Melding ingetrokken' });
      await toast.waitFor();
      await page.getByText('Geen bevinding beantwoordt aan deze vraag').waitFor();
      await toast.getByRole('button', { name: 'Ongedaan maken' }).click();
      await page.getByText('“De kamer is een bureau”').waitFor();
      await visit.close();
    },
    LONG,
  );
});

describe('weekly photo', () => {
  test.each(shown)(
    'is clean on a %s',
    async (name, options) => {
      const visit = await e2e.open('as', '/weekfoto', options);
      await visit.page.getByRole('heading', { name: /^Vrij: / }).waitFor();
      await keepPicture(visit.page, `quality-weekly-${name}`);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.close();
    },
    LONG,
  );

  test(
    'two weeks and a figure stand in the address, parts add up, and the file can be taken along',
    async () => {
      const from = addDays(e2e.world.today, -35);
      const visit = await e2e.open('as', `/weekfoto?van=${from}&cijfer=occupied&per=leefgroep`);
      const { page } = visit;
      await page.getByRole('heading', { name: /^Bezet: .* minder dan/ }).waitFor();
      const words = await page.locator('.vp-bars tbody tr td:last-child').allInnerTexts();
      const numbers = words.map((text) => Number(text.replace('−', '-').replace('.', '')));
      expect(numbers.slice(0, -1).reduce((sum, each) => sum + each, 0)).toBe(numbers.at(-1));
      const address = await page.getByRole('link', { name: 'Bewaar als CSV' }).getAttribute('href');
      const file = await page.request.get(`${e2e.url}${address}`);
      expect(file.status()).toBe(200);
      expect((await file.text()).split('\r\n').length).toBeGreaterThan(30);
      await visit.close();
      const own = await e2e.open('pc', '/weekfoto?per=leefgroep');
      await own.page.getByRole('heading', { name: /^Vrij: / }).waitFor();
      expect(await shownRows(own.page)).toBe(6);
      await own.close();
    },
    LONG,
  );
});

describe('early warning', () => {
  test.each(shown)(
    'is clean on a %s',
    async (name, options) => {
      const visit = await e2e.open('at', '/aandacht', options);
      await visit.page.locator('.at-unit').first().waitFor();
      await keepPicture(visit.page, `quality-attention-${name}`);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.close();
    },
    LONG,
  );

  test(
    'tells facts by name; the provider sees its own units, an intake worker has no such page',
    async () => {
      const visit = await e2e.open('pc', '/aandacht');
      const { page } = visit;
      await page.getByText('Minder vol dan gewoonlijk: 2 kinderen op 5 plaatsen').waitFor();
      expect(await page.getByText('verzonnen)').filter({ hasText: 'WVL 1' }).count()).toBe(0);
      await page.getByRole('radio', { name: 'Bevestiging' }).check({ force: true });
      await page.waitForFunction(() => location.search.includes('wat=FRESHNESS'));
      expect(search(page).get('wat')).toBe('FRESHNESS');
      await visit.close();
      const intake = await e2e.open('pi', '/aandacht');
      expect(await intake.page.locator('.at-page').count()).toBe(0);
      await intake.close();
    },
    LONG,
  );
});

describe('regional balance', () => {
  test.each(shown)(
    'is clean on a %s',
    async (name, options) => {
      const visit = await e2e.open(
        'at',
        '/evenwicht?wat=move:WVL:OVL:STAY_O12:5&norm=0.2',
        options,
      );
      await visit.page
        .getByRole('heading', { name: /plaatsen per 1\.000 minderjarigen/ })
        .waitFor();
      await keepPicture(visit.page, `quality-balance-${name}`);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.close();
    },
    LONG,
  );

  test(
    'a step is made by keyboard, survives a reload, and can be taken away',
    async () => {
      const visit = await e2e.open('as', '/evenwicht');
      const { page } = visit;
      await page.getByRole('button', { name: 'Voeg stap toe' }).waitFor();
      await page.getByRole('button', { name: 'Voeg stap toe' }).focus();
      await press(page, 'Enter');
      await page.waitForFunction(() => new URLSearchParams(location.search).has('wat'));
      expect(search(page).get('wat')).toMatch(/^add:[A-Z]+:[A-Z_0-9]+:10$/);
      await page.reload();
      await page.getByText(/10 plaatsen .* erbij in/).waitFor();
      await page.getByText('Getoond met 1 denkbeeldige stap.').waitFor();
      await page.getByRole('button', { name: 'Verwijder stap 1' }).click();
      await page.waitForFunction(() => !new URLSearchParams(location.search).has('wat'));
      await visit.close();
    },
    LONG,
  );
});

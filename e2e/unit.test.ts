import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf, type Journeys, keepPicture, press, screens, startJourneys } from './harness.ts';
import type { LindeUnit } from './small-world.ts';

let e2e: Journeys;
beforeAll(async () => {
  e2e = await startJourneys();
}, 180_000);
afterAll(() => e2e?.close());

const LONG = 90_000;
const pageOf = (unit: LindeUnit, query = '') => `/leefgroep/${e2e.world.units[unit].unitId}${query}`;
const cell = (page: Page, row: number, column: number) =>
  page.locator(`[data-at="${row} ${column}"]`);

describe('the calendar of a unit', () => {
  test.each([
    ['phone', 'light'],
    ['tablet', 'light'],
    ['desk', 'light'],
    ['desk', 'dark'],
  ] as const)(
    'is clean on a %s in the %s, as calendar and as list',
    async (screen, colorScheme) => {
      const visit = await e2e.open('pc', pageOf('mixed', '?form=grid'), {
        ...screens[screen],
        colorScheme,
      });
      const { page } = visit;
      await page.locator('.un-grid').waitFor();
      await page.locator('.pv-history li').first().waitFor();
      await keepPicture(page, `unit-grid-${screen}-${colorScheme}`);
      expect(await faultsOf(visit)).toEqual([]);
      await page.getByRole('radio', { name: 'lijst' }).click({ force: true });
      await page.locator('.un-list').waitFor();
      await keepPicture(page, `unit-list-${screen}-${colorScheme}`);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.context.close();
    },
    LONG,
  );
});

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPages } from '../testing/build-pages.ts';
import {
  axeFaults,
  type BuiltServer,
  keepPicture,
  launchChromium,
  openPage,
  overflowOf,
  serveBuilt,
} from '../testing/browser.ts';

let pages: Awaited<ReturnType<typeof buildPages>>;
let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  pages = await buildPages('gallery');
  server = await serveBuilt(pages.folder, 'gallery.html');
  browser = await launchChromium();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function open(theme: 'light' | 'dark', width: number) {
  const opened = await openPage(browser, server.address, {
    viewport: { width, height: 900 },
    colorScheme: theme,
  });
  await opened.page.getByRole('heading', { level: 1 }).waitFor();
  return opened;
}

describe.each([
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 1440 },
  { theme: 'light', width: 390 },
  { theme: 'dark', width: 390 },
] as const)('the gallery, $theme at $width pixels', ({ theme, width }) => {
  test('has no fault that axe finds, no complaint of the browser, and nothing that sticks out', async () => {
    const { page, complaints } = await open(theme, width);
    await keepPicture(page, `gallery-${theme}-${width}`);
    expect(await axeFaults(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);
});

describe.each([
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 390 },
] as const)('what floats, $theme at $width pixels', ({ theme, width }) => {
  test('is as clean as what stands', async () => {
    const { page, complaints } = await open(theme, width);
    for (const name of ['Open een venster', 'Trek in', 'Sneltoetsen', 'Rol']) {
      await page.getByRole('button', { name, exact: true }).last().click();
      await page.locator('.vp-modal, [role="menu"]').waitFor();
      await keepPicture(page, `${name.replaceAll(' ', '-')}-${theme}-${width}`, false);
      expect(await axeFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('.vp-modal, [role="menu"]').waitFor({ state: 'detached' });
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);
});

describe('the parts, by keyboard', () => {
  test('a list of a thousand rows is walked with the arrows and opened with Enter', async () => {
    const { page } = await open('light', 1440);
    const table = page.getByRole('table', { name: 'Duizend leefgroepen' });
    await table.getByRole('button', { name: 'Leefgroep 0', exact: true }).focus();
    const focused = page.locator('.vp-row-open:focus');
    const walk: [string, string][] = [
      ['ArrowDown', 'Leefgroep 1'],
      ['End', 'Leefgroep 999'],
      ['ArrowUp', 'Leefgroep 998'],
      ['Home', 'Leefgroep 0'],
      ['PageDown', 'Leefgroep 10'],
    ];
    for (const [key, name] of walk) {
      await page.keyboard.press(key);
      await expect.poll(() => focused.textContent()).toBe(name);
    }
    await page.keyboard.press('Enter');
    expect(await focused.getAttribute('aria-current')).toBe('true');
    expect(await table.locator('tbody tr').count()).toBeLessThan(80);
    await page.context().close();
  }, 60_000);

  test('a heading sorts, says so, and turns the order on a second press', async () => {
    const { page } = await open('light', 1440);
    const table = page.getByRole('table', { name: 'Vijf leefgroepen' });
    const heading = table.getByRole('columnheader', { name: 'Vrij' });
    await heading.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await heading.getAttribute('aria-sort')).toBe('ascending');
    const numbers = () => table.locator('tbody td:last-child').allTextContents();
    expect(await numbers()).toEqual(['0', '2', '3', '5', '6']);
    await page.keyboard.press('Enter');
    expect(await heading.getAttribute('aria-sort')).toBe('descending');
    expect(await numbers()).toEqual(['6', '5', '3', '2', '0']);
    await page.context().close();
  }, 60_000);

  test('a panel takes the focus, closes with Esc and gives the focus back', async () => {
    const { page } = await open('light', 1440);
    const opener = page.getByRole('button', { name: 'Open een paneel' });
    await opener.focus();
    await page.keyboard.press('Enter');
    const focusedText = () => page.evaluate(() => document.activeElement?.textContent);
    expect(await focusedText()).toBe('De Kade');
    await page.keyboard.press('Escape');
    expect(await focusedText()).toBe('Open een paneel');
    await page.context().close();
  }, 60_000);

  test('a reason must be given before what cannot be undone', async () => {
    const { page } = await open('light', 1440);
    await page.getByRole('button', { name: 'Trek in' }).last().click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Trek in' }).click();
    const field = dialog.getByRole('textbox', { name: 'Waarom trek je het in?' });
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('dubbel ingevoerd');
    await dialog.getByRole('button', { name: 'Trek in' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.context().close();
  }, 60_000);

  test('a town is found by typing and chosen with the keys', async () => {
    const { page } = await open('light', 1440);
    const box = page.getByRole('combobox', { name: 'Gemeente' });
    await box.fill('mech');
    await page.getByRole('option', { name: 'Mechelen' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await box.inputValue()).toBe('Mechelen');
    await box.fill('brug');
    await page.getByRole('option', { name: 'Brugge' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await box.inputValue()).toBe('Mechelen');
    await page.context().close();
  }, 60_000);

  test('a message offers the way back and waits while one looks at it', async () => {
    const { page } = await open('light', 1440);
    await page.getByRole('button', { name: 'Toon een bericht' }).click();
    await page.getByText('Plaats 3 is vrij.').waitFor();
    await page.getByRole('button', { name: 'Ongedaan maken' }).click();
    await page.getByText('Plaats 3 is weer bezet.').waitFor();
    await page.context().close();
  }, 60_000);

  test('a changed figure is lit and moves nothing', async () => {
    const { page } = await open('light', 1440);
    const tile = page.getByRole('article', { name: 'De Kade' });
    const before = await tile.boundingBox();
    expect(await tile.locator('[data-lit]').count()).toBe(0);
    await tile.getByRole('button', { name: 'De Kade' }).click();
    expect(await tile.locator('[data-lit]').count()).toBe(2);
    expect(await tile.boundingBox()).toEqual(before);
    await page.context().close();
  }, 60_000);

  test('paper shows all rows, not only those in view', async () => {
    const { page } = await open('light', 1440);
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const rows = page.getByRole('table', { name: 'Duizend leefgroepen' }).locator('tbody tr');
    expect(await rows.count()).toBe(1000);
    await page.context().close();
  }, 60_000);
});

describe('the detectors see a planted fault', () => {
  test('axe, a field without a name', async () => {
    const { page } = await open('light', 1440);
    await page.evaluate(() =>
      document.querySelector('main')?.append(document.createElement('input')),
    );
    expect(await axeFaults(page)).not.toEqual([]);
    await page.context().close();
  }, 60_000);

  test('the policy, a style written into the page', async () => {
    const { page, complaints } = await open('light', 1440);
    await page.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = 'body { color: red }';
      document.head.append(style);
    });
    await expect.poll(() => complaints.join()).toMatch(/Content Security Policy/);
    await page.context().close();
  }, 60_000);
});

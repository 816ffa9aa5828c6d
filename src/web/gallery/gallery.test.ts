import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltServer, launchChromium, serveBuilt } from './browser.ts';

const config = fileURLToPath(new URL('../vite.config.ts', import.meta.url));
/** Where pictures go when somebody wants to look at them. */
const pictures = process.env['GALLERY_PICTURES'];

let folder: string;
let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrijplaats-gallery-'));
  await build({
    configFile: config,
    configLoader: 'native',
    mode: 'gallery',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 2000 },
  });
  server = await serveBuilt(folder, 'gallery.html');
  browser = await launchChromium();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

interface Look {
  readonly theme: 'light' | 'dark';
  readonly width: number;
}

/** Opens the gallery and gathers everything that the browser complains of. */
async function open({ theme, width }: Look): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    locale: 'nl-BE',
    timezoneId: 'America/New_York',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(server.address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, complaints };
}

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`),
  );
}

const looks: readonly Look[] = [
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 1440 },
  { theme: 'light', width: 390 },
  { theme: 'dark', width: 390 },
];

describe.each(looks)('the gallery, $theme at $width pixels', (look) => {
  test('has no fault that axe finds, no complaint of the browser, and nothing that sticks out', async () => {
    const { page, complaints } = await open(look);
    if (pictures) {
      await page.screenshot({
        path: join(pictures, `${look.theme}-${look.width}.png`),
        fullPage: true,
      });
    }
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(look.width);
    await page.context().close();
  }, 60_000);
});

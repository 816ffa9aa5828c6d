import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPages } from './testing/build-pages.ts';
import { type BuiltServer, launchChromium, openPage, serveBuilt } from './testing/browser.ts';
import { FakeServer } from './testing/fake-server.ts';

let pages: Awaited<ReturnType<typeof buildPages>>;
let browser: Browser;
let server: BuiltServer;
const fake = new FakeServer();

beforeAll(async () => {
  pages = await buildPages('gallery');
  browser = await launchChromium();
  server = await serveBuilt(pages.folder, 'testing/live.html', fake.handle);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const heardBy = async (page: Page) =>
  JSON.parse((await page.locator('#heard').textContent()) || '[]');
const isLive = (page: Page) =>
  expect.poll(() => page.locator('#state').textContent(), { timeout: 10_000 }).toBe('live');

test('tabs of a real browser share one stream, and lose nothing when its reader closes', async () => {
  const { page: first } = await openPage(browser, server.address);
  await isLive(first);
  const second = await first.context().newPage();
  const third = await first.context().newPage();
  for (const page of [second, third]) {
    await page.goto(server.address);
    await isLive(page);
  }
  expect(fake.streams.size).toBe(1);

  fake.push('units', { n: 1 });
  for (const page of [first, second, third])
    await expect.poll(() => heardBy(page)).toEqual([{ n: 1 }]);

  await first.close();
  await expect.poll(() => fake.askedOf('/api/live').length).toBe(2);
  await expect.poll(() => fake.streams.size).toBe(1);
  fake.push('units', { n: 2 });
  for (const page of [second, third])
    await expect.poll(() => heardBy(page)).toEqual([{ n: 1 }, { n: 2 }]);
  for (const page of [second, third]) expect(await page.locator('#gaps').textContent()).toBe('0');

  // A lost frame: both know, and are told once.
  fake.push('units', { n: 4 }, 1);
  for (const page of [second, third])
    await expect.poll(() => page.locator('#gaps').textContent()).toBe('1');

  // The server goes and comes back with other numbers.
  // The tabs wait a little before they ask again.
  for (const stream of fake.streams) stream.destroy();
  fake.push('units', { n: 5 });
  for (const page of [second, third])
    await expect.poll(() => page.locator('#gaps').textContent(), { timeout: 10_000 }).toBe('2');
}, 60_000);

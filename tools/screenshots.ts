import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.ts';

/**
 * `node tools/screenshots.ts [ADDRESS]`: takes the pictures of the README from a running demo
 * (default http://localhost:3000). One entry for each picture.
 */
const pictures = [
  { file: 'regiekamer', role: 'Toegangsteam', path: '/regiekamer', width: 1440, height: 900 },
  {
    file: 'regiekamer-tegels',
    role: 'Toegangsteam',
    path: '/regiekamer?view=tiles',
    width: 1440,
    height: 900,
  },
  {
    file: 'mijn-leefgroepen',
    role: 'Capaciteitsbeheerder',
    path: '/mijn-leefgroepen',
    width: 1440,
    height: 900,
  },
  {
    file: 'mijn-leefgroepen-telefoon',
    role: 'Capaciteitsbeheerder',
    path: '/mijn-leefgroepen',
    width: 390,
    height: 844,
  },
];

const origin = process.argv[2] ?? 'http://localhost:3000';
const folder = 'docs/images';
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  for (const { file, role, path, width, height } of pictures) {
    const context = await browser.newContext({ viewport: { width, height }, locale: 'nl-BE' });
    const page = await context.newPage();
    await page.goto(`${origin}/auth/login?return=${encodeURIComponent(path)}`);
    await page.getByRole('button', { name: role }).first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(2_000);
    await page.screenshot({ path: `${folder}/${file}.png` });
    console.log(`${folder}/${file}.png`);
    await context.close();
  }
} finally {
  await browser.close();
}

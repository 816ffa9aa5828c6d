import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/platform/config.ts';
import { launchChromium } from '../src/web/testing/browser.ts';

/**
 * Draws the icons of the app from `icon.svg`, once, by hand: `node tools/make-icons.ts`. A body with a mark of its own
 * replaces that file and runs this. Phones cut a maskable icon to their own shape: its mark stays within the middle.
 */
const folder = join(projectRoot, 'src/web/public');
const mark = readFileSync(join(folder, 'icon.svg'), 'utf8');
const ground = /<rect[^>]*\/>/;
const colour = /fill="(#\w+)"/.exec(mark)![1]!;
const full = (scale: number): string =>
  mark
    .replace(ground, `<rect width="32" height="32" fill="${colour}"/>`)
    .replace('<path ', `<path transform="translate(16 16) scale(${scale}) translate(-16 -16)" `);

const icons: readonly [string, number, string][] = [
  ['icon-192.png', 192, mark],
  ['icon-512.png', 512, mark],
  ['icon-maskable-512.png', 512, full(0.8)],
  ['apple-touch-icon.png', 180, full(1)],
];

const browser = await launchChromium();
for (const [name, size, svg] of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  await page.screenshot({ path: join(folder, name), omitBackground: true });
  await page.close();
}
await browser.close();

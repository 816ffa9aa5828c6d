import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Language, languages, localeOf } from '../src/platform/language.ts';
import { faultsIn, type Journeys, keepPicture, startJourneys, type Visit } from './harness.ts';
import type { PersonName, SmallWorld } from './small-world.ts';

/** Whether everybody can reach every screen: languages, sizes, colours, motion, and who hears instead of sees. */
let journeys: Journeys;

beforeAll(async () => {
  journeys = await startJourneys();
}, 240_000);
afterAll(() => journeys?.close());

const LONG = 120_000;

interface Screen {
  readonly name: string;
  readonly who: PersonName;
  /** An address, of the world where it names something in it. */
  readonly path: string | ((world: SmallWorld) => string);
  /** Stands there when the screen is whole. */
  readonly ready: string;
  /** What the screen is called in each language. */
  readonly title: Readonly<Record<Language, RegExp>>;
}

const screens: readonly Screen[] = [
  {
    name: 'Regiekamer',
    who: 'at',
    path: '/regiekamer',
    ready: '.vp-map-area',
    title: { nl: /^Regiekamer$/, fr: /^Pilotage$/, en: /^Control room$/ },
  },
  {
    name: 'My units',
    who: 'pc',
    path: '/mijn-leefgroepen',
    ready: '.pv-card',
    title: { nl: /^Mijn leefgroepen$/, fr: /^Mes unités de vie$/, en: /^My units$/ },
  },
  {
    name: 'One unit',
    who: 'pc',
    path: ({ units }) => `/mijn-leefgroepen/${units.mixed.unitId}`,
    ready: '.pv-slot',
    title: { nl: /^Leefgroep Ahorn/, fr: /^Leefgroep Ahorn/, en: /^Leefgroep Ahorn/ },
  },
  {
    name: 'Import',
    who: 'pc',
    path: '/mijn-leefgroepen/invoer',
    ready: 'h1',
    title: { nl: /^Invoer/, fr: /^Importer/, en: /^Import/ },
  },
  {
    name: 'Offer',
    who: 'jj',
    path: '/aanbod',
    ready: 'main h2',
    title: { nl: /^Aanbod$/, fr: /^Offre$/, en: /^Offer$/ },
  },
  {
    name: 'For a child',
    who: 'ad',
    path: '/wat-betekent-dit',
    ready: 'main li',
    title: { nl: /^Wat betekent/, fr: /^Qu’est-ce/, en: /^What does/ },
  },
  {
    name: 'News',
    who: 'rb',
    path: '/wat-is-er-nieuw',
    ready: 'main li',
    title: { nl: /nieuw\?$/, fr: /neuf \?$/, en: /new\?$/ },
  },
];

async function open(screen: Screen, options: BrowserContextOptions = {}): Promise<Visit> {
  const { who, path } = screen;
  const address = typeof path === 'string' ? path : path(journeys.world);
  const visit = await journeys.open(who, address, options);
  await visit.page.locator(screen.ready).first().waitFor();
  return visit;
}

/** How much wider the page is than its window; in pixels. */
const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** Words that are cut off without a mark: the box is smaller than what it says. */
const cutWords = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main *, header *')]
      .filter((element) => {
        const style = getComputedStyle(element);
        const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
        // Text for who hears is a pixel large on purpose; an ellipsis says that there is more.
        const isSeen = element.clientWidth > 2 && style.textOverflow !== 'ellipsis';
        return hides && isSeen && element.scrollWidth > element.clientWidth + 1;
      })
      .map((element) => (element.textContent ?? '').trim().slice(0, 60))
      .filter((text) => text !== ''),
  );

/** How much of the window lies under what stays in place when one scrolls, from 0 to 1. */
const coveredShare = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const stuck = [...document.querySelectorAll('body *')].filter((element) => {
      const { position } = getComputedStyle(element);
      return (position === 'fixed' || position === 'sticky') && element.clientHeight > 0;
    });
    const covered = stuck
      .filter((element) => !stuck.some((other) => other !== element && other.contains(element)))
      // A heading inside a table that scrolls by itself covers its table, not the page.
      .filter((element) => element.closest('table') === null)
      .map((element) => element.getBoundingClientRect())
      // The link that jumps to the content waits above the window.
      .map(({ top, bottom }) => Math.min(bottom, window.innerHeight) - Math.max(top, 0))
      .filter((height) => height > 0);
    return covered.reduce((sum, height) => sum + height, 0) / window.innerHeight;
  });

/** Things that move or fade although one asked them not to. */
const movingParts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
        const longest = (text: string) =>
          Math.max(...text.split(',').map((part) => Number.parseFloat(part)));
        return (
          longest(transitionDuration) > 0.01 ||
          (animationName !== 'none' && longest(animationDuration) > 0.01)
        );
      })
      .map((element) => element.getAttribute('class') ?? element.tagName),
  );

/** What is chosen among others and shows it by nothing that forced colours leave. */
const unmarked = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[role=tab][aria-selected=true], nav [aria-current=page]')]
      .filter((element) => {
        const { borderBottomWidth, textDecorationLine } = getComputedStyle(element);
        return (
          Number.parseFloat(borderBottomWidth) < 2 && !textDecorationLine.includes('underline')
        );
      })
      .map((element) => element.textContent ?? ''),
  );

describe.each(screens)('$name', (screen) => {
  test.each(languages)(
    'speaks %s, at every width, light and dark',
    async (language) => {
      const visit = await open(screen, { locale: localeOf[language] });
      const { page } = visit;
      expect(await page.locator('html').getAttribute('lang')).toBe(localeOf[language]);
      expect((await page.locator('h1').first().innerText()).trim()).toMatch(screen.title[language]);
      for (const [width, height, colorScheme] of [
        [360, 740, 'light'],
        [768, 1024, 'dark'],
        [1440, 900, 'dark'],
      ] as const) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        await page.locator(screen.ready).first().waitFor();
        expect([width, await overflowOf(page)]).toEqual([width, 0]);
        if (width !== 768) expect(await faultsIn(page)).toEqual([]);
        await keepPicture(page, `reach-${screen.name}-${language}-${width}`);
      }
      expect(visit.complaints).toEqual([]);
      await visit.close();
    },
    LONG,
  );

  test(
    'can be read at 200 % and at 400 %, without motion, in forced colours',
    async () => {
      const visit = await open(screen, { viewport: { width: 1280, height: 1024 } });
      const { page } = visit;
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
      });
      expect(await overflowOf(page)).toBe(0);
      expect(await cutWords(page)).toEqual([]);
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '';
      });
      await page.setViewportSize({ width: 320, height: 256 });
      await page.locator(screen.ready).first().waitFor();
      expect(await overflowOf(page)).toBe(0);
      expect(await cutWords(page)).toEqual([]);
      expect(await coveredShare(page)).toBeLessThan(0.5);
      await keepPicture(page, `reach-${screen.name}-400`);
      await page.setViewportSize({ width: 1280, height: 1024 });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      expect(await movingParts(page)).toEqual([]);
      await page.emulateMedia({ forcedColors: 'active' });
      expect(await faultsIn(page)).toEqual([]);
      expect(await unmarked(page)).toEqual([]);
      await keepPicture(page, `reach-${screen.name}-forced`);
      await visit.close();
    },
    LONG,
  );
});

/** Lines of the tree that a screen reader walks, of one part. */
const treeOf = async (page: Page, selector: string): Promise<string[]> =>
  (await page.locator(selector).first().ariaSnapshot())
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Buttons, links and pictures that have no name for who cannot see. */
const nameless = (lines: readonly string[]): string[] =>
  lines.filter((line) => /^- (button|link|img|tab|radio|checkbox)( \[[^\]]*\])?:?$/.test(line));

test('a control without a name is seen in the tree', () => {
  expect(nameless(['- button', '- link "Aalst"', '- img:', '- button "Gent" [pressed]'])).toEqual([
    '- button',
    '- img:',
  ]);
});

test(
  'who hears the map and the tiles, hears names and figures in their language',
  async () => {
    const regiekamer = screens[0] as Screen;
    for (const [language, free] of [
      ['nl', /West-Vlaanderen: \d+ vrij, \d+ toegezegd/],
      ['fr', /Flandre-Occidentale : \d+ libres, \d+ promises/],
      ['en', /West Flanders: \d+ free, \d+ promised/],
    ] as const) {
      const { page, close } = await open(regiekamer, { locale: localeOf[language] });
      const map = await treeOf(page, '.vp-map');
      expect(map.filter((line) => free.test(line))).toHaveLength(1);
      expect(nameless(map)).toEqual([]);
      await page.getByRole('tab').nth(1).click();
      await page.locator('.rk-tile').first().waitFor();
      const tiles = await treeOf(page, '.vp-tiles');
      expect(
        tiles.filter((line) => line.startsWith('- heading "Leefgroep')).length,
      ).toBeGreaterThan(10);
      expect(nameless(tiles)).toEqual([]);
      expect(nameless(await treeOf(page, 'body'))).toEqual([]);
      await close();
    }
  },
  LONG,
);

test(
  'the language changes at once, by keyboard, and keeps what was typed; the next visit remembers',
  async () => {
    const { page, complaints, close } = await open(screens[0] as Screen);
    const field = page.locator('input[data-search]').first();
    await field.fill('ahorn');
    await page.locator('.vp-person button').press('Enter');
    await page.getByRole('menuitem', { name: 'Weergave' }).press('Enter');
    const choice = page.getByRole('radiogroup', { name: 'Taal' });
    await choice.getByRole('radio', { name: 'Nederlands' }).press('ArrowDown');
    await page.getByRole('dialog', { name: 'Affichage' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('h1').innerText()).toBe('Pilotage');
    expect(await page.locator('html').getAttribute('lang')).toBe('fr-BE');
    expect(await field.inputValue()).toBe('ahorn');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Pilotage' }).waitFor();
    // The server hears it as well, although this browser would rather have Dutch.
    const refused = await page.request.get(`${journeys.url}/api/capacity/units/none`);
    expect(await refused.text()).toContain('rempli correctement');
    expect(complaints.filter((complaint) => !complaint.includes('400'))).toEqual([]);
    await close();
  },
  LONG,
);

test(
  'the door lets one choose the language before anybody is known',
  async () => {
    const { page, context, close } = await open(screens[0] as Screen);
    await context.clearCookies();
    await page.goto(`${journeys.url}/aanmelden`);
    await page.getByRole('radio', { name: 'English' }).press('Space');
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await faultsIn(page)).toEqual([]);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Who are you today?' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en-GB');
    await close();
  },
  LONG,
);

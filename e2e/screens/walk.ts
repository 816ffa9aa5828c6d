import type { BrowserContextOptions, Page } from 'playwright-core';
import type { ApplicationRole } from '../../src/platform/db/roles.ts';
import { type Language, languages, localeOf } from '../../src/platform/language.ts';
import type { DemoWorld } from '../demo-world.ts';
import { faultsIn, type Journeys, keepPicture, type Visit } from '../harness.ts';
import * as faults from './faults.ts';
import { keyboardFaults } from './keyboard-walk.ts';
import { addressOf, type Screen } from './table.ts';

/** The narrowest phone that we promise, a tablet, and the screen on a desk. */
export const widths = [
  [360, 740],
  [768, 1024],
  [1440, 900],
] as const;
const schemes = ['light', 'dark'] as const;

/** One person before one screen in one language; `faces` are the widths and lights that are looked at. */
export interface Round {
  readonly screen: Screen;
  readonly role: ApplicationRole | null;
  readonly language: Language;
  readonly faces: readonly Face[];
}

interface Face {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: (typeof schemes)[number];
  /** Whether one goes through it by Tab. */
  readonly byKeyboard: boolean;
}

/** Every width, light and dark. */
const allFaces: readonly Face[] = schemes.flatMap((colorScheme) =>
  widths.map(([width, height]) => ({ width, height, colorScheme, byKeyboard: false })),
);

/** Who uses a screen most sees it in every language: by keyboard at each width in the first, at one in the others. */
const facesOf = (isMain: boolean, language: Language): readonly Face[] =>
  allFaces
    .filter(({ width, colorScheme }) => isMain || (width === 768) === (colorScheme === 'dark'))
    .map((face) => ({
      ...face,
      byKeyboard:
        face.colorScheme === 'light' &&
        (language === languages[0] || !isMain || face.width === 768),
    }));

/** All that there is to look at: each screen as each of its roles, in each language. */
export const allRounds = (screens: readonly Screen[]): Round[] =>
  screens.flatMap((screen) =>
    (screen.roles ?? [null]).flatMap((role, n) =>
      languages
        // The others see it in one language each, by turns.
        .filter((_, at) => n === 0 || at === n % languages.length)
        .map((language) => ({ screen, role, language, faces: facesOf(n === 0, language) })),
    ),
  );

/** Each screen once, as a role, in a language, at a width and in a light that the seed chooses. */
export const sampleRounds = (screens: readonly Screen[], seed: number): Round[] =>
  screens.map((screen, n) => {
    const own = allRounds([screen]);
    const chosen = own[(seed + n * 7) % own.length] as Round;
    return { ...chosen, faces: [chosen.faces[(seed * 5 + n) % chosen.faces.length] as Face] };
  });

export const nameOf = ({ screen, role, language }: Omit<Round, 'faces'>): string =>
  `${screen.name} ${role ?? 'nobody'} ${language}`;

/** Waits until the page shows its answer and stands still. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page
    .waitForFunction(
      () => document.querySelector('main .vp-skeleton, [aria-busy=true]') === null,
      null,
      { timeout: 20_000 },
    )
    .catch(() => {});
  // Still: the page is as long and as full as a moment ago.
  let before = '';
  for (let look = 0; look < 20; look += 1) {
    const now = await page.evaluate(
      () => `${document.body.innerText.length} ${document.documentElement.scrollHeight}`,
    );
    if (now === before) return;
    before = now;
    await page.waitForTimeout(100);
  }
}

type Session = Exclude<BrowserContextOptions['storageState'], string | undefined>;
/** Who signed in a moment ago need not do so before each screen. */
const sessions = new Map<string, { readonly at: number; readonly session: Session }>();
const rememberedMs = 5 * 60_000;

/** Opens the screen as who uses it. */
export async function openScreen(
  journeys: Journeys<DemoWorld>,
  { screen, role, language }: Omit<Round, 'faces'>,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const address = addressOf(screen, journeys.world);
  const asked = { ...options, locale: localeOf[language] };
  const key = `${journeys.url} ${role}`;
  if (role && performance.now() - (sessions.get(key)?.at ?? -rememberedMs) >= rememberedMs) {
    const visit = await journeys.open(role, '/wat-is-er-nieuw');
    sessions.set(key, { at: performance.now(), session: await visit.context.storageState() });
    await visit.close();
  }
  const storageState = sessions.get(key)?.session;
  const visit = await journeys.visit(address, { ...asked, ...(storageState && { storageState }) });
  await settled(visit.page);
  return visit;
}

/** All that is wrong with a screen as it stands, without walking it. */
export async function lookFaults(visit: Visit, language: Language): Promise<string[]> {
  const { page, complaints } = visit;
  return [
    ...(await faults.broken(page)),
    ...(await faults.tooWide(page)),
    ...(await faults.missingWords(page, language)),
    ...(await faultsIn(page)),
    ...complaints.splice(0).map((complaint) => `complaint: ${complaint}`),
  ];
}

/** Goes round: every face of the screen, and what is wrong with each. */
export async function walk(journeys: Journeys<DemoWorld>, round: Round): Promise<string[]> {
  const [first] = round.faces;
  const visit = await openScreen(journeys, round, {
    ...(first && { viewport: { width: first.width, height: first.height } }),
  });
  const { page } = visit;
  const found: string[] = [];
  try {
    for (const { width, height, colorScheme, byKeyboard } of round.faces) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await settled(page);
      const name = `${nameOf(round)} ${width} ${colorScheme}`.replaceAll(' ', '-');
      await keepPicture(page, name);
      const wrong = await lookFaults(visit, round.language);
      if (byKeyboard) wrong.push(...(await keyboardFaults(page)));
      found.push(...wrong.map((fault) => `${name}: ${fault}`));
      await forgetWalk(page);
    }
  } finally {
    await visit.close();
  }
  return found;
}

/** Takes away what the walk by keyboard left on the page. */
async function forgetWalk(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('[data-walked]'))
      each.removeAttribute('data-walked');
    (document.activeElement as HTMLElement | null)?.blur();
    for (const each of document.querySelectorAll('*'))
      if (each.scrollLeft || each.scrollTop) each.scrollTo(0, 0);
    window.scrollTo(0, 0);
  });
}

/** Done 5: text at 200 %, zoom at 400 %, no motion, forced colours, and the tree that readers hear. */
export async function reachFaults(
  journeys: Journeys<DemoWorld>,
  round: Omit<Round, 'faces'>,
): Promise<string[]> {
  const visit = await openScreen(journeys, round, { viewport: { width: 1280, height: 1024 } });
  const { page } = visit;
  const found: string[] = [];
  const note = async (what: string, ...detectors: ((page: Page) => Promise<string[]>)[]) => {
    await settled(page);
    for (const detector of detectors)
      found.push(...(await detector(page)).map((fault) => `${nameOf(round)} ${what}: ${fault}`));
    await keepPicture(page, `${nameOf(round)} ${what}`.replaceAll(' ', '-'));
  };
  const textSize = (size: string) =>
    page.evaluate((wished) => {
      document.documentElement.style.fontSize = wished;
    }, size);
  try {
    await note('tree', async () => faults.nameless(await page.locator('body').ariaSnapshot()));
    await textSize('200%');
    await note('text-200', faults.tooWide, faults.cutWords);
    await textSize('');
    await page.setViewportSize({ width: 320, height: 256 });
    await note('zoom-400', faults.tooWide, faults.cutWords, faults.covered);
    await page.setViewportSize({ width: 1280, height: 1024 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await note('no-motion', faults.moving);
    await page.emulateMedia({ forcedColors: 'active' });
    await note('forced-colours', faultsIn, faults.unmarked);
  } finally {
    await visit.close();
  }
  return found;
}

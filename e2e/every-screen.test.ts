import type { AnyRoute } from '@tanstack/react-router';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applicationRoles } from '../src/platform/db/roles.ts';
import { makeRouter } from '../src/web/router.tsx';
import type { Shell } from '../src/web/shell.ts';
import { type DemoWorld, demo } from './demo-world.ts';
import { type Journeys, startJourneys } from './harness.ts';
import { nameless } from './screens/faults.ts';
import { type Screen, screens } from './screens/table.ts';
import {
  allRounds,
  lookFaults,
  nameOf,
  openScreen,
  type Round,
  reachFaults,
  sampleRounds,
  walk,
} from './screens/walk.ts';
import { keyboardFaults } from './screens/keyboard-walk.ts';

/**
 * Every screen of the product as each of its roles: wide and narrow, light and dark, in each language,
 * by keyboard, large, without motion or colours of its own. Here a sample; `npm run drill -- screens`
 * looks at all of it (`SCREENS=all`), and keeps pictures where `PICTURES` names a folder.
 */
const isWhole = process.env['SCREENS'] === 'all';
const only = new RegExp(process.env['SCREENS_ONLY'] ?? '');
const seed = Number(process.env['SCREENS_SEED'] ?? 1);
const rounds = (isWhole ? allRounds(screens) : sampleRounds(screens, seed)).filter((round) =>
  only.test(nameOf(round)),
);
/** Of who reads large or listens, one language serves: the words are looked at above. */
const reached = allRounds(screens)
  .filter(
    ({ screen, role, language }, n) =>
      role === (screen.roles?.[0] ?? null) &&
      language === 'nl' &&
      (isWhole || n % 12 === seed % 12),
  )
  .filter((round) => only.test(nameOf(round)));
const LONG = isWhole ? 300_000 : 120_000;

let journeys: Journeys<DemoWorld>;
beforeAll(async () => {
  journeys = await startJourneys(demo);
}, 240_000);
afterAll(() => journeys?.close());

/** Every route that can be opened, and the roles that may; none: it needs no session. */
function routesOfRouter(): [route: string, roles: readonly string[]][] {
  const { routesById } = makeRouter({} as Shell);
  return Object.values(routesById as Record<string, AnyRoute>)
    .filter(({ id }) => id !== '__root__')
    .map(({ fullPath, options: { staticData } }): [string, string[]] => [
      fullPath,
      staticData?.isPublic ? [] : [...(staticData?.roles ?? applicationRoles)].sort(),
    ])
    .sort();
}

/** What of the routes the table does not have, or has otherwise. */
function unlisted(
  routes: readonly [string, readonly string[]][],
  table: readonly Screen[],
): string[] {
  const listed = new Map(
    routes.map(([route]) => [
      route,
      table
        .filter((screen) => screen.route === route)
        .map(({ roles }) => [...(roles ?? [])].sort()),
    ]),
  );
  return routes
    .filter(([route, roles]) => !listed.get(route)?.some((each) => each.join() === roles.join()))
    .map(([route, roles]) => `${route}: ${roles.join(' ')}`);
}

describe('the table of screens', () => {
  test('has every route with every role that may open it, and nothing else', () => {
    const routes = routesOfRouter();
    expect(routes.length).toBeGreaterThan(25);
    expect(unlisted(routes, screens)).toEqual([]);
    const known = new Set(routes.map(([route]) => route));
    expect(screens.filter(({ route }) => !known.has(route))).toEqual([]);
  });

  test('a route without its screen, or a role that nobody looks as, is noticed', () => {
    const routes = routesOfRouter();
    expect(
      unlisted(
        routes,
        screens.filter(({ name }) => name !== 'balance'),
      ),
    ).toEqual(['/evenwicht: AS AT']);
    expect(unlisted([...routes, ['/nieuw', ['PC']]], screens)).toEqual(['/nieuw: PC']);
    expect(unlisted([['/evenwicht', ['AS', 'AT', 'RB']]], screens)).toEqual([
      '/evenwicht: AS AT RB',
    ]);
  });
});

describe('every screen', () => {
  test.each(rounds.map((round) => [nameOf(round), round] as const))(
    '%s',
    async (_, round) => {
      expect(await walk(journeys, round)).toEqual([]);
    },
    LONG,
  );
});

describe.skipIf(reached.length === 0)('large, still, in forced colours, and heard', () => {
  test.each(reached.map((round) => [nameOf(round), round] as const))(
    '%s',
    async (_, round) => {
      expect(await reachFaults(journeys, round)).toEqual([]);
    },
    LONG,
  );
});

const round = (name: string) =>
  allRounds(screens).find(({ screen }) => screen.name === name) as Round;

/** Runs in the page: a fault of every kind that looking finds. */
function plantLookable(): void {
  const wide = document.createElement('div');
  wide.className = 'too-wide';
  wide.style.width = '2000px';
  wide.textContent = 'breed';
  const key = document.createElement('p');
  key.textContent = 'news.title';
  const hole = document.createElement('p');
  hole.textContent = 'Sinds {{day}}';
  const foreign = document.createElement('p');
  foreign.textContent = 'Aller au contenu';
  const pale = document.createElement('p');
  pale.textContent = 'bleek';
  pale.style.color = '#cfcfcf';
  document.querySelector('main')?.append(key, hole, foreign, pale, wide);
  console.error('planted');
}

/** Runs in the page: what each of these does to somebody with a keyboard alone. */
const plantedForTab = [
  [
    'a focus that is not seen',
    /the focus is not seen on: button Onzichtbaar/,
    () => {
      const button = document.createElement('button');
      button.textContent = 'Onzichtbaar';
      document.querySelector('main')?.append(button);
      const rules = new CSSStyleSheet();
      rules.replaceSync('main button { outline: none !important }');
      document.adoptedStyleSheets.push(rules);
    },
  ],
  [
    'a trap for Tab',
    /Tab is caught at: button Val/,
    () => {
      const held = document.createElement('button');
      held.textContent = 'Val';
      held.addEventListener('keydown', (event) => event.preventDefault());
      document.querySelector('main')?.append(held);
    },
  ],
  [
    'a control that Tab passes by',
    /Tab never comes to: a Nooit/,
    () => {
      const link = document.createElement('a');
      link.href = '#nergens';
      link.textContent = 'Nooit';
      link.addEventListener('focus', () =>
        document.querySelector<HTMLElement>('footer a')?.focus(),
      );
      document.querySelector('main')?.append(link);
    },
  ],
] as const;

describe('what is wrong is seen', () => {
  test(
    'a page without faults has none; with one of every kind, each is told',
    async () => {
      const visit = await openScreen(journeys, round('news'));
      expect([...(await lookFaults(visit, 'nl')), ...(await keyboardFaults(visit.page))]).toEqual(
        [],
      );
      await visit.page.evaluate(plantLookable);
      const found = await lookFaults(visit, 'nl');
      for (const fault of [
        /px wider than its window: div\.too-wide/,
        /words are missing: news\.title/,
        /words are missing: Sinds \{\{day\}\}/,
        /words are missing: Aller au contenu/,
        /color-contrast: .*bleek/,
        /complaint: planted/,
      ])
        expect([fault, found.filter((each) => fault.test(each))]).toEqual([
          fault,
          [expect.any(String)],
        ]);
      await visit.close();
    },
    LONG,
  );

  test.each(plantedForTab)(
    '%s',
    async (_, fault, plant) => {
      const visit = await openScreen(journeys, round('news'));
      await visit.page.evaluate(plant);
      expect((await keyboardFaults(visit.page)).filter((each) => fault.test(each))).toHaveLength(1);
      await visit.close();
    },
    LONG,
  );

  test('a control without a name', () => {
    expect(nameless('- button\n  - link "Aalst"\n- img:\n- button "Gent" [pressed]')).toEqual([
      'without a name: - button',
      'without a name: - img:',
    ]);
  });
});

/** Roles and names as a reader walks them, with figures and days left out: what stays the same tomorrow. */
const shapeOf = async (page: Page, selector: string): Promise<string[]> =>
  (await page.locator(selector).first().ariaSnapshot())
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^- '/, '- ')
        .replaceAll(/\d[\d.,]*/g, '#'),
    )
    .filter((line) => line !== '');

describe('who hears instead of sees', () => {
  test(
    'the calendar is a grid with a heading for each place and day, and a word in each cell',
    async () => {
      const visit = await openScreen(journeys, round('calendar'));
      const { page } = visit;
      const lines = await shapeOf(page, '[role=grid]');
      const count = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).length;
      expect(lines[0]).toMatch(/^- grid "[^"]+":$/);
      expect(count(/^- columnheader "Plaats"/)).toBe(1);
      expect(count(/^- columnheader "[a-z]+dag # [a-z]+ #"/)).toBe(28);
      const places = count(/^- rowheader "Plaats #/);
      expect(places).toBeGreaterThan(3);
      expect(count(/^- rowheader "Vrij"/)).toBe(1);
      const words =
        /^- gridcell "(?:[^"]*)(vrij|bezet|afwezig|toegezegd|niet beschikbaar|niet omgezet|#)/;
      expect(count(words)).toBeGreaterThanOrEqual(places * 28);
      expect(count(/^- gridcell$/)).toBe(0);
      await visit.close();
    },
    LONG,
  );

  test(
    'the map is a group of named areas with their figures',
    async () => {
      const visit = await openScreen(journeys, round('regiekamer-map'));
      const lines = await shapeOf(visit.page, '.vp-map');
      const areas = lines.filter((line) =>
        /^- button "[^"]+: # vrij, # toegezegd, # bezet/.test(line),
      );
      expect(areas.map((line) => /"([^:]+):/.exec(line)?.[1]).sort()).toEqual([
        'Antwerpen',
        'Brussel',
        'Limburg',
        'Oost-Vlaanderen',
        'Vlaams-Brabant',
        'West-Vlaanderen',
      ]);
      expect(nameless(lines.join('\n'))).toEqual([]);
      await visit.close();
    },
    LONG,
  );
});

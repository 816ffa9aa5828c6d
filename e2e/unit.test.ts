import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportUnavailability } from '../src/capacity/report-unavailability.ts';
import { recordEvent, theProgram } from '../src/platform/db/command.ts';
import { addDays } from '../src/platform/period.ts';
import {
  faultsOf,
  focused,
  type Journeys,
  keepPicture,
  press,
  screens,
  startJourneys,
  tabTo,
} from './harness.ts';
import type { LindeUnit } from './small-world.ts';

let e2e: Journeys;
beforeAll(async () => {
  e2e = await startJourneys();
}, 180_000);
afterAll(() => e2e?.close());

const LONG = 90_000;
const small = { ...screens.phone, viewport: { width: 360, height: 780 } };
const pageOf = (unit: LindeUnit, query = '') =>
  `/leefgroep/${e2e.world.units[unit].unitId}${query}`;
const grid = (page: Page) => page.getByRole('grid');
/** What a reader hears in a cell: by the row's heading and the day's column, from 0. */
const cell = (page: Page, row: string | RegExp, column: number) =>
  grid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: row }) })
    .getByRole('gridcell')
    .nth(column);
/** The column of today: the window begins on the Monday of this week. */
const todayColumn = (page: Page) =>
  page.evaluate(() => {
    const heads = [...document.querySelectorAll('.un-day')];
    return heads.findIndex((head) => head.hasAttribute('data-today'));
  });
const search = (page: Page) => new URL(page.url()).searchParams;

describe('the calendar of a unit', () => {
  test.each([
    ['phone', 'light', 'nl-BE'],
    ['tablet', 'light', 'fr-BE'],
    ['desk', 'light', 'nl-BE'],
    ['desk', 'dark', 'en-GB'],
  ] as const)(
    'is clean on a %s in the %s, in %s, as calendar and as list',
    async (screen, colorScheme, locale) => {
      const visit = await e2e.open('pc', pageOf('mixed', '?form=grid'), {
        ...(screen === 'phone' ? small : screens[screen]),
        colorScheme,
        locale,
      });
      const { page } = visit;
      await grid(page).waitFor();
      await page.locator('.pv-history li').first().waitFor();
      await keepPicture(page, `unit-grid-${screen}-${locale}`);
      expect(await faultsOf(visit)).toEqual([]);
      await page.goto(`${e2e.url}${pageOf('fresh', '?form=list')}`);
      await page.locator('.un-list').waitFor();
      await keepPicture(page, `unit-list-${screen}-${locale}`);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.context.close();
    },
    LONG,
  );

  test(
    'says of every place and day what it is, and counts what is free',
    async () => {
      const { page, context } = await e2e.open('pc', pageOf('mixed'));
      await grid(page).waitFor();
      const now = await todayColumn(page);
      const said = async (row: string) => (await cell(page, row, now).innerText()).trim();
      expect(await said('Vrij')).toBe('2');
      expect(await said('Plaats 1')).toBe('afwezig');
      expect(await said('Plaats 2')).toBe('bezet');
      expect(await said('Plaats 4')).toBe('niet beschikbaar');
      expect(await said('Plaats 6')).toBe('vrij');
      await page.goto(`${e2e.url}${pageOf('over')}`);
      await grid(page).waitFor();
      expect(await cell(page, 'Boven capaciteit', now).innerText()).toContain('boven capaciteit');
      expect(await cell(page, /^Zonder plaats/, now).innerText()).toContain('bezet');
      await context.close();
    },
    LONG,
  );

  test(
    'is walked by keyboard alone: one stop of Tab, arrows, ends, pages; the focus is kept',
    async () => {
      const { page, context } = await e2e.open('pc', pageOf('mixed'));
      await grid(page).waitFor();
      await tabTo(page, /^\d$/);
      await press(page, 'ArrowDown', 'ArrowRight', 'ArrowRight', 'End');
      const at = () => page.evaluate(() => document.activeElement?.getAttribute('data-at'));
      expect(await at()).toBe('1 27');
      await press(page, 'Control+End', 'ArrowDown');
      expect(await at()).toBe('6 27');
      await press(page, 'Home', 'ArrowUp', 'ArrowUp');
      expect(await at()).toBe('4 0');
      const before = await page.locator('.un-window').innerText();
      await press(page, 'PageDown');
      await page.waitForFunction(
        (old) => document.querySelector('.un-window')?.textContent !== old,
        before,
      );
      expect(search(page).get('from')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      await grid(page).waitFor();
      expect(await at()).toBe('4 0');
      await press(page, 'PageUp', 'Enter');
      await page.locator('.un-detail').getByText('Personeelstekort').waitFor();
      expect(await page.locator('.un-detail h3').innerText()).toMatch(/^Plaats 4, /i);
      await tabTo(page, 'Sluit', 3);
      await press(page, 'Enter');
      expect(await page.locator('.un-detail').count()).toBe(0);
      await context.close();
    },
    LONG,
  );

  test(
    'shows weeks and months, and where a state changes within one, both',
    async () => {
      const { page, context } = await e2e.open('pc', pageOf('mixed', '?view=months'));
      await grid(page).waitFor();
      expect(await page.locator('.un-day').count()).toBe(6);
      const month = await todayColumn(page);
      const words = await Promise.all(
        [month, month + 1].map((column) => cell(page, 'Plaats 4', column).innerText()),
      );
      expect(words.join(' ')).toMatch(/niet beschikbaar; vanaf \d+ \S+ \d{4} vrij/);
      await page.getByText('weken', { exact: true }).click();
      await page.waitForFunction(() => document.querySelectorAll('.un-day').length === 13);
      expect(search(page).get('view')).toBe('weeks');
      await context.close();
    },
    LONG,
  );

  test(
    'is a list on a phone: who comes, who goes, what is out of use',
    async () => {
      const { page, context } = await e2e.open('pc', pageOf('fresh', '?view=weeks'), small);
      await page.locator('.un-list').waitFor();
      expect(await grid(page).count()).toBe(0);
      const leaving = page.locator('.un-list li[data-kind="goes"]');
      expect(await leaving.innerText()).toMatch(/Plaats 2: PROEF-.*-2 vertrekt/);
      await page.getByText('kalender', { exact: true }).click();
      await grid(page).waitFor();
      expect(search(page).get('form')).toBe('grid');
      await context.close();
    },
    LONG,
  );
});

describe('what has no place of its own', () => {
  test(
    'comes in live: places out of use by number, a partial stop, a promise; no place is drawn free that is not',
    async () => {
      const { today, units } = e2e.world;
      const { unitId, module, placeIds, providerId } = units.stale;
      const visit = await e2e.open('at', pageOf('stale'));
      const { page } = visit;
      await grid(page).waitFor();
      const now = await todayColumn(page);
      expect(await cell(page, 'Vrij', now).innerText()).toBe('3');
      const base = { unitId, module, reason: 'GROUP_LOAD', from: today } as const;
      const until = { expectedEndOn: addDays(today, 9) };
      await e2e.test.db.as('vp_jobs', async (tx) => {
        await reportUnavailability(tx, theProgram, { ...base, ...until, places: 1 });
        await reportUnavailability(tx, theProgram, { ...base, ...until, onlyFor: 'GIRLS' });
        await recordEvent(tx, theProgram, {
          slice: 'capacity',
          kind: 'import',
          organisationId: providerId,
          subjectId: unitId,
        });
        await tx.rows(
          `insert into capacity.hold (unit_id, module_code, provider_id, place_id, period, reason_code)
           values ($1, $2, $3, $4, daterange($5, null), 'RESERVED_START')`,
          [unitId, module, providerId, placeIds[2], addDays(today, -1)],
        );
      });
      await cell(page, '1 plaats buiten gebruik', now).waitFor();
      expect(await cell(page, 'Vrij', now).innerText()).toBe('1');
      expect(await cell(page, 'Plaats 3', now).innerText()).toBe('toegezegd');
      expect(await cell(page, 'Geen nieuwe meisjes', now).innerText()).toBe('gedeeltelijke stop');
      const places = await Promise.all(
        placeIds.map((_, at) => cell(page, `Plaats ${at + 1}`, now).innerText()),
      );
      expect(places.filter((words) => words === 'vrij')).toHaveLength(1);
      expect(places).toContain('niet beschikbaar, welke plaats staat niet vast');
      await keepPicture(page, 'unit-loose');
      expect(await faultsOf(visit)).toEqual([]);
      await visit.context.close();
    },
    LONG,
  );
});

describe('for the access team', () => {
  test(
    'the unit is reached from the Regiekamer, and says nothing of any child',
    async () => {
      const visit = await e2e.open('at', `/regiekamer?unit=${e2e.world.units.mixed.unitId}`);
      const { page } = visit;
      await page.getByRole('link', { name: 'Kalender en geschiedenis' }).click();
      await grid(page).waitFor();
      await page.locator('.pv-history li').first().waitFor();
      const text = await page.locator('main').innerText();
      expect(text).not.toMatch(/PROEF-|Thuis|Wat anderen zien/);
      expect(text).toContain('Een kind');
      expect(await page.getByRole('button', { name: /^Ongedaan maken/ }).count()).toBe(0);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.context.close();
    },
    LONG,
  );

  test(
    '"can this child come", by keyboard alone, marks the days and the stays in the way; the address keeps it',
    async () => {
      const visit = await e2e.open('at', pageOf('full'));
      const { page } = visit;
      await grid(page).waitFor();
      await tabTo(page, 'Kijk of het kan');
      await press(page, 'Enter');
      await page.locator('.rk-answer[data-outcome="impossible"]').waitFor();
      expect(await focused(page)).toBe('Kijk of het kan');
      const now = await todayColumn(page);
      expect(await cell(page, 'Vrij', now).innerText()).toContain('dit kind kan dan niet komen');
      for (const place of [1, 2, 3, 4])
        expect(await cell(page, `Plaats ${place}`, now).innerText()).toContain('staat in de weg');
      await keepPicture(page, 'unit-in-the-way');
      expect(await faultsOf(visit)).toEqual([]);
      expect(search(page).get('arrive')).toBe(e2e.world.today);
      await page.reload();
      await page.locator('.rk-answer[data-outcome="impossible"]').waitFor();
      await page.getByRole('button', { name: 'Wis de vraag' }).click();
      await page.waitForFunction(() => document.querySelectorAll('td[data-way]').length === 0);
      expect(await page.locator('.rk-answer').count()).toBe(0);
      await visit.context.close();
    },
    LONG,
  );

  test(
    'a place that can be had is marked from its first day on, also where that lies ahead',
    async () => {
      const { today } = e2e.world;
      const query = `?module=STAY_O12&arrive=${addDays(today, 1)}&needs=single`;
      const { page, context: own } = await e2e.open('at', pageOf('mixed', query));
      await page.locator('.rk-answer').waitFor();
      await grid(page).waitFor();
      const now = await todayColumn(page);
      expect(await page.locator('.rk-answer').getAttribute('data-outcome')).toBe('moves');
      expect(await cell(page, /^Plaats 2/, now + 1).innerText()).toContain(
        'hier zou dit kind slapen',
      );
      expect(await cell(page, /^Plaats 2/, now).innerText()).toBe('bezet');
      await own.close();
    },
    LONG,
  );
});

describe('how we know', () => {
  test(
    'what was known then stands beside what is known now, with the differences named',
    async () => {
      const { today } = e2e.world;
      const day = addDays(today, -15);
      const query = `?day=${day}&known=${addDays(today, -25)}`;
      const visit = await e2e.open('pc', pageOf('mixed', query));
      const { page } = visit;
      const known = page.getByRole('region', { name: 'Toen bekend, nu bekend' });
      await known.getByText('4 verschillen').waitFor();
      const row = known.getByRole('row', { name: /bezet/ });
      expect(await row.getByRole('cell').allInnerTexts()).toEqual(['0', '3']);
      expect(await known.locator('li').allInnerTexts()).toEqual(
        expect.arrayContaining([expect.stringMatching(/Plaats 1: PROEF-.*Pas later bekend/s)]),
      );
      await keepPicture(page, 'unit-known-then');
      expect(await faultsOf(visit)).toEqual([]);
      await visit.context.close();
    },
    LONG,
  );

  test(
    'the provider takes a change back from the history, and the calendar follows',
    async () => {
      const { page, context: own } = await e2e.open('pc', pageOf('review'));
      await grid(page).waitFor();
      const now = await todayColumn(page);
      expect(await cell(page, 'Plaats 2', now).innerText()).toBe('niet beschikbaar');
      await page
        .locator('.pv-history li', { hasText: 'Niet beschikbaar' })
        .getByRole('button')
        .click();
      await page.waitForFunction(
        () => !document.querySelector('.un-grid')?.textContent?.includes('niet beschikbaar'),
      );
      expect(await cell(page, 'Plaats 2', now).innerText()).toBe('vrij');
      await own.close();
    },
    LONG,
  );
});

describe('who may not, and other ways to look', () => {
  test(
    'another provider does not find the unit, and the magistrate not the page',
    async () => {
      const other = await e2e.open('otherPc', pageOf('mixed'));
      await other.page.getByText('Deze leefgroep is niet gevonden').waitFor();
      await other.context.close();
      const judge = await e2e.open('jj', pageOf('mixed'));
      await judge.page.locator('main h1').waitFor();
      expect(await judge.page.locator('main').innerText()).not.toMatch(/Ahorn|bezet|vrij/);
      await judge.context.close();
    },
    LONG,
  );

  test(
    'nothing is lost at 400 % in colours of one’s own: the page keeps its width, states keep their shape',
    async () => {
      const { page, context: own } = await e2e.open('pc', pageOf('mixed', '?form=grid'), {
        viewport: { width: 320, height: 640 },
        forcedColors: 'active',
      });
      await grid(page).waitFor();
      const tooWide = () =>
        page.evaluate(() =>
          document.documentElement.scrollWidth <= window.innerWidth
            ? []
            : [...document.querySelectorAll('main *')]
                .filter((each) => each.getBoundingClientRect().right > window.innerWidth)
                .filter((each) => !each.closest('.un-scroll'))
                .map((each) => each.outerHTML.slice(0, 120)),
        );
      expect(await tooWide()).toEqual([]);
      const shapes = await page
        .locator('.un-grid .vp-glyph-shape')
        .evaluateAll((glyphs) => new Set(glyphs.map((glyph) => glyph.innerHTML)).size);
      // Away, occupied, out of use, free.
      expect(shapes).toBe(4);
      await keepPicture(page, 'unit-narrowest');
      await page.setViewportSize(screens.tablet.viewport);
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
      expect(await tooWide()).toEqual([]);
      await own.close();
    },
    LONG,
  );

  test(
    'on paper the tools are left out and the calendar stays',
    async () => {
      const { page, context: own } = await e2e.open('pc', pageOf('mixed'));
      await grid(page).waitFor();
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('button', { name: 'Later' }).count()).toBe(0);
      expect(await grid(page).isVisible()).toBe(true);
      await keepPicture(page, 'unit-print');
      await own.close();
    },
    LONG,
  );
});

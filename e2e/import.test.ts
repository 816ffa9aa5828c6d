import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
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

let e2e: Journeys;
let folder: string;
beforeAll(async () => {
  e2e = await startJourneys();
  folder = await mkdtemp(join(tmpdir(), 'vrijplaats-import-'));
}, 180_000);
afterAll(async () => {
  await e2e?.close();
  await rm(folder, { recursive: true, force: true });
});

const LONG = 120_000;
const IMPORT = '/mijn-leefgroepen/invoer';
type Cell = string | number | boolean | Date | null;
type Sheets = Awaited<ReturnType<typeof readExcelFile>>;

/** Fetches the export that the page offers, as a person would. */
async function fetchExport(page: Page, link: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).click(),
  ]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

/**
 * Opens the workbook and writes it anew as a spreadsheet does: cells typed, dates as dates, nothing
 * left of what our own writer made.
 */
async function rewrite(path: string, change: (sheet: string, rows: Cell[][]) => void) {
  const sheets: Sheets = await readExcelFile(path);
  const written = sheets.map(({ sheet, data }) => {
    const rows = data.map((row) => [...row]) as Cell[][];
    change(sheet, rows);
    return {
      sheet,
      data: rows.map((row) =>
        row.map((value) =>
          value === null
            ? null
            : value instanceof Date
              ? { value, type: Date, format: 'dd/mm/yyyy' }
              : { value, type: value.constructor as typeof String },
        ),
      ),
    };
  });
  const changed = join(folder, 'gewijzigd.xlsx');
  await writeExcelFile(written as never).toFile(changed);
  return changed;
}

/** Ends the stays of a unit today, in the sheet of stays. */
const endStays = (unitCode: string, count: number) => (sheet: string, rows: Cell[][]) => {
  if (sheet !== 'Verblijven') return;
  const [head = []] = rows;
  const column = (name: string) => head.indexOf(name);
  const today = new Date(`${e2e.world.today}T00:00:00Z`);
  const ofUnit = rows.filter((row) => row[column('unit')] === unitCode);
  for (const row of ofUnit.slice(0, count)) {
    row[column('until')] = today;
    row[column('end_reason')] = 'HOME';
  }
};

const codeOf = async (unitId: string) => {
  const [unit] = await e2e.test.owner<{ code: string }>(
    'select code from capacity.care_unit where id = $1',
    [unitId],
  );
  return unit?.code ?? '';
};

/** Brings a file to the page by keyboard: the button, Enter, the file. */
async function chooseFile(page: Page, path: string): Promise<void> {
  // The frame stands before what is in it: Tab must have somewhere to go.
  await page.getByRole('button', { name: 'Kies een bestand' }).waitFor();
  // The browser must know that we catch the window before Enter asks for it; walking there is time enough.
  const [chosen] = await Promise.all([
    page.waitForEvent('filechooser'),
    tabTo(page, 'Kies een bestand').then(() => press(page, 'Enter')),
  ]);
  await chosen.setFiles(path);
}

describe('a file of the export', () => {
  test(
    'is changed in a spreadsheet, imported, previewed, applied, seen live by another, and undone',
    async () => {
      const visit = await e2e.open('pc', IMPORT);
      const team = await e2e.open('at', '/regiekamer?view=tiles&text=Berk');
      const { page } = visit;
      const free = team.page.locator('.vp-tile .vp-figure').first();
      await free.waitFor();
      expect(await free.innerText()).toBe('0');
      const seen = (number: string) =>
        team.page
          .waitForFunction(
            (wanted) => document.querySelector('.vp-tile .vp-figure')?.textContent === wanted,
            number,
          )
          .then(() => performance.now());
      const answered = (path: string) =>
        page
          .waitForResponse((answer) => new URL(answer.url()).pathname.endsWith(path))
          .then(() => performance.now());

      const exported = await fetchExport(page, 'Alles als XLSX');
      const unitCode = await codeOf(e2e.world.units.full.unitId);
      const changed = await rewrite(exported, endStays(unitCode, 2));
      await chooseFile(page, changed);
      await page.getByRole('heading', { name: 'Wat er verandert met gewijzigd.xlsx' }).waitFor();
      expect(await focused(page)).toBe('Wat er verandert met gewijzigd.xlsx');
      await page.getByText('2 gewijzigd').first().waitFor();
      const row = page.locator('.im-figures tbody tr');
      expect(await row.count()).toBe(1);
      expect(await row.innerText()).toMatch(/Leefgroep Berk[\s\S]*van 4 naar 2[\s\S]*van 0 naar 2/);
      expect(await page.locator('.im-changes li').count()).toBe(2);
      await keepPicture(page, 'import-preview-desk');
      expect(await faultsOf(visit)).toEqual([]);
      // Nothing has changed yet.
      expect(await free.innerText()).toBe('0');

      const applied = answered('/apply');
      const sawIt = seen('2');
      await tabTo(page, 'Pas toe');
      await press(page, 'Enter');
      const liveMs = Math.round((await sawIt) - (await applied));
      await page.getByRole('heading', { name: 'gewijzigd.xlsx is toegepast' }).waitFor();
      await keepPicture(page, 'import-applied-desk');
      expect(await faultsOf(visit)).toEqual([]);

      const undone = answered('/undo');
      const sawItBack = seen('0');
      await tabTo(page, 'Maak deze invoer ongedaan');
      await press(page, 'Enter');
      const backMs = Math.round((await sawItBack) - (await undone));
      await page.getByRole('heading', { name: /is ongedaan gemaakt/ }).waitFor();
      console.log(`an import is seen by another after ${liveMs} ms, its undo after ${backMs} ms`);
      expect(Math.max(liveMs, backMs)).toBeLessThan(1000);
      await team.context.close();
      await visit.context.close();
    },
    LONG,
  );

  test(
    'that was not changed changes nothing, and the page says so',
    async () => {
      const { page, context } = await e2e.open('pc', IMPORT);
      const same = await rewrite(await fetchExport(page, 'Alles als XLSX'), () => {});
      await chooseFile(page, same);
      await page.getByText('Dit bestand verandert niets').waitFor();
      expect(await page.getByRole('button', { name: 'Pas toe' }).count()).toBe(0);
      await context.close();
    },
    LONG,
  );
});

describe('by keyboard alone', () => {
  test.each(['phone', 'desk'] as const)(
    'on a %s: a file with faults, what is wrong where, the mended file, applied, undone in the list',
    async (screen) => {
      const visit = await e2e.open('pc', IMPORT, screens[screen]);
      const { page } = visit;
      await page.getByText('Sleep hier een bestand naartoe').waitFor();
      await keepPicture(page, `import-begin-${screen}`);
      expect(await faultsOf(visit)).toEqual([]);
      const unit = await codeOf(e2e.world.units.stale.unitId);
      const head = 'key;unit;place;person_ref;from;until;end_reason';
      const wrong = join(folder, `fout-${screen}.csv`);
      await writeFile(
        wrong,
        `${head}\nA-${screen};${unit};4;PROEF-A-${screen};31-31-2026;;\nB;${unit};5;PROEF-B;2026-01-01;2026-02-01;ZOMAAR\n`,
      );
      await chooseFile(page, wrong);
      await page.getByRole('heading', { name: /kan zo niet worden ingelezen/ }).waitFor();
      await page.getByText('Er zijn 2 fouten gevonden. Er is niets gewijzigd.').waitFor();
      const faults = page.locator('.vp-table tbody tr');
      expect(await faults.first().innerText()).toMatch(/rij 2[\s\S]*is geen dag/);
      await keepPicture(page, `import-faults-${screen}`);
      expect(await faultsOf(visit)).toEqual([]);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        tabTo(page, 'Haal de fouten op als CSV').then(() => press(page, 'Enter')),
      ]);
      expect(download.suggestedFilename()).toMatch(/\.csv$/);

      const mended = join(folder, `goed-${screen}.csv`);
      await writeFile(
        mended,
        `${head}\nA-${screen};${unit};4;PROEF-A-${screen};${e2e.world.today};;\n`,
      );
      await chooseFile(page, mended);
      await page.getByRole('heading', { name: /Wat er verandert met goed/ }).waitFor();
      await keepPicture(page, `import-preview-${screen}`);
      expect(await faultsOf(visit)).toEqual([]);
      await tabTo(page, 'Pas toe');
      await press(page, 'Enter');
      await page.getByRole('heading', { name: /goed-.* is toegepast/ }).waitFor();
      await tabTo(page, 'Lees een ander bestand in');
      await press(page, 'Enter');
      await page.getByText('Sleep hier een bestand naartoe').waitFor();
      await tabTo(page, `Ongedaan maken: goed-${screen}.csv`);
      await press(page, 'Enter');
      await page.locator('.im-list').getByText('ongedaan gemaakt').first().waitFor();
      await keepPicture(page, `import-list-${screen}`);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.context.close();
    },
    LONG,
  );
});

describe('nothing is lost', () => {
  test(
    'the address keeps the import: another page and back, or a reload, and it is still there',
    async () => {
      const { page, context } = await e2e.open('pc', IMPORT);
      const unit = await codeOf(e2e.world.units.fresh.unitId);
      const file = join(folder, 'later.csv');
      await writeFile(
        file,
        `key;unit;place;person_ref;from\nL;${unit};4;PROEF-LATER;${e2e.world.today}\n`,
      );
      await chooseFile(page, file);
      await page.getByRole('heading', { name: 'Wat er verandert met later.csv' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'Wat er verandert met later.csv' }).waitFor();
      await page.getByRole('button', { name: 'Pas niet toe' }).click();
      await page.getByRole('heading', { name: 'later.csv is niet toegepast' }).waitFor();
      await context.close();
    },
    LONG,
  );

  test(
    'without a connection the file stays chosen and is sent again under the same key',
    async () => {
      const { page, context } = await e2e.open('pc', IMPORT, screens.phone);
      const keys: string[] = [];
      let cut = true;
      await page.route('**/api/capacity/imports', async (route) => {
        if (route.request().method() !== 'POST') return route.continue();
        keys.push((await route.request().headerValue('idempotency-key')) ?? '');
        return cut ? route.abort('internetdisconnected') : route.continue();
      });
      const file = join(folder, 'lijn.csv');
      await writeFile(file, 'key;stay;kind;from\nX;onbekend;HOME;2026-01-01\n');
      await chooseFile(page, file);
      await page.getByText('Het bestand werd niet verstuurd.').waitFor({ timeout: 20_000 });
      cut = false;
      await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
      await page.getByRole('heading', { name: /lijn.csv kan zo niet/ }).waitFor();
      expect(new Set(keys).size).toBe(1);
      await context.close();
    },
    LONG,
  );

  test(
    'who may only look sees earlier imports and why there is no more',
    async () => {
      const visit = await e2e.open('pi', IMPORT);
      await visit.page.getByText('Jouw rol kan de invoer inkijken').waitFor();
      await visit.page.locator('.im-list li').first().waitFor();
      expect(await visit.page.getByRole('button', { name: /Ongedaan|Kies een/ }).count()).toBe(0);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.context.close();
    },
    LONG,
  );

  test(
    'the steward of the access team imports recognition on the same page',
    async () => {
      const visit = await e2e.open('as', '/invoer');
      const { page } = visit;
      await page.getByRole('heading', { name: 'Invoer van erkenningen' }).waitFor();
      const [linde] = await e2e.test.owner<{ code: string }>(
        'select code from capacity.provider where id = $1',
        [e2e.world.linde],
      );
      const unit = await codeOf(e2e.world.units.full.unitId);
      const file = join(folder, 'erkenning.csv');
      await writeFile(
        file,
        `key;provider;unit;places;from\nE-1;${linde?.code};${unit};2;${e2e.world.today}\n`,
      );
      await chooseFile(page, file);
      await page.getByRole('heading', { name: /Wat er verandert/ }).waitFor();
      await page.getByRole('button', { name: 'Pas toe' }).click();
      await page.getByRole('heading', { name: 'erkenning.csv is toegepast' }).waitFor();
      await page.getByRole('button', { name: 'Maak deze invoer ongedaan' }).click();
      await page.getByRole('heading', { name: /is ongedaan gemaakt/ }).waitFor();
      expect(await faultsOf(visit)).toEqual([]);
      await visit.context.close();
    },
    LONG,
  );
});

import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../src/platform/period.ts';
import { findDuplicates } from '../src/waiting-list/index.ts';
import { firstRuleSet } from '../src/waiting-list/first-rule-set.ts';
import { type MadeRequest, makeRequest, makeRules } from '../src/waiting-list/fixtures.ts';
import {
  faultsOf,
  type Journeys,
  keepPicture,
  press,
  screens,
  startJourneys,
  tabTo,
  toast,
} from './harness.ts';

const LONG = 60_000;
const shown = [
  ['phone', { ...screens.phone, viewport: { width: 360, height: 740 } }],
  ['desk', screens.desk],
  ['desk in the dark', { ...screens.desk, colorScheme: 'dark' }],
] as const satisfies readonly (readonly [string, BrowserContextOptions])[];
let e2e: Journeys;
let made: Record<'danger' | 'waiting' | 'elsewhere' | 'twin' | 'sister', MadeRequest>;

/** Sixty who wait, and a few that the journeys work on; every name is invented. */
async function fillList() {
  const { test: t, world } = e2e;
  const facts = [['MANO_DEGREE:HIGH'], ['MANO_DEGREE:SOME'], [], ['VIST'], ['COMPLEX']];
  return t.db.as('vp_jobs', async (tx) => {
    await makeRules(tx);
    await tx.rows(
      `insert into waiting_list.rule_set (version, title, source, content) values ('VP-2026-2', 'Ontwerp met langere aandelen', 'Eigen voorstel (synthetisch)', $1)`,
      [JSON.stringify({ ...firstRuleSet.content, bands: firstRuleSet.content.bands.slice(2) })],
    );
    for (let n = 0; n < 58; n += 1)
      await makeRequest(tx, {
        region: n % 3 === 0 ? 'OVL' : 'WVL',
        modules: n % 4 === 0 ? ['CRISIS_STAY', 'STAY_O12'] : ['STAY_O12'],
        since: addDays(world.today, -30 - n * 11),
        facts: facts[n % facts.length]!,
        bornMonth: `${2009 + (n % 9)}-0${1 + (n % 9)}`,
        sex: n % 2 === 0 ? 'F' : 'M',
        name: ['Kind', `Proef${String.fromCodePoint(97 + Math.floor(n / 26), 97 + (n % 26))}`],
        birthDate: `${2009 + (n % 9)}-0${1 + (n % 9)}-${10 + (n % 17)}`,
      });
    return {
      danger: await makeRequest(tx, {
        facts: ['UNSAFE_NOW'],
        name: ['Mirte', 'Verzonnen'],
        since: addDays(world.today, -12),
        fileNumber: 'PROEF-1',
      }),
      waiting: await makeRequest(tx, {
        facts: ['MANO_DEGREE:SOME'],
        name: ['Lander', 'Bedacht'],
        since: addDays(world.today, -400),
      }),
      elsewhere: await makeRequest(tx, { region: 'OVL', name: ['Ginder', 'Verzonnen'] }),
      twin: await makeRequest(tx, {
        name: ['Lander', 'Bedacht'],
        since: addDays(world.today, -90),
        state: 'NOT_DIRECTABLE',
      }),
      sister: await makeRequest(tx, { name: ['Sofie', 'Bedacht'], bornMonth: '2016-02' }),
    };
  });
}

beforeAll(async () => {
  e2e = await startJourneys();
  made = await fillList();
  await e2e.test.db.as('vp_jobs', (tx) => findDuplicates(tx));
}, 240_000);
afterAll(() => e2e?.close());

const search = (page: Page) => new URL(page.url()).searchParams;
const addressOf = (request: MadeRequest) => `/wachtlijst/${request.requestId}`;

describe('the list', () => {
  test.each(shown)(
    'is clean on a %s',
    async (name, options) => {
      const visit = await e2e.open('at', '/wachtlijst', options);
      const { page } = visit;
      await page.locator('.vp-table tbody tr').first().waitFor();
      await keepPicture(page, `waiting-list-${name}`);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.close();
    },
    LONG,
  );

  test(
    'stands in the order of calls; what is asked stands in the address; a page is turned',
    async () => {
      const visit = await e2e.open('at', '/wachtlijst');
      const { page } = visit;
      const rows = page.locator('.vp-table tbody tr');
      await rows.first().waitFor();
      expect(await rows.count()).toBe(50);
      expect(await rows.first().innerText()).toMatch(/1\.\s*\S+ Mirte Verzonnen/);
      expect(await rows.first().innerText()).toContain('Onveilig zonder antwoord');
      await page.getByRole('button', { name: 'Volgende' }).click();
      await page.waitForFunction(() => location.search.includes('vanaf=50'));
      await page.getByText(/^51–63 van 63$/).waitFor();
      await page.getByRole('searchbox', { name: 'Zoek' }).fill('bedacht');
      await page.waitForFunction(() => location.search.includes('zoek=bedacht'));
      await page.getByText('3 kinderen').waitFor();
      expect(search(page).has('vanaf')).toBe(false);
      await page.getByRole('button', { name: 'Wis de keuzes' }).click();
      await tabTo(page, 'Onveilig zonder antwoord');
      await press(page, 'Enter');
      await page.waitForFunction(() => location.search.includes('blik=watch'));
      await page.getByText('1 kind', { exact: true }).waitFor();
      await visit.close();
    },
    LONG,
  );

  test(
    'tells why, and opens a row by keyboard; of another region no name',
    async () => {
      const visit = await e2e.open('as', `/wachtlijst?zoek=${made.elsewhere.pseudonym}`);
      const { page } = visit;
      await page.getByText('1 kind', { exact: true }).waitFor();
      expect(await page.getByText('Ginder').count()).toBe(0);
      await page.getByRole('button', { name: /^Waarom hier\?/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Trap D: geen enkel feit leidt naar een hogere trap.').waitFor();
      await dialog.getByText(/^\d+ van \d+ voor/).waitFor();
      expect(await faultsOf(visit)).toEqual([]);
      await press(page, 'Escape');
      await page.locator('.vp-row-open').first().focus();
      await press(page, 'Enter');
      await page.getByText('Deze hulpvraag hoort bij een andere regio').waitFor();
      expect(await page.getByRole('button', { name: 'Schat opnieuw in' }).count()).toBe(0);
      await visit.close();
    },
    LONG,
  );
});

describe('a request', () => {
  test.each(shown)(
    'is clean on a %s',
    async (name, options) => {
      const visit = await e2e.open('at', addressOf(made.danger), options);
      const { page } = visit;
      await page.getByRole('heading', { name: /Mirte Verzonnen/ }).waitFor();
      await page.getByText(/^1 van \d+ voor/).waitFor();
      await keepPicture(page, `waiting-request-${name}`);
      expect(await faultsOf(visit)).toEqual([]);
      await page
        .getByRole('button', { name: /Schat .*in$/ })
        .first()
        .click();
      await page.getByText('Dit geeft trap A0').waitFor();
      await keepPicture(page, `waiting-assess-${name}`);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.close();
    },
    LONG,
  );

  test(
    'a colleague confirms; urgency is assessed with its source, and the band is seen before',
    async () => {
      const visit = await e2e.open('at', addressOf(made.danger));
      const { page } = visit;
      await page.getByRole('button', { name: 'Bevestig', exact: true }).first().click();
      await page.getByRole('dialog').getByRole('button', { name: 'Bevestig' }).click();
      await toast(page, 'Inschatting bevestigd').waitFor();
      await page.getByText(/^Bevestigd door Lies Proef/).waitFor();

      await page.goto(`${e2e.url}${addressOf(made.waiting)}`);
      await page.getByRole('button', { name: 'Schat opnieuw in' }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Dit geeft trap C').waitFor();
      await dialog.getByText('Hoge maatschappelijke noodzaak', { exact: true }).click();
      await dialog.getByText('Dit geeft trap B').waitFor();
      await dialog.getByRole('button', { name: 'Bewaar' }).click();
      await dialog.getByText('Zeg waar dit vandaan komt.').waitFor();
      await dialog.getByLabel(/^Bron van/).fill('Verslag van het OCJ');
      await dialog.getByRole('button', { name: 'Bewaar' }).click();
      await toast(page, 'Ingeschat: trap B').waitFor();
      await page.getByText('steeg van trap C naar trap B').waitFor();
      await page.getByText('Trap B omdat: hoge maatschappelijke noodzaak').waitFor();
      await visit.close();
    },
    LONG,
  );

  test(
    'goes to the waiting room with a reason and comes back; notes, siblings and priority are kept',
    async () => {
      const visit = await e2e.open('at', addressOf(made.waiting));
      const { page } = visit;
      const dialog = page.getByRole('dialog');
      await page.getByRole('button', { name: 'Zet in de wachtkamer' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Zet in de wachtkamer' }).click();
      await page.getByText('Zeg kort waarom, in minstens 3 letters.').waitFor();
      await page.getByLabel('Reden').fill('Gezin vraagt uitstel');
      await dialog.getByRole('button', { name: 'Zet in de wachtkamer' }).click();
      const said = toast(page, 'Toestand is nu: In de wachtkamer');
      await said.waitFor();
      await page.getByText('Behoudt zijn plaats, maar krijgt nu geen voorstel').waitFor();
      await said.getByRole('button', { name: 'Ongedaan maken' }).click();
      await toast(page, 'Toestand is nu: Wacht op een plaats').waitFor();

      await page.getByRole('button', { name: /^Schrijf: Wat dit kind/ }).click();
      await page.getByRole('textbox').fill('Rust in de avond (verzonnen)');
      await dialog.getByRole('button', { name: 'Bewaar' }).click();
      await page.getByText('Rust in de avond (verzonnen)').waitFor();

      await page
        .getByRole('region', { name: 'Broers en zussen' })
        .getByRole('button', { name: 'Pas aan' })
        .click();
      await page.getByRole('combobox', { name: 'Voeg een kind toe' }).fill('Sofie');
      await page.getByRole('option', { name: /Sofie Bedacht/ }).click();
      await dialog.getByText(/Sofie Bedacht/).waitFor();
      await dialog.getByRole('button', { name: 'Bewaar' }).click();
      await page
        .getByRole('region', { name: 'Broers en zussen' })
        .getByText('Samen, anders niet')
        .waitFor();

      await page.getByRole('button', { name: 'Vraag prioriteit' }).click();
      await dialog.getByRole('button', { name: 'Vraag prioriteit' }).click();
      await page.getByText('Team Jeugdhulpregie').waitFor();
      await page.getByRole('button', { name: 'Neem op' }).click();
      await toast(page, 'Deze hulpvraag is nu van jou').waitFor();
      expect(await faultsOf(visit)).toEqual([]);
      await visit.close();
    },
    LONG,
  );
});

describe('a new request', () => {
  test.each(shown)(
    'asks what follows from the case, on a %s',
    async (name, options) => {
      const visit = await e2e.open('at', '/wachtlijst/nieuw', options);
      const { page } = visit;
      await page.getByRole('heading', { name: 'Nieuwe hulpvraag' }).waitFor();
      await page.getByLabel('Voornaam').fill('Lander');
      await page.getByLabel('Familienaam').fill('Bedacht');
      await page.getByText(/Er sta(at|an) al/).waitFor();
      expect(await page.getByText('Toestemming jongere').count()).toBe(0);
      await page.getByText('Bekwaam bevonden om zelf te beslissen').click();
      await page.getByText('Toestemming jongere').waitFor();
      await page.getByText('Gerechtelijke maatregel', { exact: true }).click();
      await page.getByText('Een gerechtelijke maatregel vraagt geen toestemming.').waitFor();
      expect(await page.getByText('Toestemming ouders of voogd').count()).toBe(0);
      await keepPicture(page, `waiting-entry-${name}`);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.close();
    },
    LONG,
  );

  test(
    'of an unborn child is kept as a draft; what was typed is not left by accident',
    async () => {
      const visit = await e2e.open('at', '/wachtlijst/nieuw');
      const { page } = visit;
      await page.getByText('Nog niet', { exact: true }).click();
      await page.getByRole('link', { name: 'Naar de wachtlijst' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Blijf hier' }).click();
      await page.getByRole('button', { name: 'Bewaar als ontwerp' }).click();
      await page.getByText('Kies minstens één module.').waitFor();
      const month = page.getByRole('group', { name: /Verwacht rond/ });
      await month.getByRole('spinbutton').first().click();
      const [year, mm] = addDays(e2e.world.today, 90).split('-');
      await page.keyboard.type(`15${mm}${year}`);
      await page.locator('.vp-choice', { hasText: 'Verblijf' }).first().click();
      await page.getByLabel('In woorden').fill('Opvang na de geboorte (verzonnen)');
      await page.getByRole('button', { name: 'Bewaar als ontwerp' }).click();
      await toast(page, 'Hulpvraag bewaard als ontwerp').waitFor();
      await page.getByText('De toestemming van de ouders of voogd ontbreekt.').waitFor();
      await page.getByText('Opvang na de geboorte (verzonnen)').waitFor();
      await visit.close();
    },
    LONG,
  );
});

describe('the rules', () => {
  test.each(shown)(
    'are clean on a %s, also tried',
    async (name, options) => {
      const visit = await e2e.open(
        'as',
        '/wachtlijst/regels?versie=VP-2026-2&proef=VP-2026-2',
        options,
      );
      const { page } = visit;
      await page.getByText(/kinderen veranderen van trap/).waitFor();
      await keepPicture(page, `waiting-rules-${name}`);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.close();
    },
    LONG,
  );

  test(
    'are drafted from those in force, not approved by who drafted them, and read by all',
    async () => {
      const visit = await e2e.open('as', '/wachtlijst/regels');
      const { page } = visit;
      await page.getByRole('button', { name: 'Nieuw ontwerp' }).click();
      expect(await page.getByLabel('Versie').inputValue()).toBe('VP-2026-2');
      await page.getByLabel('Versie').fill('VP-2026-3');
      await page.getByLabel('Titel').fill('Trap C vervalt (proef)');
      await page.getByRole('button', { name: 'Haal trap C weg' }).click();
      expect(await faultsOf(visit)).toEqual([]);
      await page.getByRole('button', { name: 'Bewaar' }).click();
      await page.getByText('Je stelde dit ontwerp zelf op').waitFor();
      await page.getByRole('button', { name: 'Probeer uit' }).click();
      await page.getByText('van C naar D').first().waitFor();
      await page.goto(`${e2e.url}/wachtlijst/regels?versie=VP-2026-2`);
      await page.getByRole('button', { name: 'Keur goed' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Keur goed' }).click();
      await toast(page, 'Goedgekeurd').waitFor();
      await page
        .getByText(/gelden vanaf/)
        .first()
        .waitFor();
      await visit.close();
      const reader = await e2e.open('pc', '/wachtlijst/regels');
      await reader.page.getByText('Nu onveilig, moet snel weg').first().waitFor();
      expect(await reader.page.getByRole('button', { name: 'Probeer uit' }).count()).toBe(0);
      await reader.close();
    },
    LONG,
  );
});

describe('duplicates', () => {
  test(
    'stand beside each other and are merged without losing a day',
    async () => {
      const phone = await e2e.open('at', '/wachtlijst/dubbels', shown[0][1]);
      await phone.page.getByText('1 paar om over te beslissen').waitFor();
      const current = phone.page.locator('.vp-nav [aria-current=page]');
      expect(await current.allInnerTexts()).toEqual(['Dubbels']);
      await keepPicture(phone.page, 'waiting-duplicates-phone');
      expect(await faultsOf(phone)).toEqual([]);
      await phone.close();
      const visit = await e2e.open('at', '/wachtlijst/dubbels');
      const { page } = visit;
      await page.getByRole('button', { name: 'Voeg samen' }).click();
      await page.getByText('de vroegste wachtdag').waitFor();
      await keepPicture(page, 'waiting-duplicates-desk');
      expect(await faultsOf(visit)).toEqual([]);
      await page.getByRole('alertdialog').getByRole('button', { name: 'Voeg samen' }).click();
      await page.getByText('Geen mogelijke dubbels').waitFor();
      await visit.close();
    },
    LONG,
  );
});

describe('a file', () => {
  const headings =
    'dossiernummer;voornaam;familienaam;geboortedatum;dossiersoort;aanmelder;aangemeld op;wacht_sinds;modules;stand;toestemming_vertegenwoordiger;toestemming_minderjarige';
  const line = (number: string, since: string) =>
    `${number};Ward;Verzonnen;12/05/2011;VOLUNTARY;OCJ;01/02/2025;${since};STAY_O12;WAITING;GIVEN;GIVEN`;
  const file = (...lines: string[]) => ({
    name: 'lijst.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${[headings, ...lines].join('\n')}\n`),
  });

  test.each([screens.phone, screens.desk])(
    'says what is wrong and how to mend it, shows what changes, and is applied ($viewport.width)',
    async (options) => {
      const number = `E2E-${options.viewport.width}`;
      const visit = await e2e.open('at', '/wachtlijst', options);
      const { page } = visit;
      await page.getByRole('button', { name: 'Bestand inlezen' }).click();
      const dialog = page.getByRole('dialog');
      const choose = async (what: ReturnType<typeof file>) => {
        const [chooser] = await Promise.all([
          page.waitForEvent('filechooser'),
          dialog.getByRole('button', { name: /Kies/ }).click(),
        ]);
        await chooser.setFiles(what);
      };
      await choose(file(line(number, 'gisteren')));
      await dialog.getByText('“gisteren” is geen dag.').waitFor();
      await keepPicture(page, `waiting-list-import-wrong-${options.viewport.width}`);
      expect(await dialog.getByRole('button', { name: 'Pas toe' }).count()).toBe(0);
      await dialog.getByRole('button', { name: 'Ander bestand' }).click();
      await choose(file(line(number, '2025-03-01')));
      await dialog.getByText('1 nieuw, 0 gewijzigd, 0 zonder verschil').waitFor();
      await keepPicture(page, `waiting-list-import-${options.viewport.width}`);
      expect(await faultsOf(visit)).toEqual([]);
      await tabTo(page, 'Pas toe');
      await press(page, 'Enter');
      await dialog.getByText(/^Toegepast: 1 nieuw/).waitFor();
      await dialog.getByRole('button', { name: 'Sluit' }).last().click();
      await page.goto(new URL(`/wachtlijst?zoek=${number}`, page.url()).href);
      await page.getByText('1 kind', { exact: true }).waitFor();
      await visit.close();
    },
    LONG,
  );

  test(
    'leaves as the list is seen, and is logged',
    async () => {
      const visit = await e2e.open('at', '/wachtlijst?zoek=bedacht');
      const { page } = visit;
      const words = await page
        .getByText(/^\d+ kind(eren)?$/)
        .first()
        .textContent();
      const rows = Number(/^\d+/.exec(words ?? '')?.[0]);
      expect(rows).toBeGreaterThan(1);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Uitvoer als CSV' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^wachtlijst-vertrouwelijk-.*\.csv$/);
      const [logged] = await e2e.test.owner<{ rows: number }>(
        `select (details ->> 'rows')::int as rows from platform.event where kind = 'list.export' order by seq desc limit 1`,
      );
      expect(logged).toEqual({ rows });
      await visit.close();
    },
    LONG,
  );
});

describe('to another region', () => {
  test(
    'asked, taken back; asked of one’s own region, taken over',
    async () => {
      const visit = await e2e.open('at', addressOf(made.sister));
      const { page } = visit;
      await page.getByRole('button', { name: 'Overdragen aan een andere regio' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: /Naar welke regio/ }).click();
      await page.getByRole('option', { name: 'Oost-Vlaanderen' }).click();
      await keepPicture(page, 'waiting-list-hand-over');
      expect(await faultsOf(visit)).toEqual([]);
      await dialog.getByRole('button', { name: 'Vraag de overdracht' }).click();
      await page.getByText(/^Gevraagd aan Oost-Vlaanderen op/).waitFor();
      await page.getByRole('button', { name: 'Trek de vraag in' }).click();
      await page.getByText(/^De vraag aan Oost-Vlaanderen is ingetrokken/).waitFor();
      await visit.close();
      const child = await e2e.test.db.as('vp_jobs', async (tx) => {
        const one = await makeRequest(tx, { region: 'OVL', name: ['Overkomst', 'Verzonnen'] });
        await tx.rows(
          `insert into waiting_list.hand_over (request_id, person_id, region_code, to_region_code, reason_code) values ($1, $2, 'OVL', 'WVL', 'MOVED')`,
          [one.requestId, one.personId],
        );
        return one;
      });
      const next = await e2e.open('at', '/wachtlijst', screens.phone);
      await next.page.getByRole('button', { name: 'Bekijk ze' }).click();
      await next.page.getByText('1 kind', { exact: true }).waitFor();
      expect(await next.page.getByText('Overkomst').count()).toBe(0);
      await next.page.goto(new URL(addressOf(child), next.page.url()).href);
      await next.page.getByRole('button', { name: 'Neem over', exact: true }).click();
      await keepPicture(next.page, 'waiting-list-take-over');
      expect(await faultsOf(next)).toEqual([]);
      await next.page
        .getByRole('dialog')
        .getByRole('button', { name: 'Neem over', exact: true })
        .click();
      await next.page.getByText('Overkomst Verzonnen').first().waitFor();
      await next.page.getByText(/^Overgedragen van Oost-Vlaanderen naar West-Vlaanderen/).waitFor();
      await next.close();
    },
    LONG,
  );
});

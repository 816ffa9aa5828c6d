import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPartner, addPledge } from '../src/crisis/keep-network.ts';
import { runClocks } from '../src/crisis/run-clocks.ts';
import {
  beginFixtures,
  makeFamily,
  makeService,
  makeWindow,
  makeYear,
  setPhase,
} from '../src/foster-care/fixtures.ts';
import { embeddedIssuerName } from '../src/platform/auth/embedded-issuer.ts';
import { makeOrganisation, signIn, type TestDatabase } from '../src/platform/testing/database.ts';
import {
  act,
  faultsOf,
  type Journeys,
  keepPicture,
  narrow,
  press,
  screens,
  startJourneys,
  tabTo,
  toast,
  type Visit,
} from './harness.ts';
import { makeSmallWorld, type SmallWorld } from './small-world.ts';

/** Some forty kilometres apart, in two provinces. */
const [brugge, gent] = ['31005', '44021'] as const;
/** A partner has so long to answer tonight, in hours: the night of this test lasts a minute. */
const ANSWER_HOURS = 0.01;

interface NightWorld {
  people: SmallWorld['people'] & { next: string; service: string; family: string };
}

const known = (t: TestDatabase, personId: string, subject: string) =>
  t.owner(`update auth.person set issuer = $2, subject = $3 where id = $1`, [
    personId,
    embeddedIssuerName,
    subject,
  ]);

/** Three partners who pledged places to stay; the people of the first answer here themselves. */
async function makePartners(t: TestDatabase, linde: string): Promise<void> {
  const [desk] = await t.owner<{ id: string }>(
    `select id from auth.organisation where code = 'PROEF-CR'`,
  );
  const next = await signIn(t, 'CR', {
    organisationId: desk!.id,
    areaCode: 'WVL',
    name: 'Tom Proef (verzonnen)',
  });
  await known(t, next.personId, 'proef-next');
  const { personId, hatId, role } = next;
  const actor = { personId, hatId, role, name: null };
  await t.db.write(next, async (tx) => {
    for (const [name, providerId] of [
      ['De Linde (verzonnen)', linde],
      ['De Golf (verzonnen)', undefined],
      ['De Waver (verzonnen)', undefined],
    ] as const) {
      const { id: partnerId } = await addPartner(tx, actor, {
        name,
        sector: 'YOUTH_CARE',
        ...(providerId && { providerId }),
        nightPhone: '0400 00 00 00',
      });
      await addPledge(tx, actor, {
        partnerId,
        kind: 'STAY',
        places: 2,
        funding: 'STRUCTURAL',
        from: '2025-01-01',
      });
    }
  });
}

/** A service of West Flanders with one family, which lives in East Flanders. */
async function makeFosterCare(t: TestDatabase): Promise<void> {
  const serviceId = await makeOrganisation(t, 'foster-care-service', 'Pleegzorg (verzonnen)');
  const worker = await signIn(t, 'FS', { organisationId: serviceId, areaCode: 'WVL' });
  await known(t, worker.personId, 'proef-service');
  const family = await signIn(t, 'FF', { organisationId: serviceId, name: 'Gezin (verzonnen)' });
  await known(t, family.personId, 'proef-family');
  await t.db.as('vp_jobs', async (tx) => {
    await beginFixtures(tx);
    await makeService(tx, { id: serviceId });
    await setPhase(tx, 'WVL', 2);
    await tx.rows(
      `insert into region.setting (key, region_code, value, source, valid) values ('crisis.answer-hours', 'WVL', $1, 'test (verzonnen)', '[2026-01-01,)')`,
      [JSON.stringify(ANSWER_HOURS)],
    );
    await makeYear(tx, { serviceId, municipality: brugge, youngest: 6 });
    const familyId = await makeFamily(tx, {
      serviceId,
      personId: family.personId,
      municipality: gent,
      schoolReachKm: 75,
    });
    await makeWindow(tx, familyId, { hourFrom: 0, hourUntil: 23 });
  });
}

async function makeNightWorld(t: TestDatabase): Promise<NightWorld> {
  const { linde, people } = await makeSmallWorld(t);
  await makePartners(t, linde);
  await makeFosterCare(t);
  return {
    people: { ...people, next: 'proef-next', service: 'proef-service', family: 'proef-family' },
  };
}

let e2e: Journeys<NightWorld>;
beforeAll(async () => {
  e2e = await startJourneys({ key: 'night', make: makeNightWorld });
}, 240_000);
afterAll(() => e2e?.close());

/** Presses Tab until the focus is in the field with this label, or in this part of the page. */
async function tabInto(page: Page, label: string, part = ''): Promise<void> {
  for (let stop = 0; stop < 80; stop += 1) {
    await page.keyboard.press('Tab');
    const [field, of] = await page.evaluate(() => {
      const here = document.activeElement;
      return [
        here?.closest('.vp-field')?.textContent ?? '',
        here?.closest('fieldset')?.textContent ?? '',
      ];
    });
    if (field.startsWith(label) && of.startsWith(part)) return;
  }
  throw new Error(`Tab never reached ${label}`);
}
const down = (page: Page, times: number) =>
  press(page, ...Array.from({ length: times }, () => 'ArrowDown'));

/** What is said on the telephone: a registrar by its first letters, and how many presses down each choice is. */
interface Call {
  readonly registrar: string;
  readonly unsafety: number;
  readonly wanted?: number;
  readonly age?: number;
  readonly sex?: number;
  readonly zone?: string;
  readonly second?: number;
  readonly anonymous?: boolean;
  readonly unborn?: boolean;
}

/** Ten calls of one night. The first and the seventh are of the same girl. */
const calls: readonly Call[] = [
  { registrar: 'pol', unsafety: 2, wanted: 2, age: 14, sex: 0, zone: 'Z' },
  { registrar: 'spo', unsafety: 2, wanted: 2, age: 6, sex: 0 },
  { registrar: 'oud', unsafety: 1, age: 15, sex: 1, anonymous: true },
  { registrar: 'huis', unsafety: 1, wanted: 0, age: 11, sex: 1 },
  { registrar: 'caw', unsafety: 1, wanted: 2, age: 16, sex: 0 },
  { registrar: 'pol', unsafety: 2, wanted: 2, age: 3, sex: 1, second: 5 },
  { registrar: 'caw', unsafety: 1, wanted: 2, age: 14, sex: 0, zone: 'Z' },
  { registrar: 'spo', unsafety: 2, wanted: 1, unborn: true },
  { registrar: 'sch', unsafety: 0, wanted: 1, age: 9, sex: 0 },
  { registrar: 'jon', unsafety: 1, age: 17, sex: 0, anonymous: true },
];

/** The caller, and how it stands with the child. */
async function typeStand(page: Page, call: Call): Promise<void> {
  if (call.wanted === undefined) {
    await tabInto(page, 'Soort vraag');
    await press(page, 'ArrowUp');
  }
  await tabInto(page, 'Wie belt');
  await page.keyboard.type(call.registrar);
  if (call.anonymous) {
    await tabTo(page, /De beller blijft anoniem/);
    await press(page, 'Space');
  }
  await tabInto(page, 'Onveiligheid');
  await press(page, 'Space');
  await down(page, call.unsafety);
  await tabInto(page, 'Akkoord van de cliënt');
  await press(page, 'Space');
  if (call.wanted === undefined) return;
  await tabInto(page, 'Gevraagde hulp');
  await press(page, 'Space');
  await down(page, call.wanted);
}

async function typeMinor(page: Page, call: Call): Promise<void> {
  if (call.unborn) {
    await tabTo(page, /Ongeboren kind/);
    await press(page, 'Space');
    return;
  }
  await tabInto(page, 'Leeftijd in jaren', 'Minderjarige 1');
  await page.keyboard.type(String(call.age));
  await tabInto(page, 'Geslacht', 'Minderjarige 1');
  // What is not said is unknown, the last of the four.
  await down(page, (call.sex ?? 0) + 1);
  if (call.zone) {
    await tabInto(page, 'Zone', 'Minderjarige 1');
    await press(page, 'ArrowDown', 'ArrowDown');
    await press(page, 'Enter');
  }
  if (call.second === undefined) return;
  await tabTo(page, 'Voeg een minderjarige toe');
  await press(page, 'Enter');
  await press(page, 'Shift+Tab', 'Shift+Tab');
  for (let stop = 0; stop < 40; stop += 1) {
    const field = await page.evaluate(() => {
      const here = document.activeElement;
      const of = here?.closest('fieldset')?.textContent ?? '';
      return of.startsWith('Minderjarige 2') ? (here?.closest('.vp-field')?.textContent ?? '') : '';
    });
    if (field.startsWith('Leeftijd in jaren')) break;
    await press(page, 'Shift+Tab');
  }
  await page.keyboard.type(String(call.second));
}

/** Writes a call down with the keyboard alone. @returns its id and how long it took, ms */
async function takeCall(page: Page, call: Call): Promise<{ id: string; ms: number }> {
  const began = Date.now();
  await page.locator('body').press('g');
  await press(page, 'n');
  await page.getByRole('heading', { name: 'Nieuwe oproep' }).waitFor();
  await typeStand(page, call);
  await typeMinor(page, call);
  const before = page.url();
  await keepPicture(page, `night-call-${call.registrar}`);
  await press(page, 'Control+Enter');
  await page.waitForURL((url) => url.toString() !== before && url.searchParams.has('vraag'));
  await page
    .getByRole('region', { name: 'Geopende vraag' })
    .or(page.locator('.cr-opened'))
    .first()
    .waitFor();
  return { id: new URL(page.url()).searchParams.get('vraag')!, ms: Date.now() - began };
}

const stateOf = async (id: string) =>
  (
    await e2e.test.owner<{ state: string }>(`select state from crisis.request where id = $1`, [id])
  )[0]!.state;

describe('a night at the desk', () => {
  let desk: Visit;
  const ids: string[] = [];
  const openCase = async (page: Page, id: string) => {
    await page.goto(`${e2e.url}/crisis?vraag=${id}`);
    await page.getByRole('heading', { name: /^Vraag \d+ ·/, level: 2 }).waitFor();
  };

  test('ten calls in a row by keyboard, each within a minute', async () => {
    desk = await e2e.open('cr', '/crisis', screens.desk);
    const { page } = desk;
    await page.getByText('Er zijn geen open vragen').waitFor();
    const took: number[] = [];
    for (const call of calls) {
      const { id, ms } = await takeCall(page, call);
      ids.push(id);
      took.push(ms);
    }
    expect(Math.max(...took)).toBeLessThan(60_000);
    const [count] = await e2e.test.owner<{ requests: number; minors: number; consults: number }>(
      `select count(*)::int as requests, (select count(*)::int from crisis.minor) as minors,
              (count(*) filter (where kind = 'CONSULT'))::int as consults from crisis.request`,
    );
    expect(count).toEqual({ requests: 10, minors: 11, consults: 2 });
    await page.goto(`${e2e.url}/crisis`);
    await page.getByText('10 open vragen').waitFor();
    await keepPicture(page, 'night-ten-calls');
    expect(await faultsOf(desk)).toEqual([]);
  }, 300_000);

  test('three partners are asked: one says yes on its phone, one no by telephone, one is silent', async () => {
    const { page } = desk;
    await openCase(page, ids[0]!);
    await act(page, 'Vraag een partner').click();
    const dialog = page.getByRole('dialog');
    for (const name of ['De Linde', 'De Golf', 'De Waver'])
      await dialog.getByText(new RegExp(`^${name} \\(verzonnen\\).*2 van 2 vrij`)).click();
    await dialog.getByRole('button', { name: 'Vraag', exact: true }).click();
    await toast(page, '3 partners zijn gevraagd.').waitFor();

    const phone = await e2e.open('pi', '/crisis/gevraagd', narrow);
    await act(phone.page, 'Ja, dat kan').tap();
    await phone.page.getByRole('dialog').getByRole('button', { name: 'Verstuur antwoord' }).tap();
    await toast(phone.page, 'Je antwoord is verstuurd.').waitFor();
    await phone.close();

    const asked = page.getByRole('listitem').filter({ hasText: 'De Golf (verzonnen)' });
    await asked.getByRole('button', { name: /^Noteer het antwoord/ }).click();
    await dialog.getByText('Nee', { exact: true }).click();
    await dialog.getByText('Volzet', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Bewaar het antwoord' }).click();
    await toast(page, 'Het antwoord is genoteerd.').waitFor();

    // The clock runs as it does every minute; the term of the third passes while the desk looks on.
    await expect
      .poll(
        async () => {
          await e2e.test.db.as('vp_jobs', (tx) => runClocks(tx));
          const states = await e2e.test.owner<{ state: string }>(
            `select state from crisis.attempt where request_id = $1 order by state`,
            [ids[0]],
          );
          return states.map(({ state }) => state);
        },
        { timeout: 90_000, interval: 2_000 },
      )
      .toEqual(['NO', 'SILENT', 'YES']);
    await page
      .getByText(/De Waver \(verzonnen\) antwoordde niet op tijd/)
      .first()
      .waitFor();
    await keepPicture(page, 'night-three-asked');
    expect(await faultsOf(desk)).toEqual([]);
    await act(page, 'Wijs hier toe').click();
    await dialog.getByText('Het kind is er al: de hulp start nu').click();
    await dialog.getByRole('button', { name: 'Wijs toe', exact: true }).click();
    await toast(page, 'Toegewezen aan De Linde (verzonnen).').waitFor();
    expect(await stateOf(ids[0]!)).toBe('RUNNING');
  }, 240_000);

  test('who calls again for the same girl is found and linked', async () => {
    const { page } = desk;
    await openCase(page, ids[6]!);
    await page.getByText(/^Misschien hetzelfde kind als vraag/).waitFor();
    await act(page, 'Bekijk en koppel').click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText(/zelfde leeftijd, geslacht en zone/)
      .first()
      .click();
    await dialog.getByRole('button', { name: 'Koppel' }).click();
    await toast(page, 'Gekoppeld als hetzelfde dossier.').waitFor();
    const [linked] = await e2e.test.owner<{ of: string }>(
      `select case_id as of from crisis.request where id = $1`,
      [ids[6]],
    );
    expect(linked!.of).toBe(ids[0]);
  }, 120_000);

  test('a girl of six goes to a family forty kilometres away, over a border of provinces', async () => {
    const { page } = desk;
    await openCase(page, ids[1]!);
    await page.getByRole('link', { name: 'Vraag een pleeggezin' }).click();
    await page.getByRole('heading', { name: 'Nieuwe vraag voor een pleeggezin' }).waitFor();
    await page.getByRole('combobox', { name: /^Gemeente van het kind/ }).focus();
    await page.keyboard.type('Brugge');
    await page.getByRole('option', { name: 'Brugge' }).waitFor();
    await press(page, 'ArrowDown', 'Enter');
    await page.getByRole('textbox', { name: /^Leeftijd/ }).fill('6');
    await page.getByRole('textbox', { name: /^Uur van aankomst/ }).fill('15');
    await page.getByRole('radio', { name: '1 week' }).check({ force: true });
    await page.getByRole('radio', { name: 'geen', exact: true }).check({ force: true });
    await page.getByLabel(/^Naam van wie aanmeldt/).fill('Crisismeldpunt (verzonnen)');
    await act(page, 'Geef de vraag door').click();
    await page.getByRole('heading', { name: /^De vraag is doorgegeven/ }).waitFor();

    const service = await e2e.open('service', '/pleegzorg', screens.desk);
    await service.page.getByRole('link', { name: '1 kind, 6 jaar' }).click();
    const publish = act(service.page, 'Nagekeken, publiceer');
    const shown = service.page.getByRole('heading', { name: 'Wat gezinnen zien' });
    await publish.or(shown).first().waitFor();
    if (await publish.isVisible()) await publish.click();
    await shown.waitFor();

    const family = await e2e.open('family', '/pleeggezin', narrow);
    await act(family.page, 'Kan').tap();
    await toast(family.page, 'Verstuurd: jullie kunnen.').waitFor();

    const can = service.page.getByRole('region', { name: /^Kan 1/ });
    const [, said] = (await can.innerText()).match(/([\d,]+)\s*km/)!;
    const km = Number(said!.replace(',', '.'));
    expect(km).toBeGreaterThanOrEqual(40);
    expect(km).toBeLessThan(65);
    await keepPicture(service.page, 'night-service-answers');
    await can.getByRole('button', { name: /^Vraag dit gezin/ }).click();
    await family.page.getByText('De dienst vraagt jullie. Zeg ja of nee.').waitFor();
    await act(family.page, 'Ja, we doen het').tap();
    await act(service.page, 'Ja van de dienst').click();
    await act(service.page, 'Schrijf op').click();
    await service.page.getByLabel('Voornamen').fill('Noor (verzonnen)');
    await act(service.page, 'Bewaar').click();
    await family.page.getByText('Noor (verzonnen)').waitFor();
    await keepPicture(family.page, 'night-family-phone');
    expect(await faultsOf(family)).toEqual([]);
    await act(service.page, 'Meld de start').click();
    await service.page.getByRole('dialog').getByRole('button', { name: 'Meld de start' }).click();
    await toast(service.page, 'De start is gemeld.').waitFor();
    await family.close();
    await service.close();

    await openCase(page, ids[1]!);
    await page.getByText('Bij een gezin').waitFor();
    await keepPicture(page, 'night-at-a-family');
    expect(await faultsOf(desk)).toEqual([]);
  }, 240_000);

  test('in the morning the desk is handed over by name, with its list on paper', async () => {
    const { page } = desk;
    await page.goto(`${e2e.url}/crisis/lijst`);
    await page.getByText(/Gemaakt op .* open vragen/).waitFor();
    await page.goto(`${e2e.url}/crisis/overdracht`);
    await page.getByRole('textbox', { name: 'Aan wie' }).fill('Tom Proef (verzonnen)');
    await page
      .getByRole('textbox', { name: 'Wat moet die weten' })
      .fill('De Waver belt niet terug; het meisje van zes slaapt bij een gezin (verzonnen).');
    await act(page, 'Geef over').click();
    await toast(page, 'De dienst is overgegeven aan Tom Proef (verzonnen).').waitFor();
    await keepPicture(page, 'night-handed-over');
    expect(await faultsOf(desk)).toEqual([]);
    await desk.close();

    const next = await e2e.open('next', '/crisis/overdracht', screens.desk);
    await next.page.getByText(/De Waver belt niet terug/).waitFor();
    await act(next.page, 'Gelezen, ik neem de dienst over').click();
    await next.page.getByText(/Overgenomen door Tom Proef/).waitFor();
    expect(await faultsOf(next)).toEqual([]);
    await next.close();
  }, 120_000);
});

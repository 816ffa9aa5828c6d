import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  beginFixtures,
  type FamilyFixture,
  makeFamily,
  makeRequest,
  makeService,
  makeWindow,
  makeYear,
  setPhase,
} from '../src/foster-care/fixtures.ts';
import * as steps from '../src/foster-care/steps.ts';
import { embeddedIssuerName } from '../src/platform/auth/embedded-issuer.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
} from '../src/platform/testing/database.ts';
import { loadRegions } from '../src/region/load-regions.ts';
import {
  act,
  faultsOf,
  type Journeys,
  keepPicture,
  narrow,
  startJourneys,
  toast,
} from './harness.ts';

const LONG = 120_000;
const [kortrijk, waregem, roeselare, ieper, brugge, gent] = [
  '34022',
  '34040',
  '36015',
  '33011',
  '31005',
  '44021',
] as const;

interface ServiceWorld {
  people: { service: string; first: string };
  serviceId: string;
  /** The nearest family, signed in. */
  family: SignedIn;
}

const profiles: readonly Partial<FamilyFixture>[] = [
  { municipality: kortrijk },
  { municipality: waregem },
  { municipality: waregem, places: 1 },
  { municipality: roeselare },
  { municipality: roeselare, ageFrom: 10 },
  { municipality: ieper, hasPets: true },
  { municipality: ieper, kinds: ['RESPITE'] },
  { municipality: brugge },
  { municipality: gent },
  { municipality: gent, schoolReachKm: null },
];

const person = async (test: TestDatabase, id: string, subject: string) =>
  test.owner(`update auth.person set issuer = $2, subject = $3 where id = $1`, [
    id,
    embeddedIssuerName,
    subject,
  ]);

/** One service with ten families around Kortrijk, requests of every sort, and a year in which cards can be published. */
async function makeServiceWorld(test: TestDatabase): Promise<ServiceWorld> {
  await test.db.as('vp_jobs', (tx) => loadRegions(tx));
  const serviceId = await makeOrganisation(test, 'foster-care-service', 'Pleegzorg (verzonnen)');
  const worker = await signIn(test, 'FS', {
    organisationId: serviceId,
    areaCode: 'WVL',
    name: 'Medewerker (verzonnen)',
  });
  await person(test, worker.personId, 'proef-dienst');
  const families: SignedIn[] = [];
  for (const [n] of profiles.entries()) {
    const signed = await signIn(test, 'FF', {
      organisationId: serviceId,
      name: `Gezin ${n} (verzonnen)`,
    });
    families.push(signed);
  }
  await person(test, families[0]!.personId, 'proef-eerste');
  await test.db.as('vp_jobs', async (tx) => {
    await beginFixtures(tx);
    await makeService(tx, { id: serviceId });
    await setPhase(tx, 'WVL', 2);
    await makeYear(tx, { serviceId, municipality: kortrijk });
    for (const [n, profile] of profiles.entries()) {
      const id = await makeFamily(tx, { serviceId, personId: families[n]!.personId, ...profile });
      if (n === 7) await makeWindow(tx, id, { hourUntil: 10 });
      else await makeWindow(tx, id);
    }
    for (let n = 0; n < 2; n++)
      await makeFamily(tx, { serviceId, personId: null, municipality: ieper });
    await makeRequest(tx, { serviceId, municipality: ieper, children: 3, oldest: 9 });
    await makeRequest(tx, { serviceId, municipality: kortrijk, state: 'RECEIVED' });
  });
  return {
    people: { service: 'proef-dienst', first: 'proef-eerste' },
    serviceId,
    family: families[0]!,
  };
}

let e2e: Journeys<ServiceWorld>;
let family: SignedIn;
beforeAll(async () => {
  e2e = await startJourneys({ key: 'foster-service', make: makeServiceWorld });
  family = e2e.world.family;
}, 240_000);
afterAll(() => e2e?.close());

const requestIn = (page: Page) => new URL(page.url()).searchParams.get('vraag')!;
const cardOf = async (requestId: string) =>
  (
    await e2e.test.owner<{ id: string }>(`select id from foster_care.card where request_id = $1`, [
      requestId,
    ])
  )[0]!.id;
const matchOf = async (requestId: string) =>
  (
    await e2e.test.owner<{ id: string }>(
      `select id from foster_care.match where request_id = $1 and state <> 'REFUSED'`,
      [requestId],
    )
  )[0]!.id;

/** Types a request with the keyboard alone. */
async function typeRequest(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: /^Gemeente van het kind/ }).focus();
  await page.keyboard.type('Kortr');
  await page.getByRole('option', { name: 'Kortrijk' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: /^Leeftijd/ }).focus();
  await page.keyboard.type('6');
  await page.getByRole('textbox', { name: /^Uur van aankomst/ }).focus();
  await page.keyboard.type('15');
  await page.getByRole('radio', { name: '1 week' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('radio', { name: 'geen', exact: true }).focus();
  await page.keyboard.press('Space');
  await page.getByLabel(/^Naam van wie aanmeldt/).focus();
  await page.keyboard.type('Consulent (verzonnen)');
  await page.keyboard.press('Enter');
}

describe('the foster-care service at its board', () => {
  test(
    'from a request that came in to a child that is with a family and leaves again',
    async () => {
      const visit = await e2e.open('service', '/pleegzorg');
      const { page } = visit;
      await page.getByRole('link', { name: /^3 kinderen/ }).waitFor();
      await keepPicture(page, 'foster-board');
      expect(await faultsOf(visit)).toEqual([]);
      await page.getByRole('link', { name: '1 kind, 4 jaar' }).click();
      await page.getByRole('heading', { name: 'Zo komt de kaart bij gezinnen' }).waitFor();
      await keepPicture(page, 'foster-request-received');
      expect(await faultsOf(visit)).toEqual([]);
      const requestId = requestIn(page);

      await act(page, 'Nagekeken, publiceer').click();
      await toast(page, 'De kaart staat bij de gezinnen die passen.').waitFor();
      await page.getByRole('heading', { name: 'Wat gezinnen zien' }).waitFor();
      const cardId = await cardOf(requestId);
      await e2e.test.db.write(family, (tx) => steps.answerCard(tx, { cardId, answer: 'CAN' }));
      // Heard by the stream: nobody asks anew.
      await page.getByRole('heading', { name: /^Kan 1/ }).waitFor();
      await page.getByRole('button', { name: /^Past niet of kan niet/ }).click();
      await page.getByText('Past niet: leeftijd.').waitFor();
      await page.getByRole('button', { name: 'Wie zag wat' }).click();
      await page.getByRole('table', { name: 'Wie de kaart zag' }).waitFor();
      await keepPicture(page, 'foster-request-answers');
      expect(await faultsOf(visit)).toEqual([]);

      await page
        .getByRole('region', { name: /^Kan 1/ })
        .getByRole('button', { name: /^Vraag dit gezin/ })
        .click();
      await act(page, 'Ja van de dienst').click();
      await toast(page, 'De dienst zei ja.').waitFor();
      await act(page, 'Schrijf op').click();
      await page.getByLabel('Voornamen').fill('Noor (verzonnen)');
      await act(page, 'Bewaar').click();
      await page.getByText('Noor (verzonnen)').waitFor();
      const matchId = await matchOf(requestId);
      await e2e.test.db.write(family, (tx) => steps.confirmMatch(tx, matchId));
      await page.getByText('Het gezin kan dit nu lezen. Het verdwijnt na het verblijf.').waitFor();
      await keepPicture(page, 'foster-request-matched');
      expect(await faultsOf(visit)).toEqual([]);
      await act(page, 'Meld de start').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Meld de start' }).click();
      await toast(page, 'De start is gemeld.').waitFor();
      await act(page, 'Meld het einde').click();
      await page.getByRole('radio', { name: 'naar huis' }).check({ force: true });
      await page.getByRole('dialog').getByRole('button', { name: 'Meld het einde' }).click();
      await toast(page, 'Het einde is gemeld.').waitFor();
      await page.getByText('Noor (verzonnen)').waitFor({ state: 'detached' });
      await visit.close();
    },
    LONG,
  );

  test(
    'a request is written down by keyboard, and stands on the board',
    async () => {
      const visit = await e2e.open('service', '/pleegzorg/nieuw');
      const { page } = visit;
      await page.getByRole('heading', { name: 'Nieuwe vraag voor een pleeggezin' }).waitFor();
      await page.getByRole('textbox', { name: /^Leeftijd/ }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('Vul in wat hierboven nog ontbreekt.').waitFor();
      await keepPicture(page, 'foster-new-request');
      expect(await faultsOf(visit)).toEqual([]);
      await typeRequest(page);
      // Out of hours it is published at once; in them it waits for the desk.
      await page.getByRole('heading', { name: '1 kind, 6 jaar', level: 2 }).waitFor();
      expect(requestIn(page)).toMatch(/^[0-9a-f-]{36}$/);
      await visit.close();
    },
    LONG,
  );

  test(
    'a request that would single out is not published, and says why; on a phone too',
    async () => {
      const visit = await e2e.open('service', '/pleegzorg', narrow);
      const { page } = visit;
      await page.getByRole('link', { name: /^3 kinderen/ }).tap();
      await page.getByText(/^Deze vraag kan niet gepubliceerd worden/).waitFor();
      await act(page, 'Publiceer').tap();
      await toast(page, 'Niet gepubliceerd').waitFor();
      await keepPicture(page, 'foster-request-withheld-phone');
      expect(await faultsOf(visit)).toEqual([]);
      await act(page, 'Sluit af zonder gezin').tap();
      await page.getByRole('radio', { name: 'geen gezin past' }).check({ force: true });
      await page.getByRole('dialog').getByRole('button', { name: 'Sluit af zonder gezin' }).tap();
      await page.getByText('Niet ingevuld: geen gezin past').first().waitFor();
      await act(page, 'Terug naar de lijst').tap();
      await keepPicture(page, 'foster-board-phone');
      expect(await faultsOf(visit)).toEqual([]);
      await visit.close();
    },
    LONG,
  );
});

describe('families', () => {
  test(
    'sign up without an account on a phone, and are approved, paused and told open by the service',
    async () => {
      const phone = await e2e.visit('/pleeggezin/aanmelden', narrow);
      await phone.page.getByRole('heading', { name: 'Word crisispleeggezin' }).waitFor();
      await phone.page.getByRole('combobox', { name: /^Gemeente/ }).waitFor();
      await keepPicture(phone.page, 'foster-sign-up-phone');
      expect(await faultsOf(phone)).toEqual([]);
      await phone.page.getByLabel(/^Je naam/).fill('Gezin Nieuw (verzonnen)');
      await phone.page.getByLabel(/^Telefoon/).fill('0470 11 22 33');
      await phone.page.getByLabel(/^E-mailadres/).fill('nieuw@voorbeeld.invalid');
      await phone.page.getByRole('combobox', { name: /^Gemeente/ }).fill('Waregem');
      await phone.page.getByRole('option', { name: 'Waregem' }).click();
      await act(phone.page, 'Meld ons gezin aan').tap();
      await phone.page.getByRole('heading', { name: 'Bedankt' }).waitFor();
      expect(await faultsOf(phone)).toEqual([]);
      await phone.close();

      const visit = await e2e.open('service', '/pleegzorg/gezinnen');
      const { page } = visit;
      await act(page, 'Keur goed: Gezin Nieuw (verzonnen)').click();
      await toast(page, 'is goedgekeurd en kan inloggen').waitFor();
      await page.getByLabel('Zoek op naam of gemeente').fill('nieuw');
      await page.getByText('1 gezin', { exact: true }).waitFor();
      await act(page, 'Dagen bij telefoon: Gezin Nieuw (verzonnen)').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Bewaar' }).click();
      await toast(page, 'De dagen staan open.').waitFor();
      await act(page, 'Pauze: Gezin Nieuw (verzonnen)').click();
      await toast(page, 'staat op pauze').getByRole('button', { name: 'Ongedaan maken' }).click();
      await act(page, 'Pauze: Gezin Nieuw (verzonnen)').waitFor();
      await keepPicture(page, 'foster-families');
      expect(await faultsOf(visit)).toEqual([]);
      await visit.close();
    },
    LONG,
  );

  test(
    'change their own profile on the phone, at once, and put it back',
    async () => {
      const visit = await e2e.open('first', '/pleeggezin/profiel', narrow);
      const { page } = visit;
      await page.getByRole('checkbox', { name: 'Wij hebben huisdieren' }).waitFor();
      await keepPicture(page, 'foster-profile-phone');
      expect(await faultsOf(visit)).toEqual([]);
      const pets = async () =>
        (
          await e2e.test.owner<{ has: boolean }>(
            `select has_pets as has from foster_care.family where person_id = $1`,
            [family.personId],
          )
        )[0]!.has;
      await page.getByText('Wij hebben huisdieren').tap();
      await act(page, 'Bewaar').tap();
      await toast(page, 'Bewaard').waitFor();
      expect(await pets()).toBe(true);
      await act(page, 'Ongedaan maken').tap();
      await toast(page, 'Teruggezet').waitFor();
      expect(await pets()).toBe(false);
      await visit.close();
    },
    LONG,
  );
});

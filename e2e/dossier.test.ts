import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addWaiting } from '../src/access/matrix-world-waiting.fixtures.ts';
import { embeddedIssuerName } from '../src/platform/auth/embedded-issuer.ts';
import type { TestDatabase } from '../src/platform/testing/database.ts';
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
import { makeSmallWorld } from './small-world.ts';

const LONG = 120_000;

interface FileWorld {
  people: Record<'child' | 'mother' | 'father' | 'trusted' | 'at', string>;
  childId: string;
}

const windows = {
  child: ['CH', 'CHILD'],
  mother: ['PA', 'PARENT'],
  father: ['PA', 'PARENT'],
  trusted: ['TP', 'TRUSTED'],
} as const;
const everything = '{STANDING,POSITION,DECISIONS,PLACE,PARTS,LOOKS,CLAIMS,COPY}';
const parts = [
  ['NORMAL', 'Verslag van het eerste gesprek', 'We spraken over thuis en over school.'],
  ['AGOGIC', 'Bespreking in het team', 'Hoe dit nieuws verteld wordt.'],
  ['COURT', 'Verslag voor de rechtbank', 'Bevindingen over drie gesprekken.'],
] as const;

/** A girl of thirteen who waits, her parents each apart, and her trusted person; all invented. */
async function makeFileWorld(test: TestDatabase): Promise<FileWorld> {
  const small = await makeSmallWorld(test);
  const people = { at: small.people.at } as FileWorld['people'];
  const childId = await test.db.as('vp_jobs', async (tx) => {
    const { personId } = await addWaiting(tx, 'WVL', small.units.mixed.unitId);
    await tx.rows(
      `update waiting_list.identity set given_name = 'Noor', family_name = 'Proef (verzonnen)', birth_date = platform.today() - interval '13 years', sealed = null where id = $1`,
      [personId],
    );
    for (const [partClass, title, words] of parts)
      await tx.rows(
        `with p as (insert into dossier.part (child_id, region_code, kind, class, drawn_up_on) values ($1, 'WVL', 'REPORT', $2, platform.today() - 9) returning *)
         insert into dossier.part_text (id, child_id, region_code, class, title, words, written_by) select id, child_id, region_code, class, $3, $4, 'Consulent (verzonnen)' from p`,
        [personId, partClass, title, words],
      );
    return personId;
  });
  for (const [key, [role, kind]] of Object.entries(windows)) {
    const id = randomUUID();
    people[key as 'child'] = `proef-${key}`;
    await test.owner(
      `insert into auth.person (id, issuer, subject, name, invented) values ($1, $2, $3, $4, true)`,
      [id, embeddedIssuerName, `proef-${key}`, `${key} Proef (verzonnen)`],
    );
    await test.owner(
      `insert into auth.hat (person_id, role_code, valid) values ($1, $2, '[2000-01-01,)')`,
      [id, role],
    );
    await test.owner(
      `with e as (insert into platform.event (slice, kind, at) values ('dossier', 'window.give', platform.now()) returning id)
       insert into dossier.relation (child_id, region_code, person_id, person_name, kind, period, allows, event_id)
       select $1, 'WVL', $2, $3, $4, '[2000-01-01,)', $5, id from e`,
      [childId, id, `${key} Proef (verzonnen)`, kind, everything],
    );
  }
  return { people, childId };
}

let e2e: Journeys<FileWorld>;
beforeAll(async () => {
  e2e = await startJourneys({ key: 'file', make: makeFileWorld });
}, 240_000);
afterAll(() => e2e?.close());

async function lookAt(visit: Visit, name: string): Promise<void> {
  await keepPicture(visit.page, name);
  expect(await faultsOf(visit)).toEqual([]);
}
const tab = (visit: Visit, name: string) => visit.page.getByRole('tab', { name, exact: true });

test(
  'a girl of thirteen reads on her phone where her request stands, what is withheld and who looked, and is away at once',
  async () => {
    const visit = await e2e.open('child', '/', narrow);
    const { page } = visit;
    await page.getByRole('heading', { name: 'Jouw dossier, Noor' }).waitFor();
    await page.getByText('De vraag staat op de wachtlijst.').first().waitFor();
    await page.locator('[aria-current="step"]', { hasText: 'Op de wachtlijst' }).waitFor();
    await page.getByText('Het team toegang van West-Vlaanderen').waitFor();
    await lookAt(visit, 'dossier-child-request-phone');
    await tab(visit, 'Brieven en verslagen').tap();
    await page.getByText('We spraken over thuis en over school.').waitFor();
    await page.getByText('Het zou je nu kunnen schaden').waitFor();
    await page.getByText('Vraag het aan je vertrouwenspersoon.').first().waitFor();
    expect(await page.getByText('Hoe dit nieuws verteld wordt.').count()).toBe(0);
    await lookAt(visit, 'dossier-child-parts-phone');
    await tab(visit, 'Wie keek').tap();
    await page.getByRole('heading', { name: 'Wie keek in het dossier?' }).waitFor();
    await lookAt(visit, 'dossier-child-looks-phone');
    await tab(visit, 'Kopie').tap();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Bewaar als PDF' }).tap();
    expect((await download).suggestedFilename()).toMatch(/^dossier-\d{4}-\d\d-\d\d\.pdf$/);
    await lookAt(visit, 'dossier-child-copy-phone');
    // A plain page takes the place of hers; the session is over.
    await page.route('https://www.meteo.be/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Weer</title>' }),
    );
    await press(page, 'Escape', 'Escape', 'Escape');
    await page.waitForURL('https://www.meteo.be/**');
    await page.goto(`${e2e.url}/mijn-dossier`);
    await page.waitForURL(/aanmelden/);
    await visit.close();
  },
  LONG,
);

test(
  'a parent objects by keyboard, the access team answers, and the other parent learns of neither',
  async () => {
    const mother = await e2e.open('mother', '/mijn-dossier', screens.desk);
    const { page } = mother;
    await page.getByRole('heading', { name: 'Het dossier van Noor' }).waitFor();
    await lookAt(mother, 'dossier-parent-request-desk');
    await tabTo(page, 'De vraag');
    await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight');
    await page.getByRole('heading', { name: 'Vraag of zeg iets' }).waitFor();
    await act(page, 'Verstuur').click();
    await page.getByText('Maak een keuze.').waitFor();
    await page.getByText('Bezwaar maken tegen een beslissing').click();
    await page.getByLabel('Vertel het in je eigen woorden').fill('Ik wil dichter bij huis zoeken.');
    await act(page, 'Verstuur').click();
    await toast(page, 'Je vraag is verstuurd.').waitFor();
    await page.getByText('Wacht op antwoord').waitFor();
    await lookAt(mother, 'dossier-parent-claims-desk');

    const at = await e2e.open('at', '/dossiers', screens.desk);
    await at.page.getByText('Ik wil dichter bij huis zoeken.').waitFor();
    await lookAt(at, 'dossier-questions-desk');
    await act(at.page, 'Antwoord').click();
    const dialog = at.page.getByRole('dialog');
    await dialog.getByText('Deels gelijk').click();
    await dialog.getByLabel('Antwoord met de reden').fill('We zoeken nu ook in de buurt.');
    await lookAt(at, 'dossier-answer-desk');
    await act(at.page, 'Antwoord').last().click();
    await toast(at.page, 'Het antwoord is verstuurd.').waitFor();
    await at.close();

    await page.reload();
    await page.getByText('Je krijgt voor een deel gelijk').waitFor();
    await page.getByText('We zoeken nu ook in de buurt.').waitFor();
    await mother.close();
    const father = await e2e.open('father', '/mijn-dossier?deel=claims', narrow);
    await father.page.getByText('Je vroeg nog niets.').waitFor();
    await lookAt(father, 'dossier-other-parent-claims-phone');
    await father.close();
  },
  LONG,
);

test(
  'a parent who is barred in mid-session loses the place within a minute, without touching the page',
  async () => {
    const father = await e2e.open('father', '/mijn-dossier', screens.desk);
    await father.page.getByText('Het team toegang van West-Vlaanderen').waitFor();
    const at = await e2e.open('at', `/dossiers/${e2e.world.childId}`, screens.desk);
    await at.page.getByRole('heading', { name: 'father Proef (verzonnen)' }).waitFor();
    await lookAt(at, 'dossier-windows-desk');
    const card = at.page.locator('.ds-card', { hasText: 'father Proef' });
    await card.getByRole('button', { name: 'Beperk' }).click();
    const dialog = at.page.getByRole('dialog');
    await dialog.getByText('Geweerd: ziet geen plaats').click();
    await dialog.getByRole('button', { name: 'Bewaar' }).click();
    await dialog.getByText('Vul dit in.').waitFor();
    await dialog.getByText('Beslissing van de jeugdrechter').click();
    await lookAt(at, 'dossier-limit-desk');
    await dialog.getByRole('button', { name: 'Bewaar' }).click();
    await toast(at.page, 'Bewaard.').waitFor();
    await at.close();

    const { page } = father;
    await page.getByText('Je ziet maar een deel van dit dossier.').waitFor({ timeout: 60_000 });
    expect(await page.getByText('West-Vlaanderen').count()).toBe(0);
    expect(await page.getByText('Welke plaats op de wachtlijst').count()).toBe(0);
    await lookAt(father, 'dossier-barred-desk');
    for (const [name, words] of [
      ['Brieven en verslagen', 'Dit deel van het dossier zie je niet.'],
      ['Wie keek', 'Wie in het dossier keek, toont dit venster niet.'],
      ['Kopie', 'Dit venster geeft geen kopie.'],
    ] as const) {
      await tab(father, name).click();
      await page.getByText(words).waitFor();
    }
    await father.close();
  },
  LONG,
);

test(
  'the trusted person sees what is withheld from the child, and no more than that',
  async () => {
    const visit = await e2e.open('trusted', '/mijn-dossier?deel=parts', narrow);
    const { page } = visit;
    await page.getByText('Hoe dit nieuws verteld wordt.').waitFor();
    await page.getByText('De jongere ziet dit deel niet zelf.').waitFor();
    expect(await page.getByText('Bevindingen over drie gesprekken.').count()).toBe(0);
    await lookAt(visit, 'dossier-trusted-parts-phone');
    await visit.close();
    const at = await e2e.open('at', `/dossiers/${e2e.world.childId}`, narrow);
    await at.page.getByRole('heading', { name: /Vensters op het dossier van Noor/ }).waitFor();
    await lookAt(at, 'dossier-windows-phone');
    await at.close();
  },
  LONG,
);

import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealAll } from '../src/platform/audit/sealing.ts';
import { watchLog } from '../src/privacy/findings/watch-log.ts';
import {
  act,
  faultsOf,
  type Journeys,
  keepPicture,
  narrow,
  press,
  screens,
  startJourneys,
  toast,
  type Visit,
} from './harness.ts';

const LONG = 120_000;
let e2e: Journeys;
const child = '11111111-1111-4111-8111-111111111111';

/** A picture of the whole page, after nothing was found wrong with it. */
async function lookAt(visit: Visit, name: string): Promise<void> {
  await keepPicture(visit.page, name);
  expect(await faultsOf(visit)).toEqual([]);
}

/** Nine looks of Lies at one child, yesterday, as the program writes them. */
async function curious(): Promise<{ account: string }> {
  const { test: t } = e2e;
  const [lies] = await t.owner<{ account: string; hat: string; organisation: string }>(
    `select p.id as account, h.id as hat, h.organisation_id as organisation from auth.person p join auth.hat h on h.person_id = p.id
      where p.subject = 'proef-at'`,
  );
  const [yesterday] = await t.owner<{ at: Date }>(
    `select ((platform.today() - 1)::timestamp + interval '10 hours') at time zone 'Europe/Brussels' as at`,
  );
  for (let n = 0; n < 9; n++) {
    const at = new Date(yesterday!.at.getTime() + n * 60_000).toISOString();
    const look = {
      classes: ['D4', 'D6'],
      kind: 'READ',
      outcome: 200,
      purpose: 'KEEPING_WAITING_LIST',
      request: 'x',
      route: 'GET /api/things/:id',
      rows: 1,
      subjects: [{ ids: [child], kind: 'request' }],
    };
    const who = { ...lies!, role: 'AT', session: child };
    await t.owner(
      `insert into audit.entry (tx, account, at, line) values (pg_current_xact_id(), $1, $2, $3)`,
      [lies!.account, at, JSON.stringify({ at, look, who })],
    );
  }
  await sealAll(t.db);
  return lies!;
}

beforeAll(async () => {
  e2e = await startJourneys();
  const { account } = await curious();
  expect(account).toBeTruthy();
  await watchLog(e2e.test.db);
}, 240_000);
afterAll(() => e2e?.close());

test(
  'the privacy officer answers what the night found, sees the files behind it and reports a breach',
  async () => {
    const po = await e2e.open('po', '/afwijkingen', screens.desk);
    const { page } = po;
    await page.getByRole('heading', { name: 'Vaak hetzelfde kind, zonder taak' }).waitFor();
    await lookAt(po, 'look-findings');
    await act(page, 'Ik vraag meer').click();
    await act(page, 'Bewaar').click();
    await page.getByText('Schrijf minstens een paar woorden.').first().waitFor();
    await page.getByLabel('Reden').fill('Was dit jouw dossier?');
    await act(page, 'Bewaar').click();
    await toast(page, 'Bewaard').waitFor();
    await page.getByText(/Meer gevraagd, Petra/).waitFor();
    await page.getByRole('link', { name: 'Bekijk in het logboek' }).click();
    await page.getByText('1 dossier, met de persoon die je misschien moet inlichten.').waitFor();
    await lookAt(po, 'log-files');
    await act(page, 'Meld een inbreuk').click();
    await page.getByLabel('Wat is er gebeurd?').fill('Negen keer gekeken zonder reden.');
    await page.getByRole('dialog').getByRole('button', { name: 'Meld een inbreuk' }).click();
    await page.getByText(/Nog 7[12] uur\./).waitFor();
    await lookAt(po, 'breach');
    await act(page, 'Toezichthouder ingelicht').click();
    await page.getByLabel('Hoe, en waarom').fill('Met het formulier van vandaag.');
    await act(page, 'Bewaar').click();
    await page.getByText(/Toezichthouder ingelicht, Petra/).waitFor();
    expect(await faultsOf(po)).toEqual([]);
    await po.close();
  },
  LONG,
);

test(
  'by keyboard: what one account saw, who looked at a file, the letter, and the account shut out',
  async () => {
    const po = await e2e.open('po', '/logboek', screens.desk);
    const { page } = po;
    await page.getByRole('combobox', { name: 'Account' }).focus();
    await page.keyboard.type('Lies');
    await page.getByRole('option', { name: /Lies Proef/ }).waitFor();
    await press(page, 'ArrowDown', 'Enter');
    await page.getByLabel('Van', { exact: true }).fill('2026-01-01T00:00');
    await page.getByLabel('Tot', { exact: true }).fill('2099-01-01T00:00');
    await page.getByText('9 regels in deze periode').waitFor();
    expect(page.url()).toContain('van=2026-01-01');
    await lookAt(po, 'log-lines');
    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download als bestand' }).click();
    expect((await file).suggestedFilename()).toBe('logboek.csv');
    await page.goto(`${new URL(page.url()).origin}/logboek?dossier=${child}`);
    await page.getByText('9 keer gelezen of gewijzigd.').waitFor();
    await act(page, 'Maak de brief').click();
    await page.getByRole('heading', { name: 'Wie keek in je dossier' }).waitFor();
    const letter = await page.getByRole('article').innerText();
    expect(letter).toContain('Toegangsteam (verzonnen)');
    expect(letter).not.toContain('Lies Proef');
    await lookAt(po, 'letter');
    await page.goBack();
    await act(page, 'Blokkeer account').click();
    await page.getByLabel('Reden').fill('Tot het gesprek geweest is.');
    await page.getByRole('dialog').getByRole('button', { name: 'Blokkeer account' }).click();
    await page.getByText('Dit account is geblokkeerd.').waitFor();
    await po.close();
  },
  LONG,
);

test(
  'on a phone nothing is wider than the screen, and operations see how things stand and no more',
  async () => {
    const po = await e2e.open('po', `/logboek?dossier=${child}`, narrow);
    await po.page.getByText('9 keer gelezen of gewijzigd.').waitFor();
    await lookAt(po, 'who-looked-phone');
    await po.page.goto(`${new URL(po.page.url()).origin}/afwijkingen`);
    await po.page.getByRole('heading', { name: 'Vaak hetzelfde kind, zonder taak' }).waitFor();
    await lookAt(po, 'look-findings-phone');
    await po.close();
    const op = await e2e.open('op', '/', narrow);
    await op.page.getByRole('heading', { name: 'Systeem', level: 1 }).waitFor();
    await op.page.getByRole('heading', { name: 'Taken' }).waitFor();
    await lookAt(op, 'system-phone');
    await op.close();
    const wide = await e2e.open('op', '/systeem', screens.desk);
    await wide.page.getByRole('heading', { name: 'Taken' }).waitFor();
    await lookAt(wide, 'system');
    await wide.page.goto(`${new URL(wide.page.url()).origin}/logboek`);
    await wide.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await wide.page.getByRole('combobox').count()).toBe(0);
    await wide.close();
  },
  LONG,
);

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPartner, addPledge } from '../src/crisis/keep-network.ts';
import { signIn } from '../src/platform/testing/database.ts';
import { loseAnswersTo } from './device.ts';
import {
  act,
  faultsIn,
  type Journeys,
  keepPicture,
  narrow,
  screens,
  startJourneys,
  toast,
} from './harness.ts';

const LONG = 150_000;
const savePath = /\/api\/crisis\/requests$/;
let e2e: Journeys;

/** A partner with two places to stay. */
async function makeNetwork({ test: t, world }: Journeys): Promise<void> {
  const [desk] = await t.owner<{ id: string }>(
    `select id from auth.organisation where code = 'PROEF-CR'`,
  );
  const who = await signIn(t, 'CR', { organisationId: desk!.id, areaCode: 'WVL' });
  const actor = { personId: who.personId, hatId: who.hatId, role: who.role, name: null };
  await t.db.write(who, async (tx) => {
    const { id: partnerId } = await addPartner(tx, actor, {
      name: 'De Linde (verzonnen)',
      sector: 'YOUTH_CARE',
      providerId: world.linde,
    });
    await addPledge(tx, actor, {
      partnerId,
      kind: 'STAY',
      places: 2,
      funding: 'STRUCTURAL',
      from: '2025-01-01',
    });
  });
}

beforeAll(async () => {
  e2e = await startJourneys();
  await makeNetwork(e2e);
}, 240_000);
afterAll(() => e2e?.close());

const rowsOf = async (table: string): Promise<number> => {
  const [row] = await e2e.test.owner<{ rows: number }>(
    `select count(*)::int as rows from crisis.${table}`,
  );
  return row!.rows;
};

/** A whole call, as it is typed. */
async function type(page: Page, words: string): Promise<void> {
  await page.getByRole('heading', { name: 'Nieuwe oproep' }).waitFor();
  await page.getByRole('button', { name: /Wie belt/ }).click();
  await page.getByRole('option', { name: /politie/i }).click();
  const choose = (group: RegExp, choice: number) =>
    page.getByRole('radiogroup', { name: group }).locator('label').nth(choice).click();
  await choose(/Onveiligheid/, 1);
  await choose(/Akkoord van de cliënt/, 0);
  await choose(/Gevraagde hulp/, 2);
  await page.getByRole('textbox', { name: 'Leeftijd in jaren' }).fill('14');
  await page.getByRole('textbox', { name: 'Leeftijd in jaren' }).blur();
  await page
    .getByRole('textbox', { name: /woorden|gezegd|verteld/i })
    .last()
    .fill(words);
}
const isTyped = async (page: Page, words: string): Promise<void> => {
  const age = page.getByRole('textbox', { name: 'Leeftijd in jaren' });
  await age.waitFor();
  expect(await age.inputValue()).toBe('14');
  expect(await page.locator('textarea').inputValue()).toBe(words);
};

describe('the crisis desk writes a call down, and its line is cut', () => {
  test(
    'before it reached the server: nothing is lost, also not when the page is loaded anew',
    async () => {
      const before = await rowsOf('request');
      const cr = await e2e.open('cr', '/crisis/nieuw', screens.desk);
      const { page, context } = cr;
      await type(page, 'Roept uit het raam (verzonnen)');
      await context.setOffline(true);
      await page.getByText(/Geen verbinding sinds/).waitFor();
      await act(page, 'Bewaar de oproep').click();
      await page.locator('main [role=alert]').waitFor();
      await isTyped(page, 'Roept uit het raam (verzonnen)');
      await keepPicture(page, 'offline-call-desk');
      expect(await faultsIn(page)).toEqual([]);
      await context.setOffline(false);
      await page.reload();
      await isTyped(page, 'Roept uit het raam (verzonnen)');
      await act(page, 'Bewaar de oproep').click();
      await toast(page, 'De oproep is bewaard.').waitFor();
      expect(await rowsOf('request')).toBe(before + 1);
      await cr.close();
    },
    LONG,
  );

  test(
    'after the server had it: loaded anew, and in a tab that is opened again, it is one call',
    async () => {
      const before = await rowsOf('request');
      const cr = await e2e.open('cr', '/crisis/nieuw', screens.desk);
      const { page, context } = cr;
      await type(page, 'Staat aan de deur (verzonnen)');
      const found = await loseAnswersTo(context, savePath);
      await act(page, 'Bewaar de oproep').click();
      await page.locator('main [role=alert]').waitFor();
      expect(await rowsOf('request')).toBe(before + 1);
      await page.reload();
      await isTyped(page, 'Staat aan de deur (verzonnen)');
      await found();
      // A tab that the browser opens again has what its tab had kept.
      const [again] = await Promise.all([
        context.waitForEvent('page'),
        page.evaluate(() => void window.open('/crisis/nieuw')),
      ]);
      await isTyped(again, 'Staat aan de deur (verzonnen)');
      await act(again, 'Bewaar de oproep').click();
      await again.waitForURL(/\/crisis\?vraag=/);
      await act(page, 'Bewaar de oproep').click();
      await page.waitForURL(/\/crisis\?vraag=/);
      expect(page.url()).toBe(again.url());
      expect(await rowsOf('request')).toBe(before + 1);
      await cr.close();
    },
    LONG,
  );

  test(
    'while it asks a partner: what was chosen stays in the dialog, and the partner is asked once',
    async () => {
      const cr = await e2e.open('cr', '/crisis/nieuw', narrow);
      const { page, context } = cr;
      await type(page, 'Slaapt nergens (verzonnen)');
      await act(page, 'Bewaar de oproep').click();
      await page.waitForURL(/\/crisis\?vraag=/);
      await act(page, 'Vraag een partner').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(/De Linde \(verzonnen\)/).click();
      const before = await rowsOf('attempt');
      const found = await loseAnswersTo(context, /\/api\/crisis\/minors\/[^/]+\/ask$/);
      await dialog.getByRole('button', { name: 'Vraag', exact: true }).click();
      await dialog.getByRole('alert').waitFor();
      expect(await dialog.getByRole('checkbox', { name: /De Linde/ }).isChecked()).toBe(true);
      await keepPicture(page, 'offline-ask-phone', false);
      await found();
      await dialog.getByRole('button', { name: 'Vraag', exact: true }).click();
      await toast(page, '1 partner is gevraagd.').waitFor();
      expect(await rowsOf('attempt')).toBe(before + 1);
      await context.setOffline(true);
      await page.getByText(/Geen verbinding sinds .* Wat je ziet, is van toen/).waitFor();
      expect(await faultsIn(page)).toEqual([]);
      await cr.close();
    },
    LONG,
  );
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPartner, addPledge } from '../src/crisis/keep-network.ts';
import { signIn } from '../src/platform/testing/database.ts';
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
} from './harness.ts';

const LONG = 120_000;
let e2e: Journeys;

/** A partner of the desk's network, whose people answer here, with two places to stay. */
async function makeNetwork({ test: t, world }: Journeys): Promise<void> {
  const [desk] = await t.owner<{ id: string }>(
    `select id from auth.organisation where code = 'PROEF-CR'`,
  );
  const who = await signIn(t, 'CR', { organisationId: desk!.id, areaCode: 'WVL' });
  const { personId, hatId, role } = who;
  await t.db.write(who, async (tx) => {
    const actor = { personId, hatId, role, name: null };
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

/** Presses Tab until the focus is in the field with this label. */
async function tabInto(page: Page, label: string): Promise<void> {
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(
      () => document.activeElement?.closest('.vp-field')?.textContent ?? '',
    );
    if (now.startsWith(label)) return;
  }
  throw new Error(`Tab never reached ${label}`);
}

describe('a call', () => {
  test(
    'is written down by keyboard, asked of a partner, answered on a phone, and placed',
    async () => {
      const cr = await e2e.open('cr', '/', screens.desk);
      const { page } = cr;
      await page.getByRole('heading', { name: 'Crisismeldpunt', level: 1 }).waitFor();
      await page.getByText('Er zijn geen open vragen').waitFor();
      expect(await faultsOf(cr)).toEqual([]);

      const began = Date.now();
      await press(page, 'g', 'n');
      await page.getByRole('heading', { name: 'Nieuwe oproep' }).waitFor();
      await tabInto(page, 'Wie belt');
      await page.keyboard.type('pol');
      await tabInto(page, 'Onveiligheid');
      await press(page, 'ArrowDown', 'ArrowDown');
      await tabInto(page, 'Akkoord van de cliënt');
      await press(page, 'Space');
      await tabInto(page, 'Gevraagde hulp');
      await press(page, 'ArrowDown', 'ArrowDown');
      // All problems are one stop of the Tab key: a first letter, Enter.
      await tabTo(page, 'conflict in het gezin');
      await page.keyboard.type('gew');
      await press(page, 'Enter');
      await tabInto(page, 'Leeftijd in jaren');
      await page.keyboard.type('14');
      await press(page, 'Tab');
      await page.reload();
      const age = page.getByRole('textbox', { name: 'Leeftijd in jaren' });
      expect(await age.inputValue()).toBe('14');
      await keepPicture(page, 'crisis-call-desk');
      expect(await faultsOf(cr)).toEqual([]);
      await press(page, 'Control+Enter');
      await toast(page, 'De oproep is bewaard.').waitFor();
      expect(Date.now() - began).toBeLessThan(60_000);
      await page.waitForURL(/\/crisis\?vraag=/);
      await page.getByText('Er is nog niemand gevraagd.').waitFor();
      await page.locator('.cr-facts', { hasText: 'geweld' }).waitFor();

      await act(page, 'Vraag een partner').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(/De Linde \(verzonnen\).*2 van 2 vrij/).click();
      await keepPicture(page, 'crisis-ask-desk', false);
      await dialog.getByRole('button', { name: 'Vraag', exact: true }).click();
      await toast(page, '1 partner is gevraagd.').waitFor();
      await page.getByText(/De Linde \(verzonnen\) gevraagd/).waitFor();

      const pi = await e2e.open('pi', '/crisis/gevraagd', narrow);
      await pi.page
        .getByRole('heading', { name: /Crisisverblijf: Geslacht onbekend, 14 jaar/ })
        .waitFor();
      await keepPicture(pi.page, 'crisis-asked-phone');
      expect(await faultsOf(pi)).toEqual([]);
      await act(pi.page, 'Ja, dat kan').tap();
      await pi.page.getByRole('dialog').getByRole('button', { name: 'Verstuur antwoord' }).tap();
      await toast(pi.page, 'Je antwoord is verstuurd.').waitFor();
      await pi.page.getByText('Er is geen open crisisvraag').waitFor();
      await pi.close();

      // The stream tells the desk: nobody loads anew.
      await act(page, 'Wijs hier toe').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Wijs toe', exact: true }).click();
      await toast(page, 'Toegewezen aan De Linde (verzonnen).').waitFor();
      await act(page, 'Noteer de start').waitFor();
      await keepPicture(page, 'crisis-placed-desk');
      expect(await faultsOf(cr)).toEqual([]);

      const opened = new URL(page.url());
      await cr.close();
      const phone = await e2e.open('cr', `${opened.pathname}${opened.search}`, narrow);
      await act(phone.page, 'Terug naar de lijst').waitFor();
      await keepPicture(phone.page, 'crisis-case-phone');
      expect(await faultsOf(phone)).toEqual([]);
      await act(phone.page, 'Terug naar de lijst').tap();
      await phone.page.getByText('1 open vraag').waitFor();
      expect(await faultsOf(phone)).toEqual([]);
      await phone.close();
    },
    LONG,
  );
});

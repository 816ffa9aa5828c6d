import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as steps from '../src/foster-care/steps.ts';
import { FamilyPhone } from './family-phone.ts';
import { answersOf as answersIn, type FosterWorld, makeFosterWorld } from './foster-world.ts';
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

let e2e: Journeys<FosterWorld>;
let phone: FamilyPhone;
beforeAll(async () => {
  e2e = await startJourneys({ key: 'foster', make: makeFosterWorld });
  phone = await FamilyPhone.of(e2e);
}, 240_000);
afterAll(() => e2e?.close());
afterEach(() => phone.closeAll());

const answersOf = (requestId: string) => answersIn(e2e.test, requestId);

describe('a family with its phone in the evening', () => {
  test(
    'answers in a tap, takes it back, says yes, and hears what it needs to know',
    async () => {
      const requestId = await phone.ask(1);
      const visit = await e2e.open('family', '/pleeggezin', narrow);
      const { page } = visit;
      await page.getByRole('heading', { name: /^1 kind/ }).waitFor();
      await keepPicture(page, 'foster-family-phone');
      expect(await faultsOf(visit)).toEqual([]);
      await act(page, 'Kan niet').tap();
      await act(page, 'Ongedaan maken').tap();
      await act(page, 'Kan').tap();
      await toast(page, 'Verstuurd: jullie kunnen.').waitFor();
      expect(await answersOf(requestId)).toEqual(['CAN']);
      expect(await faultsOf(visit)).toEqual([]);

      const { id } = await e2e.test.db.write(phone.service, async (tx) => {
        await steps.keepDetails(tx, { requestId, firstNames: 'Noor (verzonnen)' });
        return steps.proposeMatch(tx, { requestId, familyId: e2e.world.familyId });
      });
      await page.getByText('De dienst vraagt jullie. Zeg ja of nee.').waitFor();
      await act(page, 'Ja, we doen het').tap();
      await page.getByText('Jullie zeiden ja. De dienst bevestigt nog.').waitFor();
      expect(await page.getByText('Noor (verzonnen)').count()).toBe(0);
      await e2e.test.db.write(phone.service, (tx) => steps.confirmMatch(tx, id));
      await page.getByText('Noor (verzonnen)').waitFor();
      await keepPicture(page, 'foster-family-confirmed-phone');

      await act(page, 'Vanavond').tap();
      await toast(page, 'Je dagen zijn bewaard.').waitFor();
      await act(page, 'Andere dagen').tap();
      await page.getByRole('dialog').getByRole('button', { name: 'Bewaar' }).waitFor();
      expect(await faultsOf(visit)).toEqual([]);
      await visit.close();
    },
    LONG,
  );

  test(
    'without a line an answer waits and goes by itself; what was closed meanwhile is told',
    async () => {
      const kept = await phone.ask(1);
      const closed = await phone.ask(2);
      const { page, context, close } = await e2e.open('family', '/pleeggezin', narrow);
      const card = (name: RegExp) => page.getByRole('listitem', { name });
      await card(/^1 kind/).waitFor();
      await card(/^2 kinderen/).waitFor();
      await context.setOffline(true);
      await card(/^1 kind/)
        .getByRole('button', { name: 'Bel mij' })
        .tap();
      await card(/^2 kinderen/)
        .getByRole('button', { name: 'Kan', exact: true })
        .tap();
      await page.getByText(/Je antwoord wacht op dit toestel/).waitFor();
      await phone.close(closed);
      await context.setOffline(false);
      await card(/^1 kind/)
        .getByText('De dienst weet dat ze je mag bellen')
        .waitFor();
      await page.getByText(/Deze vraag is afgesloten/).waitFor();
      expect(await answersOf(kept)).toEqual(['CALL_ME']);
      expect(await answersOf(closed)).not.toContain('CAN');
      await close();
    },
    LONG,
  );
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeReference } from '../src/capacity/fixtures.ts';
import {
  beginFixtures,
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

interface FosterWorld {
  people: { family: string };
  serviceId: string;
  familyId: string;
}

/** One service, one family that is always there, and a year in which a card can be published. */
async function makeFosterWorld(test: TestDatabase): Promise<FosterWorld> {
  const serviceId = await makeOrganisation(test, 'foster-care-service', 'Pleegzorg (verzonnen)');
  const { personId } = await signIn(test, 'FF', {
    organisationId: serviceId,
    name: 'Gezin Proef (verzonnen)',
  });
  await test.owner(`update auth.person set issuer = $2, subject = 'proef-gezin' where id = $1`, [
    personId,
    embeddedIssuerName,
  ]);
  const familyId = await test.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    await beginFixtures(tx);
    await makeService(tx, { id: serviceId });
    await setPhase(tx, 'WVL', 2);
    for (const children of [1, 2]) await makeYear(tx, { serviceId, children });
    const id = await makeFamily(tx, { serviceId, personId, places: 4 });
    await makeWindow(tx, id);
    return id;
  });
  return { people: { family: 'proef-gezin' }, serviceId, familyId };
}

let e2e: Journeys<FosterWorld>;
let service: SignedIn;
beforeAll(async () => {
  e2e = await startJourneys({ key: 'foster', make: makeFosterWorld });
  service = await signIn(e2e.test, 'FS', {
    organisationId: e2e.world.serviceId,
    areaCode: 'WVL',
  });
}, 240_000);
afterAll(() => e2e?.close());

async function publish(children: number): Promise<string> {
  const { serviceId } = e2e.world;
  const id = await e2e.test.db.as('vp_jobs', async (tx) => {
    await beginFixtures(tx);
    return makeRequest(tx, { serviceId, children });
  });
  expect(await e2e.test.db.write(service, (tx) => steps.publishRequest(tx, id))).toMatchObject({
    published: true,
  });
  return id;
}
const answersOf = async (requestId: string) =>
  (
    await e2e.test.owner<{ answer: string | null }>(
      `select s.answer from foster_care.shown_card s join foster_care.card c on c.id = s.card_id where c.request_id = $1`,
      [requestId],
    )
  ).map(({ answer }) => answer);

describe('a family with its phone in the evening', () => {
  test(
    'answers in a tap, takes it back, says yes, and hears what it needs to know',
    async () => {
      const requestId = await publish(1);
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

      const { id } = await e2e.test.db.write(service, async (tx) => {
        await steps.keepDetails(tx, { requestId, firstNames: 'Noor (verzonnen)' });
        return steps.proposeMatch(tx, { requestId, familyId: e2e.world.familyId });
      });
      await page.getByText('De dienst vraagt jullie. Zeg ja of nee.').waitFor();
      await act(page, 'Ja, we doen het').tap();
      await page.getByText('Jullie zeiden ja. De dienst bevestigt nog.').waitFor();
      expect(await page.getByText('Noor (verzonnen)').count()).toBe(0);
      await e2e.test.db.write(service, (tx) => steps.confirmMatch(tx, id));
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
      const kept = await publish(1);
      const closed = await publish(2);
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
      await e2e.test.db.write(service, (tx) =>
        steps.leaveUnfilled(tx, { requestId: closed, reason: 'SOLVED_OTHERWISE' }),
      );
      await context.setOffline(false);
      await toast(page, 'Verstuurd: de dienst belt je.').waitFor();
      await page.getByText(/Deze vraag is afgesloten/).waitFor();
      expect(await answersOf(kept)).toEqual(['CALL_ME']);
      expect(await answersOf(closed)).not.toContain('CAN');
      await close();
    },
    LONG,
  );
});

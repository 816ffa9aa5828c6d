import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { beginFixtures, makeFamily } from '../src/foster-care/fixtures.ts';
import * as steps from '../src/foster-care/steps.ts';
import { FAMILY_PATH, FamilyPhone, one } from './family-phone.ts';
import { type FosterWorld, makeFosterWorld } from './foster-world.ts';
import {
  act,
  faultsOf,
  type Journeys,
  keepPicture,
  narrow,
  press,
  startJourneys,
  tabTo,
  toast,
} from './harness.ts';

const LONG = 120_000;
const aside = 'Te ver van de school (verzonnen)';

let e2e: Journeys<FosterWorld>;
let phone: FamilyPhone;
beforeAll(async () => {
  e2e = await startJourneys({ key: 'foster', make: makeFosterWorld });
  phone = await FamilyPhone.of(e2e);
}, 240_000);
afterAll(() => e2e?.close());
afterEach(() => phone.closeAll());

describe('a no', () => {
  test(
    'to a family that was asked is told kindly on its phone; what the service adds stays there',
    async () => {
      const requestId = await phone.ask();
      await e2e.test.db.write(phone.service, (tx) =>
        steps.proposeMatch(tx, { requestId, familyId: e2e.world.familyId }),
      );
      const family = await e2e.open('family', FAMILY_PATH, narrow);
      await family.page.getByText('De dienst vraagt jullie. Zeg ja of nee.').waitFor();

      const visit = await e2e.open('service', `/pleegzorg?vraag=${requestId}`);
      const { page } = visit;
      await act(page, 'Trek in').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: 'past toch niet' }).check({ force: true });
      await dialog.getByText(/Dit leest het gezin: “Voor dit kind zoekt de dienst/).waitFor();
      await dialog.getByLabel(/^Voor de dienst zelf/).fill(aside);
      await keepPicture(page, 'foster-withdraw');
      expect(await faultsOf(visit)).toEqual([]);
      await dialog.getByRole('button', { name: 'Trek in' }).click();
      await page.getByRole('heading', { name: 'Al gevraagd, gaat niet door' }).waitFor();
      await page.getByText(aside).waitFor();
      expect(await faultsOf(visit)).toEqual([]);

      await family.page.getByRole('heading', { name: 'Deze keer gaat het niet door' }).waitFor();
      await family.page.getByText(/Dat zegt niets over jullie/).waitFor();
      expect(await family.page.content()).not.toContain(aside);
      // Nobody is asked and turned down at once.
      expect(await one(family.page).count()).toBe(0);
      await keepPicture(family.page, 'foster-passed-over-phone');
      expect(await faultsOf(family)).toEqual([]);
      await family.close();
      await visit.close();
    },
    LONG,
  );

  test(
    'to who signed up says why, and how to tell it, before what they told is gone',
    async () => {
      const name = await e2e.test.db.as('vp_jobs', async (tx) => {
        await beginFixtures(tx);
        const id = await makeFamily(tx, { serviceId: e2e.world.serviceId, personId: null });
        return `Gezin ${id.slice(0, 4)} (verzonnen)`;
      });
      const visit = await e2e.open('service', '/pleegzorg/gezinnen');
      const { page } = visit;
      await act(page, `Weiger: ${name}`).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Weiger' }).click();
      await dialog.getByText('Vul dit in.').waitFor();
      await dialog.getByRole('radio', { name: 'het huis is nog niet klaar' }).check({
        force: true,
      });
      const mail = dialog.getByRole('link', { name: 'Mail het gezin' });
      expect(decodeURIComponent((await mail.getAttribute('href'))!)).toMatch(
        /^mailto:gezin-.+@voorbeeld\.invalid\?subject=.+Dank jullie wel om je aan te melden/,
      );
      await keepPicture(page, 'foster-refuse-family');
      expect(await faultsOf(visit)).toEqual([]);
      await dialog.getByRole('button', { name: 'Weiger' }).click();
      await toast(page, 'geweigerd en gewist').waitFor();
      await act(page, /^Geweigerd in de laatste drie maanden/).click();
      await page.getByText('Waarom: het huis is nog niet klaar').waitFor();
      expect(await page.locator('main').innerText()).not.toContain(name);
      expect(await faultsOf(visit)).toEqual([]);
      await visit.close();
    },
    LONG,
  );
});

test(
  'the service chooses by keyboard what happens out of hours, and from which day on',
  async () => {
    const visit = await e2e.open('service', '/pleegzorg');
    const { page } = visit;
    await tabTo(page, 'Wijzig wat er buiten de uren gebeurt');
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Buiten de kantooruren', level: 1 }).waitFor();
    await page.getByText(/zoals de regio het instelde/).waitFor();
    await tabTo(page, 'Wijzig wat er buiten de uren gebeurt');
    await press(page, 'Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /fase 2/ }).focus();
    await press(page, 'ArrowUp');
    await keepPicture(page, 'foster-hours-choose');
    expect(await faultsOf(visit)).toEqual([]);
    await tabTo(page, 'Bewaar');
    await press(page, 'Enter');
    await toast(page, 'Bewaard: dit geldt vanaf').waitFor();
    // From tomorrow: today goes on as it was.
    await page.getByText(/zoals de regio het instelde/).waitFor();
    await page.getByRole('cell', { name: 'gepland' }).waitFor();
    await keepPicture(page, 'foster-hours');
    expect(await faultsOf(visit)).toEqual([]);
    await visit.close();

    const small = await e2e.open('service', '/pleegzorg/uren', narrow);
    await small.page.getByRole('cell', { name: 'gepland' }).waitFor();
    await keepPicture(small.page, 'foster-hours-phone');
    expect(await faultsOf(small)).toEqual([]);
    await small.close();
  },
  LONG,
);

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeRules } from '../src/waiting-list/fixtures.ts';
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

const LONG = 90_000;
let e2e: Journeys;

beforeAll(async () => {
  e2e = await startJourneys();
  await e2e.test.db.as('vp_jobs', (tx) => makeRules(tx));
}, 240_000);
afterAll(() => e2e?.close());

const questionsOn = async (key: 'fresh' | 'mixed') =>
  (
    await e2e.test.owner<{ id: string }>('select id from allocation.inquiry where unit_id = $1', [
      e2e.world.units[key].unitId,
    ])
  ).map(({ id }) => id);

/** The access team asks about a unit from the page of its candidates. */
async function ask(key: 'fresh' | 'mixed', page: Page) {
  const before = await questionsOn(key);
  await act(page, 'Bevraag de voorziening').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Verstuur de vraag' }).click();
  await toast(page, 'De vraag is verstuurd.').waitFor();
  let asked: string | undefined;
  await expect
    .poll(async () => (asked = (await questionsOn(key)).find((id) => !before.includes(id))))
    .toBeDefined();
  return asked!;
}
const candidatesOf = (key: 'fresh' | 'mixed') => {
  const { unitId, module } = e2e.world.units[key];
  return `/toewijzen/plaats/${unitId}/${module}`;
};
const stateOf = async (id: string) =>
  (
    await e2e.test.owner(
      `select state, answer, answer_reason from allocation.inquiry where id = $1`,
      [id],
    )
  )[0];

describe('a question about a unit', () => {
  test(
    'is asked at a desk, told without a name, answered on a phone in two taps, and leads on',
    async () => {
      const at = await e2e.open('at', candidatesOf('fresh'), screens.desk);
      const { page } = at;
      const id = await ask('fresh', page);
      await page.goto(`${e2e.url}/bevragingen`);
      await page.getByText('Verstuurd', { exact: true }).waitFor();
      await keepPicture(page, 'inquiries-desk');
      expect(await faultsOf(at)).toEqual([]);

      const pi = await e2e.open('pi', '/berichten', narrow);
      const phone = pi.page;
      await phone.getByRole('link', { name: /Het toegangsteam vraagt of hier plaats is/ }).click();
      await phone.getByRole('heading', { name: 'Vragen van het toegangsteam' }).waitFor();
      await act(phone, 'Er is plaats').waitFor();
      await expect.poll(() => stateOf(id)).toMatchObject({ state: 'SEEN' });
      await keepPicture(phone, 'inquiry-phone');
      expect(await faultsOf(pi)).toEqual([]);
      await act(phone, 'Er is plaats').tap();
      await keepPicture(phone, 'inquiry-answer-phone', false);
      await phone.getByRole('dialog').getByRole('button', { name: 'Verstuur antwoord' }).tap();
      await toast(phone, 'Je antwoord is verstuurd.').waitFor();
      await phone.getByText(/Kloppen de cijfers van .* nog met je antwoord/).waitFor();
      expect(await stateOf(id)).toMatchObject({ state: 'ANSWERED', answer: 'AVAILABLE' });
      await keepPicture(phone, 'inquiry-answered-phone');
      expect(await faultsOf(pi)).toEqual([]);
      await phone.getByRole('link', { name: 'Werk de cijfers bij' }).first().click();
      await phone.waitForURL(/\/mijn-leefgroepen\//);
      await pi.close();

      await page.goto(`${e2e.url}/berichten`);
      await page.getByRole('link', { name: /De voorziening antwoordde op je vraag/ }).click();
      await page.getByText('Er is plaats', { exact: true }).waitFor();
      await page.getByRole('link', { name: 'Zoek kandidaten' }).click();
      await page.waitForURL(/\/toewijzen\/plaats\//);
      expect(await faultsOf(at)).toEqual([]);
      await at.close();
    },
    LONG,
  );

  test(
    'by keyboard: no place, with why; what lacks is said; another is taken back',
    async () => {
      const at = await e2e.open('at', candidatesOf('mixed'), screens.desk);
      const id = await ask('mixed', at.page);
      const pc = await e2e.open('pc', `/bevragingen?vraag=${id}`, screens.desk);
      const { page } = pc;
      await act(page, 'Er is geen plaats').waitFor();
      await tabTo(page, 'Er is geen plaats');
      await press(page, 'Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Verstuur antwoord' }).click();
      await dialog.getByText('Vul dit in.').waitFor();
      expect(await faultsOf(pc)).toEqual([]);
      await dialog.getByText('Intussen bezet').click();
      await dialog.getByRole('button', { name: 'Verstuur antwoord' }).press('Enter');
      await toast(page, 'Je antwoord is verstuurd.').waitFor();
      expect(await stateOf(id)).toMatchObject({ answer: 'NOT_AVAILABLE', answer_reason: 'TAKEN' });
      await pc.close();
      const second = await ask('mixed', at.page);
      await at.page.goto(`${e2e.url}/bevragingen`);
      await act(at.page, 'Trek in').first().click();
      await at.page.getByRole('dialog').getByRole('button', { name: 'Trek in' }).click();
      await toast(at.page, 'De bevraging is ingetrokken.').waitFor();
      await at.page.getByText('Geen bevragingen die op antwoord wachten').waitFor();
      expect(await stateOf(second)).toMatchObject({ state: 'WITHDRAWN' });
      await at.page.getByRole('button', { name: 'Afgehandeld' }).click();
      await at.page.getByText('Ingetrokken', { exact: true }).waitFor();
      await keepPicture(at.page, 'inquiries-closed-desk');
      expect(await faultsOf(at)).toEqual([]);
      await at.close();
    },
    LONG,
  );
});

describe('how one is told', () => {
  test(
    'an address proves itself by a code, a kind is chosen, quiet hours are kept',
    async () => {
      const pi = await e2e.open('pi', '/berichten', narrow);
      const { page } = pi;
      await page.getByRole('link', { name: 'Waarvan wil je bericht krijgen?' }).click();
      await page.getByRole('heading', { name: 'Meldingen' }).waitFor();
      await act(page, 'Bewaar').click();
      await page.getByText('Vul een mailadres in').waitFor();
      await page.getByLabel('Je mailadres').fill('intake@house.invalid');
      await page.getByRole('button', { name: /Geen mail vanaf/ }).click();
      await page.getByRole('option', { name: '22:00' }).click();
      await page.getByRole('button', { name: /^Altijd welkom Tot|Tot$/ }).click();
      await page.getByRole('option', { name: '07:00' }).click();
      await act(page, 'Bewaar').click();
      await page.getByText('We stuurden een code naar intake@house.invalid').waitFor();
      await keepPicture(page, 'told-code-phone');
      expect(await faultsOf(pi)).toEqual([]);
      const [mail] = await e2e.test.owner<{ code: string }>(
        `select content ->> 'code' as code from platform.mail where topic = 'notices.code'`,
      );
      await page.getByLabel('Code van zes cijfers').fill(mail!.code);
      await act(page, 'Bevestig').click();
      await page.getByText('Mail gaat naar intake@house.invalid.').waitFor();
      const kind = page.getByRole('group', { name: 'Nieuw voorstel' });
      await kind.getByRole('button', { name: /Per mail/ }).click();
      await page.getByRole('option', { name: 'Elke ochtend' }).click();
      await expect
        .poll(() => e2e.test.owner(`select kind, told, mailed from notices.choice`))
        .toEqual([{ kind: 'allocation.proposal-sent', told: 'AT_ONCE', mailed: 'DAILY' }]);
      await keepPicture(page, 'told-phone');
      expect(await faultsOf(pi)).toEqual([]);
      await pi.close();
      const desk = await e2e.open('pi', '/meldingen', screens.desk);
      await desk.page.getByText('Mail gaat naar intake@house.invalid.').waitFor();
      await keepPicture(desk.page, 'told-desk');
      expect(await faultsOf(desk)).toEqual([]);
      await act(desk.page, 'Stuur mij geen mail meer').click();
      await desk.page.getByText('Je krijgt nu geen mail.').waitFor();
      await desk.close();
    },
    LONG,
  );

  test(
    'whoever keeps the installation sees how much mail waits',
    async () => {
      const ad = await e2e.open('ad', '/beheer/instellingen', screens.desk);
      await ad.page.getByRole('heading', { name: 'Mail' }).waitFor();
      await ad.page.getByText(/mails? wacht/).waitFor();
      await ad.page.getByText('Norm: plaatsen per 1.000 minderjarigen').waitFor();
      await keepPicture(ad.page, 'mail-counts-desk');
      expect(await faultsOf(ad)).toEqual([]);
      await ad.close();
    },
    LONG,
  );
});

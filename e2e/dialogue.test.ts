import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  byHand,
  byProgram,
  type DialogueWorld,
  ledTo,
} from '../src/allocation/dialogue/dialogue-world.fixtures.ts';
import { expireProposals } from '../src/allocation/dialogue/expire-proposals.ts';
import type { MadeUnit } from '../src/capacity/fixtures.ts';
import { addDays } from '../src/platform/period.ts';
import { makeOrganisation, signIn } from '../src/platform/testing/database.ts';
import { type MadeRequest, makeRequest, makeRules } from '../src/waiting-list/fixtures.ts';
import {
  faultsOf,
  type Journeys,
  keepPicture,
  narrow,
  press,
  screens,
  startJourneys,
  tabTo,
  toast,
  act,
} from './harness.ts';

const LONG = 90_000;
let e2e: Journeys;
let world: DialogueWorld;
let group: MadeRequest[];
const made = {} as Record<
  'danger' | 'refused' | 'offered' | 'silent' | 'withdrawn' | 'lost',
  MadeRequest
>;

/** Who waits; every name is invented. */
async function fillList() {
  const { test: t, world: small } = e2e;
  const born = `${Number(small.today.slice(0, 4)) - 14}-01`;
  await t.db.as('vp_jobs', async (tx) => {
    await makeRules(tx);
    const child = (of: Parameters<typeof makeRequest>[1] = {}) =>
      makeRequest(tx, { bornMonth: born, ...of });
    made.danger = await child({ facts: ['UNSAFE_NOW'], name: ['Mirte', 'Verzonnen'] });
    for (const key of ['refused', 'offered', 'silent', 'withdrawn', 'lost'] as const)
      made[key] = await child({ since: '2026-06-01' });
    const groupId = crypto.randomUUID();
    await tx.rows(
      `insert into waiting_list.sibling_group (id, region_code, together) values ($1, 'WVL', 'REQUIRED')`,
      [groupId],
    );
    group = [
      await child({ groupId, facts: ['MANO_DEGREE:HIGH'], since: '2024-01-01' }),
      await child({ groupId, facts: ['MANO_DEGREE:HIGH'], since: '2024-01-01', sex: 'M' }),
    ];
  });
}

beforeAll(async () => {
  e2e = await startJourneys();
  const { test: t, world: small } = e2e;
  await fillList();
  const team = await makeOrganisation(t, 'access-team');
  world = {
    t,
    worker: await signIn(t, 'AT', { organisationId: team, areaCode: 'WVL' }),
    intake: await signIn(t, 'PI', { organisationId: small.linde }),
    manager: await signIn(t, 'PC', { organisationId: small.linde }),
    providerId: small.linde,
    today: small.today,
  };
}, 240_000);
afterAll(() => e2e?.close());

const inDialog = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true });
const unitOf = (key: keyof Journeys['world']['units']): MadeUnit => e2e.world.units[key];
const candidatesOf = (unit: MadeUnit) => `/toewijzen/plaats/${unit.unitId}/${unit.module}`;
const figuresOf = async ({ unitId }: MadeUnit) => {
  const [row] = await e2e.test.owner<{ free: number; held: number; occupied: number }>(
    'select free, held, occupied from capacity.unit_live where unit_id = $1',
    [unitId],
  );
  return row!;
};
const stateOf = async ({ requestId }: MadeRequest) => {
  const [row] = await e2e.test.owner<{ state: string }>(
    'select state from waiting_list.request where id = $1',
    [requestId],
  );
  return row!.state;
};

/** From a draft to the provider, as the access team does it. */
async function hearAndSend(page: Page) {
  await act(page, 'Cliënt gehoord').click();
  await page.getByRole('dialog').getByText('Kind en ouders waren erbij').click();
  await inDialog(page, 'Bewaar').click();
  await act(page, 'Verstuur').click();
  await inDialog(page, 'Verstuur').click();
  await toast(page, 'De plaats is toegezegd').waitFor();
}

/** From the first candidates of a place to a proposal that is sent. */
async function proposeFirst(unit: MadeUnit, verb: RegExp) {
  const at = await e2e.open('at', candidatesOf(unit), screens.desk);
  await act(at.page, verb).first().click();
  const dialog = at.page.getByRole('dialog');
  await inDialog(at.page, 'Maak het ontwerp').waitFor();
  // Where somebody else is called first, a reason goes with it.
  if (await dialog.getByText('Zeg waarom niet de eerste').count()) {
    await act(at.page, /Reden/).first().click();
    await at.page.getByRole('option', { name: 'Hulp die doorloopt' }).click();
    await dialog.getByLabel(/^Toelichting/).fill('Zij kennen de begeleiding al.');
  }
  await inDialog(at.page, 'Maak het ontwerp').click();
  await at.page.waitForURL(/\/voorstellen\/[0-9a-f-]{36}/);
  await hearAndSend(at.page);
  return { at, path: new URL(at.page.url()).pathname };
}

/** The provider's intake, on a phone: accepts, plans today and says that the child came. */
async function acceptAndStart(page: Page) {
  await act(page, 'Aanvaard').click();
  await inDialog(page, 'Aanvaard').click();
  await act(page, 'Plan de start').click();
  await inDialog(page, 'Plan de start').click();
  await act(page, 'Het kind is er: start').click();
  await inDialog(page, 'Start het verblijf').click();
  await page.getByText('Het verblijf is begonnen. Na 30').waitFor();
}

describe('a dialogue to its end', () => {
  test(
    'a place comes free, the first is proposed and starts from a phone; the picture, the list and the letter follow',
    async () => {
      const unit = unitOf('fresh');
      const before = await figuresOf(unit);
      const { at, path } = await proposeFirst(
        unit,
        new RegExp(`^Stel voor: ${made.danger.pseudonym}`),
      );
      expect(await figuresOf(unit)).toMatchObject({ held: before.held + 1 });
      const pi = await e2e.open('pi', path, screens.phone);
      await acceptAndStart(pi.page);
      expect(await figuresOf(unit)).toMatchObject({
        held: before.held,
        occupied: before.occupied + 1,
      });
      expect(await stateOf(made.danger)).toBe('STARTED');
      await at.page.reload();
      const link = at.page.getByRole('link', { name: 'Voor het gezin' });
      const letter = await at.context.request.get(`${e2e.url}${await link.getAttribute('href')}`);
      expect(letter.headers()['content-type']).toBe('application/pdf');
      const bytes = await letter.body();
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(bytes.length).toBeGreaterThan(5_000);
      await at.page.goto(`${e2e.url}/wachtlijst/${made.danger.requestId}`);
      await at.page.getByText('Gestart').first().waitFor();

      // A month later, two days late: the provider says how it goes, the access team registers what comes of it.
      await byProgram(
        world,
        `update allocation.follow_up set due_on = $2 where request_id = $1 and after_days = 30`,
        [made.danger.requestId, addDays(world.today, -2)],
      );
      await pi.page.goto(`${e2e.url}/voorstellen/opvolging`);
      await act(pi.page, /^Zeg hoe het gaat/).click();
      await pi.page.getByRole('dialog').getByText('Meer ondersteuning nodig').click();
      await pi.page
        .getByRole('dialog')
        .getByLabel(/^Wat is er nodig/)
        .fill('Overleg met de school.');
      expect(await faultsOf(pi)).toEqual([]);
      await inDialog(pi.page, 'Bewaar').click();
      await toast(pi.page, 'Het toegangsteam ziet dit').waitFor();
      await keepPicture(pi.page, 'follow-up-provider-phone');
      expect(await faultsOf(pi)).toEqual([]);
      await pi.close();
      await at.page.goto(`${e2e.url}/voorstellen`);
      await at.page.getByRole('link', { name: /1 deze week, 1 over tijd/ }).click();
      await at.page.getByText('2 dagen over tijd').waitFor();
      await at.page.getByText('Overleg met de school.').waitFor();
      await keepPicture(at.page, 'follow-up-desk');
      expect(await faultsOf(at)).toEqual([]);
      await at.page.setViewportSize(narrow.viewport);
      await keepPicture(at.page, 'follow-up-360');
      await tabTo(at.page, /^Leg vast/);
      await press(at.page, 'Enter');
      await inDialog(at.page, 'Leg vast').click();
      await at.page.getByRole('dialog').getByText('Vul dit in.').waitFor();
      expect(await faultsOf(at)).toEqual([]);
      await at.page
        .getByRole('dialog')
        .getByLabel(/^Volgende stap/)
        .fill('CLB belt de school deze week.');
      await keepPicture(at.page, 'follow-up-register-360', false);
      await inDialog(at.page, 'Leg vast').click();
      await toast(at.page, 'Vastgelegd').waitFor();
      await act(at.page, 'Afgerond').click();
      await at.page.getByText('Volgende stap: CLB belt de school deze week.').waitFor();
      await at.page.goto(`${e2e.url}${path}`);
      await at.page.getByRole('heading', { name: 'Hoe het verblijf gaat' }).waitFor();
      await keepPicture(at.page, 'follow-up-proposal-360');
      expect(await faultsOf(at)).toEqual([]);
      await at.close();
    },
    LONG * 2,
  );

  test(
    'another day is planned, and then the provider does not start after all',
    async () => {
      const unit = unitOf('stale');
      const before = await figuresOf(unit);
      const proposalId = await ledTo(world, 'START_PLANNED', unit, [made.refused]);
      const at = await e2e.open('at', `/voorstellen/${proposalId}`, narrow);
      await act(at.page, 'Andere dag').click();
      await inDialog(at.page, 'Pas de startdag aan').click();
      await at.page.getByRole('dialog').getByText('Zeg het in minstens 3 letters.').waitFor();
      await at.page
        .getByRole('dialog')
        .getByLabel(/^Waarom niet op/)
        .fill('De ouders zijn ziek.');
      await keepPicture(at.page, 'dialogue-replan-360', false);
      expect(await faultsOf(at)).toEqual([]);
      await inDialog(at.page, 'Pas de startdag aan').click();
      await at.page.locator('.al-state', { hasText: 'Aanvaard' }).waitFor();
      await act(at.page, 'Plan de start').click();
      await inDialog(at.page, 'Plan de start').click();
      await toast(at.page, 'De start is gepland').waitFor();
      const pi = await e2e.open('pi', `/voorstellen/${proposalId}`, screens.phone);
      await act(pi.page, 'Het kind start niet').click();
      const dialog = pi.page.getByRole('dialog');
      await dialog.getByRole('button', { name: /Waarom niet/ }).click();
      await pi.page.getByRole('option', { name: 'Samenstelling van de groep' }).click();
      await dialog.getByText('Het team van de leefgroep').click();
      await dialog.getByText('Nee', { exact: true }).click();
      await dialog.getByRole('button', { name: 'We starten niet' }).click();
      await toast(pi.page, 'Het toegangsteam beslist wat volgt').waitFor();
      await pi.close();
      await at.close();
      expect(await figuresOf(unit)).toEqual(before);
      expect(await stateOf(made.refused)).toBe('WAITING');
    },
    LONG,
  );

  test(
    'a counter-offer of another day is answered, accepted and planned',
    async () => {
      const unit = unitOf('stale');
      const proposalId = await ledTo(world, 'SENT', unit, [made.offered]);
      const pi = await e2e.open('pi', `/voorstellen/${proposalId}`, screens.phone);
      await act(pi.page, 'Doe een tegenvoorstel').click();
      await pi.page
        .getByRole('dialog')
        .getByLabel(/^Tegenvoorstel/)
        .fill('Volgende week past beter.');
      await inDialog(pi.page, 'Verstuur').click();
      await pi.page.getByText('Noem een andere dag of een andere leefgroep.').waitFor();
      await act(pi.page, /Andere leefgroep/).click();
      await pi.page.getByRole('option', { name: 'Leefgroep Ahorn' }).click();
      await inDialog(pi.page, 'Verstuur').click();
      await pi.page.locator('.al-said', { hasText: 'Andere leefgroep: Leefgroep Ahorn' }).waitFor();
      const at = await e2e.open('at', `/voorstellen/${proposalId}`, screens.desk);
      await at.page.locator('.al-said', { hasText: 'Leefgroep Ahorn' }).waitFor();
      expect(await stateOf(made.offered)).toBe('PROPOSED');
      await act(at.page, 'Trek in').click();
      await at.page
        .getByRole('dialog')
        .getByLabel(/^Reden/)
        .fill('Op het tegenvoorstel ingegaan');
      await inDialog(at.page, 'Trek het voorstel in').click();
      await at.page.locator('.al-state', { hasText: 'Ingetrokken' }).waitFor();
      await at.page.goto(`${e2e.url}/toewijzen/kind/${made.offered.requestId}`);
      await at.page.getByText(/^\d+ plaats(en)? pas(t|sen)$/).waitFor();
      const all = act(at.page, 'Toon alle');
      if (await all.count()) await all.first().click();
      await act(at.page, /^Stel voor bij Leefgroep Ahorn/).click();
      await inDialog(at.page, 'Maak het ontwerp').click();
      await at.page.waitForURL(/\/voorstellen\/[0-9a-f-]{36}/);
      await hearAndSend(at.page);
      await pi.page.goto(at.page.url());
      await acceptAndStart(pi.page);
      expect(await stateOf(made.offered)).toBe('STARTED');
      await pi.close();
      await at.close();
    },
    LONG,
  );

  test(
    'a silent provider: the term passes to a person, who goes a grade up and holds the place again',
    async () => {
      const unit = unitOf('stale');
      const before = await figuresOf(unit);
      const proposalId = await ledTo(world, 'SENT', unit, [made.silent]);
      await byProgram(
        world,
        `update allocation.proposal set due_at = now() - interval '1 day' where id = $1`,
        [proposalId],
      );
      const at = await e2e.open('at', '/voorstellen', screens.desk);
      await at.page.getByRole('heading', { name: /^Termijn voorbij/ }).waitFor();
      await e2e.test.db.as('vp_jobs', expireProposals);
      expect(await figuresOf(unit)).toEqual(before);
      await at.page.goto(`${e2e.url}/voorstellen?blik=next`);
      await at.page.getByRole('link', { name: made.silent.pseudonym }).click();
      await at.page.getByText('Er kwam geen antwoord').waitFor();
      await act(at.page, 'Gradatie hoger').click();
      const grade = at.page.getByRole('dialog');
      await grade.getByLabel(/^Motief/).fill('Geen antwoord binnen de termijn.');
      await grade.getByLabel(/^Wie is gehoord/).fill('De directie');
      await grade.getByLabel(/^Wat/).fill('Antwoord geven');
      await grade.getByLabel(/^Wie doet het/).fill('De directie');
      await grade
        .getByRole('spinbutton', { name: /Tegen wanneer/ })
        .first()
        .click();
      const [year, month, day] = addDays(world.today, 3).split('-');
      await at.page.keyboard.type(`${day}${month}${year}`);
      await inDialog(at.page, 'Ga naar gradatie 2').click();
      await at.page.locator('.al-state', { hasText: 'In gesprek' }).waitFor();
      expect(await figuresOf(unit)).toMatchObject({ held: before.held + 1 });
      await at.close();
    },
    LONG,
  );

  test(
    'a child that is withdrawn, and a place that goes away: both sides see how it ended',
    async () => {
      const withdrawn = await ledTo(world, 'SENT', unitOf('stale'), [made.withdrawn]);
      await byProgram(world, `update waiting_list.request set state = 'CANCELLED' where id = $1`, [
        made.withdrawn.requestId,
      ]);
      const pi = await e2e.open('pi', `/voorstellen/${withdrawn}`, screens.phone);
      await pi.page.getByText('Het toegangsteam trok dit in.').waitFor();
      expect(await pi.page.getByText(made.withdrawn.pseudonym).count()).toBe(0);
      expect(await faultsOf(pi)).toEqual([]);
      await pi.close();

      const unit = unitOf('review');
      const lost = await ledTo(world, 'ACCEPTED', unit, [made.lost]);
      await byHand(
        world,
        world.manager,
        `insert into capacity.unavailability (unit_id, module_code, provider_id, places, reason_code, period, expected_end_on, review_on)
         values ($1, $2, $3, 4, 'BUILDING', daterange($4::date, $4::date + 30), $4::date + 30, $4::date + 20)`,
        [unit.unitId, unit.module, unit.providerId, world.today],
      );
      const at = await e2e.open('at', '/voorstellen?blik=next', narrow);
      await at.page.getByRole('link', { name: made.lost.pseudonym }).click();
      await at.page.getByText('De plaats viel weg.').waitFor();
      await at.page.getByRole('link', { name: 'Zoek een andere plaats' }).waitFor();
      await act(at.page, /^Geschiedenis/).click();
      await at.page.getByText('Plaats weggevallen').waitFor();
      await keepPicture(at.page, 'dialogue-place-gone-360');
      expect(await faultsOf(at)).toEqual([]);
      expect(await stateOf(made.lost)).toBe('WAITING');
      await at.close();
      const [row] = await e2e.test.owner<{ state: string }>(
        'select state from allocation.proposal where id = $1',
        [lost],
      );
      expect(row!.state).toBe('PLACE_GONE');
    },
    LONG,
  );

  test(
    'brothers and sisters are proposed together, and start together',
    async () => {
      const unit = unitOf('stale');
      const before = await figuresOf(unit);
      const { at, path } = await proposeFirst(
        unit,
        new RegExp(`^Stel voor: .*(${group[0]!.pseudonym}|${group[1]!.pseudonym}).* en `),
      );
      expect(await figuresOf(unit)).toMatchObject({ held: before.held + 2 });
      const pi = await e2e.open('pi', path, screens.phone);
      for (const { pseudonym } of group) await pi.page.getByText(pseudonym).first().waitFor();
      await acceptAndStart(pi.page);
      for (const child of group) expect(await stateOf(child)).toBe('STARTED');
      expect(await figuresOf(unit)).toMatchObject({ occupied: before.occupied + 2 });
      await pi.close();
      await at.close();
    },
    LONG,
  );
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../src/platform/period.ts';
import { type MadeRequest, makeRequest, makeRules } from '../src/waiting-list/fixtures.ts';
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

const LONG = 90_000;
let e2e: Journeys;
let made: Record<'danger' | 'second' | 'young' | 'elsewhere' | 'refused', MadeRequest>;

/** Who waits, each for a reason of its own; every name is invented. */
async function fillList() {
  const { test: t, world } = e2e;
  return t.db.as('vp_jobs', async (tx) => {
    await makeRules(tx);
    const since = (days: number) => addDays(world.today, -days);
    const born = (years: number) => `${Number(world.today.slice(0, 4)) - years}-01`;
    const child = (of: Parameters<typeof makeRequest>[1]) =>
      makeRequest(tx, { bornMonth: born(14), ...of });
    return {
      danger: await child({
        facts: ['UNSAFE_NOW'],
        since: since(12),
        name: ['Mirte', 'Verzonnen'],
      }),
      second: await child({ facts: ['VIST'], since: since(200) }),
      young: await child({ bornMonth: born(4), since: since(500), name: ['Jef', 'Bedacht'] }),
      elsewhere: await child({ region: 'OVL', facts: ['MANO_DEGREE:HIGH'], since: since(90) }),
      refused: await child({ facts: ['COMPLEX'], since: since(700), sex: 'M' }),
    };
  });
}

beforeAll(async () => {
  e2e = await startJourneys();
  made = await fillList();
}, 240_000);
afterAll(() => e2e?.close());

const candidatesOf = (key: 'fresh' | 'mixed') => {
  const { unitId, module } = e2e.world.units[key];
  return `/toewijzen/plaats/${unitId}/${module}`;
};
const figuresOf = async (key: 'fresh' | 'mixed') => {
  const [row] = await e2e.test.owner<{ free: number; held: number; occupied: number }>(
    'select free, held, occupied from capacity.unit_live where unit_id = $1',
    [e2e.world.units[key].unitId],
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
/** What a thumb would miss: buttons and links of their own that are lower than 44 px. */
const tooSmall = ({ page }: Visit): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main button, main .vp-button, [role=dialog] button')]
      .filter((each) => each.checkVisibility())
      .map((each) => ({ each, box: each.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height < 43.5)
      .map(({ each, box }) => `${each.outerHTML.slice(0, 160)} ${Math.round(box.height)}`),
  );

/** From a draft to the provider: heard, and sent with a few words. */
async function hearAndSend(page: Page, words: string) {
  await page.getByText('Hoor eerst het kind en de ouders.').waitFor();
  await act(page, 'Cliënt gehoord').click();
  await page.getByRole('dialog').getByText('Kind en ouders waren erbij').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Bewaar' }).click();
  await toast(page, 'cliënt gehoord').waitFor();
  await act(page, 'Verstuur').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Wat moet de voorziening weten?').fill(words);
  await dialog.getByRole('button', { name: 'Verstuur' }).click();
  await toast(page, 'De plaats is toegezegd').waitFor();
}

describe('a place that is free', () => {
  test(
    'is proposed to the first who is called, answered from a phone, and lived in',
    async () => {
      const before = await figuresOf('fresh');
      const at = await e2e.open('at', candidatesOf('fresh'), screens.desk);
      const { page } = at;
      const first = page.locator('.al-ranked > li').first();
      await first.getByText(made.danger.pseudonym).first().waitFor();
      await first.getByText('Eerst: onmiddellijk gevaar gaat voor alles').waitFor();
      await page.waitForFunction(() => location.search.includes('lijst='));
      await keepPicture(page, 'allocation-candidates-first');
      await page
        .getByText('Alleen het team van Oost-Vlaanderen kan dit kind voorstellen.')
        .waitFor();
      await page.getByRole('heading', { name: '1 kind overgeslagen' }).waitFor();
      await page.getByRole('button', { name: 'De eerste die werd overgeslagen' }).click();
      await page.getByText(/te jong: 4 jaar, hier vanaf 6 jaar/).waitFor();
      await page.getByText(/^Kan vanaf januari \d+$/).waitFor();
      await page.getByRole('button', { name: 'Reken deze lijst na' }).click();
      await page.getByText('precies dezelfde lijst').waitFor();
      await keepPicture(page, 'allocation-candidates-desk');
      expect(await faultsOf(at)).toEqual([]);
      await page.reload();
      await first.getByText(made.danger.pseudonym).first().waitFor();
      const [records] = await e2e.test.owner<{ n: number }>(
        `select count(*)::int as n from allocation.record where kind = 'CANDIDATES'`,
      );
      expect(records!.n).toBe(1);
      await tabTo(page, `Stel voor: ${made.danger.pseudonym}`);
      await press(page, 'Enter');
      await page.getByRole('dialog').getByRole('button', { name: 'Maak het ontwerp' }).click();
      await page.waitForURL(/\/voorstellen\//);
      await hearAndSend(page, 'Wij zoeken een rustige plek.');
      await page.getByText('Nog 3 werkdagen').waitFor();
      await keepPicture(page, 'allocation-sent-desk');
      expect(await faultsOf(at)).toEqual([]);
      expect(await figuresOf('fresh')).toMatchObject({ free: before.free - 1 });
      expect(await stateOf(made.danger)).toBe('PROPOSED');

      const pi = await e2e.open('pi', '/voorstellen', screens.phone);
      const phone = pi.page;
      await phone.getByRole('heading', { name: 'Vragen om een plaats' }).waitFor();
      await phone.getByText('1 nieuw bericht').waitFor();
      await keepPicture(phone, 'allocation-inbox-phone');
      expect(await faultsOf(pi)).toEqual([]);
      await phone.getByRole('link', { name: made.danger.pseudonym }).click();
      await phone.getByText('Wij zoeken een rustige plek.').waitFor();
      expect(await phone.getByText('Mirte').count()).toBe(0);
      await keepPicture(phone, 'allocation-proposal-phone');
      expect(await tooSmall(pi)).toEqual([]);
      expect(await faultsOf(pi)).toEqual([]);
      await act(phone, 'Stel een vraag').click();
      await phone
        .getByRole('dialog')
        .getByLabel(/^Vraag/)
        .fill('Blijft de school dezelfde?');
      await phone.getByRole('dialog').getByRole('button', { name: 'Verstuur' }).click();
      await phone.locator('.al-said', { hasText: 'Blijft de school' }).waitFor();

      await page.reload();
      await act(page, 'Beantwoord deze vraag').click();
      await page
        .getByRole('dialog')
        .getByLabel(/^Antwoord/)
        .fill('Ja, die ligt om de hoek.');
      await page.getByRole('dialog').getByRole('button', { name: 'Verstuur' }).click();
      await page.locator('.al-said', { hasText: 'om de hoek' }).waitFor();

      await phone.reload();
      await phone.locator('.al-said', { hasText: 'om de hoek' }).waitFor();
      await act(phone, 'Aanvaard').click();
      await phone.getByRole('dialog').getByText('Met een voorwaarde').click();
      await phone.getByRole('dialog').getByRole('button', { name: 'Aanvaard' }).click();
      await phone.getByRole('dialog').getByText('Vul dit in.').first().waitFor();
      await phone
        .getByRole('dialog')
        .getByLabel(/^Voorwaarde/)
        .fill('Een kennismaking vooraf.');
      await phone
        .getByRole('dialog')
        .getByRole('button', { name: /Wie moet dit vervullen/ })
        .click();
      await phone.getByRole('option', { name: 'het toegangsteam' }).click();
      expect(await faultsOf(pi)).toEqual([]);
      await phone.getByRole('dialog').getByRole('button', { name: 'Aanvaard' }).click();
      await phone.getByText('Mirte Verzonnen').waitFor();
      await phone.locator('.al-said', { hasText: 'Te vervullen door het toegangsteam' }).waitFor();
      await phone.getByText('Plan eerst de startdag.').waitFor();
      await act(phone, 'Plan de start').click();
      await phone.getByRole('dialog').getByRole('button', { name: 'Plan de start' }).click();
      await toast(phone, 'De start is gepland').waitFor();
      await act(phone, 'Het kind is er: start').click();
      await phone.getByRole('dialog').getByRole('button', { name: 'Start het verblijf' }).click();
      await phone.getByText('Het verblijf is begonnen. Na 30 en 90 dagen').waitFor();
      await keepPicture(phone, 'allocation-started-phone');
      await pi.close();

      await page.reload();
      await page.locator('.al-state', { hasText: 'Gestart' }).waitFor();
      expect(await figuresOf('fresh')).toEqual({
        ...before,
        free: before.free - 1,
        occupied: before.occupied + 1,
      });
      expect(await stateOf(made.danger)).toBe('STARTED');
      await page.getByRole('button', { name: /^Geschiedenis/ }).click();
      await page.getByText(/^Start gepland\d/).waitFor();
      await keepPicture(page, 'allocation-started-desk');
      expect(await faultsOf(at)).toEqual([]);
      await at.close();
    },
    LONG * 2,
  );

  test(
    'is free again when the provider refuses, and the child stands where it stood',
    async () => {
      const before = await figuresOf('mixed');
      const at = await e2e.open('at', `/toewijzen/kind/${made.refused.requestId}`, narrow);
      const { page } = at;
      await page.getByText(/^\d+ plaatsen passen$/).waitFor();
      await keepPicture(page, 'allocation-places-360');
      expect(await faultsOf(at)).toEqual([]);
      const all = page.getByRole('button', { name: 'Toon alle' });
      await all.first().click();
      await page.getByRole('button', { name: 'Stel voor bij Leefgroep Ahorn' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Maak het ontwerp' }).click();
      await page.waitForURL(/\/voorstellen\//);
      await hearAndSend(page, 'Kan hij starten?');
      expect(await figuresOf('mixed')).toMatchObject({ held: before.held + 1 });
      const pi = await e2e.open('pi', new URL(page.url()).pathname, narrow);
      await act(pi.page, 'We starten niet').click();
      const dialog = pi.page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'We starten niet' }).click();
      await dialog.getByText('Vul dit in.').first().waitFor();
      await dialog.getByRole('button', { name: /Waarom niet/ }).click();
      await pi.page.getByRole('option', { name: 'Samenstelling van de groep' }).click();
      await dialog.getByText('Het team van de leefgroep').click();
      await dialog.getByText('Ja', { exact: true }).click();
      await dialog.getByLabel(/Waardoor/).fill('Extra begeleiding in de eerste weken');
      await keepPicture(pi.page, 'allocation-refuse-360', false);
      expect(await faultsOf(pi)).toEqual([]);
      await dialog.getByRole('button', { name: 'We starten niet' }).click();
      await toast(pi.page, 'Het toegangsteam beslist wat volgt').waitFor();
      await pi.close();
      expect(await figuresOf('mixed')).toEqual(before);
      expect(await stateOf(made.refused)).toBe('WAITING');
      await page.goto(`${e2e.url}/voorstellen?blik=next`);
      await page.getByRole('link', { name: made.refused.pseudonym }).click();
      await page.getByText('De voorziening start niet: Samenstelling van de groep').waitFor();
      await page.getByText('Extra begeleiding in de eerste weken').waitFor();
      await keepPicture(page, 'allocation-refused-360');
      expect(await tooSmall(at)).toEqual([]);
      expect(await faultsOf(at)).toEqual([]);
      await act(page, 'Gradatie hoger').click();
      const grade = page.getByRole('dialog');
      await grade.getByLabel(/^Motief/).fill('Er is geen andere plek.');
      await grade.getByLabel(/^Wie is gehoord/).fill('De intakeverantwoordelijke');
      await grade.getByRole('button', { name: 'Ga naar gradatie 2' }).click();
      await grade.getByText('Vul dit in.').first().waitFor();
      expect(await faultsOf(at)).toEqual([]);
      await press(page, 'Escape');
      await at.close();
    },
    LONG * 2,
  );

  test(
    'goes to another than the first with a reason alone; who only reads proposes nobody',
    async () => {
      const at = await e2e.open('at', candidatesOf('mixed'), { ...narrow, colorScheme: 'dark' });
      const { page } = at;
      // Whoever stands second now: calls that were made before count for the shares.
      await page
        .locator('.al-ranked > li:not(:first-child)')
        .getByRole('button', { name: /^Stel voor/, disabled: false })
        .first()
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Zeg waarom niet de eerste').waitFor();
      await dialog.getByRole('button', { name: 'Maak het ontwerp' }).click();
      await dialog.getByText('Vul dit in.').waitFor();
      expect(await faultsOf(at)).toEqual([]);
      await dialog
        .getByRole('button', { name: /^Reden|Reden/ })
        .first()
        .click();
      await page.getByRole('option', { name: 'Hulp die doorloopt' }).click();
      await dialog.getByLabel(/^Toelichting/).fill('Kent de begeleiding al.');
      await dialog.getByRole('button', { name: 'Maak het ontwerp' }).click();
      await page.waitForURL(/\/voorstellen\//);
      await page.getByText('Niet de eerste, want: Hulp die doorloopt').waitFor();
      await act(page, 'Trek in').click();
      await dialog.getByLabel(/^Reden/).fill('Alleen voor de proef');
      await dialog.getByRole('button', { name: 'Trek het voorstel in' }).click();
      await page.locator('.al-state', { hasText: 'Ingetrokken' }).waitFor();
      await at.close();
      const as = await e2e.open('as', candidatesOf('mixed'), screens.desk);
      await as.page.getByText('alleen het toegangsteam van een kind kan het voorstellen').waitFor();
      expect(await as.page.getByRole('button', { name: /^Stel voor/ }).count()).toBe(0);
      expect(await faultsOf(as)).toEqual([]);
      await as.close();
    },
    LONG,
  );
});

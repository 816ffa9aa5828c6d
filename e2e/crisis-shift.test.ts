import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handOverShift } from '../src/crisis/hand-over-shift.ts';
import { signIn } from '../src/platform/testing/database.ts';
import { makeNight, type Night } from './crisis-night.ts';
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
} from './harness.ts';

const LONG = 180_000;
let e2e: Journeys;
let night: Night;

/** A shift that a colleague handed over, and nobody took over yet. */
async function makeHandOver({ test: t }: Journeys): Promise<void> {
  const [desk] = await t.owner<{ id: string }>(
    `select id from auth.organisation where code = 'PROEF-CR'`,
  );
  const who = await signIn(t, 'CR', {
    organisationId: desk!.id,
    areaCode: 'WVL',
    name: 'Rik Proef (verzonnen)',
  });
  const { personId, hatId, role } = who;
  await t.db.write(who, (tx) =>
    handOverShift(
      tx,
      { personId, hatId, role, name: null },
      { words: 'De wijkagent belt terug (verzonnen).', toName: 'Ilse Proef (verzonnen)' },
    ),
  );
}

beforeAll(async () => {
  e2e = await startJourneys();
  night = await makeNight(e2e);
  await makeHandOver(e2e);
}, 240_000);
afterAll(() => e2e?.close());

describe('a shift', () => {
  test(
    'is taken over, worked by keyboard, and handed over by name',
    async () => {
      const cr = await e2e.open('cr', '/crisis/overdracht', screens.desk);
      const { page } = cr;
      await page.getByText('De wijkagent belt terug (verzonnen).').waitFor();
      await page.getByText('Nog niet overgenomen.').waitFor();
      await keepPicture(page, 'crisis-shift-desk');
      expect(await faultsOf(cr)).toEqual([]);
      await act(page, 'Gelezen, ik neem de dienst over').click();
      await toast(page, 'Je nam de dienst over.').waitFor();
      await page.getByText(/Overgenomen door Ilse Proef/).waitFor();
      await act(page, 'Geef over').click();
      await page.getByText('Schrijf wat de volgende moet weten.').waitFor();
      await page.getByRole('textbox', { name: 'Aan wie' }).fill('Sofie Proef (verzonnen)');
      await page.getByRole('textbox', { name: 'Wat moet die weten' }).fill('Alles rustig.');
      await act(page, 'Geef over').click();
      await toast(page, 'De dienst is overgegeven aan Sofie Proef (verzonnen).').waitFor();
      await page.getByText(/Van Ilse Proef \(verzonnen\) aan Sofie Proef/).waitFor();
      await page.getByText('1 eerdere overdracht').waitFor();

      await page.goto(`${e2e.url}/crisis`);
      await page.getByText('9 open vragen').waitFor();
      await page.getByText(/^Wacht: Sofie Proef \(verzonnen\)/).waitFor();
      await press(page, 'j');
      // Whom nobody helps yet stands before help that is past its term.
      await page
        .getByRole('heading', { name: `Vraag ${night.silent} · Zoeken naar hulp` })
        .waitFor();
      await press(page, 'j', 'k', '/');
      await page.keyboard.type(String(night.siblings));
      await page.getByText('1 van 9 open vragen').waitFor();
      await page.goto(`${e2e.url}/crisis?toon=onveilig`);
      await page.getByText('8 van 9 open vragen').waitFor();
      await keepPicture(page, 'crisis-filtered-desk');
      expect(await faultsOf(cr)).toEqual([]);
      await cr.close();
    },
    LONG,
  );

  test(
    'has its list on paper at any time, without names unless they are asked for',
    async () => {
      const cr = await e2e.open('cr', '/crisis/lijst', screens.tablet);
      const { page } = cr;
      await page.getByText(/Gemaakt op .* 9 open vragen/).waitFor();
      expect(await page.getByText('Ada Verzonnen').count()).toBe(0);
      await page.emulateMedia({ media: 'print' });
      await keepPicture(page, 'crisis-list-print');
      await page.emulateMedia({ media: 'screen' });
      const file = () =>
        page.evaluate(async () => {
          const link = document.querySelector<HTMLAnchorElement>('a[download]')!;
          const answer = await fetch(link.href);
          return { type: answer.headers.get('content-type'), size: (await answer.blob()).size };
        });
      expect((await file()).type).toContain('application/pdf');
      expect((await file()).size).toBeGreaterThan(5000);
      await page.getByText('Met namen, telefoonnummers en notities').click();
      await page.getByText(/Ada Verzonnen · 0400 11 11 11/).waitFor();
      await page.getByText(/De wijkagent blijft bij het meisje/).waitFor();
      expect(await faultsOf(cr)).toEqual([]);
      await cr.close();
    },
    LONG,
  );

  test(
    'has its roster and its network, on a phone',
    async () => {
      const cr = await e2e.open('cr', '/crisis/dienst', narrow);
      const { page } = cr;
      await page.getByRole('heading', { name: /^Week van/ }).waitFor();
      await keepPicture(page, 'crisis-roster-phone');
      expect(await faultsOf(cr)).toEqual([]);
      await act(page, 'Volgende week')
        .or(page.getByRole('link', { name: 'Volgende week' }))
        .tap();
      await page.waitForURL(/week=/);
      await page.getByRole('button', { name: /^Voeg iemand toe op maandag/ }).tap();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: /^Wie/ }).fill('Nora (verzonnen)');
      await dialog.getByRole('textbox', { name: 'Telefoonnummer' }).fill('0400 44 44 44');
      await dialog.getByText('De volgende dag.').waitFor();
      await keepPicture(page, 'crisis-duty-phone', false);
      await dialog.getByRole('button', { name: 'Zet op het rooster' }).click();
      await page.getByText('20.00 uur tot 8.00 uur').waitFor();
      await page.getByRole('button', { name: /^Haal weg: Nora \(verzonnen\)/ }).tap();
      await toast(page, 'Nora (verzonnen) is van het rooster gehaald.')
        .getByRole('button', { name: 'Ongedaan maken' })
        .tap();
      await page.getByText('20.00 uur tot 8.00 uur').waitFor();

      await page.goto(`${e2e.url}/crisis/netwerk`);
      await page.getByRole('heading', { name: /^Loopt binnen twee maanden af 1/ }).waitFor();
      await keepPicture(page, 'crisis-network-phone');
      expect(await faultsOf(cr)).toEqual([]);
      await act(page, 'Voeg een toezegging toe van De Waver (verzonnen)').tap();
      await dialog.getByText('Crisisbegeleiding').tap();
      await dialog.getByText('Project', { exact: true }).tap();
      await dialog.getByRole('button', { name: 'Voeg toe' }).click();
      await dialog.getByText('Een project heeft een laatste dag.').waitFor();
      await dialog.getByText('Structureel').tap();
      await dialog.getByRole('button', { name: 'Voeg toe' }).click();
      await toast(page, 'De toezegging is toegevoegd.').waitFor();

      await page.goto(`${e2e.url}/crisis/overdracht`);
      await page.getByRole('heading', { name: /^Alle open vragen/ }).waitFor();
      await keepPicture(page, 'crisis-shift-phone');
      expect(await faultsOf(cr)).toEqual([]);
      await page.goto(`${e2e.url}/crisis/lijst`);
      await page.getByText(/Gemaakt op/).waitFor();
      expect(await faultsOf(cr)).toEqual([]);
      await cr.close();
    },
    LONG,
  );
});

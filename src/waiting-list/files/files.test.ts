import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeReference } from '../../capacity/fixtures.ts';
import type { Actor } from '../../platform/db/command.ts';
import { languages } from '../../platform/language.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { makeRequest, makeRules } from '../fixtures.ts';
import { namedPeople } from '../named-people.query.ts';
import { applyListImport } from './apply-import.ts';
import type { ListImport } from './contract.ts';
import { exportList } from './export-list.ts';
import { forgetListImports, keepImport, listImport } from './import.queries.ts';
import { readListFile } from './read-file.ts';
import { listFileWords } from './words.ts';

let t: TestDatabase;
let who: SignedIn;
let other: SignedIn;

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    await makeRules(tx);
  });
  const organisationId = await makeOrganisation(t, 'access-team');
  who = await signIn(t, 'AT', { organisationId, areaCode: 'WVL' });
  other = await signIn(t, 'AT', { organisationId, areaCode: 'OVL' });
});
afterAll(() => t.close());

const actorOf = (one: SignedIn): Actor => ({
  personId: one.personId,
  hatId: one.hatId,
  role: one.role,
  name: 'Persoon (verzonnen)',
});
async function send(csv: string, by = who): Promise<ListImport> {
  const read = await readListFile(Buffer.from(csv), 'lijst.csv');
  const input = { name: 'lijst.csv', sha256: Buffer.alloc(32), read };
  const id = await t.db.write(by, (tx) => keepImport(tx, actorOf(by), input));
  return t.db.read(by, (tx) => listImport(tx, id, 'nl'));
}
const apply = (importId: string, by = who) =>
  t.db.write(by, (tx) => applyListImport(tx, actorOf(by), { importId }));

const header =
  'dossiernummer;voornaam;familienaam;geboortedatum;dossiersoort;aanmelder;aangemeld op;wacht_sinds;modules;state;toestemming_vertegenwoordiger;toestemming_minderjarige';
const row = (
  number: string,
  of: Partial<
    Record<'since' | 'registered' | 'kind' | 'modules' | 'consent' | 'state', string>
  > = {},
) =>
  [
    number,
    'Ward',
    'Verzonnen',
    '12/05/2011',
    of.kind ?? 'VOLUNTARY',
    'OCJ',
    of.registered ?? '01/02/2025',
    of.since ?? '2025-03-01',
    of.modules ?? 'STAY_O12',
    of.state ?? 'WAITING',
    of.consent ?? 'GIVEN',
    of.consent ?? 'GIVEN',
  ].join(';');
const file = (...rows: string[]) => `${[header, ...rows].join('\n')}\n`;
/** The children of these numbers, by number. */
const known = async (numbers: string) =>
  (await t.db.as('vp_jobs', namedPeople))
    .filter(({ identity }) => identity.fileNumber?.startsWith(numbers))
    .sort((a, b) => (a.identity.fileNumber! < b.identity.fileNumber! ? -1 : 1));
const codes = ({ problems }: ListImport) => problems.map(({ row: at, code }) => [at, code]);

test('a file comes in whole, no day is lost, and the same file again changes nothing', async () => {
  const first = await send(file(row('D-1'), row('D-2', { state: 'SUBMITTED' })));
  expect(first).toMatchObject({
    state: 'CHECKED',
    counts: { new: 2, changed: 0, same: 0 },
    problemCount: 0,
  });
  expect(first.changes.map(({ isNew, waits }) => [isNew, waits])).toEqual([
    [true, true],
    [true, false],
  ]);
  expect(await known('D-')).toEqual([]);
  await apply(first.id);
  expect(
    await t.owner(
      `select r.state, r.since, r.registered_on, q.callable from waiting_list.request r left join waiting_list.position q on q.request_id = r.id
        where r.person_id = any ($1::uuid[]) order by array_position($1::uuid[], r.person_id)`,
      [(await known('D-')).map(({ id }) => id)],
    ),
  ).toEqual([
    {
      state: 'WAITING',
      since: '2025-03-01',
      registered_on: '2025-02-01',
      callable: true,
    },
    {
      state: 'SUBMITTED',
      since: '2025-03-01',
      registered_on: '2025-02-01',
      callable: null,
    },
  ]);
  await expect(apply(first.id)).rejects.toMatchObject({ code: 'import-not-checked' });
  const again = await send(file(row('D-1'), row('D-2', { state: 'SUBMITTED' })));
  expect(again).toMatchObject({ counts: { new: 0, changed: 0, same: 2 }, changes: [] });
  const events = () => t.owner(`select 1 from platform.event where kind like 'request.%'`);
  const before = (await events()).length;
  await apply(again.id);
  expect((await events()).length).toBe(before);
  const [kept] = await t.owner(`select rows from waiting_list.import_file where id = $1`, [
    again.id,
  ]);
  expect(kept).toEqual({ rows: [] });
});

test('an earlier day is taken, a later one never; what changes is shown before and after', async () => {
  const made = await send(file(row('E-1')));
  await apply(made.id);
  const later = await send(file(row('E-1', { since: '2025-06-01' })));
  expect(later.state).toBe('REFUSED');
  expect(later.problems[0]).toMatchObject({
    code: 'day-later',
    row: 2,
    column: 'since',
    found: '2025-06-01',
  });
  expect(later.problems[0]!.message).toContain('2025-03-01');
  expect(later.problems[0]!.mend).toContain('supervisor');
  const earlier = await send(file(row('E-1', { since: '2024-12-24' })));
  expect(earlier.changes).toMatchObject([
    { isNew: false, fields: [{ column: 'since', before: '2025-03-01', after: '2024-12-24' }] },
  ]);
  await apply(earlier.id);
  const [moved] = await t.owner(
    `select q.since from waiting_list.position q where q.person_id = $1`,
    [(await known('E-1'))[0]!.id],
  );
  expect(moved).toEqual({ since: '2024-12-24' });
});

test('each fault names its row, column, what was found and how to mend it; nothing is kept of such a file', async () => {
  const faulty = await send(
    file(
      row('F-1', { since: 'gisteren' }),
      row('F-2', { kind: 'ANDERS' }),
      row('F-3', { modules: 'STAY_99' }),
      row('F-4', { consent: 'ASKED' }),
      row('F-5'),
      row('F-5'),
      row('F-6', { registered: '2090-01-01' }),
      row('F-7', { state: 'STARTED' }),
      row(''),
    ),
  );
  expect(codes(faulty)).toEqual([
    [2, 'day-unreadable'],
    [3, 'choice-unknown'],
    [4, 'module-unknown'],
    [5, 'lacks-consent-representative'],
    [5, 'lacks-consent-minor'],
    [7, 'file-number-twice'],
    [8, 'day-in-future'],
    [9, 'state-not-new'],
    [10, 'cell-missing'],
  ]);
  for (const { message, mend } of faulty.problems) {
    expect(message).not.toContain('{{');
    expect(mend?.length).toBeGreaterThan(5);
  }
  const [kept] = await t.owner(
    `select rows, problem_count from waiting_list.import_file where id = $1`,
    [faulty.id],
  );
  expect(kept).toEqual({ rows: [], problem_count: 9 });
  await expect(apply(faulty.id)).rejects.toMatchObject({ code: 'import-not-checked' });
  expect(codes(await send('naam;dag\nx;y\n'))[0]).toEqual([null, 'column-missing']);
  expect((await send('')).state).toBe('REFUSED');
});

test('applied by one of two at once, all of it or nothing when the list changed meanwhile', async () => {
  const both = await send(file(row('G-1'), row('G-2')));
  const outcomes = await Promise.allSettled([apply(both.id), apply(both.id)]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const stale = await send(file(row('G-1', { since: '2025-02-20' }), row('G-3')));
  const sooner = await send(file(row('G-1', { since: '2025-01-10' })));
  await apply(sooner.id);
  await expect(apply(stale.id)).rejects.toMatchObject({ code: 'import-changed' });
  expect(await known('G-3')).toEqual([]);
});

test('broken off in the middle, nothing of it is there; applied again, all of it', async () => {
  const numbers = Array.from({ length: 12 }, (_, n) => `AF-${n}`);
  const whole = await send(file(...numbers.map((number) => row(number))));
  const came = async () => (await known('AF-')).length;
  let rows = 0;
  const broken = t.db.write(who, async (tx) =>
    applyListImport(
      {
        ...tx,
        rows: async (text: string, values?: unknown[]) => {
          if (text.includes('into waiting_list.request') && ++rows === 6)
            await tx.rows('select pg_terminate_backend(pg_backend_pid())');
          return tx.rows(text, values);
        },
      } as typeof tx,
      actorOf(who),
      { importId: whole.id },
    ),
  );
  await expect(broken).rejects.toMatchObject({ kind: 'unavailable' });
  expect(rows).toBe(6);
  expect(await came()).toBe(0);
  expect((await t.db.read(who, (tx) => listImport(tx, whole.id, 'nl'))).state).toBe('CHECKED');
  await apply(whole.id);
  expect(await came()).toBe(12);
});

test('twenty who apply the same file at once: one does', async () => {
  const whole = await send(file(row('TW-1'), row('TW-2')));
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => apply(whole.id)));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(
    new Set(all.flatMap((one) => (one.status === 'rejected' ? [one.reason.code as string] : []))),
  ).toEqual(new Set(['import-not-checked']));
});

test('the file of one region is for that region alone; the same number elsewhere is another child', async () => {
  const mine = await send(file(row('H-1')));
  await expect(t.db.read(other, (tx) => listImport(tx, mine.id, 'nl'))).rejects.toMatchObject({
    code: 'import-not-found',
  });
  await expect(apply(mine.id, other)).rejects.toMatchObject({ code: 'import-not-found' });
  await apply(mine.id);
  expect(await send(file(row('H-1')), other)).toMatchObject({ counts: { new: 1 } });
  await t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`update waiting_list.import_file set at = at - interval '31 days'`);
    await forgetListImports(tx);
  });
  expect(await t.owner(`select 1 from waiting_list.import_file`)).toEqual([]);
});

test('what is exported is what is seen, of one’s own region, logged without what was searched; it comes in again unchanged', async () => {
  await t.db.as('vp_jobs', async (tx) => {
    await makeRequest(tx, { region: 'OVL', fileNumber: 'OVL-1', facts: ['COMPLEX'] });
    await makeRequest(tx, { fileNumber: 'X-1', facts: ['NO_ROOF'], name: ['=cmd', 'Verzonnen'] });
  });
  const csv = await text(
    await t.db.write(who, (tx) =>
      exportList(tx, actorOf(who), { find: 'X-', sort: 'order' }, 'nl'),
    ),
  );
  expect(csv.trim().split('\n')).toHaveLength(2);
  expect(csv).toContain("'=cmd");
  expect(csv).not.toContain('OVL-1');
  const [logged] = await t.owner<{ details: Record<string, unknown> }>(
    `select details from platform.event where kind = 'list.export' order by seq desc limit 1`,
  );
  expect(logged!.details).toEqual({
    region: 'WVL',
    format: 'csv',
    rows: 1,
    filters: { sort: 'order' },
    searched: true,
  });
  const whole = await text(await t.db.write(who, (tx) => exportList(tx, actorOf(who), {}, 'nl')));
  const back = await send(whole);
  expect(codes(back)).toEqual([]);
  expect(back.counts).toMatchObject({ new: 0, changed: 0 });
  const supervisor = await signIn(t, 'AS', { organisationId: await makeOrganisation(t, 'agency') });
  await expect(
    t.db.write(supervisor, (tx) => exportList(tx, actorOf(supervisor), {}, 'nl')),
  ).rejects.toMatchObject({ code: 'no-region' });
});

test('every word is there in every language', () => {
  for (const language of languages)
    for (const kind of ['problem', 'mend'] as const)
      expect(Object.keys(listFileWords[language][kind])).toEqual(
        Object.keys(listFileWords.nl[kind]),
      );
});

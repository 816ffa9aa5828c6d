import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeReference } from '../capacity/fixtures.ts';
import type { Actor } from '../platform/db/command.ts';
import {
  signIn,
  type SignedIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { sealClear } from '../platform/vault/seal-clear.ts';
import { changePerson } from './change-request.ts';
import { waitingListClear } from './clear-rows.ts';
import { makeRequest, makeRules } from './fixtures.ts';
import { writeNote } from './keep-request.ts';
import { waitingList } from './list.query.ts';
import { requestDetail } from './request.query.ts';

let t: TestDatabase;
let worker: SignedIn;
const actor = (): Actor => ({
  personId: worker.personId,
  hatId: worker.hatId,
  role: 'AT',
  name: 'Mia',
});

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', makeReference);
  worker = await signIn(t, 'AT', { areaCode: 'WVL' });
  await t.db.as('vp_jobs', (tx) => makeRules(tx));
});
afterAll(() => t.close());

/** Every row of the slice, histories too, as text. */
async function everything(): Promise<string> {
  const tables = await t.owner<{ name: string }>(
    `select oid::regclass::text as name from pg_class where relnamespace = 'waiting_list'::regnamespace and relkind = 'r'`,
  );
  const rows = await Promise.all(tables.map(({ name }) => t.owner(`select * from ${name}`)));
  return JSON.stringify(rows);
}

test('names, number, day of birth and notes stand sealed, their history too, and are read as they were written', async () => {
  const { requestId, personId } = await t.db.as('vp_jobs', (tx) =>
    makeRequest(tx, {
      name: ['Zilverkanarie', 'Eerstenaam (verzonnen)'],
      fileNumber: 'KANARIE-1',
      birthDate: '2014-05-17',
    }),
  );
  const note = { requestId, kind: 'OTHER' as const };
  await t.db.write(worker, (tx) =>
    writeNote(tx, actor(), { ...note, words: 'Kanariewoorden een' }),
  );
  await t.db.write(worker, (tx) =>
    writeNote(tx, actor(), { ...note, words: 'Kanariewoorden twee' }),
  );
  const identity = {
    fileNumber: 'KANARIE-2',
    givenName: 'Zilverkanarie',
    familyName: 'Tweedenaam (verzonnen)',
    birthDate: '2014-05-18',
  };
  await t.db.write(worker, (tx) => changePerson(tx, actor(), { personId, identity }));
  const detail = await t.db.read(worker, (tx) => requestDetail(tx, requestId));
  expect(detail.identity).toEqual(identity);
  expect(detail.row.name).toBe('Zilverkanarie Tweedenaam (verzonnen)');
  expect(detail.notes?.map(({ words }) => words)).toEqual(['Kanariewoorden twee']);
  const stands = await everything();
  for (const canary of [
    'Zilverkanarie',
    'Eerstenaam',
    'Tweedenaam',
    'KANARIE',
    'Kanariewoorden',
    '2014-05-1',
  ])
    expect(stands).not.toContain(canary);
});

test('found and sorted by names that the database cannot read', async () => {
  for (const name of ['Zomers', 'abeels', 'Élan'] as const)
    await t.db.as('vp_jobs', (tx) =>
      makeRequest(tx, { name: ['Vink', name], fileNumber: `VINK-${name}` }),
    );
  const list = (query: Parameters<typeof waitingList>[1]) =>
    t.db.read(worker, (tx) => waitingList(tx, query));
  expect((await list({ find: 'vink', sort: 'name' })).rows.map(({ name }) => name)).toEqual([
    'Vink abeels',
    'Vink Élan',
    'Vink Zomers',
  ]);
  expect((await list({ find: 'ZOM' })).total).toBe(1);
  expect((await list({ find: 'vink-' })).total).toBe(3);
  expect((await list({ find: '%' })).total).toBe(0);
});

test('what stands in the clear from before is sealed, with its history; broken off and repeated, once', async () => {
  const made = await t.db.as('vp_jobs', (tx) => makeRequest(tx, {}));
  const [{ event_id: eventId }] = (await t.owner<{ event_id: string }>(
    `select event_id from waiting_list.identity where id = $1`,
    [made.personId],
  )) as [{ event_id: string }];
  const clear = `given_name = 'Roodborst', family_name = 'Klaar (verzonnen)', file_number = 'ROOD-1', birth_date = '2013-02-03', sealed = null, number_mark = null`;
  await t.owner(`alter table waiting_list.identity disable trigger user`);
  await t.owner(`update waiting_list.identity set ${clear} where id = $1`, [made.personId]);
  await t.owner(`alter table waiting_list.identity enable trigger user`);
  await t.owner(
    `insert into waiting_list.identity_history (id, region_code, given_name, family_name, event_id, known_from, known_until)
     values ($1, 'WVL', 'Roodborst', 'Eerder (verzonnen)', $2, now(), now())`,
    [made.personId, eventId],
  );
  await t
    .owner(
      `insert into waiting_list.note (request_id, region_code, kind, words, event_id) values ($1, 'WVL', 'OTHER', 'Roodborstwoorden', $2)`,
      [made.requestId, eventId],
    )
    .catch(() => {});
  const read = () => t.db.read(worker, (tx) => requestDetail(tx, made.requestId));
  const before = await read();
  expect(before.row.name).toBe('Roodborst Klaar (verzonnen)');
  expect(await everything()).toContain('Roodborst');
  expect(await sealClear(t.ownerUrl, t.vault, waitingListClear)).toBeGreaterThanOrEqual(2);
  expect(await sealClear(t.ownerUrl, t.vault, waitingListClear)).toBe(0);
  expect(await everything()).not.toContain('Roodborst');
  expect(await read()).toEqual(before);
});

test('a sealed name that is put into the row of another child is refused', async () => {
  const [one, other] = [
    await t.db.as('vp_jobs', (tx) => makeRequest(tx, {})),
    await t.db.as('vp_jobs', (tx) => makeRequest(tx, {})),
  ];
  await t.owner(`alter table waiting_list.identity disable trigger user`);
  await t.owner(
    `update waiting_list.identity i set sealed = o.sealed from waiting_list.identity o where i.id = $1 and o.id = $2`,
    [one.personId, other.personId],
  );
  await t.owner(`alter table waiting_list.identity enable trigger user`);
  await expect(t.db.read(worker, (tx) => requestDetail(tx, one.requestId))).rejects.toThrow(
    /cannot be opened/,
  );
});

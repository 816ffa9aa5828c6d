import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { addDays, dayIn } from '../../platform/period.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from '../fixtures.ts';
import { applyImport } from './apply-import.ts';
import type { ImportAccess } from './import-file.ts';
import { accessFor, actorOf, csv, operatorFor, send } from './import.fixtures.ts';

type Row = Record<string, string | number | null>;

let t: TestDatabase;
let provider: string;
let pc: SignedIn;
let access: ImportAccess;
let unit: MadeUnit;
let code: string;
const today = dayIn(new Date());
const begun = addDays(today, -60);

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', makeReference);
  await t.owner(
    `insert into region.setting (key, region_code, valid, value, source)
     values ('allocation.central-direction', 'WVL', daterange($1, null), '["STAY_O12"]', 'test')`,
    [addDays(today, -30)],
  );
});
afterAll(() => t.close());
beforeEach(async () => {
  provider = await t.db.as('vp_jobs', (tx) => makeProvider(tx));
  pc = await signIn(t, 'PC', { organisationId: provider });
  access = accessFor(t, pc);
  unit = await t.db.as('vp_jobs', (tx) => makeUnit(tx, { providerId: provider, places: 6 }));
  const [row] = await t.owner<{ code: string }>(
    'select code from capacity.care_unit where id = $1',
    [unit.unitId],
  );
  code = row!.code;
});

const stay = (key: string, from: string, more: Row = {}): Row => ({
  key,
  unit: code,
  person_ref: `${code}-${key}`,
  from,
  time_out_of: null,
  ...more,
});
const keys = async () => {
  const rows = await t.owner<{ key: string }>(
    `select external_key as key from capacity.stay where provider_id = $1
     union all select external_key from capacity.absence where provider_id = $1 order by key`,
    [provider],
  );
  return rows.map(({ key }) => key);
};

describe('a file of stays where central direction is in force', () => {
  test('a child that was not allocated is left out by name, with what hangs on it; the rest applies', async () => {
    const state = await send(
      access,
      actorOf(pc),
      JSON.stringify({
        stay: [stay('before', begun), stay('own', addDays(today, -3)), stay('also', today)],
        absence: [
          { key: 'away', stay: 'own', kind: 'HOME', from: today, until: null },
          { key: 'home', stay: 'before', kind: 'HOME', from: today, until: null },
        ],
      }),
      { fileName: 'tabellen.json' },
    );
    expect(state.state).toBe('CHECKED');
    expect(state.counts).toMatchObject({ added: 2, problems: 0 });
    expect(state.findings.map(({ code, row, found }) => [code, row, found])).toEqual([
      ['stay-not-allocated', 1, null],
      ['not-allocated', 2, `${code}-own`],
      ['not-allocated', 3, `${code}-also`],
    ]);
    expect(state.findings[1]!.message).toContain('centrale regie');
    await applyImport(access, actorOf(pc), state.id);
    expect(await keys()).toEqual(['before', 'home']);
    // The same file again changes nothing, and says the same of the same rows.
    const again = await send(
      access,
      actorOf(pc),
      csv([stay('before', begun), stay('own', addDays(today, -3))]),
    );
    expect(again.counts).toMatchObject({ added: 0, changed: 0, problems: 0 });
    expect(again.findings.map(({ code }) => code)).toEqual(['not-allocated']);
  });

  test('who is there already is moved or ended by file, and a stay does not become another child’s', async () => {
    const first = await send(access, actorOf(pc), csv([stay('before', begun)]));
    await applyImport(access, actorOf(pc), first.id);
    const next = await send(
      access,
      actorOf(pc),
      csv([{ ...stay('before', begun), until: today, end_reason: 'HOME' }]),
    );
    expect(next.findings).toEqual([]);
    await applyImport(access, actorOf(pc), next.id);
    const forged = await send(
      access,
      actorOf(pc),
      csv([{ ...stay('before', addDays(today, -5)), person_ref: `${code}-somebody` }]),
    );
    expect(forged.findings.map(({ code }) => code)).toEqual(['not-allocated']);
    expect(forged.counts).toMatchObject({ changed: 0 });
  });

  test('the register of the operator is not held to it', async () => {
    const [row] = await t.owner<{ code: string }>(
      'select code from capacity.provider where id = $1',
      [provider],
    );
    const state = await send(
      operatorFor(t),
      actorOf(pc),
      csv([{ provider: row!.code, ...stay('register', addDays(today, -3)) }]),
    );
    expect(state.findings).toEqual([]);
    expect(state.counts).toMatchObject({ added: 1 });
  });
});

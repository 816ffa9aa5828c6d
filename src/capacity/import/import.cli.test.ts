import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../platform/testing/database.ts';
import type { Photo } from '../contract.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from '../fixtures.ts';
import { runPhoto, runSnapshot } from '../photo.cli.ts';
import { importExit, type ImportCliOptions, runImport } from './import.cli.ts';
import { csv } from './import.fixtures.ts';

let t: TestDatabase;
let unit: MadeUnit;
let code: string;
let providerCode: string;
let folder: string;
let out = '';
let err = '';
const io = {
  stdout: { write: (text: string) => (out += text) },
  stderr: { write: (text: string) => (err += text) },
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'import-cli-'));
  t = await testDatabase();
  await t.db.as('vp_jobs', makeReference);
});
afterAll(async () => {
  await t.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  out = '';
  err = '';
  unit = await t.db.as('vp_jobs', async (tx) =>
    makeUnit(tx, { providerId: await makeProvider(tx), places: 4 }),
  );
  const [row] = await t.owner<{ code: string; provider: string }>(
    `select u.code, p.code as provider from capacity.care_unit u join capacity.provider p on p.id = u.provider_id where u.id = $1`,
    [unit.unitId],
  );
  code = row!.code;
  providerCode = row!.provider;
});

function fileOf(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const stays = (more = {}) =>
  csv([
    {
      provider: providerCode,
      key: 'A',
      unit: code,
      place: '1',
      person_ref: `${code}-A`,
      from: '2026-01-01',
      ...more,
    },
    {
      provider: providerCode,
      key: 'B',
      unit: code,
      place: '2',
      person_ref: `${code}-B`,
      from: '2026-01-01',
      ...more,
    },
  ]);

const run = (files: string[], options: ImportCliOptions, more = {}) =>
  runImport({ db: t.db, files, options, io: { ...io, ...more } });

async function occupied(): Promise<number> {
  out = '';
  await runPhoto({ db: t.db, format: 'json', io });
  const photo = JSON.parse(out) as Photo;
  return photo.units.find((row) => row.unitId === unit.unitId)!.figures.occupied;
}

test('the operator imports at once; the counters follow although they are settled in bulk', async () => {
  const path = fileOf('stays.csv', stays());
  expect(await run([path], { yes: true })).toBe(importExit.done);
  expect(out).toContain('2 to add');
  expect(out).toMatch(/Applied: event [0-9a-f-]{36}/);
  expect(await occupied()).toBe(2);
  out = '';
  expect(await run([path], { yes: true })).toBe(importExit.done);
  expect(out).toContain('Nothing to change.');
  expect(await occupied()).toBe(2);
  expect(await run([fileOf('ended.csv', stays({ until: '2026-02-01' }))], { yes: true })).toBe(
    importExit.done,
  );
  expect(await occupied()).toBe(0);
});

test('asks before it applies; a dry run never does', async () => {
  const path = fileOf('ask.csv', stays());
  expect(await run([path], { dryRun: true, yes: true })).toBe(importExit.done);
  expect(await run([path], {})).toBe(importExit.notConfirmed);
  expect(await run([path], {}, { confirm: async () => false })).toBe(importExit.notConfirmed);
  expect(await occupied()).toBe(0);
  expect(await run([path], {}, { confirm: async () => true })).toBe(importExit.done);
  expect(await occupied()).toBe(2);
});

test.each([true, false])(
  'a refused file leaves nothing and shows a table (at once: %s)',
  async (yes) => {
    const path = fileOf(
      'bad.csv',
      `${stays()}${providerCode};C;NIETS;1;X;2026-01-01\n${providerCode};D;${code};1;X;morgen\n`,
    );
    expect(await run([path], { yes })).toBe(importExit.refused);
    expect(err).toMatch(/sheet +row +column +found +what/);
    expect(err).toMatch(/4 +unit +NIETS +De leefgroep “NIETS” kennen we niet/);
    expect(err).toMatch(/5 +from +morgen/);
    expect(await occupied()).toBe(0);
  },
);

test('rows without a provider belong to the one that is named', async () => {
  const path = fileOf(
    'own.csv',
    csv([{ key: 'A', unit: code, person_ref: `${code}-A`, from: '2026-01-01' }]),
  );
  expect(await run([path], { yes: true })).toBe(importExit.refused);
  expect(err).toContain('Van welke voorziening');
  expect(await run([path], { yes: true, provider: providerCode })).toBe(importExit.done);
  expect(await occupied()).toBe(1);
});

test('the photo as CSV and table says the same as the JSON; a snapshot is taken once', async () => {
  await runPhoto({ db: t.db, format: 'table', io });
  expect(out).toMatch(new RegExp(`${code} STAY_O12 +4 +0 +0 +0 +0 +0 +4 +4 +0`));
  out = '';
  await runPhoto({ db: t.db, format: 'csv', io });
  expect(out).toContain(`;${code};`);
  out = '';
  await runSnapshot({ db: t.db, kind: 'AD_HOC', io });
  await runSnapshot({ db: t.db, kind: 'AD_HOC', io });
  expect(out).toMatch(/Taken: .*\nThere was one/);
});

import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StartProblem } from '../errors.ts';
import { type TestDatabase, testDatabase } from '../testing/database.ts';
import { keyringBeside, openVault } from './open-vault.ts';
import { SealBroken } from './sealed-text.ts';
import type { Vault } from './vault.ts';

let t: TestDatabase;
let folder: string;
let keyFile: string;
const opened: Vault[] = [];

async function open(): Promise<Vault> {
  const vault = await openVault({ ownerUrl: t.ownerUrl, keyFile });
  opened.push(vault);
  return vault;
}

const spot = () => ({ column: 'a.b.words', row: randomUUID() });
const cell = (where: ReturnType<typeof spot>, text: string, take?: unknown) => ({
  '~sealed': text,
  ...where,
  ...(take !== undefined && { take }),
});

beforeAll(async () => {
  t = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'vrijplaats-test-vault-'));
  keyFile = join(folder, 'vault-key');
});
afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()));
  rmSync(folder, { recursive: true, force: true });
  await t.close();
});

async function keys<Row extends object>(text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: keyringBeside(t.ownerUrl) });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows as Row[];
}

test('twenty who need the key of a new file at once get the same one', async () => {
  const vaults = await Promise.all([open(), open(), open()]);
  const [file, where] = [randomUUID(), spot()];
  const sealed = await Promise.all(
    Array.from({ length: 21 }, (_, i) => vaults[i % 3]!.seal(file, where, `words ${i}`)),
  );
  const other = await open();
  const rows = await other.open(sealed.map((text) => ({ words: cell(where, text) as unknown })));
  expect(rows.map(({ words }) => words)).toEqual(sealed.map((_, i) => `words ${i}`));
});

test('cells are opened however deep, as text, as words joined, as fields under other names', async () => {
  const vault = await open();
  const [file, where] = [randomUUID(), spot()];
  const text = await vault.seal(
    file,
    where,
    JSON.stringify({ given: 'Ada', family: 'Vos', born: null }),
  );
  const [row] = await vault.open([
    {
      n: 1,
      list: [{ name: cell(where, text, ['given', 'family']) as unknown }],
      who: cell(where, text, { givenName: 'given', birthDate: 'born' }) as unknown,
      none: { '~sealed': null, ...where } as unknown,
    },
  ]);
  expect(row).toEqual({
    n: 1,
    list: [{ name: 'Ada Vos' }],
    who: { givenName: 'Ada', birthDate: null },
    none: null,
  });
});

test('a value moved to another row is refused, and so is what was never sealed', async () => {
  const vault = await open();
  const [file, where] = [randomUUID(), spot()];
  const text = await vault.seal(file, where, 'words');
  await expect(vault.open([cell({ ...where, row: randomUUID() }, text)])).rejects.toThrow(
    SealBroken,
  );
  await expect(vault.open([cell(where, 'plain')])).rejects.toThrow(SealBroken);
});

test('an erased file opens nowhere any more, not from an older copy of its rows, and gets no new key', async () => {
  const vault = await open();
  const [file, kept, where] = [randomUUID(), randomUUID(), spot()];
  const backup = [await vault.seal(file, where, 'words'), await vault.seal(kept, where, 'others')];
  const read = async (by: Vault) =>
    (await by.open(backup.map((text) => ({ words: cell(where, text) as unknown })))).map(
      (row) => row.words,
    );
  // The control: before the erasure the copy can be read.
  expect(await read(vault)).toEqual(['words', 'others']);
  expect(await vault.erase([file], 'test')).toBe(1);
  expect(await read(vault)).toEqual([null, 'others']);
  expect(await read(await open())).toEqual([null, 'others']);
  await expect(vault.seal(file, where, 'again')).rejects.toMatchObject({ code: 'file-erased' });
  expect(await keys(`select 1 from file_key where file_id = '${file}'`)).toEqual([]);
});

test('the master key can be changed while files get keys, and what was broken off goes on', async () => {
  const vault = await open();
  const where = spot();
  const before = await vault.seal(randomUUID(), where, 'before');
  copyFileSync(keyFile, `${keyFile}.old`);
  // Broken off after the new key was written to the file and before anything was wrapped with it.
  const half = await open();
  writeFileSync(
    keyFile,
    `${readFileSync(keyFile, 'utf8')}m-half ${Buffer.alloc(32, 7).toString('base64')}\n`,
  );
  const during = await half.seal(randomUUID(), where, 'half');
  const [wrapped, ...made] = await Promise.all([
    (await open()).keyring.rotate(),
    ...Array.from({ length: 40 }, (_, i) => vault.seal(randomUUID(), where, `during ${i}`)),
  ]);
  expect(wrapped).toBeGreaterThan(0);
  const after = await open();
  const rows = await after.open(
    [before, during, ...made].map((text) => ({ words: cell(where, text) as unknown })),
  );
  expect(rows.map(({ words }) => words)).toEqual([
    'before',
    'half',
    ...made.map((_, i) => `during ${i}`),
  ]);
  expect(await keys('select distinct master from file_key')).toHaveLength(1);
  expect(readFileSync(keyFile, 'utf8').trim().split('\n')).toHaveLength(1);
  // The old master key alone opens nothing any more.
  const late = await openVault({ ownerUrl: t.ownerUrl, keyFile: `${keyFile}.old` });
  opened.push(late);
  await expect(late.open([cell(where, before)])).rejects.toThrow(StartProblem);
});

test('without its master keys a vault that holds keys is not opened, and none are made over them', async () => {
  await (await open()).seal(randomUUID(), spot(), 'words');
  await expect(openVault({ ownerUrl: t.ownerUrl, keyFile: join(folder, 'lost') })).rejects.toThrow(
    /master key .* is missing/,
  );
});

test('the logins of the application cannot reach the keys', async () => {
  await open();
  const url = new URL(keyringBeside(t.ownerUrl));
  const { loginPassword } = await import('../db/roles.ts');
  url.username = 'vp_at';
  url.password = loginPassword(t.roleSecret, 'vp_at');
  const client = new pg.Client({ connectionString: url.toString() });
  client.on('error', () => {});
  await expect(client.connect()).rejects.toMatchObject({ code: '42501' });
});

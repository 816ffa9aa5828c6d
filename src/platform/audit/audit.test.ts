import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn, type TestDatabase, testDatabase } from '../testing/database.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { recordEvent, theProgram } from '../db/command.ts';
import type { Writer } from '../db/database.ts';
import { canonicalJson } from './canonical-json.ts';
import { beginning } from './line-hash.ts';
import { looksAt } from './looks-at.ts';
import { isProven, proveLine } from './prove-line.ts';
import { sealAll } from './sealing.ts';
import { seenBy } from './seen-by.ts';
import {
  addEntries,
  keepCopy,
  manipulateStatements,
  manipulations,
  type SmallLog,
  smallLog,
} from './small-log.fixtures.ts';
import { LogBehind } from './sign-roots.ts';
import { openStatements } from './statement-folder.ts';
import { keyName, readStatements, type RootStatement, signedText, standing } from './statement.ts';

let t: TestDatabase;
let log: SmallLog;
let putBack: () => Promise<void>;
const last = 60;

beforeAll(async () => {
  t = await testDatabase();
  log = await smallLog(t.owner, t.db, 20);
  putBack = await keepCopy(t.owner);
});
afterAll(async () => {
  log.close();
  await t.close();
});

test('a log that nobody changed is in order, to its end signed', async () => {
  expect(await log.verify()).toMatchObject({
    lines: last,
    days: 3,
    unsealed: 0,
    unsigned: 0,
    problems: [],
  });
});

describe('somebody with all rights over the database', () => {
  const { next: random } = seededRandom(38);
  test.each(Object.entries(manipulations))('%s: found', async (_name, { needsRoots, sql }) => {
    for (let n = 0; n < 2; n++) {
      try {
        for (const each of sql(random, last)) await t.owner(each);
        expect((await log.verify()).problems.length).toBeGreaterThan(0);
        // The control: without what was signed outside, a chain that was made anew is in order.
        const alone = (await log.verify({ withoutRoots: true })).problems;
        if (needsRoots) expect(alone).toEqual([]);
        else expect(alone.length).toBeGreaterThan(0);
      } finally {
        await putBack();
      }
    }
    expect((await log.verify()).problems).toEqual([]);
  });
  test('statements outside that were edited or taken out: found', async () => {
    for (let n = 0; n < 6; n++) {
      const undo = manipulateStatements(log, random);
      try {
        expect((await log.verify()).problems.length).toBeGreaterThan(0);
      } finally {
        undo();
      }
    }
  });
});

test('each line is proven against what was signed, within five kilobytes', async () => {
  const folder = openStatements(log.folder, log.instanceId);
  for (const number of [1, 20, 21, 47, last]) {
    const proof = (await proveLine(t.db, folder, beginning(log.instanceId), number))!;
    const { statement } = JSON.parse(proof.statement) as { statement: RootStatement };
    expect(isProven(proof, statement)).toBe(true);
    expect(isProven({ ...proof, line: proof.line.replace('200', '404') }, statement)).toBe(false);
    expect(isProven({ ...proof, index: proof.index + 1 }, statement)).toBe(false);
    expect(JSON.stringify(proof).length).toBeLessThan(5 * 1024);
  }
  expect(await proveLine(t.db, folder, beginning(log.instanceId), last + 1)).toBeNull();
});

test('a statement is believed with its signature, its key and the one before it', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = createPublicKey(privateKey);
  const statement = {
    kind: 'ROOT',
    at: '2026-03-01T00:00:00Z',
    instance: 'x',
    key: keyName(key),
    previous: null,
    day: '2026-03-01',
    first: 1,
    last: 9,
    hash: 'aa',
    root: 'bb',
    closed: false,
  } as const;
  const keys = new Map([[keyName(key), key]]);
  const text = signedText(statement, privateKey);
  const faults = (texts: string[], known = keys) =>
    readStatements(texts, known).map(({ fault }) => fault);
  expect(faults([text])).toEqual([null]);
  expect(faults([text.replace('"last":9', '"last":8')])).toEqual([expect.stringMatching(/signed/)]);
  expect(faults([text], new Map())).toEqual([expect.stringMatching(/signed/)]);
  expect(faults([text, text])).toEqual([null, expect.stringMatching(/follow/)]);
  expect(faults(['{'])).toEqual([expect.stringMatching(/no JSON/)]);
});

test('an entry that was late gets its number, and none gets two', async () => {
  const at = await signIn(t, 'AT');
  let late!: () => void;
  const waits = new Promise<void>((resolve) => (late = resolve));
  let begun!: () => void;
  const isBegun = new Promise<void>((resolve) => (begun = resolve));
  const slow = t.db.write(at, async (tx) => {
    await tx.rows(`select audit.append('{"kind":"LATE"}', null)`);
    begun();
    await waits;
  });
  await isBegun;
  await addEntries(t.owner, 3);
  await sealAll(t.db);
  late();
  await slow;
  await addEntries(t.owner, 2);
  await sealAll(t.db);
  const [counted] = await t.owner<{ entries: number; lines: number; last: number }>(
    `select (select count(*)::int from audit.entry) as entries, count(*)::int as lines, max(number)::int as last from audit.line`,
  );
  expect(counted).toEqual({ entries: last + 6, lines: last + 6, last: last + 6 });
  expect((await log.verify()).problems).toEqual([]);
  await putBack();
});

test('what one account saw between two moments', async () => {
  const at = await signIn(t, 'AT');
  await t.db.write(at, (tx) => tx.rows(`select audit.append('{"kind":"SEEN"}', null)`));
  const moments = { from: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' };
  const seen = await seenBy(t.db, { account: at.personId, ...moments });
  expect(seen).toEqual([{ number: null, line: expect.stringContaining('"kind":"SEEN"') }]);
  await sealAll(t.db);
  const [again] = await seenBy(t.db, { account: at.personId, ...moments });
  expect(again!.number).toBe(last + 1);
  expect(
    await seenBy(t.db, { account: at.personId, ...moments, until: '2021-01-01T00:00:00Z' }),
  ).toEqual([]);
  await putBack();
});

test('who looked at one file: by what was shown, and by what a change was about', async () => {
  const at = await signIn(t, 'AT');
  const [shown, about, other] = [randomUUID(), randomUUID(), randomUUID()];
  const look = (kind: string, ids: string[]) =>
    canonicalJson({ kind, subjects: [{ kind: 'file', ids }] });
  const append = (tx: Writer, kind: string, ids: string[]) =>
    tx.rows('select audit.append($1, null)', [look(kind, ids)]);
  await t.db.write(at, (tx) => append(tx, 'ONE', [shown.toUpperCase(), other]));
  await t.db.write(at, async (tx) => {
    const of = { slice: 'test', kind: 'step', organisationId: null, subjectId: about };
    await recordEvent(tx, theProgram, of);
    await append(tx, 'TWO', [shown]);
  });
  await t.db.write(at, (tx) => append(tx, 'THREE', [other]));
  expect(await looksAt(t.db, { ids: [shown], most: 9 })).toEqual([]);
  await sealAll(t.db);
  const kinds = async (ids: string[], more: { most?: number; before?: string } = {}) =>
    (await looksAt(t.db, { ids, most: 9, ...more })).map(
      ({ line }) => (JSON.parse(line) as { look: { kind: string } }).look.kind,
    );
  expect(await kinds([shown])).toEqual(['TWO', 'ONE']);
  expect(await kinds([about])).toEqual(['TWO']);
  expect(await kinds([about, other])).toEqual(['THREE', 'TWO', 'ONE']);
  expect(await kinds([about, other], { most: 1 })).toEqual(['THREE']);
  expect(await kinds([shown], { before: '2020-01-01T00:00:00Z' })).toEqual([]);
  expect((await log.verify()).problems).toEqual([]);
  await putBack();
});

test('after a restore nothing is signed until somebody says so; then it goes on, and is told for good', async () => {
  await t.owner('delete from audit.line where number > 47');
  await t.owner('delete from audit.entry where id not in (select entry_id from audit.line)');
  const now = new Date('2026-03-03T14:00:00Z');
  await expect(log.sign(now)).rejects.toThrow(LogBehind);
  expect(await log.restored('disk broken')).toEqual({ last: 47, lost: last - 47 });
  await addEntries(t.owner, 4);
  await sealAll(t.db);
  await log.sign(now);
  const verified = await log.verify();
  expect(verified).toMatchObject({ lines: 52, unsigned: 0, problems: [] });
  expect(verified.restored).toMatchObject([{ last: 47, lost: { last }, reason: 'disk broken' }]);
  // Taken out again, it is missed.
  await t.owner(
    `update audit.entry set line = replace(line, 'RESTORED', 'READ') where line like '%RESTORED%'`,
  );
  expect((await log.verify()).problems.join()).toMatch(/has no line/);
});

test('what counts of the statements: what was signed beyond a restore does not', () => {
  const files = readFileSync(join(log.folder, log.instanceId, '2026-03-03.jsonl'), 'utf8');
  expect(files.match(/"kind":"RESTORED"/g)).toHaveLength(1);
  const root = (end: number) => ({ kind: 'ROOT', last: end }) as RootStatement;
  const restored = { kind: 'RESTORED', last: 4 } as never;
  expect(standing([root(3), root(4), root(9), restored, root(6)]).roots).toEqual([
    root(3),
    root(4),
    root(6),
  ]);
});

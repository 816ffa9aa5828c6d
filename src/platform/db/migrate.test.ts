import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { migrate } from './migrate.ts';
import type { WallPart } from './wall.ts';

/** Stands for grants and policies, which want every table for themselves. */
const policies: WallPart[] = [
  { kind: 'relation', name: 'auth.person', sql: 'lock table auth.person in access exclusive mode' },
];

test('gives way to who works while it changes the wall, and comes through when they are done', async () => {
  const { ownerUrl, roleSecret } = await testDatabase({ forThisTest: true });
  const works = new pg.Client({ connectionString: ownerUrl });
  const looks = new pg.Client({ connectionString: ownerUrl });
  await Promise.all([works.connect(), looks.connect()]);
  onTestFinished(() => Promise.all([works.end(), looks.end()]).then(() => {}));
  await works.query('begin');
  await works.query('select from auth.person');
  let isDone = false;
  const migrated = migrate({ url: ownerUrl, roleSecret, policies });
  const done = migrated.then(() => {
    isDone = true;
  });
  let longest = 0;
  for (const ends = performance.now() + 700; performance.now() < ends; ) {
    const began = performance.now();
    await looks.query('select from auth.person limit 1');
    longest = Math.max(longest, performance.now() - began);
  }
  expect(isDone).toBe(false);
  // Without giving way, who looks would stand behind it for as long as the other one works.
  expect(longest).toBeLessThan(600);
  await works.query('commit');
  await done;
  expect(await migrated).toMatchObject({
    applied: [],
    renewed: expect.arrayContaining(['auth.person']),
  });
}, 30_000);

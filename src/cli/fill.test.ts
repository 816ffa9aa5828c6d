import { expect, test } from 'vitest';
import { fillDemo } from '../demo/index.ts';
import { makeDueReleases } from '../insight/index.ts';
import { embeddedIssuerName } from '../platform/auth/embedded-issuer.ts';
import { systemClock } from '../platform/clock.ts';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { ensureDemo } from './fill.ts';
import { markDemo } from './instance.ts';

const start = (t: TestDatabase) =>
  ensureDemo(
    {
      ownerUrl: t.ownerUrl,
      roleSecret: t.roleSecret,
      vault: t.vault,
      trouble: () => null,
      stop: async () => {},
    },
    { signal: new AbortController().signal },
  );
const months = async (t: TestDatabase) =>
  (
    await t.owner<{ month: string }>(
      'select month::text as month from insight.release order by month',
    )
  ).map((row) => row.month);

/** So long ago that a day of release has passed since. */
const aWhileAgo = { now: () => new Date(systemClock.now().getTime() - 40 * 86_400_000) };

test('a start takes up what a first start that was broken off left undone, and no more', async () => {
  const t = await testDatabase({ forThisTest: true });
  await markDemo(t.ownerUrl);
  await fillDemo({ db: t.db, clock: aWhileAgo, issuer: embeddedIssuerName, years: 0.4 });
  const stop = new AbortController();
  const first = makeDueReleases(t.db, {
    signal: stop.signal,
    progress: (month) => {
      if (month) stop.abort(new Error('broken off'));
    },
  });
  await expect(first).rejects.toThrow('broken off');
  const [done, ...more] = await months(t);
  expect(more).toEqual([]);

  await start(t);
  const all = await months(t);
  expect(all[0]).toBe(done);
  expect(all.length).toBeGreaterThan(2);
  await start(t);
  expect(await months(t)).toEqual(all);

  // What has fallen due since the day of the fill is left to the nightly job.
  const later = await makeDueReleases(t.db);
  expect(later.length).toBeGreaterThan(0);
  expect(await months(t)).toEqual([...all, ...later.map((each) => each.month)]);
}, 120_000);

import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { installJobs } from '../../src/platform/jobs/worker.ts';
import { testDatabase } from '../../src/platform/testing/database.ts';
import { seededRandom } from '../../src/platform/testing/seeded-random.ts';
import { binDir, initSingle } from '../cluster/single.ts';
import { flip, pageOf, pagesAreSound } from './damage.ts';
import { killRound } from './job-kill.ts';
import { drillTables } from './job-steps.ts';

/** A short sample of the drills, for machines that may have none of their programs: what is not there is said. */
const needs = (path: string) => (existsSync(path) ? null : `SKIPPED, not installed: ${path}`);

describe('a worker that is killed in the middle of a job', () => {
  async function round(manner: 'safe' | 'naive') {
    const test = await testDatabase({ forThisTest: true });
    await installJobs(test.ownerUrl);
    const owner = new pg.Client({ connectionString: test.ownerUrl });
    await owner.connect();
    onTestFinished(() => owner.end());
    await owner.query(drillTables);
    const server = { url: test.ownerUrl, roleSecret: test.roleSecret };
    return killRound(server, owner, { seed: 1, manner, killAt: 'effect', pace: 'soon' });
  }

  test('loses nothing and does nothing twice', async () => {
    expect(await round('safe')).toMatchObject({ items: 20, lost: 0, twice: 0 });
  });

  test('control: with effect and mark apart, everything is done twice', async () => {
    expect(await round('naive')).toMatchObject({ lost: 0, twice: 20 });
  });
});

test('one damaged byte in any page is noticed, and nothing where nothing is', async (context) => {
  const missing = needs(join(binDir, 'pg_checksums'));
  if (missing !== null) context.skip(missing);
  // As root the account of the server must come through, so not under a folder of ours.
  const parent = process.getuid?.() === 0 ? '/var/lib/vrijplaats-drill' : tmpdir();
  mkdirSync(parent, { recursive: true, mode: 0o711 });
  const dir = mkdtempSync(join(parent, 'sample-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const dataDir = initSingle(dir, 'sample');
  expect(pagesAreSound(dataDir)).toBe(true);
  for (let seed = 1; seed <= 4; seed += 1) {
    const random = seededRandom(seed);
    const { file, offset } = pageOf(dataDir, random);
    const mend = await flip(file, offset, 1 + random.below(255));
    expect(pagesAreSound(dataDir), `${file} at ${offset}`).toBe(false);
    await mend();
  }
  expect(pagesAreSound(dataDir)).toBe(true);
});

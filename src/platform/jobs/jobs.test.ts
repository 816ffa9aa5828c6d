import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loginPassword } from '../db/roles.ts';
import { type TestDatabase, testDatabase } from '../testing/database.ts';
import { cronPattern, everyMinute, isDue, type NightlyJob } from './nightly-job.ts';
import { installJobs, startJobs } from './worker.ts';

const zone = 'Europe/Brussels';

describe('when a job is due', () => {
  test.each([
    // Summer and winter, and both nights on which the clock is moved.
    ['00:05', undefined, '2026-07-14T22:05:00Z', true],
    ['00:05', undefined, '2026-07-14T23:05:00Z', false],
    ['00:05', undefined, '2026-12-14T23:05:00Z', true],
    ['00:05', undefined, '2026-12-14T22:05:00Z', false],
    ['00:05', undefined, '2026-03-28T23:05:00Z', true],
    ['00:05', undefined, '2026-03-29T22:05:00Z', true],
    ['00:05', undefined, '2026-10-24T22:05:00Z', true],
    ['00:05', undefined, '2026-10-25T23:05:00Z', true],
    ['06:00', 1, '2026-11-23T05:00:00Z', true],
    ['06:00', 1, '2026-11-24T05:00:00Z', false],
    ['06:00', 1, '2026-11-23T06:00:00Z', false],
    [everyMinute, undefined, '2026-11-23T06:01:00Z', true],
  ] as const)('at %s, weekday %s: %s is %s', (at, weekday, moment, due) => {
    expect(isDue({ at, ...(weekday && { weekday }) }, new Date(moment), zone)).toBe(due);
  });

  test.each(['00:05', '01:30', '06:00', '12:00', '23:59'])(
    'the pattern wakes it for every %s of the year, once a day',
    (at) => {
      const [minute = '', hours = ''] = cronPattern({ at }).split(' ');
      let found = 0;
      for (let day = 0; day < 365; day++) {
        const due = hours
          .split(',')
          .map((hour) => new Date(Date.UTC(2026, 0, 1 + day, Number(hour), Number(minute))))
          .filter((moment) => isDue({ at }, moment, zone));
        found += due.length;
      }
      expect(found).toBe(365);
    },
  );
});

test('what is done each minute is woken each minute', () => {
  expect(cronPattern({ at: everyMinute })).toBe('* * * * *');
});

describe('the queue', () => {
  let db: TestDatabase;
  const asJobs = () => {
    const url = new URL(db.ownerUrl);
    url.username = 'vp_jobs';
    url.password = loginPassword(db.roleSecret, 'vp_jobs');
    return url.toString();
  };
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  test('is installed by the owner, twice without harm, and the application owns nothing of it', async () => {
    await installJobs(db.ownerUrl);
    await installJobs(db.ownerUrl);
    const owned = await db.owner(
      `select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname <> 'vp_owner'
         and c.relnamespace = 'graphile_worker'::regnamespace`,
    );
    expect(owned).toEqual([]);
  });

  test('is closed to every other login', async () => {
    for (const login of ['vp_at', 'vp_nobody', 'vp_door'] as const) {
      await expect(
        db.db.as(login, (tx) => tx.rows('select * from graphile_worker.jobs')),
      ).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
  });

  test('runs what is put in it as vp_jobs, tries again, and stops', async () => {
    const ran: string[] = [];
    const jobs: NightlyJob[] = [
      {
        name: 'test-job',
        at: '00:05',
        catchUpDays: 0,
        async run(database) {
          ran.push('begun');
          if (ran.length === 1) throw new Error('the first time fails');
          await database.as('vp_jobs', async (tx) => {
            ran.push((await tx.rows<{ who: string }>('select session_user as who'))[0]!.who);
          });
        },
      },
    ];
    const told: string[] = [];
    const worker = await startJobs({
      url: db.ownerUrl,
      roleSecret: db.roleSecret,
      db: db.db,
      jobs,
      timeZone: zone,
      log: { info: (_, message) => told.push(message), error: (_, message) => told.push(message) },
    });
    const client = new pg.Client({ connectionString: asJobs() });
    onTestFinished(async () => {
      await client.end();
      await worker.stop();
    });
    await client.connect();
    await client.query(`select graphile_worker.add_job('test-job', '{}')`);
    await expect.poll(() => ran.length, { timeout: 15_000 }).toBe(1);
    await client.query(`update graphile_worker._private_jobs set run_at = now()`);
    await client.query(
      `select graphile_worker.add_job('test-job', '{"wrong moment": true, "_cron": {"ts": "2026-07-14T23:05:00Z"}}')`,
    );
    await client.query(
      `select graphile_worker.add_job('test-job', '{"_cron": {"ts": "2026-07-14T22:05:00Z"}}')`,
    );
    await expect
      .poll(() => ran.filter((each) => each === 'vp_jobs').length, { timeout: 8_000 })
      .toBeGreaterThanOrEqual(1);
    expect(ran).toContain('vp_jobs');
    expect(told).toContain('job done');
  }, 60_000);

  test('goes on with the job of a worker that is gone, and leaves that of one that lives', async () => {
    const ran: string[] = [];
    const client = new pg.Client({ connectionString: asJobs() });
    await client.connect();
    await client.query('delete from graphile_worker._private_jobs');
    for (const task of ['of-gone', 'of-living'])
      await client.query(`select graphile_worker.add_job($1, '{}')`, [task]);
    await client.query(
      `update graphile_worker._private_jobs j set locked_at = now(), locked_by = 'worker ' || t.identifier
         from graphile_worker._private_tasks t where t.id = j.task_id`,
    );
    await client.query(
      `select pg_advisory_lock(hashtext('vrijplaats worker'), hashtext('worker of-living'))`,
    );
    const told: string[] = [];
    const worker = await startJobs({
      url: db.ownerUrl,
      roleSecret: db.roleSecret,
      db: db.db,
      jobs: ['of-gone', 'of-living'].map((name) => ({
        name,
        at: '00:05',
        catchUpDays: 0,
        run: async () => void ran.push(name),
      })),
      timeZone: zone,
      log: { info: () => {}, error: (_, message) => told.push(message) },
      freeEveryMs: 50,
    });
    onTestFinished(async () => {
      await client.end();
      await worker.stop();
    });
    await expect.poll(() => told, { timeout: 8_000 }).not.toEqual([]);
    // The queue itself looks again only after half a minute.
    await client.query(`select graphile_worker.add_job('of-gone', '{}')`);
    await expect.poll(() => ran.length, { timeout: 8_000 }).toBe(2);
    expect(ran).toEqual(['of-gone', 'of-gone']);
  }, 60_000);
});

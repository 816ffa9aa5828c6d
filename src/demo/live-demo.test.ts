import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { makeProvider, makeReference, makeUnit } from '../capacity/fixtures.ts';
import { startStay } from '../capacity/start-stay.ts';
import { embeddedIssuerName } from '../platform/auth/embedded-issuer.ts';
import { openSessions } from '../platform/auth/sessions.ts';
import { systemClock } from '../platform/clock.ts';
import { theProgram } from '../platform/db/command.ts';
import { signIn, type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { addDays, dayIn } from '../platform/period.ts';
import { startLiveDemo } from './live-demo.ts';
import { dailyMoves, type MoveKind, nextKind } from './moves.ts';
import { Random } from './random.ts';

const today = dayIn(new Date());
let t: TestDatabase;
let real: string;

beforeAll(async () => {
  t = await testDatabase();
  await t.owner(`update platform.instance set mode = 'test'`);
  const providers = await t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [`${addDays(today, -60)}T08:00:00Z`]);
    await makeReference(tx);
    const made = [await makeProvider(tx), await makeProvider(tx), await makeProvider(tx)];
    for (const providerId of made) {
      const unit = await makeUnit(tx, { providerId, places: 12 });
      for (let n = 0; n < 6; n++)
        await startStay(tx, theProgram, {
          unitId: unit.unitId,
          module: unit.module,
          from: addDays(today, -50),
        });
    }
    return made;
  });
  for (const organisationId of providers) {
    const pc = await signIn(t, 'PC', { organisationId });
    await t.owner(`update auth.person set issuer = $2 where id = $1`, [
      pc.personId,
      embeddedIssuerName,
    ]);
  }
  real = providers[2]!;
  await t.owner(`update capacity.provider set invented = false where id = $1`, [real]);
});
afterAll(() => t.close());

function live(perMinute: number) {
  const sessions = openSessions({
    db: t.db,
    clock: systemClock,
    limits: { idleMinutes: 15, absoluteHours: 8 },
  });
  const demo = startLiveDemo({
    db: t.db,
    clock: systemClock,
    issuer: embeddedIssuerName,
    open: (who) => sessions.open(who),
    close: (token) => sessions.end(token, 'demo stopped'),
    perMinute,
    seed: 'proef',
  });
  onTestFinished(() => demo.stop());
  return demo;
}
const events = () =>
  t.owner<{ kind: string; role_code: string; organisation_id: string }>(
    `select kind, role_code, organisation_id from platform.event where person_id is not null`,
  );

describe('the demo lives', () => {
  test('through the real commands, signed by the providers’ own people, and never for one that is not invented', async () => {
    const demo = live(0);
    const seen = new Set<MoveKind>();
    for (let n = 0; n < 150; n++) {
      const kind = await demo.step();
      if (kind) seen.add(kind);
    }
    expect([...seen]).toEqual(expect.arrayContaining(['away', 'confirm']));
    const made = await events();
    expect(made.length).toBe(Object.values(demo.done).reduce((sum, n) => sum + n, 0));
    expect(new Set(made.map(({ role_code }) => role_code))).toEqual(new Set(['PC']));
    expect(made.filter(({ organisation_id }) => organisation_id === real)).toEqual([]);
    const [over] = await t.owner<{ n: number }>(
      `select count(*)::int as n from capacity.unit_live where over_occupied > 0`,
    );
    expect(over!.n).toBe(0);
  });

  test('by itself at its pace, and stands still once stopped, with nobody signed in', async () => {
    const before = (await events()).length;
    const demo = live(6_000);
    await expect.poll(async () => (await events()).length).toBeGreaterThan(before);
    await demo.stop();
    const after = (await events()).length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect((await events()).length).toBe(after);
    const open = await t.owner(
      `select 1 from auth.session s join auth.person p on p.id = s.person_id where s.ended_at is null and s.csrf_token <> 'csrf'`,
    );
    expect(open).toEqual([]);
  });
});

test('comings and goings keep each other’s pace', () => {
  const random = new Random('pace');
  const done: Partial<Record<MoveKind, number>> = {};
  for (let n = 0; n < 20_000; n++) {
    const kind = nextKind(random, done);
    done[kind] = (done[kind] ?? 0) + 1;
    const moved = (done.start ?? 0) + (done.planned ?? 0) + (done.begin ?? 0) - (done.end ?? 0);
    expect(Math.abs(moved)).toBeLessThanOrEqual(8);
    expect(Math.abs((done.out ?? 0) - (done.in ?? 0))).toBeLessThanOrEqual(8);
  }
  for (const kind of Object.keys(dailyMoves) as MoveKind[]) expect(done[kind]).toBeGreaterThan(0);
  const share = (done.confirm ?? 0) / 20_000;
  const sum = Object.values(dailyMoves).reduce((all, n) => all + n, 0);
  expect(share).toBeCloseTo(dailyMoves.confirm / sum, 1);
});

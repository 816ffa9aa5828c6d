import { openDatabase } from '../platform/db/database.ts';
import { seededRandom } from '../platform/testing/seeded-random.ts';
import type { Asker, MatrixWorld, Walled } from './matrix-world.fixtures.ts';

export interface Interleaved {
  rounds: number;
  /** Rounds that saw whom and what they should. */
  right: number;
  /** Rounds that ended in the error that was provoked. */
  broken: number;
  /** Rounds that saw another's identity or rows, or were let in when they should not be. */
  wrong: string[];
}

type Act =
  | 'read'
  | 'write'
  | 'error'
  | 'cancel'
  | 'leave settings'
  | 'prepared'
  | 'dead token'
  | 'lost connection';
const acts: readonly Act[] = [
  'read',
  'write',
  'error',
  'cancel',
  'leave settings',
  'prepared',
  'dead token',
  'lost connection',
];

/**
 * Many people on two connections for each login, all at once, with errors, cancelled queries, settings left
 * behind and connections that break: each round must see its own person, organisation and rows.
 */
export async function interleave(
  t: Walled,
  world: MatrixWorld,
  options: { rounds: number; seed: number; atOnce?: number },
): Promise<Interleaved> {
  const db = openDatabase({ url: t.ownerUrl, roleSecret: t.roleSecret, poolSize: 2 });
  const random = seededRandom(options.seed);
  const live = world.askers.filter((asker) => asker.state === 'live');
  const dead = world.askers.filter(
    (asker) => asker.state !== 'live' && asker.state !== 'session of another role on this login',
  );
  const stays = await t.owner<{ provider_id: string; n: number }>(
    'select provider_id, count(*)::int as n from capacity.stay group by 1',
  );
  const all = stays.reduce((sum, each) => sum + each.n, 0);
  const staysOf = (asker: Asker): number | null => {
    if (asker.role === 'AT' || asker.role === 'AS') return all;
    if (asker.role !== 'PI' && asker.role !== 'PC') return null;
    return stays.find((each) => each.provider_id === asker.organisationId)?.n ?? 0;
  };
  const result: Interleaved = { rounds: options.rounds, right: 0, broken: 0, wrong: [] };
  const caller = (asker: Asker) => ({ role: asker.role, token: asker.token ?? '' });

  async function look(asker: Asker, act: Act): Promise<void> {
    const work = act === 'write' || act === 'leave settings' ? db.write.bind(db) : db.read.bind(db);
    await work(caller(asker), async (tx) => {
      if (act === 'error') await tx.rows('select 1 / 0');
      if (act === 'cancel')
        await tx
          .rows(`select set_config('statement_timeout', '1', true), pg_sleep(0.05)`)
          .then(() => tx.rows('select pg_sleep(1)'));
      if (act === 'lost connection') await tx.rows('select pg_terminate_backend(pg_backend_pid())');
      if (act === 'leave settings')
        await tx.rows(
          `select set_config('vp.session', $1, false), set_config('vp.restore', 'on', false), set_config('vp.event', gen_random_uuid()::text, false)`,
          [asker.token],
        );
      const count = staysOf(asker);
      const text = `select auth.my_person() as person, auth.my_organisation() as organisation${count === null ? '' : ', (select count(*)::int from capacity.stay) as n'}`;
      // After settings are left behind they count in this transaction too; the next one must not see them.
      const [row] =
        act === 'prepared'
          ? await tx.prepared<Row>(`who ${asker.role}`, text)
          : await tx.rows<Row>(text);
      const fine =
        row!.person === asker.personId &&
        row!.organisation === asker.organisationId &&
        (count === null || row!.n === count);
      if (fine) result.right++;
      else result.wrong.push(`${asker.label} (${act}): ${JSON.stringify(row)}`);
    });
  }

  async function round(): Promise<void> {
    const act = random.pick(acts);
    if (act === 'dead token') {
      const asker = random.pick(dead);
      const got = await db
        .read(caller(asker), async (tx) => tx.rows('select 1'))
        .then(
          () => 'let in',
          (error: { code?: string }) => error.code,
        );
      if (got === 'not-signed-in') result.right++;
      else result.wrong.push(`${asker.label}: ${got}`);
      return;
    }
    const asker = random.pick(live);
    try {
      await look(asker, act);
    } catch (error) {
      const provoked = act === 'error' || act === 'cancel' || act === 'lost connection';
      const unlucky = ['database-away', 'too-busy'].includes(
        (error as { code?: string }).code ?? '',
      );
      if (provoked || unlucky) result.broken++;
      else result.wrong.push(`${asker.label} (${act}): ${String(error)}`);
    }
  }

  let begun = 0;
  const lane = async () => {
    while (begun < options.rounds) {
      begun++;
      await round();
    }
  };
  await Promise.all(Array.from({ length: options.atOnce ?? 32 }, lane));
  await db.close();
  return result;
}

interface Row {
  person: string | null;
  organisation: string | null;
  n?: number;
}

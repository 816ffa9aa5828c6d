import pg from 'pg';
import { propose } from '../../src/allocation/dialogue/propose.ts';
import { turnOf } from '../../src/allocation/dialogue/proposal.queries.ts';
import { hearClient, sendProposal } from '../../src/allocation/dialogue/send-proposal.ts';
import { endProposal } from '../../src/allocation/dialogue/start-allocated.ts';
import type { Actor } from '../../src/platform/db/command.ts';
import type { Caller } from '../../src/platform/db/database.ts';
import { Failure } from '../../src/platform/errors.ts';
import { compare, type Measure } from '../measure.ts';
import { type BenchWorld, openWorld } from '../world.ts';

const regions = ['ANT', 'LIM', 'OVL', 'VBR', 'WVL'];
/** Claims of one round: as many places are free. */
const claims = 64;

interface Hand {
  caller: Caller;
  actor: Actor;
  region: string;
}
interface Ready extends Hand {
  proposalId: string;
}

async function handOf(world: BenchWorld, region: string): Promise<Hand> {
  const caller = await world.caller('AT', region);
  const [who] = await world.db.read(caller, (tx) =>
    tx.rows<{ id: string }>(`select auth.my_person() as id`),
  );
  const [hat] = await world.db.as('vp_jobs', (tx) =>
    tx.rows<{ id: string }>(
      `select id from auth.hat where person_id = $1 and role_code = 'AT' limit 1`,
      [who!.id],
    ),
  );
  return {
    caller,
    region,
    actor: { personId: who!.id, hatId: hat!.id, role: 'AT', name: 'Bench' },
  };
}

/** Drafts that were heard, each of another child for another free place. */
async function prepare(world: BenchWorld, hands: readonly Hand[]): Promise<Ready[]> {
  const ready: Ready[] = [];
  for (const hand of hands) {
    const pairs = await world.db.read(hand.caller, (tx) =>
      tx.rows<{ unitId: string; module: string; requestId: string; today: string }>(
        `with free as (
           select l.unit_id, l.module_code, row_number() over (partition by l.module_code order by l.unit_id) as n
             from capacity.unit_live l where l.offerable > 0 and l.module_code like 'STAY%'),
         child as (
           select q.request_id, q.module_code, row_number() over (partition by q.module_code order by q.tie) as n
             from waiting_list.position q join waiting_list.person p on p.id = q.person_id
            where q.callable and q.region_code = $1 and p.group_id is null)
         select distinct on (child.request_id) free.unit_id as "unitId", free.module_code as module, child.request_id as "requestId",
                platform.today() as today
           from free join child using (module_code, n) where free.n % ${regions.length} = $2 limit $3`,
        [hand.region, regions.indexOf(hand.region), Math.ceil(claims / regions.length)],
      ),
    );
    for (const { unitId, module, requestId, today } of pairs)
      ready.push({
        ...hand,
        proposalId: await world.db.write(hand.caller, async (tx) => {
          const input = { requestIds: [requestId], unitId, module, startOn: today };
          const { id } = await propose(tx, hand.actor, input);
          await hearClient(tx, hand.actor, { proposalId: id, how: 'PRESENT' });
          return id;
        }),
      });
  }
  return ready;
}

/** So many hands take from one heap until it is empty. @returns a second */
async function perSecond(
  writers: number,
  work: readonly (() => Promise<unknown>)[],
): Promise<number> {
  const left = [...work];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async () => {
      for (let next = left.pop(); next; next = left.pop()) await next();
    }),
  );
  return work.length / ((performance.now() - began) / 1000);
}

async function send(world: BenchWorld, hands: readonly Hand[], writers: number): Promise<number> {
  const ready = await prepare(world, hands);
  if (ready.length === 0) throw new Error('void: nothing to claim');
  const sent: Ready[] = [];
  const rate = await perSecond(
    writers,
    ready.map((one) => async () => {
      const { caller, actor, proposalId, region } = one;
      try {
        await world.db.write(caller, (tx) => sendProposal(tx, actor, { proposalId }), {
          turn: turnOf(region),
        });
        sent.push(one);
      } catch (error) {
        // A place that is free only after others move, or a server too busy: asked, answered, not counted.
        if (!(error instanceof Failure)) throw error;
      }
    }),
  );
  for (const { caller, actor, proposalId } of sent)
    await world.db.write(caller, (tx) =>
      endProposal(tx, actor, { proposalId, to: 'WITHDRAWN', reason: 'bench' }),
    );
  return (rate * sent.length) / ready.length;
}

/** Claims through the real command (joint feasibility, hold, child, order, history, event), against one durable update each. */
export async function run(scale: number): Promise<Measure[]> {
  const world = await openWorld(scale, 0.25, 'claim');
  const pool = new pg.Pool({ connectionString: world.superuserUrl, max: 32 });
  pool.on('error', () => {});
  try {
    const hands = await Promise.all(regions.map((region) => handOf(world, region)));
    await pool.query(
      `create table if not exists public.claimed (id int primary key, n int not null)`,
    );
    await pool.query(
      `insert into public.claimed select k, 0 from generate_series(1, ${claims * 8}) k on conflict do nothing`,
    );
    const lines: Measure[] = [];
    for (const writers of [8, 32])
      lines.push(
        await compare({
          row: 'claim',
          scale,
          what: `${writers} writers: proposals sent, places held, against durable updates of one row`,
          unit: 'a second',
          better: 'share',
          target: 0.5,
          rounds: Number(process.env['BENCH_ROUNDS'] ?? 5),
          ours: () => send(world, hands, writers),
          reference: () =>
            perSecond(
              writers,
              Array.from(
                { length: claims * 8 },
                (_, n) => () =>
                  pool.query('update public.claimed set n = n + 1 where id = $1', [n + 1]),
              ),
            ),
        }),
      );
    return lines;
  } finally {
    await pool.query('drop table if exists public.claimed').catch(() => {});
    await pool.end();
    await world.close();
  }
}

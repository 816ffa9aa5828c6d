import pg from 'pg';
import { lookForCandidates } from '../../src/allocation/find-candidates.ts';
import type { Actor } from '../../src/platform/db/command.ts';
import type { Caller } from '../../src/platform/db/database.ts';
import { standingOf } from '../../src/waiting-list/request.query.ts';
import { compare, type Measure, millisecondsEach } from '../measure.ts';
import { type BenchWorld, openWorld } from '../world.ts';

const columns = {
  person: 'municipality_code, born_month, unborn, sex, invented, event_id, known_from',
  request: `gate, file_kind, registrar_kind, registered_on, since, valid_until, start_from, state, security_need, indications,
    needs, consent_representative, consent_minor, minor_able, running_help, invented, event_id, known_from`,
  entry: 'module_code, first_unit_id, second_unit_id, event_id, known_from',
};

/** The list of the demo again and again, each copy of other children, until so many wait. Once for each world. */
async function grow(world: BenchWorld, wanted: number): Promise<void> {
  const client = new pg.Client({ connectionString: world.superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select count(distinct request_id)::int as n from waiting_list.position where callable`,
    );
    const have: number = rows[0].n;
    const copies = Math.ceil((wanted - have) / Math.min(have, 3300));
    if (copies <= 0) return;
    process.stderr.write(`Growing the list to ${wanted}; this happens once.\n`);
    // Triggers and references are not asked: what is copied was checked.
    await client.query(`set session_replication_role = replica`);
    await client.query(`create temp table base as
      select r.id, r.person_id, r.region_code, row_number() over () as n from waiting_list.request r
       where exists (select from waiting_list.position q where q.request_id = r.id and q.callable)`);
    const id = (column: string) => `md5(${column}::text || ':' || k)::uuid`;
    const from = `base b cross join generate_series(1, ${copies}) k`;
    await client.query(`insert into waiting_list.person (id, pseudonym, region_code, ${columns.person})
      select ${id('b.person_id')}, 'K-' || upper(lpad(to_hex(k * 10000 + b.n), 8, '0')), p.region_code, ${columns.person.replaceAll(/(\w+)/g, 'p.$1')}
        from ${from} join waiting_list.person p on p.id = b.person_id`);
    await client.query(`insert into waiting_list.request (id, person_id, region_code, ${columns.request})
      select ${id('b.id')}, ${id('b.person_id')}, r.region_code, ${columns.request.replaceAll(/(\w+)/g, 'r.$1')}
        from ${from} join waiting_list.request r on r.id = b.id`);
    await client.query(`insert into waiting_list.entry (request_id, region_code, ${columns.entry})
      select ${id('b.id')}, b.region_code, ${columns.entry.replaceAll(/(\w+)/g, 'e.$1')}
        from ${from} join waiting_list.entry e on e.request_id = b.id`);
    await client.query(`insert into waiting_list.position
      select ${id('b.id')}, q.module_code, ${id('b.person_id')}, q.region_code, q.band_no, s.since, s.tie, q.band_no, s.since, s.tie, q.facts, true
        from ${from} join waiting_list.position q on q.request_id = b.id and q.callable
        cross join lateral (select q.own_since - (('x' || left(md5(b.id::text || k), 4))::bit(16)::int % 300) as since,
                                   ('x' || left(md5(k || b.id::text), 13))::bit(52)::bigint as tie) s`);
    await client.query(`truncate waiting_list.standing_count`);
    await client.query(`insert into waiting_list.standing_count (module_code, grain, band_no, since, n)
      select c.module_code, g.grain, c.band_no, case g.grain when 'DAY' then c.since else date_trunc('month', c.since)::date end, count(*)
        from waiting_list.position c cross join (values ('DAY'), ('MONTH')) g (grain) where c.callable group by 1, 2, 3, 4`);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

interface Side {
  world: BenchWorld;
  caller: Caller;
  actor: Actor;
  unitId: string;
  requestIds: string[];
}

const module = 'STAY_O12';

async function openSide(waiting: number): Promise<Side> {
  const world = await openWorld(1, 0.25, `waiting-${waiting}`);
  await grow(world, waiting);
  const caller = await world.caller('AT', 'ANT');
  const found = await world.db.read(caller, async (tx) => ({
    unit: await tx.rows<{ unitId: string }>(
      `select l.unit_id as "unitId" from capacity.unit_live l where l.module_code = $1 and l.offerable > 0 order by l.unit_id limit 1`,
      [module],
    ),
    who: await tx.rows<{ personId: string }>(`select auth.my_person() as "personId"`),
    requests: await tx.rows<{ id: string }>(
      `select request_id as id from waiting_list.position where module_code = $1 and callable order by tie limit 200`,
      [module],
    ),
  }));
  const [hat] = await world.db.as('vp_jobs', (tx) =>
    tx.rows<{ id: string }>(
      `select id from auth.hat where person_id = $1 and role_code = 'AT' limit 1`,
      [found.who[0]!.personId],
    ),
  );
  return {
    world,
    caller,
    actor: { personId: found.who[0]!.personId, hatId: hat!.id, role: 'AT', name: 'Bench' },
    unitId: found.unit[0]!.unitId,
    requestIds: found.requests.map(({ id }) => id),
  };
}

/** The command that a person waits for: candidates with their reasons, feasibility asked, the record kept. */
const search = ({ world, caller, actor, unitId }: Side) =>
  millisecondsEach(
    () => world.db.write(caller, (tx) => lookForCandidates(tx, actor, { unitId, module })),
    { atLeastMs: 300 },
  );

/** Everybody who waits for the module with what is asked for them, sorted, without the index of the order; not even judged. */
const scanAndSort = ({ world, caller }: Side) =>
  millisecondsEach(
    () =>
      world.db.read(caller, (tx) =>
        tx.rows(
          `select q.request_id, q.facts, r.needs, r.security_need, r.indications, r.valid_until, p.born_month, p.sex
             from waiting_list.position q join waiting_list.request r on r.id = q.request_id join waiting_list.person p on p.id = r.person_id
            where q.module_code = $1 and q.callable
            order by q.band_no + 0, q.since, q.tie, q.request_id limit 20`,
          [module],
        ),
      ),
    { atLeastMs: 1 },
  );

/** One statement as the role, in a transaction that is open already: where one child stands. */
async function standing({ world, caller, requestIds }: Side): Promise<number> {
  return world.db.read(caller, async (tx) => {
    let at = 0;
    return millisecondsEach(() => standingOf(tx, requestIds[at++ % requestIds.length]!));
  });
}

/** The first candidates for a freed place among a million who wait, how that grows, and where a child stands. */
export async function run(scale: number): Promise<Measure[]> {
  const few = await openSide(10_000);
  const many = await openSide(1_000_000);
  const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
  try {
    return [
      await compare({
        row: 'candidates',
        scale,
        what: 'first 20 for a freed place, a million waiting, with reasons and record, against a scan and sort of everybody of the module in SQL, which judges nobody',
        unit: 'ms',
        better: 'times-faster',
        target: 200,
        rounds,
        ours: () => search(many),
        reference: () => scanAndSort(many),
      }),
      await compare({
        row: 'candidates',
        scale,
        what: 'a million waiting against ten thousand',
        unit: 'ms',
        better: 'times-longer',
        target: 3,
        rounds,
        ours: () => search(many),
        reference: () => search(few),
      }),
      await compare({
        row: 'candidates',
        scale,
        what: 'a child’s own position among a million; the reference is the target of one millisecond',
        unit: 'ms',
        better: 'times-longer',
        target: 1,
        rounds,
        ours: () => standing(many),
        reference: () => Promise.resolve(1),
      }),
    ];
  } finally {
    await few.world.close();
    await many.world.close();
  }
}

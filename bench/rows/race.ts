import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startStay } from '../../src/capacity/start-stay.ts';
import { theProgram } from '../../src/platform/db/command.ts';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { Failure } from '../../src/platform/errors.ts';
import type { Measure } from '../measure.ts';
import { type BenchWorld, openWorld } from '../world.ts';

const callers = 20;

interface LastPlace {
  unitId: string;
  module: string;
  providerId: string;
  placeId: string;
}

/** A unit of one place, on a site of the demo. */
async function lastPlace(world: BenchWorld): Promise<LastPlace> {
  return world.db.as('vp_jobs', async (tx) => {
    const [at] = await tx.rows<{ siteId: string; providerId: string }>(
      `select id as "siteId", provider_id as "providerId" from capacity.site where code = 'BENCH' limit 1`,
    );
    const [site] = at
      ? [at]
      : await tx.rows<{ siteId: string; providerId: string }>(
          `insert into capacity.site (provider_id, code, name, municipality_code, region_code, lat, lon)
           select provider_id, 'BENCH', 'Meetvestiging (verzonnen)', municipality_code, region_code, lat, lon from capacity.site
            order by id limit 1 returning id as "siteId", provider_id as "providerId"`,
        );
    const unitId = randomUUID();
    const { siteId, providerId } = site!;
    await tx.rows(
      `insert into capacity.care_unit (id, site_id, provider_id, code, name, age_min, age_max, gender_mix)
       values ($1, $2, $3, $4, 'Meetgroep (verzonnen)', 0, 18, 'MIXED')`,
      [unitId, siteId, providerId, `BENCH-${unitId.slice(0, 12).toUpperCase()}`],
    );
    await tx.rows(
      `insert into capacity.offered_module (unit_id, module_code, provider_id) values ($1, 'STAY_O12', $2)`,
      [unitId, providerId],
    );
    const placeId = randomUUID();
    await tx.rows(
      `insert into capacity.place (id, unit_id, module_code, provider_id, label) values ($1, $2, 'STAY_O12', $3, '1')`,
      [placeId, unitId, providerId],
    );
    await tx.rows(
      `with e as (insert into platform.event (slice, kind, at, organisation_id) values ('capacity', 'import', now(), $3) returning id)
       insert into capacity.recognition (unit_id, module_code, provider_id, places, period, event_id)
       select $1, $2, $3, 1, daterange('2020-01-01', null), e.id from e`,
      [unitId, 'STAY_O12', providerId],
    );
    return { unitId, module: 'STAY_O12', providerId, placeId };
  });
}

/** @returns how many of twenty simultaneous callers were told that they have the place */
async function ourRound(
  programs: readonly Database[],
  place: LastPlace,
  today: string,
): Promise<number> {
  const results = await Promise.allSettled(
    Array.from({ length: callers }, (_, i) =>
      programs[i % programs.length]!.as(
        'vp_jobs',
        (tx) =>
          startStay(tx, theProgram, { unitId: place.unitId, module: place.module, from: today }),
        { turn: place.unitId },
      ),
    ),
  );
  for (const result of results) {
    const lost =
      result.status === 'rejected' &&
      !(result.reason instanceof Failure && result.reason.kind === 'conflict');
    if (lost) throw result.reason;
  }
  return results.filter((result) => result.status === 'fulfilled').length;
}

/** The naive way on a table without constraints: look, and if it is free, write. */
async function naiveRound(pool: pg.Pool, placeId: string): Promise<number> {
  const one = async () => {
    const taken = await pool.query('select 1 from naive_stay where place_id = $1', [placeId]);
    if (taken.rowCount) return false;
    await pool.query('insert into naive_stay (place_id) values ($1)', [placeId]);
    return true;
  };
  const won = await Promise.all(Array.from({ length: callers }, one));
  return won.filter(Boolean).length;
}

/** Twenty callers at the last place: exactly one winner each round; the naive way must fail in most rounds. */
export async function run(scale: number): Promise<Measure[]> {
  const rounds = Number(process.env['BENCH_ROUNDS'] ?? 1000);
  const world = await openWorld(scale);
  const pool = new pg.Pool({ connectionString: world.superuserUrl, max: callers });
  // Two programs over one database: within one, callers take turns; between them the database decides.
  const { ownerUrl: url, roleSecret } = world;
  const other = openDatabase({ url, roleSecret, poolSize: callers });
  const programs = [world.db, other];
  try {
    await pool.query('create unlogged table if not exists public.naive_stay (place_id uuid)');
    const { today } = (await pool.query('select platform.today() as today')).rows[0];
    let single = 0;
    let naiveDouble = 0;
    const began = performance.now();
    for (let i = 0; i < rounds; i++) {
      const place = await lastPlace(world);
      if ((await ourRound(programs, place, today)) === 1) single += 1;
      if (i < 100 && (await naiveRound(pool, place.placeId)) > 1) naiveDouble += 1;
    }
    const doubles = await pool.query(
      `select count(*)::int as n from (select place_id from capacity.stay where place_id is not null and upper_inf(period) group by 1 having count(*) > 1) x`,
    );
    await pool.query('drop table public.naive_stay');
    const tried = Math.min(rounds, 100);
    if (naiveDouble * 2 <= tried)
      throw new Error(`void: the naive way failed in only ${naiveDouble} of ${tried} rounds`);
    const seconds = (performance.now() - began) / 1000;
    return [
      {
        row: 'race',
        scale,
        what: `${rounds} rounds of ${callers} callers; reference: rounds in which check-then-write gave the place twice, of ${tried}; ${doubles.rows[0].n} double in the end; ${seconds.toFixed(0)} s`,
        ours: rounds - single,
        reference: naiveDouble,
        unit: 'rounds without exactly one winner',
        ratio: single / rounds,
        min: single / rounds,
        max: single / rounds,
        target: '= 1',
        met: single === rounds && doubles.rows[0].n === 0,
      },
    ];
  } finally {
    await pool.end();
    await other.close();
    await world.close();
  }
}

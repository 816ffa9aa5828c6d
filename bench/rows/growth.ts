import type pg from 'pg';
import { searchStatement } from '../../src/capacity/search.query.ts';
import { photoStatement } from '../../src/capacity/unit-row.ts';
import { loginOf, loginPassword } from '../../src/platform/db/roles.ts';
import { compare, type Measure, millisecondsEach } from '../measure.ts';
import { type BenchWorld, clientOf, openWorld } from '../world.ts';

/** Ten times the three years that the demo has. */
const longYears = 30;

interface Asked {
  world: BenchWorld;
  client: pg.Client;
  units: number;
  photo(): Promise<unknown>;
  search(): Promise<unknown>;
  unit(): Promise<unknown>;
  stop(): Promise<void>;
}

/** The hot questions of an access worker, in one transaction under the wall. */
async function ask(world: BenchWorld): Promise<Asked> {
  const url = new URL(world.ownerUrl);
  url.username = loginOf('AT');
  url.password = loginPassword(world.roleSecret, 'vp_at');
  const client = await clientOf(url.toString());
  const { token } = await world.caller('AT');
  await client.query('begin isolation level repeatable read read only');
  await client.query('select auth.enter($1)', [token]);
  const first = async (text: string) => (await client.query(text)).rows[0];
  const { today } = await first('select platform.today() as today');
  const { code } = await first(
    `select code from region.municipality where name = 'Gent' and valid @> current_date`,
  );
  const { n } = await first('select count(*)::int as n from capacity.unit_live');
  const { id } = await first('select unit_id as id from capacity.unit_live order by 1 limit 1');
  const asOf = { day: today as string, knownAt: null, today: today as string };
  const near = { module: ['STAY_O12'], age: 14, near: code as string, withinKm: 60 };
  const search = searchStatement(near, asOf.day);
  const [photo, photoValues] = photoStatement(asOf);
  const [unit, unitValues] = photoStatement(asOf, [id]);
  const asking = (name: string, text: string, values: unknown[]) => () =>
    client.query({ name, text, values });
  return {
    world,
    client,
    units: n,
    photo: asking('photo', photo, photoValues),
    search: asking('search', search.text, search.values),
    unit: asking('unit', unit, unitValues),
    async stop() {
      await client.end();
      await world.close();
    },
  };
}

function growing(row: Asked, base: Asked, scale: number, what: string, limits: [number, number]) {
  const time = (work: () => Promise<unknown>, share = 1) =>
    millisecondsEach(work).then((ms) => ms / share);
  const line = (
    name: string,
    question: 'photo' | 'search' | 'unit',
    target: number,
    each = false,
  ): Promise<Measure> =>
    compare({
      row: 'growth',
      what: `${name}, ${what}`,
      scale,
      unit: each ? 'ms for each unit' : 'ms',
      better: 'times-longer',
      target,
      ours: () => time(row[question], each ? row.units : 1),
      reference: () => time(base[question], each ? base.units : 1),
    });
  const [photoLimit, otherLimit] = limits;
  return [
    () => line('photo', 'photo', photoLimit, true),
    () => line('search, 50 rows', 'search', otherLimit),
    () => line('one unit', 'unit', otherLimit),
  ];
}

/**
 * How the hot questions grow: at scale 1 with thirty years of history against three, at a greater scale
 * against scale 1 (the photo for each unit that it holds).
 */
export async function run(scale: number): Promise<Measure[]> {
  // Both stand before the first question: the making of one would leave the other's transaction waiting.
  const baseWorld = await openWorld(1);
  const grownWorld = await (scale === 1 ? openWorld(1, longYears) : openWorld(scale));
  const base = await ask(baseWorld);
  const grown = await ask(grownWorld);
  try {
    const lines =
      scale === 1
        ? growing(grown, base, 1, `${longYears} years of history against 3`, [1.1, 1.1])
        : growing(grown, base, scale, `${grown.units} units against ${base.units}`, [1.1, 1.5]);
    const done: Measure[] = [];
    for (const line of lines) done.push(await line());
    return done;
  } finally {
    await grown.stop();
    await base.stop();
  }
}

import type pg from 'pg';
import { attention } from '../../src/capacity/attention/attention.query.ts';
import { findingsJson } from '../../src/capacity/findings/findings.query.ts';
import { searchStatement } from '../../src/capacity/search.query.ts';
import { unitCalendarJson } from '../../src/capacity/unit-calendar.query.ts';
import { photoStatement } from '../../src/capacity/unit-row.ts';
import { weekDifference, weeks } from '../../src/capacity/weekly/weekly.queries.ts';
import { outOfUse, unitFigures } from '../../src/insight/month.queries.ts';
import type { Reader } from '../../src/platform/db/database.ts';
import { loginOf, loginPassword } from '../../src/platform/db/roles.ts';
import { addDays } from '../../src/platform/period.ts';
import { compare, type Measure, millisecondsEach } from '../measure.ts';
import { type BenchWorld, clientOf, openWorld } from '../world.ts';

/** Ten times the three years that the demo has. */
const longYears = 30;

const questions = [
  'photo',
  'search, 50 rows',
  'one unit',
  'unit calendar, 8 weeks',
  'findings',
  'weeks',
  'two weeks compared',
  'what drifts',
  'report of today',
] as const;
type Question = (typeof questions)[number];

interface Asked {
  world: BenchWorld;
  client: pg.Client;
  units: number;
  ask: Record<Question, () => Promise<unknown>>;
  stop(): Promise<void>;
}

/** The live screens of an access worker, in one transaction under the wall. */
async function ask(world: BenchWorld): Promise<Asked> {
  const url = new URL(world.ownerUrl);
  url.username = loginOf('AT');
  url.password = loginPassword(world.roleSecret, 'vp_at');
  const client = await clientOf(url.toString());
  const { token } = await world.caller('AT');
  await client.query('begin isolation level repeatable read read only');
  await client.query('select auth.enter($1)', [token]);
  const first = async (text: string) => (await client.query(text)).rows[0];
  const today: string = (await first('select platform.today() as today')).today;
  const { code } = await first(
    `select code from region.municipality where name = 'Gent' and valid @> current_date`,
  );
  const { n } = await first('select count(*)::int as n from capacity.unit_live');
  const { id } = await first('select unit_id as id from capacity.unit_live order by 1 limit 1');
  const asOf = { day: today, knownAt: null, today };
  const near = { module: ['STAY_O12'], age: 14, near: code as string, withinKm: 60 };
  const search = searchStatement(near, today);
  const [photo, photoValues] = photoStatement(asOf);
  const [unit, unitValues] = photoStatement(asOf, [id]);
  const asking = (name: string, text: string, values: unknown[]) => () =>
    client.query({ name, text, values });
  const rows: Reader['rows'] = async (text, values) => (await client.query(text, values)).rows;
  const tx: Reader = {
    rows,
    prepared: (_name, text, values) => rows(text, values),
    marker: () => Promise.reject(new Error('nothing is sealed here')),
  };
  const window = { from: addDays(today, -28), until: addDays(today, 28) };
  const photos = await tx.rows<{ day: string }>(
    `select as_of_day as day from capacity.snapshot where kind = 'WEEKLY' order by as_of_day desc limit 2`,
  );
  const [last, before] = photos.map(({ day }) => day);
  return {
    world,
    client,
    units: n,
    ask: {
      photo: asking('photo', photo, photoValues),
      'search, 50 rows': asking('search', search.text, search.values),
      'one unit': asking('unit', unit, unitValues),
      'unit calendar, 8 weeks': () => unitCalendarJson(tx, id, window, false, new Date()),
      findings: () => findingsJson(tx, today, false),
      weeks: () => weeks(tx, {}),
      'two weeks compared': () => weekDifference(tx, before!, last!),
      'what drifts': () => attention(tx, today),
      'report of today': async () => [
        await unitFigures(tx, today, null),
        await outOfUse(tx, today, null),
      ],
    },
    async stop() {
      await client.end();
      await world.close();
    },
  };
}

/** Limits of the photo, for each unit that it holds, and of everything that asks about one place or one page. */
interface Limits {
  photo: number;
  other: number;
}

function growing(row: Asked, base: Asked, scale: number, what: string, limits: Limits) {
  const asked = scale === 1 ? questions : questions.slice(0, 3);
  return asked.map((question) => () => {
    const isPhoto = question === 'photo';
    const time = (of: Asked) =>
      millisecondsEach(of.ask[question]).then((ms) => (isPhoto ? ms / of.units : ms));
    return compare({
      row: 'growth',
      what: `${question}, ${what}`,
      scale,
      unit: isPhoto ? 'ms for each unit' : 'ms',
      better: 'times-longer',
      target: isPhoto ? limits.photo : limits.other,
      rounds: 11,
      ours: () => time(row),
      reference: () => time(base),
    });
  });
}

/**
 * How the live screens grow: at scale 1 with thirty years of history against three, at a greater scale the hot
 * questions against scale 1 (the photo for each unit that it holds).
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
        ? growing(grown, base, 1, `${longYears} years of history against 3`, {
            photo: 1.1,
            other: 1.1,
          })
        : growing(grown, base, scale, `${grown.units} units against ${base.units}`, {
            photo: 1.1,
            other: 1.5,
          });
    const done: Measure[] = [];
    for (const line of lines) done.push(await line());
    return done;
  } finally {
    await grown.stop();
    await base.stop();
  }
}

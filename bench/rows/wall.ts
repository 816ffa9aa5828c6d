import type pg from 'pg';
import { photoStatement } from '../../src/capacity/unit-row.ts';
import { searchStatement } from '../../src/capacity/search.query.ts';
import { type ApplicationRole, loginOf, loginPassword } from '../../src/platform/db/roles.ts';
import { compare, type Measure, millisecondsEach } from '../measure.ts';
import { type BenchWorld, clientOf, openWorld } from '../world.ts';

const roles: ApplicationRole[] = ['AT', 'AS', 'PI', 'PC'];

interface HotQuery {
  what: string;
  text: string;
  values: unknown[];
}

function hotQueries(today: string, municipality: string): HotQuery[] {
  const asOf = { day: today, knownAt: null, today };
  const [photo, photoValues] = photoStatement(asOf);
  const near = {
    module: ['STAY_O12'],
    age: 14,
    gender: 'GIRL' as const,
    near: municipality,
    withinKm: 60,
  };
  const search = searchStatement(near, today);
  return [
    { what: 'photo', text: photo, values: photoValues },
    { what: 'search', text: search.text, values: search.values },
  ];
}

interface PlanNode {
  Filter?: string;
  'Index Cond'?: string;
  'One-Time Filter'?: string;
  Plans?: PlanNode[];
  'Parent Relationship'?: string;
}

/** Conditions of the plan that call a function of the wall for each row; those of an InitPlan run once. */
function perRowCalls(node: PlanNode): string[] {
  const here = [node.Filter, node['Index Cond']].filter((each) => each?.includes('auth.'));
  const below = (node.Plans ?? [])
    .filter((child) => child['Parent Relationship'] !== 'InitPlan')
    .flatMap(perRowCalls);
  return [...(here as string[]), ...below];
}

async function oneRole(
  world: BenchWorld,
  bare: pg.Client,
  role: ApplicationRole,
  queries: HotQuery[],
  scale: number,
): Promise<Measure[]> {
  const url = new URL(world.ownerUrl);
  url.username = loginOf(role);
  url.password = loginPassword(world.roleSecret, loginOf(role));
  const client = await clientOf(url.toString());
  const { token } = await world.caller(role);
  const lines: Measure[] = [];
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query('select auth.enter($1)', [token]);
    for (const query of queries) {
      const ask = (on: pg.Client) =>
        on.query({ name: query.what, text: query.text, values: query.values });
      const plan = await client.query(`explain (format json) ${query.text}`, query.values);
      const calls = perRowCalls(plan.rows[0]['QUERY PLAN'][0].Plan);
      if (calls.length > 0)
        throw new Error(`${role} ${query.what}: a function call for each row: ${calls[0]}`);
      lines.push(
        await compare({
          row: 'wall',
          what: `${query.what} as ${role}`,
          scale,
          unit: 'ms',
          better: 'times-faster',
          target: 0.85,
          ours: () => millisecondsEach(() => ask(client)),
          reference: () => millisecondsEach(() => ask(bare)),
        }),
      );
    }
    await client.query('commit');
  } finally {
    await client.end();
  }
  return lines;
}

/** Every hot query as each role, against the same without row-level security (as the server's superuser). */
export async function run(scale: number): Promise<Measure[]> {
  const world = await openWorld(scale);
  const bare = await clientOf(world.superuserUrl);
  try {
    const [day] = (await bare.query('select platform.today() as today')).rows;
    const [at] = (
      await bare.query(
        `select code from region.municipality where name = 'Gent' and valid @> current_date`,
      )
    ).rows;
    const lines: Measure[] = [];
    for (const role of roles) {
      lines.push(...(await oneRole(world, bare, role, hotQueries(day.today, at.code), scale)));
    }
    return lines;
  } finally {
    await bare.end();
    await world.close();
  }
}

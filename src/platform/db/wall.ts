import { createHash } from 'node:crypto';
import type pg from 'pg';
import { givingWay } from './giving-way.ts';
import { isOwnSchema } from './own-schemas.ts';
import { logins } from './roles.ts';

/** What may be done with one object of the database, as SQL that says it whole where nothing is said yet. */
export interface WallPart {
  kind: 'schema' | 'relation' | 'function';
  /** `schema`, `schema.table` or `schema.function(types)`. */
  name: string;
  sql: string;
}

/** A part and the object of this database that it is about. */
interface Placed extends WallPart {
  object: string;
  textHash: string;
}

/** A row for each object of ours, with a hash of who may do what with it. Asks for no lock of the object. */
const standing = `
  select o.*, w.text_hash as "textHash", w.state as "saidState" from (
    select 'schema ' || n.oid as object, 'schema' as kind, format('%I', n.nspname) as name, md5(coalesce(n.nspacl::text, '')) as state
      from pg_namespace n where ${isOwnSchema('n.nspname')} or n.nspname = 'public'
    union all
    select 'relation ' || c.oid, 'relation', format('%I.%I', n.nspname, c.relname),
        md5(row(c.relrowsecurity, c.relforcerowsecurity, c.relacl,
          (select array_agg(row(a.attname, a.attacl)::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attacl is not null),
          (select array_agg(row(p.polname, p.polcmd, p.polpermissive, p.polroles, p.polqual, p.polwithcheck)::text order by p.polname)
             from pg_policy p where p.polrelid = c.oid))::text)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${isOwnSchema('n.nspname')}
    union all
    select 'function ' || p.oid, 'function', p.oid::regprocedure::text, md5(coalesce(p.proacl::text, ''))
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${isOwnSchema('n.nspname')}) o
  left join public.wall_in_force w on w.object = o.object
 where $1::text[] is null or o.object = any ($1)`;

interface Standing {
  object: string;
  kind: WallPart['kind'];
  name: string;
  state: string;
  textHash: string | null;
  saidState: string | null;
}

const standingOf = async (client: pg.Client, objects: string[] | null): Promise<Standing[]> =>
  (await client.query<Standing>(standing, [objects])).rows;

const everybody = `public, ${logins.join(', ')}`;

const dropPolicies = (name: string) =>
  `do $do$ declare p text; begin
     for p in select polname from pg_policy where polrelid = '${name}'::regclass loop execute format('drop policy %I on ${name}', p); end loop;
   end $do$`;

/** Takes away what anybody may do with an object, before it is said anew. */
const nothing: Record<WallPart['kind'], (name: string) => string> = {
  schema: (name) => `revoke all on schema ${name} from ${everybody}`,
  relation: (name) => `${dropPolicies(name)}; revoke all on ${name} from ${everybody}`,
  function: (name) => `revoke all on routine ${name} from ${everybody}`,
};

/** Each part with its object. @throws Error for a part about something that is not there */
async function locate(client: pg.Client, parts: readonly WallPart[]): Promise<Map<string, Placed>> {
  const { rows } = await client.query<{ object: string | null }>(
    `select kind || ' ' || case kind when 'schema' then to_regnamespace(name)::oid
              when 'relation' then to_regclass(name)::oid else to_regprocedure(name)::oid end as object
       from unnest($1::text[], $2::text[]) with ordinality as part (kind, name, i) order by i`,
    [parts.map(({ kind }) => kind), parts.map(({ name }) => name)],
  );
  const placed = new Map<string, Placed>();
  for (const [i, part] of parts.entries()) {
    const { object } = rows[i]!;
    if (object === null) throw new Error(`The wall speaks of ${part.name}, which is not there.`);
    if (placed.has(object)) throw new Error(`The wall speaks of ${part.name} twice.`);
    const textHash = createHash('sha256').update(part.sql).digest('hex');
    placed.set(object, { ...part, object, textHash });
  }
  return placed;
}

/** Objects of which the words or the state differ; one that nobody speaks of is open to nobody. */
function differing(stands: readonly Standing[], placed: ReadonlyMap<string, Placed>): Placed[] {
  return stands.flatMap(({ object, kind, name, state, textHash, saidState }) => {
    // A schema of somebody else, made by hand: nothing in it is open.
    if (kind === 'schema' && !placed.has(object)) return [];
    const part = placed.get(object) ?? { object, kind, name, sql: '', textHash: '' };
    return part.textHash === textHash && state === saidState ? [] : [part];
  });
}

/** Says parts anew in one transaction, if they still differ: somebody else may have been first. */
async function renew(client: pg.Client, placed: ReadonlyMap<string, Placed>, parts: Placed[]) {
  const objects = parts.map(({ object }) => object);
  await client.query('begin');
  await client.query(`select pg_advisory_xact_lock(hashtext('vrijplaats wall'))`);
  const left = differing(await standingOf(client, objects), placed);
  if (left.length > 0) {
    await client.query(left.map((p) => `${nothing[p.kind](p.name)};\n${p.sql}`).join(';\n'));
    const now = await standingOf(client, objects);
    await client.query(
      `insert into public.wall_in_force (object, text_hash, state)
       select * from unnest($1::text[], $2::text[], $3::text[])
       on conflict (object) do update set text_hash = excluded.text_hash, state = excluded.state`,
      [
        now.map(({ object }) => object),
        now.map(({ object }) => placed.get(object)?.textHash ?? ''),
        now.map(({ state }) => state),
      ],
    );
  }
  await client.query('commit');
  return left.map(({ name }) => name);
}

async function makeRoom(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select to_regclass('public.wall_in_force') is null as missing`,
  );
  if (!rows[0].missing) return;
  await client.query('begin');
  await client.query(`select pg_advisory_xact_lock(hashtext('vrijplaats wall'))`);
  await client.query(
    `create table if not exists public.wall_in_force (object text primary key, text_hash text not null, state text not null)`,
  );
  await client.query('drop table if exists public.policies_in_force');
  await client.query('commit');
}

/** A lock of a table is asked for no longer than this, so that nobody waits longer behind it. */
const tablePatienceMs = 100;

/**
 * Says the grants and policies anew of what differs from `parts`: because the words are others than last time, or
 * because somebody changed them in the database since. Each table in a transaction of its own, in which it never
 * stands without its policies; people who work meanwhile wait for one table for some milliseconds. Where nothing
 * differs, nothing is locked. Safe to run twice at once.
 * @returns the names of what was said anew
 */
export async function renewWall(client: pg.Client, parts: readonly WallPart[]): Promise<string[]> {
  await givingWay(client, () => makeRoom(client));
  const placed = await locate(client, parts);
  const todo = differing(await standingOf(client, null), placed);
  const isTable = ({ kind }: Placed) => kind === 'relation';
  // Rights to call and to see lock no table: all at once, and first, as policies call functions.
  const batches = [todo.filter((part) => !isTable(part)), ...todo.filter(isTable).map((p) => [p])];
  const renewed: string[] = [];
  for (const batch of batches.filter(({ length }) => length > 0))
    renewed.push(...(await givingWay(client, () => renew(client, placed, batch), tablePatienceMs)));
  return renewed;
}

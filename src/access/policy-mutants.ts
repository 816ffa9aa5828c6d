import { isOwnSchema } from '../platform/db/own-schemas.ts';
import { seededRandom } from '../platform/testing/seeded-random.ts';
import { catalogueFaults } from './catalogue-faults.ts';
import { checkFunctions } from './function-check.ts';
import { checkColumn, checkEntering, checkTable, type Clients } from './matrix-check.ts';
import type { OpenOwner } from './matrix-owner.ts';
import { type MatrixWorld, regions } from './matrix-world.fixtures.ts';
import { everybody, loginOfWho, oracleTables, type Who } from './oracle.ts';

/** One small fault in the wall, and how it is mended again. */
export interface Mutant {
  name: string;
  /** The table that it is about; null = a function. */
  table: string | null;
  who: readonly Who[];
  /** The only column that it is about. */
  column?: string;
  plant: string;
  mend: string;
}

interface Policy {
  table: string;
  name: string;
  command: string;
  login: string;
  using: string | null;
  check: string | null;
}

interface Column {
  name: string;
  type: string;
}

const whoOf = (login: string): Who | null =>
  everybody.find((who) => loginOfWho[who] === login) ?? null;
const otherLogin = (login: string) =>
  login === 'vp_pi' ? 'vp_rb' : login === 'vp_jj' ? 'vp_an' : 'vp_jj';

function create({ table, name, command, login, using, check }: Policy): string {
  return `create policy "${name}" on ${table} for ${command} to ${login}${using === null ? '' : ` using (${using})`}${check === null ? '' : ` with check (${check})`}`;
}

/** The comparisons within a condition of several parts; none in a condition that is one comparison itself. */
const partsOf = (condition: string) =>
  condition.startsWith('((')
    ? [...condition.matchAll(/\(\w+ = (?:\( SELECT auth\.\w+\(\) AS \w+\)|'\w+'::text)\)/g)]
    : [];

/** What is addressed is shown while a flag of the row says so: without it, by another flag, or turned round. */
function ofFlag(condition: string, columns: readonly Column[]) {
  const [flag, column] = / AND (\w+)\)$/.exec(condition) ?? [];
  if (!flag) return [];
  const others = columns.filter((each) => each.type === 'boolean' && each.name !== column);
  return [
    { name: `without ${column}`, flag, becomes: ')' },
    { name: `not ${column}`, flag, becomes: ` AND not ${column})` },
    ...others.map(({ name }) => ({
      name: `${name} for ${column}`,
      flag,
      becomes: ` AND ${name})`,
    })),
  ];
}

/** The mutants of one policy: dropped, opened, shut, another column, another role, without its check. */
function ofPolicy(policy: Policy, columns: readonly Column[]): Mutant[] {
  const { table, name, using, check, login } = policy;
  const drop = `drop policy if exists "${name}" on ${table}`;
  const mend = `${drop}; ${create(policy)}`;
  const faults: [string, Policy | null][] = [['dropped', null]];
  const add = (fault: string, change: Partial<Policy>) =>
    faults.push([fault, { ...policy, ...change }]);
  if (using !== null && using !== 'true') add('USING true', { using: 'true' });
  if (using !== null) add('USING false', { using: 'false' });
  if (check !== null && check !== 'true') add('WITH CHECK true', { check: 'true' });
  if (check !== null) add('WITH CHECK false', { check: 'false' });
  if (check !== null && using !== null && check !== 'true')
    add('WITH CHECK dropped', { check: null, using });
  // A condition of several parts begins with another bracket; its first comparison says whose the row is.
  const column = /\((\w+) = /.exec(using ?? check ?? '')?.[1];
  for (const [part] of partsOf(using ?? check ?? '')) {
    const without = (text: string | null) => text?.replace(part, 'true') ?? null;
    add(`without ${part}`, { using: without(using), check: without(check) });
  }
  // Another column of the same type: a policy that looks at the wrong one is still good SQL.
  const type = columns.find((each) => each.name === column)?.type;
  const others = columns.filter((each) => each.type === type && each.name !== column);
  for (const { name: other } of column ? others : []) {
    const swap = (text: string | null) => text?.replace(`(${column} = `, `(${other} = `) ?? null;
    if (using !== null) add(`USING with ${other}`, { using: swap(using) });
    if (check !== null) add(`WITH CHECK with ${other}`, { check: swap(check) });
  }
  for (const fault of ofFlag(using ?? check ?? '', columns)) {
    const change = (text: string | null) => text?.replace(fault.flag, fault.becomes) ?? null;
    add(fault.name, { using: change(using), check: change(check) });
  }
  const asked = /auth\.(my_organisation|my_area|active)\(\)/.exec(using ?? check ?? '')?.[1];
  if (asked === 'my_area') {
    const always = (text: string | null) =>
      text?.replace('( SELECT auth.my_area() AS my_area)', `'${regions[0]}'`) ?? null;
    add(`always ${regions[0]}`, { using: always(using), check: always(check) });
    const without = (text: string | null) =>
      text && `(${text} or (select auth.my_area()) is null and (select auth.active()))`;
    add('or a hat without area', { using: without(using), check: without(check) });
  }
  if (asked === 'my_organisation' || asked === 'my_area') {
    const open = (text: string | null) => text && `(${text} or ${column} is not null)`;
    add(asked === 'my_area' ? 'or any region' : 'or any organisation', {
      using: open(using),
      check: open(check),
    });
    add('session only', {
      using: using && '(select auth.active())',
      check: check && '(select auth.active())',
    });
    add('turned round', {
      using: using?.replace(' = ', ' <> ') ?? null,
      check: check?.replace(' = ', ' <> ') ?? null,
    });
  }
  if (login !== 'current_user') add(`to ${otherLogin(login)}`, { login: otherLogin(login) });
  const who = login === 'vp_owner' ? (['JOBS'] as const) : [whoOf(login)!];
  return faults.map(([fault, mutated]) => ({
    name: `${table} ${name}: ${fault}`,
    table,
    who,
    plant: mutated ? `${drop}; ${create(mutated)}` : drop,
    mend,
  }));
}

async function policyMutants(owner: OpenOwner): Promise<Mutant[]> {
  const rows = await owner.text(
    `select schemaname || '.' || tablename, policyname, cmd, roles[1]::text, qual, with_check from pg_policies
      where ${isOwnSchema('schemaname')} and array_length(roles, 1) = 1 order by 1, 2`,
  );
  const several = await owner.text(
    `select count(*) from pg_policies where ${isOwnSchema('schemaname')} and array_length(roles, 1) <> 1`,
  );
  if (several[0]![0] !== '0') throw new Error('a policy for several roles: say how it is mutated');
  const columns = await owner.text(
    `select table_schema || '.' || table_name, column_name, data_type from information_schema.columns where data_type in ('uuid', 'text', 'boolean') and ${isOwnSchema('table_schema')}`,
  );
  return rows.flatMap(([table, name, command, login, using, check]) =>
    ofPolicy(
      {
        table: table!,
        name: name!,
        command: command!,
        login: login!,
        using: using ?? null,
        check: check ?? null,
      },
      columns
        .filter(([each]) => each === table)
        .map(([, name, type]) => ({ name: name!, type: type! })),
    ),
  );
}

/** Every column right given to who lacks it, and taken from who has it; the rights over whole tables likewise. */
async function grantMutants(owner: OpenOwner): Promise<Mutant[]> {
  const rows = await owner.text(
    `select n.nspname || '.' || c.relname, a.attname, r.rolname, p.name, has_column_privilege(r.oid, c.oid, a.attnum, p.name),
            has_table_privilege(r.oid, c.oid, p.name)
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       cross join pg_roles r cross join (values ('select'), ('insert'), ('update')) p (name)
      where ${isOwnSchema('n.nspname')} and c.relkind = 'r' and r.rolname = any ('{${Object.values(loginOfWho).join(',')}}')
      order by 1, 3, 4, 2`,
  );
  const columns = rows.flatMap(([table, column, login, right, has, hasAll]): Mutant[] => {
    const grant = `grant ${right} ("${column}") on ${table} to ${login}`;
    const revoke = `revoke ${right} ("${column}") on ${table} from ${login}`;
    // What is granted on the whole table cannot be taken from one column.
    if (hasAll === 't') return [];
    const name = `${table}.${column} ${right} ${login}`;
    return [
      has === 't'
        ? {
            name: `${name}: taken away`,
            table: table!,
            who: [whoOf(login!)!],
            column: column!,
            plant: revoke,
            mend: grant,
          }
        : {
            name: `${name}: given`,
            table: table!,
            who: [whoOf(login!)!],
            column: column!,
            plant: grant,
            mend: revoke,
          },
    ];
  });
  const whole = await owner.text(
    `select n.nspname || '.' || c.relname, r.rolname, p.name, has_table_privilege(r.oid, c.oid, p.name)
       from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join pg_roles r cross join (values ('select'), ('insert'), ('update'), ('delete'), ('truncate')) p (name)
      where ${isOwnSchema('n.nspname')} and c.relkind = 'r' and r.rolname = any ('{${Object.values(loginOfWho).join(',')}}') order by 1, 2, 3`,
  );
  const tables = whole.flatMap(([table, login, right, has]): Mutant[] => {
    // Taking a right over the whole table back would take the columns' with it: only what is lacking is given.
    if (
      has === 't' ||
      (right !== 'delete' &&
        right !== 'truncate' &&
        rows.some(([t, , l, p, c]) => t === table && l === login && p === right && c === 't'))
    )
      return [];
    return [
      {
        name: `${table} ${right} ${login}: given whole`,
        table: table!,
        who: [whoOf(login!)!],
        plant: `grant ${right} on ${table} to ${login}`,
        mend: `revoke ${right} on ${table} from ${login}`,
      },
    ];
  });
  return [...columns, ...tables];
}

const tableMutants = (): Mutant[] =>
  Object.keys(oracleTables).flatMap((table) => [
    {
      name: `${table}: row security off`,
      table,
      who: everybody,
      plant: `alter table ${table} disable row level security`,
      mend: `alter table ${table} enable row level security`,
    },
    {
      name: `${table}: FORCE removed`,
      table,
      who: [],
      plant: `alter table ${table} no force row level security`,
      mend: `alter table ${table} force row level security`,
    },
  ]);

/** Functions of the session: each condition left out; and every function made callable or run otherwise. */
async function functionMutants(owner: OpenOwner): Promise<Mutant[]> {
  const rows = await owner.text(
    `select p.oid::regprocedure::text, pg_get_functiondef(p.oid), p.prosecdef from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${isOwnSchema('n.nspname')} order by 1`,
  );
  const watched = [
    'auth.identity()',
    'auth.active()',
    'auth.my_organisation()',
    'auth.my_area()',
    'auth.token_hash()',
  ];
  const bodies = rows.flatMap(([name, text]): Mutant[] => {
    if (!watched.includes(name!)) return [];
    return conditionsOf(text!).map((condition) => ({
      name: `${name} without “${condition.trim()}”`,
      table: null,
      who: [],
      plant: text!.replace(condition, ' '),
      mend: text!,
    }));
  });
  const rights = rows.flatMap(([name, , definer]): Mutant[] => [
    ...Object.values(loginOfWho).map((login) => ({
      name: `${name} callable by ${login}`,
      table: null,
      who: [],
      plant: `grant execute on function ${name} to ${login}`,
      mend: `revoke execute on function ${name} from ${login}`,
    })),
    {
      name: `${name} with the ${definer === 't' ? 'asker' : 'owner'}’s rights`,
      table: null,
      who: [],
      plant: `alter function ${name} security ${definer === 't' ? 'invoker' : 'definer'}`,
      mend: `alter function ${name} security ${definer === 't' ? 'definer' : 'invoker'}`,
    },
  ]);
  return [...bodies, ...rights];
}

/** Each `and …` of a function's where, up to the next one. */
const conditionsOf = (text: string): string[] =>
  [...text.matchAll(/\band (?:[^()]|\((?:[^()]|\([^()]*\))*\))+?(?=\s+and\b|\)?;|\s*\$)/g)].map(
    (match) => match[0],
  );

/** All of them. Rights that are there already make no mutant: what is planted must be a change. */
export async function allMutants(owner: OpenOwner): Promise<Mutant[]> {
  const held = new Set(
    (
      await owner.text(
        `select p.oid::regprocedure::text || ' callable by ' || r.rolname from pg_proc p cross join pg_roles r join pg_namespace n on n.oid = p.pronamespace
          where ${isOwnSchema('n.nspname')} and r.rolname like 'vp\\_%' and has_function_privilege(r.oid, p.oid, 'execute')`,
      )
    ).map(([name]) => name),
  );
  const all = [
    ...(await policyMutants(owner)),
    ...(await grantMutants(owner)),
    ...tableMutants(),
    ...(await functionMutants(owner)),
  ];
  return all.filter((mutant) => !held.has(mutant.name));
}

/**
 * Mutants that change nothing that anybody could see, each with its reason.
 */
export const equivalent: [RegExp, string][] = [
  [
    /_change: WITH CHECK dropped$/,
    'without a check of its own an update is held to USING, which says the same',
  ],
  [
    /^((auth|region|administration)\.\w+|foster_care\.service) vp_ad_change: WITH CHECK true$|^capacity\.(module_type vp_ad|(recognition|reconversion|place_report) vp_as|place_report vp_at)_change: WITH CHECK true$|^waiting_list\.rule_set vp_as_change: WITH CHECK true$/,
    'the condition asks for a live session and not for the row: USING has asked it already',
  ],
  [
    /^notices\.notice \w+_change: WITH CHECK true$/,
    'whose a notice is, nobody may change: USING has asked for it already',
  ],
  [
    / vp_cr_\w+: or a hat without area$/,
    'a desk is of a region: the database refuses a hat of it without one',
  ],
  [
    /^capacity\.reconversion vp_as_change: USING true$/,
    'without a session there is no event, and without an event the trigger lets nothing change',
  ],
  [
    /^allocation\.(proposal vp_pi|inquiry vp_p[ci])_change: WITH CHECK true$/,
    'to whom it is addressed a provider may not change: USING has asked for it already',
  ],
  [
    /^allocation\.threshold\.\w+ (insert|update) vp_(?!at:|as:|jobs:)\w+: given$/,
    'whoever may not call threshold_side writes nothing there: its side is generated with it',
  ],
  [
    /^capacity\.provider vp_pc_change: WITH CHECK true$/,
    'its organisation is its id, which nobody may change: USING has asked for it already',
  ],
];

/** Everything that is told of a mutant's own table and role; of the rest only when that finds nothing. */
async function find(tools: Tools, mutant: Mutant): Promise<string | null> {
  const { world, owner, clients } = tools;
  const say = (found: { disagreements: { table: string; who: string; what: string }[] }) =>
    found.disagreements[0] ? `${found.disagreements[0].who}: ${found.disagreements[0].what}` : null;
  if (mutant.table && mutant.column) {
    const found = say(await checkColumn(tools, mutant.table, mutant.who[0]!, mutant.column));
    if (found) return found;
  }
  if (mutant.table && mutant.who.length > 0) {
    const found = say(await checkTable(tools, mutant.table, { who: mutant.who }));
    if (found) return found;
  }
  return (
    say(await checkFunctions(world, clients)) ??
    say(await checkEntering(world, clients)) ??
    (await catalogueFaults(owner))[0] ??
    null
  );
}

export interface Tools {
  world: MatrixWorld;
  owner: OpenOwner;
  clients: Clients;
}

export interface Hunt {
  tried: number;
  caught: number;
  equivalent: number;
  survived: string[];
}

/** The wall as a text: after the hunt it must be what it was. */
const wall = async (owner: OpenOwner) =>
  JSON.stringify([
    await owner.text(
      `select * from pg_policies where ${isOwnSchema('schemaname')} order by schemaname, tablename, policyname`,
    ),
    await owner.text(
      `select a.attrelid::regclass, a.attname, x.grantee::regrole, x.privilege_type from pg_attribute a cross join lateral aclexplode(a.attacl) x order by 1, 2, 3, 4`,
    ),
    await owner.text(
      `select c.oid::regclass, x.grantee::regrole, x.privilege_type, c.relrowsecurity, c.relforcerowsecurity from pg_class c cross join lateral aclexplode(c.relacl) x
        where ${isOwnSchema('c.relnamespace::regnamespace::text')} order by 1, 2, 3`,
    ),
    await owner.text(
      `select p.oid::regprocedure, p.prosecdef, md5(p.prosrc), x.grantee::regrole from pg_proc p cross join lateral aclexplode(p.proacl) x
        where ${isOwnSchema('p.pronamespace::regnamespace::text')} order by 1, 4`,
    ),
  ]);

/** A mutant that is none: what finds something of it would find it of every other too. */
export const nothing: Mutant = {
  name: 'nothing',
  table: null,
  who: [],
  plant: 'select 1',
  mend: 'select 1',
};

/** @param count how many, drawn by seed; all if absent */
export async function hunt(
  tools: Tools,
  mutants: readonly Mutant[],
  options: { count?: number; seed?: number; log?: (line: string) => void } = {},
): Promise<Hunt> {
  const random = seededRandom(options.seed ?? 1);
  const chosen =
    options.count === undefined || options.count >= mutants.length
      ? mutants
      : [...mutants]
          .map((mutant) => ({ mutant, at: random.next() }))
          .sort((a, b) => a.at - b.at)
          .slice(0, options.count)
          .map(({ mutant }) => mutant);
  const before = await wall(tools.owner);
  const result: Hunt = { tried: 0, caught: 0, equivalent: 0, survived: [] };
  for (const mutant of chosen) {
    if (equivalent.some(([pattern]) => pattern.test(mutant.name))) {
      result.equivalent++;
      continue;
    }
    await tools.owner.run(mutant.plant);
    try {
      result.tried++;
      if (await find(tools, mutant)) result.caught++;
      else {
        result.survived.push(mutant.name);
        options.log?.(`survived: ${mutant.name}`);
      }
    } finally {
      await tools.owner.run(mutant.mend);
    }
    if (result.tried % 250 === 0)
      options.log?.(
        `${result.tried} of ${chosen.length} tried, ${result.survived.length} survived`,
      );
  }
  if ((await wall(tools.owner)) !== before)
    throw new Error('the wall is not as it was before the hunt');
  return result;
}

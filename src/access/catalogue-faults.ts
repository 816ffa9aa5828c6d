import { isOwnSchema } from '../platform/db/own-schemas.ts';
import { logins } from '../platform/db/roles.ts';
import { tables } from './classes.ts';
import type { OpenOwner } from './matrix-owner.ts';
import { everybody, loginOfWho, oracleTables } from './oracle.ts';
import { oracleFunctions } from './oracle-functions.ts';
import { oracleViews } from './oracle-views.ts';

const inOurs = isOwnSchema('n.nspname');
const quoted = (names: readonly string[]) => names.map((each) => `'${each}'`).join(', ');

/** One question to the catalogue: each row that comes back is a fault, in words. */
type Question = (owner: OpenOwner, logins: readonly string[]) => Promise<string[]>;

const ask =
  (sql: (logins: string) => string): Question =>
  async (owner, names) =>
    (await owner.text(sql(quoted(names)))).map(([text]) => text!);

/** Tables and columns must stand in the classes and in the oracle, and there must be nothing else in those. */
const unclassified: Question = async (owner) => {
  const rows = await owner.text(
    `select n.nspname || '.' || c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
       join pg_namespace n on n.oid = c.relnamespace
      where ${inOurs} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`,
  );
  const there = new Set(rows.map(([table, column]) => `${table}.${column}`));
  const known = {
    classes: new Set(
      Object.entries(tables).flatMap(([table, { columns }]) =>
        Object.values(columns).flatMap((names) => names.map((c) => `${table}.${c}`)),
      ),
    ),
    oracle: new Set(
      Object.entries(oracleTables).flatMap(([table, { columns }]) =>
        columns.map((c) => `${table}.${c}`),
      ),
    ),
  };
  return Object.entries(known).flatMap(([where, names]) => [
    ...[...there]
      .filter((each) => !names.has(each))
      .map((each) => `${each} does not stand in ${where}`),
    ...[...names]
      .filter((each) => !there.has(each))
      .map((each) => `${each} stands in ${where} and is not there`),
  ]);
};

/** Functions that run with the owner's rights see every row: FORCE binds the owner to a policy of its own. */
const ownerPolicies = ask(
  () => `select n.nspname || '.' || c.relname || ' lets the owner’s functions see too little' from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${inOurs} and c.relkind in ('r', 'p') and not exists (
      select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'definer' and p.polcmd = '*' and p.polroles = array[c.relowner]
         and pg_get_expr(p.polqual, p.polrelid) = 'true' and pg_get_expr(p.polwithcheck, p.polrelid) = 'true')`,
);

/** A function in a policy must be asked once for each query, not once for each row. */
const perRowCalls: Question = async (owner) => {
  const rows = await owner.text(
    `select schemaname || '.' || tablename || ' ' || policyname, coalesce(qual, '') || ' ; ' || coalesce(with_check, ''), roles::text
       from pg_policies where ${isOwnSchema('schemaname')}`,
  );
  return rows.flatMap(([name, text, roles]) => {
    const rest = text!.replaceAll(/\( ?SELECT [a-z_.]+\(\) AS [a-z_]+\)/gi, '');
    return [
      ...(/\w+\s*\(/.test(rest.replaceAll(/\b(AND|OR|NOT|IN|ANY)\s*\(/gi, '('))
        ? [`policy ${name} calls a function for each row`]
        : []),
      ...(/\bselect\b/i.test(rest) ? [`policy ${name} asks a query of its own`] : []),
      ...(roles === '{public}' ? [`policy ${name} is for everybody`] : []),
    ];
  });
};

const functionFaults: Question = async (owner) => {
  const rows = await owner.text(
    `select replace(p.oid::regprocedure::text, ',', ', '), p.prosecdef, coalesce(array_to_string(p.proconfig, ','), ''), l.lanname,
            exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
      where ${inOurs}`,
  );
  const faults: string[] = [];
  for (const [name, definer, config, language, open] of rows) {
    const expected = oracleFunctions[name!];
    if (!expected) faults.push(`function ${name} does not stand in the oracle`);
    if (definer === 't' && !expected?.definer)
      faults.push(`function ${name} runs with the owner's rights without leave`);
    if (definer === 'f' && expected?.definer)
      faults.push(`function ${name} should run with the owner's rights`);
    if (definer === 't' && config !== 'search_path=pg_catalog, pg_temp')
      faults.push(`function ${name} has no fixed search path`);
    if (open === 't') faults.push(`function ${name} may be executed by everybody`);
    if (!['sql', 'plpgsql'].includes(language!))
      faults.push(`function ${name} is written in ${language}`);
  }
  const there = new Set(rows.map(([name]) => name));
  for (const name of Object.keys(oracleFunctions))
    if (!there.has(name)) faults.push(`function ${name} stands in the oracle and is not there`);
  return faults;
};

const mayExecute: Question = async (owner) => {
  const rows = await owner.text(
    `select replace(p.oid::regprocedure::text, ',', ', '), r.rolname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       cross join pg_roles r where ${inOurs} and r.rolname in (${quoted(logins)}) and has_function_privilege(r.oid, p.oid, 'execute')`,
  );
  const granted = new Set(rows.map(([name, login]) => `${login} ${name}`));
  return everybody.flatMap((who) =>
    Object.entries(oracleFunctions).flatMap(([name, { by }]) => {
      const has = granted.has(`${loginOfWho[who]} ${name}`);
      if (has === by.includes(who)) return [];
      return [`${who} may ${has ? '' : 'not '}execute ${name}`];
    }),
  );
};

const mayAskView: Question = async (owner) => {
  const rows = await owner.text(
    `select n.nspname || '.' || c.relname, r.rolname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       cross join pg_roles r where ${inOurs} and c.relkind = 'v' and r.rolname in (${quoted(logins)})
        and has_any_column_privilege(r.oid, c.oid, 'select')`,
  );
  const granted = new Set(rows.map(([name, login]) => `${login} ${name}`));
  const names = new Set([...Object.keys(oracleViews), ...rows.map(([name]) => name!)]);
  return everybody.flatMap((who) =>
    [...names].flatMap((name) => {
      const has = granted.has(`${loginOfWho[who]} ${name}`);
      if (has === (oracleViews[name] ?? []).includes(who)) return [];
      return [`${who} may ${has ? '' : 'not '}ask view ${name}`];
    }),
  );
};

/** What a login of the application must never have, besides what the matrix test asks row by row. */
const questions: Record<string, Question> = {
  'row-level security': ask(
    () => `select n.nspname || '.' || c.relname || ' does not force row-level security' from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${inOurs} and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`,
  ),
  columns: unclassified,
  'calls per row': perRowCalls,
  'sight of the owner': ownerPolicies,
  views: ask(
    () => `select n.nspname || '.' || c.relname || case c.relkind when 'm' then ' is a materialised view' when 'f' then ' is a foreign table' else ' does not use the rights of who asks' end
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where (${inOurs} or n.nspname = 'public') and (c.relkind in ('m', 'f')
         or c.relkind = 'v' and not coalesce(c.reloptions::text[] && '{security_invoker=true,security_invoker=on}'::text[], false))`,
  ),
  rules: ask(
    () => `select n.nspname || '.' || c.relname || ' has a rule' from pg_rewrite w join pg_class c on c.oid = w.ev_class
      join pg_namespace n on n.oid = c.relnamespace where ${inOurs} and w.rulename <> '_RETURN'`,
  ),
  functions: functionFaults,
  execute: mayExecute,
  'who may ask a view': mayAskView,
  triggers: ask(
    () => `select c.oid::regclass || ' has trigger ' || t.tgname || ' switched off' from pg_trigger t join pg_class c on c.oid = t.tgrelid
      join pg_namespace n on n.oid = c.relnamespace where ${inOurs} and t.tgenabled <> 'O'`,
  ),
  constraints: ask(
    () => `select conrelid::regclass || ' has constraint ' || conname || ' that does not hold for all rows' from pg_constraint c join pg_namespace n on n.oid = c.connamespace
      where ${inOurs} and not (convalidated and conenforced)`,
  ),
  'rights of logins': ask(
    (names) => `select rolname || ' has a right of its own over the server' from pg_roles
      where rolname in (${names}) and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)`,
  ),
  'settings of logins': ask(
    (names) =>
      `select coalesce(r.rolname, 'everybody') || ' has settings of its own: ' || array_to_string(s.setconfig, ', ')
       from pg_db_role_setting s left join pg_roles r on r.oid = s.setrole where r.rolname in (${names}) or s.setrole = 0`,
  ),
  membership: ask(
    (
      names,
    ) => `select r.rolname || ' belongs to ' || g.rolname from pg_auth_members m join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid
      where r.rolname in (${names}) or (g.rolname in (${names}) and r.rolname <> current_user)`,
  ),
  ownership: ask(
    (names) => `select r.rolname || ' owns ' || what from pg_roles r join (
        select relowner as owner, c.oid::regclass::text as what from pg_class c
        union all select nspowner, nspname::text from pg_namespace
        union all select proowner, replace(p.oid::regprocedure::text, ',', ', ') from pg_proc p
        union all select typowner, t.oid::regtype::text from pg_type t
        union all select lomowner, 'a large object' from pg_largeobject_metadata
        union all select datdba, 'the database' from pg_database where datname = current_database()) o on o.owner = r.oid
      where r.rolname in (${names}) and what not like 'graphile_worker%'`,
  ),
  'rights on tables': ask(
    (
      names,
    ) => `select coalesce(g.rolname, 'everybody') || ' has ' || a.privilege_type || ' on ' || c.oid::regclass
       from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) a left join pg_roles g on g.oid = a.grantee
      where (${inOurs} or n.nspname = 'public') and (a.grantee = 0 or g.rolname in (${names}))
        and (a.grantee = 0 or a.is_grantable or n.nspname = 'public'
          or a.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
          or (g.rolname <> 'vp_jobs' and a.privilege_type <> 'DELETE' and (c.relkind <> 'v' or a.privilege_type <> 'SELECT')))`,
  ),
  'rights on columns': ask(
    (
      names,
    ) => `select coalesce(g.rolname, 'everybody') || ' may grant or has no business with ' || at.attrelid::regclass || '.' || at.attname
       from pg_attribute at join pg_class c on c.oid = at.attrelid join pg_namespace n on n.oid = c.relnamespace
       cross join lateral aclexplode(at.attacl) a left join pg_roles g on g.oid = a.grantee
      where ${inOurs} and (a.grantee = 0 or (g.rolname in (${names}) and (a.is_grantable or a.privilege_type = 'REFERENCES')))`,
  ),
  'rights on schemas': ask(
    (
      names,
    ) => `select coalesce(g.rolname, 'everybody') || ' has ' || a.privilege_type || ' on schema ' || n.nspname
       from pg_namespace n cross join lateral aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a left join pg_roles g on g.oid = a.grantee
      where (${inOurs} or n.nspname = 'public') and (a.grantee = 0 or g.rolname in (${names}))
        and (a.grantee = 0 or n.nspname = 'public' or a.privilege_type <> 'USAGE')`,
  ),
  'rights on the database': ask(
    (
      names,
    ) => `select coalesce(g.rolname, 'everybody') || ' has ' || a.privilege_type || ' on the database'
       from pg_database d cross join lateral aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a left join pg_roles g on g.oid = a.grantee
      where d.datname = current_database() and (a.grantee = 0 or g.rolname in (${names})) and a.privilege_type <> 'CONNECT'`,
  ),
  'rights to come': ask(
    () => `select 'default privileges are set for ' || d.defaclrole::regrole from pg_default_acl d`,
  ),
  'what tells outside': ask(
    () => `select 'there is a publication ' || pubname from pg_publication union all
      select 'there is an event trigger ' || evtname from pg_event_trigger union all
      select 'there is an extension ' || extname from pg_extension where extname not in ('plpgsql', 'btree_gist')`,
  ),
};

export const questionNames = Object.keys(questions);

/** Everything in the catalogue that the house does not allow, one sentence each. */
export async function catalogueFaults(
  owner: OpenOwner,
  options: { logins?: readonly string[]; only?: string } = {},
): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, question] of Object.entries(questions)) {
    if (options.only !== undefined && options.only !== name) continue;
    faults.push(...(await question(owner, options.logins ?? logins)));
  }
  return faults;
}

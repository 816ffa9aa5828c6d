import { type ApplicationRole, applicationRoles, loginOf, logins } from '../platform/db/roles.ts';
import type { WallPart } from '../platform/db/wall.ts';
import { schemas, tables, type TableRecord } from './classes.ts';
import { functionGrants } from './function-grants.ts';
import { type DataClass, matrix, type Scope } from './matrix.ts';
import { viewGrants } from './view-grants.ts';

type Letter = 'R' | 'C' | 'U';

/** In which scope the role may do this with the class; null = not at all. */
function scopeOf(role: ApplicationRole, letter: Letter | 'L', dataClass: DataClass): Scope | null {
  const cell = matrix[dataClass][role] ?? '';
  for (const [, letters, scope] of cell.matchAll(/([A-Z]+) (\S)/g))
    if (letters!.includes(letter)) return scope as Scope;
  return null;
}

/** True when the role may do this with the class, in whichever scope. */
export const may = (role: ApplicationRole, letter: Letter | 'L', dataClass: DataClass): boolean =>
  scopeOf(role, letter, dataClass) !== null;

/**
 * Reference data and the catalogue are the same for everybody who is signed in, and a login of the
 * application is reached by our own program alone: asking for the session again for each such table
 * would cost a fifth of the speed and hide nothing (docs/decisions/0003).
 */
function isOpenToAll(table: TableRecord): boolean {
  return Object.keys(table.columns).every((dataClass) => ['D0', 'D1', 'D18'].includes(dataClass));
}

/** Rows of the person who asks, as far as they are for the role and the organisation that are worn now. */
function ownRows(table: TableRecord, role: ApplicationRole, reading: boolean): string {
  if (!table.person) throw new Error('scope s on a table without a person column');
  const mine = `${table.person} = (select auth.my_person())`;
  const whose =
    reading && table.sharedWith
      ? `(${mine} or ${table.sharedWith} = (select auth.my_organisation()))`
      : mine;
  // Nobody shares with another organisation than the one that they are of now.
  const within =
    !reading && table.sharedWith
      ? `${whose} and (${table.sharedWith} is null or ${table.sharedWith} = (select auth.my_organisation()))`
      : whose;
  if (!table.worn) return within;
  const { circle, organisation } = table.worn;
  const parts = [within, `(${circle} is null or ${circle} = '${table.worn.of?.[role] ?? role}')`];
  if (organisation)
    parts.push(`(${organisation} is null or ${organisation} = (select auth.my_organisation()))`);
  return parts.join(' and ');
}

/** On top of the region: what this role has open in an emergency, where the table says by which column. */
function openedRows(table: TableRecord, role: ApplicationRole): string {
  const classes = Object.keys(table.columns) as DataClass[];
  if (!table.opened || !classes.some((each) => matrix[each][role]?.endsWith(' R b'))) return '';
  return ` or ${table.opened} = any ((select auth.opened_in_emergency())::uuid[])`;
}

function rowCondition(
  table: TableRecord,
  scope: Scope,
  reading: boolean,
  role: ApplicationRole,
): string {
  switch (scope) {
    case 'o':
      if (table.shared) return '(select auth.active())';
      if (!table.organisation) throw new Error('scope o on a table without an organisation column');
      return `${table.organisation} = (select auth.my_organisation())`;
    case 'a':
      if (!table.organisation || !table.addressed)
        throw new Error('scope a on a table that addresses nobody');
      return `${table.organisation} = (select auth.my_organisation()) and ${table.addressed}`;
    case 's':
      return ownRows(table, role, reading);
    case 'r':
      if (!table.region) throw new Error('scope r on a table without a region column');
      return `${table.region} = (select auth.my_area())${reading ? openedRows(table, role) : ''}`;
    case 'w': {
      if (!table.window) throw new Error('scope w on a table that is of no child');
      const { child, by, only } = table.window;
      const own = `${child} = any ((select dossier.my_${by}())::uuid[])`;
      const more = only?.[role];
      return more ? `${own} and ${more}` : own;
    }
    case 'b':
      return `${table.opened!} = any ((select auth.opened_in_emergency())::uuid[])`;
    case '*':
      return reading && isOpenToAll(table) ? 'true' : '(select auth.active())';
  }
}

interface Grant {
  columns: string[];
  /** The narrowest scope of the classes behind the columns. */
  scope: Scope | null;
}

function grantFor(table: TableRecord, role: ApplicationRole, letter: Letter): Grant {
  const columns: string[] = [];
  let scope: Scope | null = null;
  for (const [dataClass, names] of Object.entries(table.columns) as [DataClass, string[]][]) {
    const own = scopeOf(role, letter, dataClass);
    // What can be opened in an emergency says by which column; its history cannot.
    if (own === null || (own === 'b' && !table.opened)) continue;
    columns.push(...names);
    scope = scope === null || scope === '*' ? own : scope;
  }
  return { columns, scope };
}

/** Columns that the database fills itself: no role writes them. */
const filledByDatabase = new Set(['seq', 'known_from', 'undone_by', 'created_at']);
/** What a row is and whether it is invented is said once. */
const neverChanged = new Set(['id', 'invented']);
const generated: Record<string, readonly string[]> = {
  'waiting_list.rule_set': ['made_by', 'made_at', 'approved_by', 'approved_at', 'in_force'],
  'waiting_list.request': ['owner_name', 'second_owner_name'],
  'waiting_list.assessment': ['assessed_by', 'at'],
  'waiting_list.confirmation': ['confirmed_by', 'at'],
  'allocation.proposal': ['sent_at', 'sent', 'answered_at', 'closed_at'],
  'allocation.proposal_child': ['hold_id', 'stay_id', 'shown', 'busy', 'state_before'],
  'allocation.message': ['side', 'shown', 'at', 'person_name'],
  'allocation.threshold_comment': ['side', 'person_name', 'at'],
  'allocation.mandate_step': ['decided_by', 'at'],
  'allocation.record': ['made_by', 'at'],
  'allocation.follow_up': [
    'stay_id',
    'pseudonym',
    'after_days',
    'open',
    'provider_at',
    'provider_name',
    'done_at',
    'person_name',
  ],
  'allocation.round': ['made_by', 'person_name', 'begun_at', 'drawn_at', 'closed_at'],
  'allocation.round_choice': ['person_name'],
  'crisis.request': ['received_at', 'closed_at'],
  'crisis.minor': ['pseudonym', 'closed_at'],
  'crisis.note': ['at', 'person_name'],
  'crisis.follow_up': ['done_at', 'done_by_name'],
  'crisis.take_over': ['at', 'person_name'],
  'crisis.attempt': ['asked_at', 'asked_by_name', 'open', 'answered_by_name'],
  'crisis.deployment': ['slot', 'placed_at', 'hold_id', 'stay_id'],
  'insight.crisis_note': ['written_by', 'written_by_name', 'sent_by_name', 'sent_at'],
  'capacity.reconversion': ['period'],
  'capacity.stay': ['ends_on'],
  'capacity.hold': ['ends_on'],
  'capacity.confirmation': ['at'],
  'capacity.offered_module': ['withdrawn_at'],
};

const writable = (name: string, columns: string[]) =>
  columns.filter(
    (column) => !filledByDatabase.has(column) && !(generated[name] ?? []).includes(column),
  );

const technicalOf = (table: TableRecord) => table.columns.TECHNICAL?.length ?? 0;

function policiesOf(name: string, table: TableRecord): string[] {
  const lines = [
    `alter table ${name} enable row level security;`,
    `alter table ${name} force row level security;`,
    // Definer functions run as the owner, which FORCE binds like anybody else.
    `create policy definer on ${name} to current_user using (true) with check (true);`,
  ];
  for (const role of applicationRoles) {
    const login = loginOf(role);
    const read = grantFor(table, role, 'R');
    if (read.scope) {
      lines.push(`grant select (${read.columns.join(', ')}) on ${name} to ${login};`);
      lines.push(
        `create policy ${login}_read on ${name} for select to ${login} using (${rowCondition(table, read.scope, true, role)});`,
      );
    }
    if (table.derived) continue;
    const create = grantFor(table, role, 'C');
    // A row is made whole: by who may make each class in it.
    const whole =
      create.columns.length === Object.values(table.columns).flat().length - technicalOf(table);
    if (create.scope && whole) {
      lines.push(
        `grant insert (${writable(name, create.columns).join(', ')}) on ${name} to ${login};`,
      );
      lines.push(
        `create policy ${login}_create on ${name} for insert to ${login} with check (${rowCondition(table, create.scope, false, role)});`,
      );
    }
    const change = grantFor(table, role, 'U');
    if (!change.scope) continue;
    const own = rowCondition(table, change.scope, false, role);
    if (!table.appendOnly) {
      const columns = writable(name, change.columns).filter((column) => !neverChanged.has(column));
      lines.push(`grant update (${columns.join(', ')}) on ${name} to ${login};`);
      lines.push(
        `create policy ${login}_change on ${name} for update to ${login} using (${own}) with check (${own});`,
      );
    }
    if (table.undo) {
      lines.push(`grant delete on ${name} to ${login};`);
      lines.push(`create policy ${login}_undo on ${name} for delete to ${login} using (${own});`);
    }
  }
  return lines;
}

/**
 * Tables that the jobs login may write: the nightly work, the operator's imports and the demo's own past.
 * What is history stays: there it adds only.
 */
const notOfJobs = [
  'auth.api_key',
  'auth.emergency_access',
  'auth.session',
  'auth.link',
  'auth.login_attempt',
  'platform.idempotency_key',
  'platform.channel',
];
/** Written by functions alone, also for the jobs, which read them. */
const readByJobs = ['audit.entry', 'audit.line', 'audit.shown'];

/** What the jobs and who is not signed in may do with a table. */
function policiesOfProgram(name: string, { appendOnly, undo }: TableRecord): string[] {
  const lines: string[] = [];
  if (readByJobs.includes(name)) {
    lines.push(
      `grant select on ${name} to vp_jobs;`,
      `create policy vp_jobs_read on ${name} for select to vp_jobs using (true);`,
    );
  } else if (!notOfJobs.includes(name)) {
    const changes = appendOnly ? (undo ? ', delete' : '') : ', update, delete';
    lines.push(
      `grant select, insert${changes} on ${name} to vp_jobs;`,
      `create policy vp_jobs_all on ${name} to vp_jobs using (true) with check (true);`,
    );
  }
  if (name === 'platform.instance')
    lines.push(
      `grant select (singleton) on ${name} to vp_nobody;`,
      `create policy readiness on ${name} for select to vp_nobody using (true);`,
    );
  return lines;
}

/**
 * The whole wall as SQL, part by part: for each schema, table, view and function the grants on columns and the row
 * policies that follow from the data classes and the matrix. What is not named here is open to nobody.
 */
export function policiesSql(): WallPart[] {
  return [
    { kind: 'schema', name: 'public', sql: '' },
    ...schemas.map(
      (name): WallPart => ({
        kind: 'schema',
        name,
        sql: `grant usage on schema ${name} to ${logins.join(', ')}`,
      }),
    ),
    ...functionGrants.map(
      ([name, to]): WallPart => ({
        kind: 'function',
        name,
        sql: `grant execute on function ${name} to ${to.join(', ')}`,
      }),
    ),
    ...viewGrants.map(
      ([name, to]): WallPart => ({
        kind: 'relation',
        name,
        sql: `grant select on ${name} to ${to.join(', ')}`,
      }),
    ),
    ...Object.entries(tables).map(
      ([name, table]): WallPart => ({
        kind: 'relation',
        name,
        sql: [...policiesOf(name, table), ...policiesOfProgram(name, table)].join('\n'),
      }),
    ),
  ];
}

import type { Reader } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Accounts, LogLine, PeriodQuery, Touched } from '../contract.ts';

type Asks = Pick<Reader, 'rows'>;
export type Account = Accounts['rows'][number];
/** Lines on one page. */
export const pageOf = 200;

const accountJson = `jsonb_build_object('id', p.id, 'name', p.name, 'blockedAt', p.blocked_at,
  'roles', (select coalesce(jsonb_agg(distinct h.role_code), '[]') from auth.hat h where h.person_id = p.id and h.valid @> platform.today()),
  'organisations', (select coalesce(jsonb_agg(distinct o.name), '[]') from auth.hat h join auth.organisation o on o.id = h.organisation_id
     where h.person_id = p.id and h.valid @> platform.today()))`;

/** Accounts whose name holds a text, by name. */
export async function accounts(tx: Asks, text: string): Promise<Accounts> {
  const rows = await tx.rows<{ row: Account }>(
    `select ${accountJson} as row from (select * from auth.person q where strpos(lower(q.name), lower($1)) > 0
       order by q.name, q.id limit 20) p order by p.name, p.id`,
    [text.trim()],
  );
  return { rows: rows.map(({ row }) => row) };
}

export async function accountOf(tx: Asks, id: string): Promise<Account> {
  const [found] = await tx.rows<{ row: Account }>(
    `select ${accountJson} as row from auth.person p where p.id = $1`,
    [id],
  );
  if (!found) throw notFound('not-found');
  return found.row;
}

/** A line as the table shows it, from its canonical JSON and the names that belong to its ids. */
const lineJson = `jsonb_build_object('number', w.number, 'at', w.line->>'at', 'account', w.line->'who'->>'account',
  'name', (select p.name from auth.person p where p.id = (w.line->'who'->>'account')::uuid), 'role', w.line->'who'->>'role',
  'organisation', o.name, 'organisationKind', o.kind, 'what', coalesce(w.line->'look'->>'kind', ''),
  'route', coalesce(w.line->'look'->>'route', ''), 'purpose', coalesce(w.line->'look'->>'purpose', ''),
  'outcome', coalesce(w.line->'look'->'outcome', '""'), 'rows', w.line->'look'->'rows',
  'classes', coalesce(w.line->'look'->'classes', '[]'), 'subjects', coalesce(w.line->'look'->'subjects', '[]'))`;
const withOrganisation = `left join auth.organisation o on o.id = (w.line->'who'->>'organisation')::uuid`;

const linesIn = (rows: { row: LogLine }[]) => ({
  lines: rows.slice(0, pageOf).map(({ row }) => row),
  more: rows.length > pageOf,
});

/** What one account read and wrote between two moments, last first, and how much that is in all. */
export async function seenByAccount(tx: Asks, { account, from, until, before }: PeriodQuery) {
  const rows = await tx.rows<{ row: LogLine }>(
    `select ${lineJson} as row from (
       select e.id, e.at, e.line::jsonb as line, l.number from audit.entry e left join audit.line l on l.entry_id = e.id
        where e.account = $1 and e.at >= $2 and e.at < least($3::timestamptz, $4::timestamptz) order by e.at desc, e.id desc limit $5) w
       ${withOrganisation} order by w.at desc, w.id desc`,
    [account, from, until, before ?? null, pageOf + 1],
  );
  const [all] = await tx.rows<{ total: number }>(
    'select count(*)::int as total from audit.entry e where e.account = $1 and e.at >= $2 and e.at < $3',
    [account, from, until],
  );
  return { account: await accountOf(tx, account), ...linesIn(rows), total: all!.total };
}

/** Every line of the period, in its order: for a file. */
export async function wholeSeen(tx: Asks, { account, from, until }: PeriodQuery) {
  const rows = await tx.rows<{ row: LogLine }>(
    `select ${lineJson} as row from (
       select e.id, e.at, e.line::jsonb as line, l.number from audit.entry e left join audit.line l on l.entry_id = e.id
        where e.account = $1 and e.at >= $2 and e.at < $3 order by e.at, e.id limit 200000) w
       ${withOrganisation} order by w.at, w.id`,
    [account, from, until],
  );
  return rows.map(({ row }) => row);
}

/** Who looked at a file, known by its ids; last first. */
export async function lookersOf(tx: Asks, ids: readonly string[], before?: string) {
  const rows = await tx.rows<{ row: LogLine }>(
    `select ${lineJson} as row
       from (select f.number, f.line::jsonb as line, f.place from privacy.looks_at($1, $2, $3) with ordinality as f (number, line, place)) w
       ${withOrganisation} order by w.place`,
    [ids, before ?? null, pageOf + 1],
  );
  return linesIn(rows);
}

/** As many ids of a kind in one line tell of a file that was opened; more, of a list. */
export const mostOfOne = 3;

/** Which files one account had before it between two moments, each once. */
export async function touched(
  tx: Asks,
  { account, from, until }: Omit<PeriodQuery, 'before'>,
): Promise<Touched> {
  const [row] = await tx.rows<{ found: Omit<Touched, 'account'> }>(
    `with seen as materialized (
       select e.at, e.line::jsonb->'look' as look from audit.entry e where e.account = $1 and e.at >= $2 and e.at < $3),
     named as materialized (
       select n.at, n.look->>'kind' as what, s.value->>'kind' as kind, s.value->'ids' as ids, s.value->'every' = 'true' as every
         from seen n cross join lateral jsonb_array_elements(coalesce(n.look->'subjects', '[]')) s),
     files as (
       select n.kind, i.value as id, count(*) filter (where n.what <> 'WRITE') as looks, count(*) filter (where n.what = 'WRITE') as changes,
         count(*) filter (where jsonb_array_length(n.ids) > $4) as in_lists, min(n.at) as first_at, max(n.at) as last_at
         from named n cross join lateral jsonb_array_elements_text(n.ids) i
        where i.value ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' group by n.kind, i.value)
     select jsonb_build_object('lines', (select count(*) from seen),
       'whole', (select coalesce(jsonb_agg(jsonb_build_object('kind', w.kind, 'looks', w.looks) order by w.kind), '[]')
          from (select n.kind, count(*) as looks from named n where n.every group by n.kind) w),
       'files', (select coalesce(jsonb_agg(jsonb_build_object('kind', f.kind, 'id', f.id, 'looks', f.looks, 'changes', f.changes,
            'inLists', f.in_lists, 'firstAt', f.first_at, 'lastAt', f.last_at) order by f.first_at, f.kind, f.id), '[]') from files f)) as found`,
    [account, from, until, mostOfOne],
  );
  return { account: await accountOf(tx, account), ...row!.found };
}

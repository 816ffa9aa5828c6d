import type { Reader, Writer } from '../../platform/db/database.ts';
import { sealedCell } from '../../platform/vault/cells.ts';
import { mostOfOne } from '../log/log.query.ts';
import { type DayOfFile, type Found, type Rise, riseHours } from './watch-rules.ts';

/** Kinds of subjects that are somebody's file. */
const files = [
  'request',
  'person',
  'crisis-request',
  'crisis-minor',
  'foster-request',
  'foster-family',
];

/** Read past the view: a sealed name is opened from the row that it stands in. */
const familyName = `case when i.sealed is not null then ${sealedCell('waiting_list.identity.sealed', 'i.id', 'i.sealed', ['family_name'])} else to_jsonb(i.family_name) end`;

const midnight = `(($1::date)::timestamp at time zone 'Europe/Brussels')`;
const nextMidnight = `(($1::date + 1)::timestamp at time zone 'Europe/Brussels')`;

/** What each account had open on a day, file by file, with what makes it explainable. */
export const filesOfDay = (tx: Pick<Reader, 'rows'>, day: string): Promise<DayOfFile[]> =>
  tx.rows<DayOfFile>(
    `with looks as materialized (
       select e.account, e.at, e.line::jsonb as line from audit.shown s join audit.entry e on e.id = s.entry_id
        where s.at >= ${midnight} and s.at < ${nextMidnight} and e.account is not null),
     named as materialized (
       select l.account, l.line->'who'->>'role' as role, (l.line->'who'->>'hat')::uuid as hat, l.line->'look'->>'kind' as what,
              s.value->>'kind' as kind, i.value::uuid as id, extract(hour from l.at at time zone 'Europe/Brussels') as hour
         from looks l cross join lateral jsonb_array_elements(coalesce(l.line->'look'->'subjects', '[]')) s
         cross join lateral jsonb_array_elements_text(s.value->'ids') i
        where s.value->>'kind' = any ($2) and jsonb_array_length(s.value->'ids') <= $3
          and i.value ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
     opened as materialized (
       select n.account, n.role, n.kind, n.id, (array_agg(n.hat))[1] as hat, count(*)::int as looks, bool_or(n.what = 'WRITE') as wrote,
              count(*) filter (where n.hour >= 23 or n.hour < 6)::int as night
         from named n group by n.account, n.role, n.kind, n.id),
     known as materialized (
       select o.*, w.region_code,
              o.wrote or coalesce(o.account in (w.owner_id, w.second_owner_id), false)
                or exists (select from platform.event v where v.subject_id = o.id and v.person_id = o.account
                      and v.slice <> 'privacy' and v.at >= ${midnight} - interval '90 days') as has_task
         from opened o left join waiting_list.watch_request w on w.request_id = o.id and o.kind = 'request')
     select k.account, p.name, k.role, h.area_code as area, k.kind, k.id as file, k.looks, k.night as "nightLooks",
            k.region_code as region, ${familyName} as "familyName", k.has_task as "hasTask",
            case when k.has_task then 1 else
              (select count(distinct (s.at at time zone 'Europe/Brussels')::date)::int from audit.shown s join audit.entry e on e.id = s.entry_id
                where s.ids && array[k.id] and cardinality(s.ids) <= 2 * $3 and e.account = k.account
                  and s.at >= ${midnight} - interval '13 days' and s.at < ${nextMidnight}) end as days
       from known k join auth.person p on p.id = k.account left join auth.hat h on h.id = k.hat
       left join waiting_list.request r on r.id = k.id and k.kind = 'request' left join waiting_list.identity i on i.id = r.person_id
      order by k.account, k.role, k.kind, k.id`,
    [day, files, mostOfOne],
  );

/** Rises on the list by a person, shortly before a proposal that went out on this day. */
export const risesOfDay = (tx: Pick<Reader, 'rows'>, day: string): Promise<Rise[]> =>
  tx.rows<Rise>(
    `select distinct on (v.person_id, r.request_id) v.person_id as account, p.name, v.role_code as role, r.request_id as request,
        r.before_band_no as "beforeBand", r.after_band_no as "afterBand", r.before_since::text as "beforeSince",
        r.after_since::text as "afterSince", (extract(epoch from c.sent_at - r.at) / 3600)::float8 as "hoursBefore"
       from allocation.watch_proposed c join waiting_list.watch_rise r on r.request_id = c.request_id
       join platform.event v on v.id = r.event_id join auth.person p on p.id = v.person_id
      where c.sent_at >= ${midnight} and c.sent_at < ${nextMidnight}
        and r.at <= c.sent_at and r.at > c.sent_at - make_interval(hours => $2)
      order by v.person_id, r.request_id, r.at desc`,
    [day, riseHours],
  );

/** Puts what was found on a day down, once, to be answered by another, and tells the privacy officers that there is something. @returns how much is new */
export async function keepFindings(
  tx: Writer,
  { day, by }: { day: string; by: string },
  found: readonly Found[],
): Promise<number> {
  const [kept] = await tx.rows<{ count: number }>(
    `with made as (
       insert into privacy.finding (kind, on_day, account, account_name, role_code, subject_kind, subject_id, facts, handle_by)
       select f.kind, $1, f.account, f.name, f.role, f."subjectKind", f."subjectId", f.facts, $3
         from jsonb_to_recordset($2::jsonb) f (kind text, account uuid, name text, role text, "subjectKind" text, "subjectId" uuid, facts jsonb)
       on conflict on constraint finding_once do nothing returning id)
     select count(*)::int as count from made`,
    [day, JSON.stringify(found), by],
  );
  if (kept!.count > 0)
    await tx.rows(
      `select notices.notify(h.person_id, 'PO', null, 'account.findings', '/afwijkingen', null, '{}', 'account.findings ' || $1::date, platform.now())
         from (select distinct person_id from auth.hat where role_code = 'PO' and valid @> platform.today()) h`,
      [day],
    );
  return kept!.count;
}

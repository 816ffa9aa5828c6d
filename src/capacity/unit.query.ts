import type { Reader } from '../platform/db/database.ts';
import { notFound } from '../platform/errors.ts';
import { factColumns } from './undo-event.ts';
import { type AsOf, unitsJson } from './unit-row.ts';

/** Which columns of a stay the reader's role may see; the grants in the database say the same. */
const childColumns = (own: boolean) =>
  own ? `, 'personRef', s.person_ref, 'fileKind', s.file_kind, 'endReason', s.end_reason` : '';

/** A fact table as known at $3: the rows of now and those superseded since. */
const known = (table: string, columns: string) => `
  (select ${columns} from capacity.${table} where unit_id = $1 and known_from <= $3
   union all
   select ${columns} from capacity.${table}_history where unit_id = $1 and known_from <= $3 and known_until > $3)`;

const period = (alias: string) =>
  `json_build_object('from', lower(${alias}.period), 'until', upper(${alias}.period))`;

const staysJson = (own: boolean) => `
  select coalesce(json_agg(json_build_object('id', s.id, 'module', s.module_code, 'placeId', s.place_id,
      'claimedPlaceId', s.claimed_place_id, 'period', ${period('s')}, 'expectedEndOn', s.expected_end_on,
      'decisionUntil', s.decision_until, 'needs', s.needs, 'timeOutOf', s.time_out_of, 'alsoElsewhere', s.also_elsewhere,
      'absences', coalesce((select json_agg(json_build_object('id', a.id, 'period', ${period('a')}${own ? `, 'kind', a.kind` : ''})
          order by lower(a.period)) from ${known('absence', `id, stay_id, period${own ? ', kind' : ''}`)} a
         where a.stay_id = s.id and a.period && daterange($2::date, null)), '[]'::json)${childColumns(own)})
      order by lower(s.period), s.id), '[]'::json) as stays
    from ${known('stay', `id, module_code, place_id, claimed_place_id, period, expected_end_on, decision_until, needs, time_out_of, also_elsewhere${own ? ', person_ref, file_kind, end_reason' : ''}`)} s
   where s.period && daterange($2::date, null)`;

const unavailabilitiesJson = `
  select coalesce(json_agg(json_build_object('id', x.id, 'module', x.module_code, 'placeId', x.place_id, 'places', x.places,
      'onlyFor', x.only_for, 'reason', x.reason_code, 'explanation', x.explanation, 'period', ${period('x')},
      'expectedEndOn', x.expected_end_on, 'reviewOn', x.review_on) order by lower(x.period), x.id), '[]'::json) as unavailabilities
    from ${known('unavailability', 'id, module_code, place_id, places, only_for, reason_code, explanation, period, expected_end_on, review_on')} x
   where x.period && daterange($2::date, null)`;

const holdsJson = `
  select coalesce(json_agg(json_build_object('id', x.id, 'module', x.module_code, 'placeId', x.place_id, 'period', ${period('x')},
      'reason', x.reason_code, 'needs', x.needs) order by lower(x.period), x.id), '[]'::json) as holds
    from ${known('hold', 'id, module_code, place_id, period, reason_code, needs')} x
   where x.period && daterange($2::date, null)`;

/** The places with the first state that holds on the day (capacity.md). */
const placesJson = `
  select coalesce(json_agg(json_build_object('id', p.id, 'module', p.module_code, 'label', p.label, 'features', p.features,
      'state', case when s.id is not null and a.id is not null then 'OCCUPIED_ABSENT' when s.id is not null then 'OCCUPIED'
        when x.id is not null then 'UNAVAILABLE' when h.id is not null then 'RESERVED' else 'FREE' end,
      'stayId', s.id, 'unavailabilityId', x.id, 'holdId', h.id) order by p.module_code, length(p.label), p.label), '[]'::json) as places
    from capacity.place p
    left join lateral (select s.id from ${known('stay', 'id, place_id, period')} s
      where s.place_id = p.id and s.period @> $2::date limit 1) s on true
    left join lateral (select a.id from ${known('absence', 'id, stay_id, period')} a
      where a.stay_id = s.id and a.period @> $2::date limit 1) a on true
    left join lateral (select x.id from ${known('unavailability', 'id, place_id, places, period')} x
      where x.place_id = p.id and x.places > 0 and x.period @> $2::date limit 1) x on true
    left join lateral (select h.id from ${known('hold', 'id, place_id, period')} h
      where h.place_id = p.id and h.period @> $2::date limit 1) h on true
   where p.unit_id = $1 and p.valid @> $2::date`;

/**
 * Everything that the screen of one unit shows, as the JSON text of a UnitDetail: the facts of the day
 * and those still to come, as known at the moment asked about.
 * @param own true for the provider's own people, who see the pseudonyms of their stays
 */
export async function unitDetailJson(
  tx: Reader,
  unitId: string,
  asOf: AsOf,
  own: boolean,
  now: Date,
): Promise<string> {
  const [row] = await tx.rows<Record<string, unknown>>(
    `select n.note, p.contact, st.stays, un.unavailabilities, ho.holds, pl.places
       from capacity.care_unit u join capacity.provider p on p.id = u.provider_id
       left join capacity.unit_note n on n.unit_id = u.id
       cross join lateral (${staysJson(own)}) st
       cross join lateral (${unavailabilitiesJson}) un
       cross join lateral (${holdsJson}) ho
       cross join lateral (${placesJson}) pl
      where u.id = $1 and exists (select 1 from capacity.unit_live l where l.unit_id = u.id)`,
    [unitId, asOf.day, asOf.knownAt ?? 'infinity'],
  );
  if (!row) throw notFound('unit-not-found');
  const modules = await unitsJson(tx, asOf, [unitId]);
  const live = asOf.knownAt === null && asOf.day === asOf.today;
  return `${JSON.stringify({
    day: asOf.day,
    knownAt: asOf.knownAt ?? now.toISOString(),
    live,
    ...row,
  }).slice(0, -1)},"modules":${modules}}`;
}

/** True where a row that the event touched was changed by a later event: then it cannot be taken back. */
const changedSince = (Object.keys(factColumns) as (keyof typeof factColumns)[])
  .map(
    (table) => `exists (
      select 1 from (select id from capacity.${table} where event_id = e.id
          union select id from capacity.${table}_history where event_id = e.id or superseded_by = e.id) touched
        left join capacity.${table} t using (id)
       where case when t.id is not null then t.event_id <> e.id
         else (select h.superseded_by is distinct from e.id from capacity.${table}_history h
                where h.id = touched.id order by h.seq desc limit 1) end)`,
  )
  .join(' or ');

/** The rows of a fact table that an event wrote or replaced. */
const touchedBy = (table: string, columns: string) => `
  (select ${columns} from capacity.${table} where event_id = e.id
   union all
   select ${columns} from capacity.${table}_history where event_id = e.id or superseded_by = e.id)`;

/**
 * Which place an event was about and, for the provider's own people, which child: a mistake is looked for
 * by its place and its child, and the event itself holds neither. Null where it was about several or none.
 */
const aboutSql = (own: boolean) => `
  select case when count(distinct s.place_id) = 1 then min(p.label) end as place,
         ${own ? 'case when count(distinct s.person_ref) = 1 then min(s.person_ref) end' : 'null'} as person_ref
    from (select place_id${own ? ', person_ref' : ''} from ${touchedBy('stay', `place_id${own ? ', person_ref' : ''}`)} x
          union all
          select k.place_id${own ? ', k.person_ref' : ''} from ${touchedBy('absence', 'stay_id')} x
            join capacity.stay k on k.id = x.stay_id
          union all
          select place_id${own ? ', null' : ''} from ${touchedBy('unavailability', 'place_id')} x
          union all
          select place_id${own ? ', null' : ''} from ${touchedBy('hold', 'place_id')} x) s
    left join capacity.place p on p.id = s.place_id
   where e.kind <> 'import'`;

/**
 * What was done to a unit, newest first, with the place and, where `own`, the child it was about.
 * `undoable`: by this reader, now; `blockedBecause` says why not: it is undone, it is of a kind that is
 * never undone, something was changed since, or the role may not.
 */
export async function unitHistory(
  tx: Pick<Reader, 'rows'>,
  unitId: string,
  options: { limit: number; offset: number; mayUndo: boolean; own: boolean },
): Promise<{ events: object[]; more: boolean }> {
  const events = await tx.rows<{ blockedBecause: string | null }>(
    `select e.id, e.kind, e.at, e.actor_name as "actorName", e.reason, e.details, e.undone_by is not null as undone,
            e.undo_of as "undoOf", about.place, about.person_ref as "personRef",
            case when e.undone_by is not null then 'undone' when not e.undoable then 'never'
              when not $4::boolean then 'role' when ${changedSince} then 'changed-since' end as "blockedBecause"
       from (select id, seq, kind, at, actor_name, reason, details, undo_of, undone_by, undoable from platform.event
               where subject_id = $1 order by seq desc limit $2 offset $3) e
       cross join lateral (${aboutSql(options.own)}) about
      order by e.seq desc`,
    [unitId, options.limit + 1, options.offset, options.mayUndo],
  );
  const shown = events.slice(0, options.limit);
  return {
    events: shown.map((event) => ({ ...event, undoable: event.blockedBecause === null })),
    more: events.length > options.limit,
  };
}

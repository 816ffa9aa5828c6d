import type { Reader } from '../platform/db/database.ts';
import type { Board, BoardQuery, Hours, Requests, RequestsQuery } from './contract.ts';
import { cardJson, detailJson, profileJson, windowJson } from './family-page.query.ts';

const requestJson = `jsonb_build_object('id', r.id, 'state', r.state, 'serviceId', r.service_id, 'serviceName', v.name, 'region', r.region_code,
  'receivedAt', r.received_at, 'startOn', r.start_on, 'children', r.children, 'withheld', r.withheld, 'unfilledReason', r.unfilled_reason,
  'startedOn', r.started_on, 'endedOn', r.ended_on, 'crisisRef', r.crisis_ref)`;

const matchJson = `jsonb_build_object('id', m.id, 'state', m.state, 'familyId', m.family_id, 'contactName', coalesce(y.contact_name, s.call_name), 'km', m.km,
  'from', lower(m.period), 'until', upper(m.period), 'familyYesAt', m.family_yes_at, 'serviceYesAt', m.service_yes_at, 'refusedBy', m.refused_by,
  'refusalReason', m.refusal_reason, 'refusalWords', m.refusal_words, 'startedOn', m.started_on, 'endedOn', m.ended_on, 'endReason', m.end_reason)`;

const candidateJson = `jsonb_build_object('familyId', s.family_id, 'contactName', coalesce(y.contact_name, s.call_name), 'serviceName', o.name,
  'municipality', m.name, 'km', s.km, 'fits', s.fits, 'misses', s.misses, 'shownAt', s.shown_at, 'seenAt', s.seen_at, 'answer', s.answer,
  'answeredAt', s.answered_at, 'phone', coalesce(s.call_phone, y.phone))`;

const usualDays = 14;
/** More are never called for one child; who answered comes first. */
const mostCandidates = 60;

/** What stands on the board of one request: its facts, its card, whom it was shown to by answer and distance, its matches. */
const boardRequests = `select case when r.state in ('MATCHED', 'STARTED') then 'running' when r.state in ('ENDED', 'UNFILLED') then 'closed' else 'open' end as part,
    r.start_on, r.received_at, r.known_from, r.id, ${requestJson} || jsonb_build_object('registrarKind', r.registrar_kind, 'registrarName', r.registrar_name,
      'municipality', g.name, 'youngest', r.youngest, 'oldest', r.oldest, 'kind', r.kind, 'length', r.length, 'startHour', r.start_hour, 'school', r.school,
      'pets', r.pets, 'access', r.access, 'contact', r.contact, 'reachKm', r.reach_km,
      'card', case when k.id is not null then jsonb_build_object('id', k.id, 'level', k.level, 'publishedAt', k.published_at, 'card', ${cardJson('k')}) end,
      'shown', coalesce(n.shown, 0), 'seen', coalesce(n.seen, 0), 'candidates', coalesce(n.candidates, '[]'),
      'matches', coalesce((select jsonb_agg(${matchJson} order by m.proposed_at desc, m.id) from foster_care.match m
         left join foster_care.family y on y.id = m.family_id left join foster_care.shown_card s on s.card_id = m.card_id and s.family_id = m.family_id
        where m.request_id = r.id), '[]'),
      'details', (select ${detailJson('d')} from foster_care.detail d where d.request_id = r.id)) as row
  from foster_care.request r
  join foster_care.service v on v.organisation_id = r.service_id
  join region.municipality g on g.code = r.municipality_code
  left join foster_care.card k on k.request_id = r.id
  left join lateral (
    select count(*)::int as shown, count(s.seen_at)::int as seen,
           jsonb_agg(${candidateJson} order by s.nth) filter (where s.nth <= ${mostCandidates}) as candidates
      from (select c.*, row_number() over (order by (c.answer in ('CAN', 'CALL_ME')) desc nulls last, c.fits desc, c.km, c.family_id) as nth
              from foster_care.shown_card c where c.card_id = k.id) s
      left join foster_care.family y on y.id = s.family_id
      left join region.municipality m on m.code = y.municipality_code
      join foster_care.service o on o.organisation_id = s.family_service_id) n on true
 where r.state not in ('ENDED', 'UNFILLED') or r.known_from > (select platform.now() - make_interval(days => $1))`;

const boardFamilies = `select jsonb_agg(jsonb_build_object('id', f.id, 'state', f.state, 'contactName', f.contact_name, 'mail', f.mail, 'municipalityName', m.name,
      'appliedAt', f.applied_at, 'openToday', coalesce(a.open, 0), 'takenToday', coalesce(t.taken, 0), 'windows', coalesce(a.windows, '[]')) || ${profileJson('f')}
      order by array_position('{APPLIED,APPROVED,PAUSED}'::text[], f.state), f.contact_name, f.id)
  from foster_care.family f
  join region.municipality m on m.code = f.municipality_code
  left join (select w.family_id, jsonb_agg(${windowJson('w')} order by lower(w.period), w.id) as windows,
               max(w.places) filter (where w.period @> d.today and extract(isodow from d.today)::int = any (w.weekdays)) as open
              from foster_care.availability w cross join (select platform.today() as today) d
             where coalesce(upper(w.period) > d.today, true) group by 1) a on a.family_id = f.id
  left join (select p.family_id, count(*)::int as taken from foster_care.match_place p where p.live and p.period @> (select platform.today()) group by 1) t on t.family_id = f.id
 where f.state in ('APPLIED', 'APPROVED', 'PAUSED')`;

const refusedDays = 90;
const refusedFamilies = `select jsonb_agg(jsonb_build_object('id', f.id, 'municipalityName', m.name, 'appliedAt', f.applied_at, 'refusedAt', f.known_from,
      'reason', f.refusal_reason, 'words', f.refusal_words) order by f.known_from desc, f.id)
  from foster_care.family f join region.municipality m on m.code = f.municipality_code
 where f.state = 'REFUSED' and f.known_from > (select platform.now() - interval '${refusedDays} days')`;

/** What the own service chose for outside its hours, and what its region has for who never chose. One query. */
export async function hours(tx: Pick<Reader, 'rows'>): Promise<Hours> {
  const [row] = await tx.rows<{ hours: Hours }>(
    `with own as (select s.organisation_id, s.region_code from foster_care.service s where s.organisation_id = (select auth.my_organisation())),
       held as (select (x.value #>> '{}')::int as value, lower(x.valid) as since from region.setting x, own
         where x.key = 'foster-care.phase' and coalesce(x.region_code, own.region_code) = own.region_code and x.valid @> platform.today()
         order by x.region_code nulls last limit 1)
     select jsonb_build_object('today', platform.today(), 'usual', coalesce((select value from held), 0), 'usualFrom', (select since from held),
       'choices', coalesce((select jsonb_agg(jsonb_build_object('phase', c.phase, 'from', c.from_on, 'decidedAt', c.decided_at) order by c.seq)
          from foster_care.phase_choice c, own where c.service_id = own.organisation_id), '[]')) as hours`,
  );
  return row!.hours;
}

/** The service's whole board in one query; the wall lets through the service's own. */
export async function board(
  tx: Pick<Reader, 'rows'>,
  query: BoardQuery,
): Promise<
  Omit<Board, 'mayMatchNow' | 'desk' | 'isDeskOpen'> & {
    region: string | null;
    now: string;
    desk: [number, number];
  }
> {
  const [row] = await tx.rows<{ board: Awaited<ReturnType<typeof board>> }>(
    `with q as materialized (${boardRequests}),
       own as (select s.organisation_id, s.region_code from foster_care.service s where s.organisation_id = (select auth.my_organisation())),
       chosen as (select c.phase, c.from_on from foster_care.phase_choice c, own where c.service_id = own.organisation_id and c.from_on <= platform.today()
         order by c.seq desc limit 1),
       held as (select distinct on (x.key) x.key, (x.value #>> '{}')::numeric as value, lower(x.valid) as since
         from region.setting x, own where x.key in ('foster-care.phase', 'foster-care.desk-from', 'foster-care.desk-until')
          and coalesce(x.region_code, own.region_code) = own.region_code and x.valid @> platform.today() order by x.key, x.region_code nulls last)
     select jsonb_build_object('phase', coalesce((select phase from chosen), (select value from held where key = 'foster-care.phase'), 0),
       'phaseFrom', coalesce((select from_on from chosen), (select since from held where key = 'foster-care.phase')), 'today', platform.today(), 'now', platform.now(),
       'region', (select region_code from own),
       'desk', jsonb_build_array(coalesce((select value from held where key = 'foster-care.desk-from'), 9), coalesce((select value from held where key = 'foster-care.desk-until'), 17)),
       'open', coalesce((select jsonb_agg(q.row order by q.start_on, q.received_at, q.id) from q where q.part = 'open'), '[]'),
       'running', coalesce((select jsonb_agg(q.row order by q.start_on, q.received_at, q.id) from q where q.part = 'running'), '[]'),
       'closed', coalesce((select jsonb_agg(q.row order by q.known_from desc, q.id) from q where q.part = 'closed'), '[]'),
       'families', coalesce((${boardFamilies}), '[]'), 'refused', coalesce((${refusedFamilies}), '[]')) as board`,
    [query.days ?? usualDays],
  );
  return row!.board;
}

/** How requests stand, for whoever registers them; the latest first, of the last year. One query. */
export async function requests(tx: Pick<Reader, 'rows'>, query: RequestsQuery): Promise<Requests> {
  const found = await tx.rows<{ row: Requests[number] }>(
    `select ${requestJson} as row from foster_care.request r join foster_care.service v on v.organisation_id = r.service_id
      where ($1::uuid is null or r.crisis_ref = $1) and r.received_at > platform.now() - interval '1 year'
      order by r.received_at desc, r.id limit 200`,
    [query.crisisRef ?? null],
  );
  return found.map(({ row }) => row);
}

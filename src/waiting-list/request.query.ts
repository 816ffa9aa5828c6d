import type { Reader } from '../platform/db/database.ts';
import { notFound } from '../platform/errors.ts';
import type { RequestDetail } from './contract.ts';
import { identityJson, nameJson } from './identity.ts';
import { listed, rowJson, today } from './list.query.ts';
import { wordsJson } from './note.ts';
import { choices } from './request-state.ts';

const by = (event: string) =>
  `'at', ${event}.at, 'by', ${event}.actor_name, 'role', ${event}.role_code`;

const wishes = `(select coalesce(jsonb_agg(jsonb_build_object('module', e.module_code, 'firstUnitId', e.first_unit_id,
    'firstUnit', u.name, 'secondUnitId', e.second_unit_id, 'secondUnit', v.name) order by e.module_code), '[]')
  from waiting_list.entry e left join capacity.care_unit u on u.id = e.first_unit_id
  left join capacity.care_unit v on v.id = e.second_unit_id where e.request_id = r.id)`;

const profile = `jsonb_build_object('gate', r.gate, 'fileKind', r.file_kind, 'registrarKind', r.registrar_kind,
  'registeredOn', r.registered_on, 'validUntil', r.valid_until, 'startFrom', r.start_from, 'securityNeed', r.security_need,
  'indications', r.indications, 'needs', r.needs, 'consentRepresentative', r.consent_representative,
  'consentMinor', r.consent_minor, 'minorAble', r.minor_able, 'runningHelp', r.running_help, 'since', r.since,
  'reviewOn', r.review_on, 'stateReason', r.state_reason, 'owner', r.owner_name, 'secondOwner', r.second_owner_name,
  'municipalityCode', p.municipality_code, 'wishes', ${wishes})`;

const siblings = `(select coalesce(jsonb_agg(jsonb_build_object('personId', s.id, 'requestId', w.id, 'pseudonym', s.pseudonym,
    'name', ${nameJson('j')}, 'bornMonth', to_char(s.born_month, 'YYYY-MM'), 'sex', s.sex, 'state', w.state)
    order by s.born_month, s.id), '[]')
  from waiting_list.person s left join waiting_list.identity j on j.id = s.id
  left join lateral (select w.id, w.state from waiting_list.request w where w.person_id = s.id
    order by w.state in ('CANCELLED', 'CLOSED'), w.registered_on desc limit 1) w on true
  where s.group_id = p.group_id and s.id <> p.id)`;

const apart = `(select coalesce(jsonb_agg(jsonb_build_object('otherRequestId', x.other_request_id, 'pseudonym', y.pseudonym,
    'otherRef', x.other_ref, 'unitId', x.unit_id, 'unit', u.name) order by x.id), '[]')
  from waiting_list.apart x left join waiting_list.request z on z.id = x.other_request_id
  left join waiting_list.person y on y.id = z.person_id left join capacity.care_unit u on u.id = x.unit_id
  where x.request_id = r.id)`;

const notes = `case when r.region_code = (select auth.my_area()) then (
  select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'words', ${wordsJson('n')}, ${by('v')}) order by n.kind), '[]')
    from waiting_list.note n join platform.event v on v.id = n.event_id where n.request_id = r.id) end`;

const priority = `(select coalesce(jsonb_agg(jsonb_build_object('track', y.track, 'state', y.state, 'askedOn', y.asked_on,
    'decidedOn', y.decided_on, 'validUntil', y.valid_until) order by y.asked_on desc, y.id), '[]')
  from waiting_list.priority_request y where y.request_id = r.id)`;

const assessments = `(select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'facts', s.facts, 'sources', s.sources,
    'rules', s.rule_set_version, 'bandNo', s.band_no, 'overrideBandNo', s.override_band_no, 'overrideReason', s.override_reason,
    'secondWorker', s.second_worker, 'confirmedBy', cv.actor_name, 'confirmedAt', c.at, 'validUntil', s.valid_until,
    'counts', coalesce(s.id = (select k.id from waiting_list.assessment k where k.request_id = r.id
        and (k.second_worker <> 'BEFORE' or exists (select 1 from waiting_list.confirmation d where d.id = k.id))
        order by k.seq desc limit 1), false),
    'mine', s.assessed_by is not distinct from (select auth.my_person()), 'at', s.at, 'by', v.actor_name, 'role', v.role_code)
    order by s.seq desc), '[]')
  from waiting_list.assessment s join platform.event v on v.id = s.event_id
  left join waiting_list.confirmation c on c.id = s.id left join platform.event cv on cv.id = c.event_id
  where s.request_id = r.id)`;

const steps = `(select coalesce(jsonb_agg(jsonb_build_object('from', s.from_state, 'to', s.to_state, 'reason', s.reason,
    'days', s.days, 'at', s.at, 'by', v.actor_name, 'role', v.role_code) order by s.seq), '[]')
  from (select s.*, coalesce((s.at at time zone 'Europe/Brussels')::date
          - lag((s.at at time zone 'Europe/Brussels')::date) over (order by s.seq), 0) as days
          from waiting_list.step s where s.request_id = r.id) s join platform.event v on v.id = s.event_id)`;

const moves = `(select coalesce(jsonb_agg(jsonb_build_object('cause', s.cause, 'beforeBand', s.before_band_no,
    'afterBand', s.after_band_no, 'beforeSince', s.before_since, 'afterSince', s.after_since, 'at', s.at,
    'by', v.actor_name, 'role', v.role_code) order by s.seq desc), '[]')
  from waiting_list.move s left join platform.event v on v.id = s.event_id where s.request_id = r.id)`;

/**
 * Who stand before a request, for each kind of help that it asks, by band: from the counts that are kept by month and by
 * day, and one by one only those of its own day.
 */
const positions = `(select coalesce(jsonb_agg(jsonb_build_object('module', w.module_code, 'position', w.ahead + 1, 'of', w.all_of,
    'beforeByBand', w.by_band, 'beforeInBand', w.in_band) order by w.module_code), '[]')
  from (
    select q.module_code, sum(x.ahead)::int as ahead, sum(x.n)::int as all_of,
           coalesce(sum(x.ahead) filter (where x.band_no = q.band_no), 0)::int as in_band,
           coalesce(jsonb_agg(jsonb_build_object('band', coalesce(t.bands[x.band_no], x.band_no::text), 'count', x.ahead) order by x.band_no)
             filter (where x.band_no < q.band_no), '[]') as by_band
      from waiting_list.position q
      cross join lateral (
        select (select coalesce(sum(d.n), 0) from waiting_list.standing_count d
                 where d.module_code = q.module_code and d.grain = 'DAY' and d.band_no = q.band_no
                   and d.since >= date_trunc('month', q.since)::date and d.since < q.since)
             + (select count(*) from waiting_list.position z
                 where z.module_code = q.module_code and z.callable and z.band_no = q.band_no and z.since = q.since
                   and (z.tie, z.request_id) < (q.tie, q.request_id)) as n) near
      cross join lateral (
        select c.band_no, sum(c.n) as n,
               case when c.band_no < q.band_no then sum(c.n) when c.band_no > q.band_no then 0
                    else coalesce(sum(c.n) filter (where c.since < date_trunc('month', q.since)::date), 0) + near.n end as ahead
          from waiting_list.standing_count c where c.module_code = q.module_code and c.grain = 'MONTH'
         group by c.band_no having sum(c.n) <> 0) x
     where q.request_id = r.id and q.callable group by q.request_id, q.module_code, q.band_no) w)`;

/** Where a request stands, for each kind of help that it asks; without the rest of its screen. */
export async function standingOf(
  tx: Pick<Reader, 'prepared'>,
  requestId: string,
): Promise<RequestDetail['positions']> {
  const [found] = await tx.prepared<Pick<RequestDetail, 'positions'>>(
    'waiting-list-standing',
    `select ${positions} as positions from waiting_list.request r cross join ${today} t where r.id = $1`,
    [requestId],
  );
  if (!found) throw notFound('request-not-found');
  return found.positions;
}

/** Who goes with it is of the same group: what was asked of one of them is shown with each. */
const handOver = `(select jsonb_build_object('id', h.id, 'from', h.region_code, 'to', h.to_region_code, 'state', h.state,
    'reason', h.reason_code, 'answer', h.answer_code, 'askedOn', h.asked_on, 'answeredOn', h.answered_on,
    'mayAnswer', coalesce(h.state = 'ASKED' and h.to_region_code = (select auth.my_area()), false),
    'mayWithdraw', coalesce(h.state = 'ASKED' and h.region_code = (select auth.my_area()), false))
  from waiting_list.hand_over h join waiting_list.person hp on hp.id = h.person_id
  where h.person_id = p.id or hp.group_id = p.group_id order by h.known_from desc limit 1)`;

/** Everything of one request on one screen. @throws Failure request-not-found */
export async function requestDetail(
  tx: Pick<Reader, 'rows'>,
  requestId: string,
): Promise<RequestDetail> {
  const [found] = await tx.rows<Omit<RequestDetail, 'choices'>>(
    `select ${rowJson} as row, ${identityJson('i')} as identity, ${profile} as request,
            coalesce(r.region_code = (select auth.my_area()), false) as "mayChange",
            ${positions} as positions, ${handOver} as "handOver", ${siblings} as siblings, g.together, ${apart} as apart, ${notes} as notes,
            ${priority} as priority, ${assessments} as assessments, ${steps} as steps, ${moves} as moves,
            (select jsonb_build_object('version', rs.version, 'content', rs.content)
               from waiting_list.applied ap join waiting_list.rule_set rs on rs.version = ap.version) as rules
       ${listed} where r.id = $1`,
    [requestId],
  );
  if (!found) throw notFound('request-not-found');
  return { ...found, choices: found.mayChange ? choices(found.row.state) : [] };
}

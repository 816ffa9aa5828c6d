import type { Reader } from '../platform/db/database.ts';
import { notFound } from '../platform/errors.ts';
import { extendedEnd, extensionsOf } from './clocks.ts';
import type { Desk, PrintedList, RequestDetail, Shift } from './contract.ts';
import { deskRegion, termsOf } from './crisis.queries.ts';
import { suggestRepeats } from './suggest-repeats.query.ts';

const attemptJson = `jsonb_build_object('id', a.id, 'partnerName', p.name, 'region', a.region_code, 'kind', a.kind, 'state', a.state,
  'askedAt', a.asked_at, 'askedBy', a.asked_by_name, 'dueAt', a.due_at, 'answeredAt', a.answered_at, 'answeredBy', a.answered_by_name,
  'reason', a.reason, 'pledgeId', a.pledge_id)`;
const deploymentJson = `jsonb_build_object('id', d.id, 'attemptId', d.attempt_id, 'partnerName', p.name, 'kind', d.kind, 'partOf', d.part_of,
  'state', d.state, 'slot', d.slot, 'placedAt', d.placed_at, 'startedAt', d.started_at, 'maxEndAt', d.max_end_at, 'extensions', d.extensions,
  'nextStep', d.next_step, 'nextOwner', d.next_owner, 'nextOn', d.next_on, 'destination', d.destination, 'endedAt', d.ended_at,
  'hasPlace', num_nonnulls(d.hold_id, d.stay_id) > 0)`;
const minorJson = `jsonb_build_object('id', m.id, 'position', m.position, 'pseudonym', m.pseudonym,
  'name', nullif(concat_ws(' ', i.given_name, i.family_name), ''), 'givenName', i.given_name, 'familyName', i.family_name, 'birthDate', i.birth_date, 'phone', i.phone,
  'ageYears', m.age_years, 'ageBand', m.age_band, 'unborn', m.unborn, 'sex', m.sex, 'zone', m.zone_code, 'state', m.state,
  'reason', m.reason, 'fallback', m.fallback, 'waitingRequestId', m.waiting_request_id,
  'attempts', (select coalesce(jsonb_agg(${attemptJson} order by a.asked_at, a.id), '[]')
     from crisis.attempt a join crisis.partner p on p.id = a.partner_id where a.minor_id = m.id),
  'deployments', (select coalesce(jsonb_agg(${deploymentJson} order by d.placed_at, d.id), '[]')
     from crisis.deployment d join crisis.partner p on p.id = d.partner_id where d.minor_id = m.id))`;

/** What the clock does next in a case: the first of what runs. */
const nextDue = `select jsonb_build_object('kind', w.kind, 'at', w.at) as due, w.at from (
    select 'AGREEMENT' as kind, r.agreement_due_at as at where r.agreement = 'UNCLEAR' and r.closed_at is null
    union all select 'CONSULT_OPEN', ((r.received_at at time zone 'Europe/Brussels')::date + 1)::timestamp at time zone 'Europe/Brussels'
      where r.kind = 'CONSULT' and r.state = 'RECEIVED'
    union all select 'ANSWER', min(a.due_at) from crisis.attempt a where a.request_id = r.id and a.state = 'ASKED'
    union all select 'END', min(d.max_end_at) from crisis.deployment d where d.request_id = r.id and d.state in ('RUNNING', 'EXTENDED')) w
  where w.at is not null order by w.at limit 1`;

const requestJson = `jsonb_build_object('id', r.id, 'number', r.seq, 'region', r.region_code, 'receivedAt', r.received_at, 'kind', r.kind,
  'state', r.state, 'registrarKind', r.registrar_kind, 'anonymous', r.anonymous, 'agreement', r.agreement,
  'agreementDueAt', r.agreement_due_at, 'unsafety', r.unsafety, 'problems', r.problems, 'wanted', r.wanted, 'zone', r.zone_code,
  'repeatOf', r.repeat_of, 'longTerm', r.long_term, 'accelerated', r.accelerated, 'closedAt', r.closed_at,
  'minors', (select coalesce(jsonb_agg(${minorJson} order by m.position), '[]')
     from crisis.minor m left join crisis.identity i on i.id = m.id where m.request_id = r.id),
  'nextDue', n.due)`;

const noteJson = `jsonb_build_object('id', t.id, 'requestId', t.request_id, 'kind', t.kind, 'words', t.words, 'at', t.at, 'by', t.person_name)`;

const deskJson = `jsonb_build_object('region', $1::text, 'at', platform.now(),
  'requests', (select coalesce(jsonb_agg(${requestJson} order by
        case r.unsafety when 'ACUTE' then 0 else 1 end, case r.state when 'RECEIVED' then 0 when 'DISPATCHING' then 0 else 1 end,
        n.at nulls last, r.received_at), '[]')
     from crisis.request r left join lateral (${nextDue}) n on true
    where r.region_code = $1 and r.closed_at is null),
  'onDuty', (select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.person_name, 'phone', u.phone, 'line', u.line,
        'from', lower(u.during), 'until', upper(u.during)) order by lower(u.during), u.line), '[]')
     from crisis.duty u where u.region_code = $1 and u.during && (select tstzrange(platform.now(), platform.now() + interval '7 days'))),
  'handOver', (select coalesce(jsonb_agg(${noteJson} order by t.seq desc), '[]')
     from (select * from crisis.note t where t.region_code = $1 and t.kind = 'HAND_OVER' order by t.seq desc limit 5) t))`;

/**
 * All that the desk of a region has in hand, in one query: the most unsafe first, then what still has nobody, then by the
 * clock. Reads what is open by its index: closed cases cost nothing.
 */
export async function desk(tx: Pick<Reader, 'rows'>): Promise<Desk> {
  const { region } = await deskRegion(tx);
  const [row] = await tx.rows<{ desk: Desk }>(`select ${deskJson} as desk`, [region]);
  return row!.desk;
}

/** The same on paper, with the last words of each case and whom to call: for when nothing works but the telephone. */
export async function printedList(tx: Pick<Reader, 'rows'>): Promise<PrintedList> {
  const { region } = await deskRegion(tx);
  const [row] = await tx.rows<{ list: PrintedList }>(
    `select ${deskJson} || jsonb_build_object(
       'notes', (select coalesce(jsonb_agg(${noteJson} order by t.seq), '[]')
          from crisis.request r join lateral (select * from crisis.note t where t.request_id = r.id order by t.seq desc limit 3) t on true
         where r.region_code = $1 and r.closed_at is null),
       'network', (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'sector', p.sector, 'phone', p.phone,
            'nightPhone', p.night_phone) order by p.name), '[]')
          from crisis.partner p where p.region_code = $1 and (p.ended_on is null or p.ended_on > platform.today()))) as list`,
    [region],
  );
  return row!.list;
}

/** For the change of shift: the desk, what was said since the last one, and who handed over to whom. */
export async function shift(tx: Pick<Reader, 'rows'>): Promise<Shift> {
  const { region } = await deskRegion(tx);
  const [row] = await tx.rows<{ shift: Shift }>(
    `select ${deskJson} || jsonb_build_object('since', s.since,
       'notes', (select coalesce(jsonb_agg(${noteJson} || jsonb_build_object('number', r.seq) order by t.seq desc), '[]')
          from crisis.note t join crisis.request r on r.id = t.request_id
         where r.region_code = $1 and t.region_code = $1 and (r.closed_at is null or r.closed_at >= s.since) and t.at >= s.since),
       'handOvers', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'words', t.words, 'at', t.at, 'by', t.person_name,
            'toName', t.to_name, 'takenOverAt', k.at, 'takenOverBy', k.person_name) order by t.seq desc), '[]')
          from (select * from crisis.note t where t.region_code = $1 and t.kind = 'HAND_OVER' order by t.seq desc limit 20) t
          left join crisis.take_over k on k.id = t.id)) as shift
       from (select greatest(coalesce((select k.at from crisis.take_over k where k.region_code = $1 order by k.at desc limit 1),
          platform.now() - interval '12 hours'), platform.now() - interval '24 hours') as since) s`,
    [region],
  );
  return row!.shift;
}

/** How often what runs may still be made longer in its region, and until when it would then last. */
async function extensionsIn(
  tx: Pick<Reader, 'rows'>,
  { region, minors }: Pick<RequestDetail, 'region' | 'minors'>,
): Promise<RequestDetail['extensions']> {
  const running = minors
    .flatMap(({ deployments }) => deployments)
    .filter(({ state }) => state === 'RUNNING' || state === 'EXTENDED');
  if (running.length === 0) return [];
  const lengths = await termsOf(tx, region);
  return running.map(({ id, kind, maxEndAt, extensions }) => ({
    deploymentId: id,
    left: Math.max(0, extensionsOf(kind, lengths) - extensions),
    until:
      extendedEnd({ kind, extensions, maxEndAt: new Date(maxEndAt!) }, lengths)?.toISOString() ??
      null,
  }));
}

/** One case with its words, what the clock did, and what it repeats or may repeat. @throws Failure crisis-not-found */
export async function requestDetail(
  tx: Pick<Reader, 'rows'>,
  requestId: string,
): Promise<RequestDetail> {
  const [row] = await tx.rows<{ detail: Omit<RequestDetail, 'suggestions' | 'extensions'> }>(
    `select ${requestJson} || jsonb_build_object(
       'notes', (select coalesce(jsonb_agg(${noteJson} order by t.seq), '[]') from crisis.note t where t.request_id = r.id),
       'dueSteps', (select coalesce(jsonb_agg(jsonb_build_object('kind', s.kind, 'subjectId', s.subject_id, 'dueAt', s.due_at,
            'doneAt', s.done_at) order by s.due_at), '[]') from crisis.due_step s where s.request_id = r.id),
       'sameCase', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'number', o.seq, 'receivedAt', o.received_at,
            'state', o.state) order by o.received_at), '[]') from crisis.request o where o.case_id = r.case_id and o.id <> r.id)) as detail
       from crisis.request r left join lateral (${nextDue}) n on true where r.id = $1`,
    [requestId],
  );
  if (!row) throw notFound('crisis-not-found');
  return {
    ...row.detail,
    suggestions: await suggestRepeats(tx, requestId),
    extensions: await extensionsIn(tx, row.detail),
  };
}

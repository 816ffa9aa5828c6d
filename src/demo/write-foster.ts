import type { Writer } from '../platform/db/database.ts';
import { type DayNo, dayText, momentOn } from './calendar.ts';
import type { Foster, FosterFamily, FosterRequest } from './foster.ts';
import { type Cell, type Column, insertRows } from './insert-rows.ts';
import type { Organisation } from './people.ts';
import type { Random } from './random.ts';

const u = 'uuid';
const t = 'text';
const moment = 'moment';
const days = (from: DayNo, until: DayNo | null): Cell =>
  `[${dayText(from)},${until === null ? '' : dayText(until)})`;

interface Of {
  issuer: string;
  today: DayNo;
  random: Random;
  /** Of the services: each its region. */
  services: readonly (readonly [Organisation, string])[];
}

async function writeEvents(tx: Writer, { requests }: Foster): Promise<void> {
  await insertRows(
    tx,
    'platform.event',
    [
      ['id', u],
      ['slice', t],
      ['kind', t],
      ['at', moment],
      ['organisation_id', u],
      ['subject_id', u],
      ['details', 'jsonb'],
    ],
    requests,
    ({ event, at, service, id }) => [
      event,
      'foster-care',
      'request.receive',
      at,
      service.id,
      id,
      '{}',
    ],
  );
}

async function writeAccounts(tx: Writer, families: readonly FosterFamily[], of: Of): Promise<void> {
  const made = families.filter(({ isNewPerson }) => isNewPerson);
  await insertRows(
    tx,
    'auth.person',
    [
      ['id', u],
      ['issuer', t],
      ['subject', t],
      ['name', t],
      ['invented', 'boolean'],
    ],
    made,
    ({ person }) => [person!.id, of.issuer, person!.subject, person!.name, true],
  );
  await insertRows(
    tx,
    'auth.hat',
    [
      ['person_id', u],
      ['role_code', t],
      ['organisation_id', u],
      ['valid', 'daterange'],
    ],
    made,
    ({ person, service, appliedOn }) => [person!.id, 'FF', service.id, days(appliedOn + 30, null)],
  );
}

async function writeFamilies(tx: Writer, families: readonly FosterFamily[]): Promise<void> {
  await insertRows(
    tx,
    'foster_care.family',
    [
      ['id', u],
      ['service_id', u],
      ['person_id', u],
      ['state', t],
      ['contact_name', t],
      ['phone', t],
      ['mail', t],
      ['municipality_code', t],
      ['kinds', 'text[]'],
      ['age_from', 'int'],
      ['age_to', 'int'],
      ['places', 'int'],
      ['siblings_together', 'boolean'],
      ['has_pets', 'boolean'],
      ['school_reach_km', 'int'],
      ['access', t],
      ['applied_at', moment],
      ['approved_at', moment],
      ['invented', 'boolean'],
    ],
    families,
    (each) => [
      each.id,
      each.service.id,
      each.person?.id ?? null,
      each.state,
      each.name,
      each.phone,
      `${each.id.slice(0, 8)}@gezin.example`,
      each.town.code,
      each.isNewPerson && each.places === 1 ? ['CRISIS'] : ['CRISIS', 'BRIDGING', 'RESPITE'],
      each.ageFrom,
      each.ageTo,
      each.places,
      each.siblings,
      each.pets,
      25,
      each.access,
      momentOn(each.appliedOn, 36_000),
      each.state === 'APPLIED' ? null : momentOn(each.appliedOn + 30, 36_000),
      true,
    ],
  );
  await insertRows(
    tx,
    'foster_care.availability',
    [
      ['family_id', u],
      ['service_id', u],
      ['person_id', u],
      ['period', 'daterange'],
      ['weekdays', 'int[]'],
      ['on_holidays', 'boolean'],
      ['hour_from', 'int'],
      ['hour_until', 'int'],
      ['places', 'int'],
    ],
    families.filter(({ window }) => window !== null),
    ({ id, service, person, window, places }) => [
      id,
      service.id,
      person!.id,
      days(window!.from, window!.until),
      window!.weekdays,
      true,
      ...window!.hours,
      places,
    ],
  );
}

const requestColumns: readonly Column[] = [
  ['id', u],
  ['service_id', u],
  ['region_code', t],
  ['registrar_kind', t],
  ['registrar_name', t],
  ['received_at', moment],
  ['municipality_code', t],
  ['youngest', 'int'],
  ['oldest', 'int'],
  ['children', 'int'],
  ['kind', t],
  ['length', t],
  ['start_on', 'date'],
  ['start_hour', 'int'],
  ['start_week', t],
  ['school', t],
  ['pets', t],
  ['access', t],
  ['contact', t],
  ['reach_km', 'int'],
  ['state', t],
  ['unfilled_reason', t],
  ['started_on', 'date'],
  ['ended_on', 'date'],
  ['event_id', u],
  ['known_from', moment],
];

async function writeRequests(tx: Writer, requests: readonly FosterRequest[]): Promise<void> {
  await insertRows(tx, 'foster_care.request', requestColumns, requests, (each) => [
    each.id,
    each.service.id,
    each.region,
    'ORGANISATION',
    'Aanmelder (verzonnen)',
    each.at,
    each.town.code,
    each.youngest,
    each.oldest,
    each.children,
    each.kind,
    each.length,
    dayText(each.startOn),
    each.startHour,
    each.startWeek,
    each.school,
    each.pets,
    'NONE',
    each.contact,
    75,
    each.state,
    each.unfilled,
    each.state === 'STARTED' || each.state === 'ENDED' ? dayText(each.startOn) : null,
    each.state === 'ENDED' ? dayText(each.match!.until) : null,
    each.event,
    each.knownFrom,
  ]);
}

async function writeMatches(tx: Writer, requests: readonly FosterRequest[]): Promise<void> {
  const given = requests.flatMap((request) =>
    request.match ? [{ request, match: request.match }] : [],
  );
  await insertRows(
    tx,
    'foster_care.match',
    [
      ['id', u],
      ['request_id', u],
      ['service_id', u],
      ['family_id', u],
      ['family_service_id', u],
      ['person_id', u],
      ['period', 'daterange'],
      ['places', 'int'],
      ['km', 'numeric'],
      ['state', t],
      ['proposed_at', moment],
      ['family_yes_at', moment],
      ['service_yes_at', moment],
      ['started_on', 'date'],
      ['ended_on', 'date'],
      ['end_reason', t],
      ['event_id', u],
      ['known_from', moment],
    ],
    given,
    ({ request, match }) => [
      match.id,
      request.id,
      request.service.id,
      match.family.id,
      match.family.service.id,
      match.state === 'ENDED' ? null : match.family.person!.id,
      days(match.from, request.startOn + (match.until - match.from)),
      request.children,
      match.km,
      match.state,
      match.proposedAt,
      match.state === 'PROPOSED' ? null : match.proposedAt + 1500,
      match.state === 'PROPOSED' ? match.proposedAt + 60 : match.proposedAt + 1800,
      match.state === 'STARTED' || match.state === 'ENDED' ? dayText(match.from) : null,
      match.state === 'ENDED' ? dayText(match.until) : null,
      match.endReason,
      request.event,
      request.knownFrom,
    ],
  );
  await insertRows(
    tx,
    'foster_care.match_place',
    [
      ['match_id', u],
      ['family_id', u],
      ['family_service_id', u],
      ['place_no', 'int'],
      ['period', 'daterange'],
    ],
    given.flatMap((each) =>
      Array.from({ length: each.request.children }, (_, n) => ({ ...each, place: n + 1 })),
    ),
    ({ match, place }) => [
      match.id,
      match.family.id,
      match.family.service.id,
      place,
      days(match.from, match.until),
    ],
  );
  await insertRows(
    tx,
    'foster_care.detail',
    [
      ['request_id', u],
      ['service_id', u],
      ['person_id', u],
      ['first_names', t],
      ['arrival', t],
      ['care', t],
    ],
    given.filter(({ match }) => match.state === 'CONFIRMED' || match.state === 'STARTED'),
    ({ request, match }) => [
      request.id,
      request.service.id,
      match.family.person!.id,
      'Lou (verzonnen)',
      'De begeleider van de dienst komt mee en blijft tot na het avondeten.',
      'Slaapt met een lichtje aan.',
    ],
  );
}

/** The first rung of the ladder on which five requests of the year are alike, as the database finds it; then who sees the card. */
async function publish(tx: Writer): Promise<void> {
  await tx.rows(
    `with year as materialized (
       select q.id, n as level, foster_care.card_at(n, q) as card from foster_care.request q cross join unnest('{0,2,4,8,12}'::int[]) n
        where q.received_at > platform.now() - interval '1 year' and q.received_at <= platform.now()),
     alike as (select y.id, y.level, count(*) over (partition by y.level, y.card) as n from year y)
     insert into foster_care.card (request_id, service_id, request_region, level, siblings, published_at)
     select distinct on (r.id) r.id, r.service_id, r.region_code, a.level, r.children > 1, r.received_at + interval '40 minutes'
       from foster_care.request r join alike a on a.id = r.id and a.n >= 5
      where r.state in ('PUBLISHED', 'RESPONSES') order by r.id, a.level`,
  );
  await tx.rows(`select foster_care.show(null, null)`);
  // Two of three answers are a yes; where the service heard nothing yet, nobody said anything (synthetic).
  await tx.rows(
    `update foster_care.shown_card s set answer = case when w.n = 3 then 'CALL_ME' when w.n = 2 then 'CANNOT' else 'CAN' end,
        seen_at = platform.now() - interval '20 minutes', answered_at = platform.now() - interval '15 minutes',
        call_name = case when w.n <> 2 then w.contact_name end, call_phone = case when w.n <> 2 then w.phone end
       from (select x.card_id, x.family_id, f.contact_name, f.phone, row_number() over (partition by x.card_id order by md5(x.family_id::text)) as n
               from foster_care.shown_card x join foster_care.family f on f.id = x.family_id
               join foster_care.card k on k.id = x.card_id join foster_care.request r on r.id = k.request_id and r.state = 'RESPONSES'
               join auth.person p on p.id = x.person_id and p.subject like 'demo-gezin-%') w
      where w.n <= 4 and s.card_id = w.card_id and s.family_id = w.family_id`,
  );
}

/** Services for foster care with their families, two years of requests, and what is open today. Bulk: `vp.bulk` is on. */
export async function writeFosterCare(tx: Writer, foster: Foster, of: Of): Promise<void> {
  const event = of.random.uuid();
  await tx.rows(
    `insert into platform.event (id, slice, kind, at, details) values ($1, 'foster-care', 'family.approved', platform.now() - interval '1 minute', '{"bulk": true}')`,
    [event],
  );
  await tx.rows(`select set_config('vp.event', $1, true)`, [event]);
  await insertRows(
    tx,
    'foster_care.service',
    [
      ['organisation_id', u],
      ['name', t],
      ['region_code', t],
      ['invented', 'boolean'],
    ],
    of.services,
    ([service, region]) => [service.id, service.name, region, true],
  );
  await writeEvents(tx, foster);
  await writeAccounts(tx, foster.families, of);
  await writeFamilies(tx, foster.families);
  await writeRequests(tx, foster.requests);
  await writeMatches(tx, foster.requests);
  await publish(tx);
}

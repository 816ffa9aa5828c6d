import { type DayNo, type Seconds, dayText } from './calendar.ts';
import type { Crisis } from './crisis.ts';
import { answerTerm } from './crisis-plan.ts';
import type { Attempt, Call, CallMinor, Help } from './crisis-types.ts';
import { handOverWords } from './crisis-words.ts';
import { d, day, t, type Tx, u } from './demand-cells.ts';
import { type Cell, type Column, insertRows } from './insert-rows.ts';
import type { Hat } from './people.ts';
import { type Registrars, registrarOf, writeCrisisFollowUps } from './write-crisis-after.ts';

const moment = 'moment';
const version: readonly Column[] = [
  ['event_id', u],
  ['known_from', moment],
];
/** What of a call is known last: how it ended, or that it came in. */
const lastOf = (call: Call): [event: string, at: Seconds] =>
  call.closedAt !== null && call.closed ? [call.closed, call.closedAt] : [call.registered, call.at];

const closingKind = (call: Call): string =>
  ({
    CONSULT_CLOSED: 'consult.close',
    NO_RESPONSE: 'minor.no-response',
    WITHDRAWN: 'minor.withdraw',
  })[call.state as string] ?? 'help.end';

interface Told {
  id: string;
  at: Seconds;
  kind: string;
  by: Hat | null;
  subject: string;
  details: Record<string, unknown>;
}

async function writeEvents(tx: Tx, calls: readonly Call[]): Promise<void> {
  const events = calls.flatMap((call): Told[] => [
    {
      id: call.registered,
      at: call.at,
      kind: 'request.register',
      by: call.by,
      subject: call.id,
      details: { kind: call.kind, registrar: call.registrar, minors: call.minors.length },
    },
    ...(call.closedAt !== null
      ? [
          {
            id: call.closed!,
            at: call.closedAt,
            kind: closingKind(call),
            by: call.by,
            subject: call.id,
            details: {},
          },
        ]
      : []),
  ]);
  await insertRows(
    tx,
    'platform.event',
    [
      ['id', u],
      ['slice', t],
      ['kind', t],
      ['at', moment],
      ['person_id', u],
      ['hat_id', u],
      ['role_code', t],
      ['actor_name', t],
      ['subject_id', u],
      ['details', 'jsonb'],
    ],
    events.sort((a, b) => a.at - b.at),
    ({ id, kind, at, by, subject, details }) => [
      id,
      'crisis',
      kind,
      at,
      by?.person.id ?? null,
      by?.id ?? null,
      by?.role ?? null,
      by?.person.name ?? null,
      subject,
      JSON.stringify(details),
    ],
  );
}

const phone = (serial: number, night: boolean) =>
  `0470 00 ${night ? '1' : '0'}${Math.floor(serial / 100)} ${String(serial % 100).padStart(2, '0')}`;

async function writeNetwork(
  tx: Tx,
  { network }: Crisis,
  event: string,
  at: Seconds,
): Promise<void> {
  await tx.rows(
    `insert into platform.event (id, slice, kind, at, details) values ($1, 'crisis', 'partner.add', to_timestamp($2::float8), '{"bulk": true}')`,
    [event, at],
  );
  await insertRows(
    tx,
    'crisis.partner',
    [
      ['id', u],
      ['region_code', t],
      ['name', t],
      ['sector', t],
      ['provider_id', u],
      ['phone', t],
      ['night_phone', t],
      ['ended_on', d],
      ...version,
    ],
    network.partners,
    (each) => [
      each.id,
      each.region,
      each.name,
      each.sector,
      each.provider?.id ?? null,
      phone(each.serial, false),
      each.serial % 3 === 0 ? null : phone(each.serial, true),
      day(each.endedOn),
      event,
      at,
    ],
  );
  await insertRows(
    tx,
    'crisis.pledge',
    [
      ['id', u],
      ['partner_id', u],
      ['region_code', t],
      ['provider_id', u],
      ['kind', t],
      ['places', 'int'],
      ['funding', t],
      ['valid', 'daterange'],
      ['unit_id', u],
      ['module_code', t],
      ['age_min', 'int'],
      ['age_max', 'int'],
      ['out_of_hours', 'boolean'],
      ...version,
    ],
    network.pledges,
    (each) => [
      each.id,
      each.partner.id,
      each.partner.region,
      each.partner.provider?.id ?? null,
      each.kind,
      each.places,
      each.until === null ? 'STRUCTURAL' : 'PROJECT',
      `[${dayText(each.from)},${each.until === null ? '' : dayText(each.until)})`,
      each.unit?.id ?? null,
      each.unit?.plan.code ?? null,
      each.ageMin,
      each.ageMax,
      each.outOfHours,
      event,
      at,
    ],
  );
}

async function writeRequests(
  tx: Tx,
  calls: readonly Call[],
  of: Parameters<typeof registrarOf>[1],
): Promise<void> {
  await insertRows(
    tx,
    'crisis.request',
    [
      ['id', u],
      ['region_code', t],
      ['received_at', moment],
      ['registrar_kind', t],
      ['registrar_organisation_id', u],
      ['anonymous', 'boolean'],
      ['kind', t],
      ['agreement', t],
      ['agreement_due_at', moment],
      ['unsafety', t],
      ['problems', 'text[]'],
      ['wanted', t],
      ['zone_code', t],
      ['state', t],
      ['case_id', u],
      ['repeat_of', u],
      ['long_term', 'boolean'],
      ['accelerated', 'boolean'],
      ['closed_at', moment],
      ['invented', 'boolean'],
      ...version,
    ],
    calls,
    (call) => [
      call.id,
      call.region,
      call.at,
      call.registrar,
      registrarOf(call, of),
      call.anonymous,
      call.kind,
      call.agreement,
      call.agreement === 'UNCLEAR' ? call.at + 72 * 3600 : null,
      call.unsafety,
      call.problems,
      call.wanted,
      call.zone,
      call.state,
      call.first.id,
      call.repeatOf?.id ?? null,
      call.longTerm,
      call.accelerated,
      call.closedAt,
      true,
      ...lastOf(call),
    ],
  );
}

/** The people of each desk, and when the demo begins its day. */
interface Desks {
  networkEvent: string;
  since: Seconds;
  midnight: Seconds;
  teams: readonly { region: string; hats: readonly Hat[] }[];
}

interface Of {
  call: Call;
  minor: CallMinor;
}

async function writeMinors(tx: Tx, minors: readonly (Of & { position: number })[]): Promise<void> {
  await insertRows(
    tx,
    'crisis.minor',
    [
      ['id', u],
      ['request_id', u],
      ['region_code', t],
      ['position', 'int'],
      ['pseudonym', t],
      ['age_years', 'int'],
      ['age_band', t],
      ['sex', t],
      ['zone_code', t],
      ['state', t],
      ['reason', t],
      ['fallback', t],
      ['closed_at', moment],
      ...version,
    ],
    minors,
    ({ call, minor, position }) => [
      minor.id,
      call.id,
      call.region,
      position,
      minor.pseudonym,
      minor.age,
      minor.band,
      minor.sex,
      minor.zone,
      minor.state,
      minor.reason,
      minor.fallback,
      minor.closedAt,
      ...(minor.closedAt === null || call.closedAt === null
        ? [call.registered, minor.closedAt ?? call.at]
        : [call.closed, minor.closedAt]),
    ],
  );
  await insertRows(
    tx,
    'crisis.identity',
    [
      ['id', u],
      ['region_code', t],
      ['given_name', t],
      ['family_name', t],
      ['birth_date', d],
      ...version,
    ],
    minors.filter(({ minor }) => minor.identity !== null),
    ({ call, minor }) => [
      minor.id,
      call.region,
      minor.identity!.givenName,
      minor.identity!.familyName,
      minor.identity!.birthDate,
      call.registered,
      call.at,
    ],
  );
}

const ofMinor: readonly Column[] = [
  ['request_id', u],
  ['minor_id', u],
  ['region_code', t],
  ['pledge_id', u],
  ['partner_id', u],
  ['kind', t],
];

async function writeAttempts(tx: Tx, minors: readonly Of[]): Promise<void> {
  await insertRows(
    tx,
    'crisis.attempt',
    [
      ['id', u],
      ...ofMinor,
      ['provider_id', u],
      ['age_years', 'int'],
      ['age_band', t],
      ['sex', t],
      ['unsafety', t],
      ['asked_at', moment],
      ['asked_by_name', t],
      ['due_at', moment],
      ['state', t],
      ['reason', t],
      ['answered_at', moment],
      ['answered_by_name', t],
      ...version,
    ],
    minors.flatMap(({ call, minor }) =>
      minor.attempts.map((attempt) => ({ call, minor, attempt })),
    ),
    ({ call, minor, attempt }) => [
      attempt.id,
      call.id,
      minor.id,
      call.region,
      attempt.pledge.id,
      attempt.pledge.partner.id,
      attempt.pledge.kind,
      attempt.pledge.partner.provider?.id ?? null,
      minor.age,
      minor.band,
      minor.sex,
      call.unsafety,
      attempt.at,
      call.by?.person.name ?? null,
      attempt.at + answerTerm,
      attempt.state,
      attempt.reason,
      attempt.answeredAt,
      attempt.answeredAt === null ? null : (call.by?.person.name ?? null),
      lastOf(call)[0],
      settledAt(minor, attempt),
    ],
  );
}

/** When an attempt became what it is: answered, silent past its term, or needed no more. */
function settledAt(minor: CallMinor, { state, at, answeredAt }: Attempt): Seconds {
  if (answeredAt !== null) return answeredAt;
  if (state === 'SILENT') return at + answerTerm;
  const over = minor.help.find(({ partOf }) => partOf === null)?.placedAt ?? minor.closedAt;
  return state === 'WITHDRAWN' && over !== null ? Math.max(at, over) : at;
}

/** Whether the clock ran out before somebody answered. */
const ranOut = (minor: CallMinor, attempt: Attempt): boolean =>
  attempt.answeredAt === null &&
  attempt.state !== 'ASKED' &&
  settledAt(minor, attempt) >= attempt.at + answerTerm;

const helpCells = ({ call, minor, help }: Of & { help: Help }): Cell[] => [
  help.id,
  call.id,
  minor.id,
  call.region,
  help.pledge.id,
  help.pledge.partner.id,
  help.pledge.kind,
  help.pledge.partner.provider?.id ?? null,
  help.attempt?.id ?? null,
  help.partOf?.id ?? null,
  Math.max(1, help.slot),
  help.state,
  help.placedAt,
  help.startedAt,
  help.maxEndAt,
  help.extendedAt.length,
  help.nextStep,
  help.nextOwner,
  day(help.nextOn),
  help.destination,
  help.endedAt,
  help.stay,
  lastOf(call)[0],
  help.endedAt ?? help.extendedAt.at(-1) ?? help.startedAt ?? help.placedAt,
];

async function writeHelp(tx: Tx, minors: readonly Of[]): Promise<void> {
  await insertRows(
    tx,
    'crisis.deployment',
    [
      ['id', u],
      ...ofMinor,
      ['provider_id', u],
      ['attempt_id', u],
      ['part_of', u],
      ['slot', 'int'],
      ['state', t],
      ['placed_at', moment],
      ['started_at', moment],
      ['max_end_at', moment],
      ['extensions', 'int'],
      ['next_step', t],
      ['next_owner', t],
      ['next_on', d],
      ['destination', t],
      ['ended_at', moment],
      ['stay_id', u],
      ...version,
    ],
    minors.flatMap(({ call, minor }) => minor.help.map((help) => ({ call, minor, help }))),
    helpCells,
  );
}

/** What was said of a case, what one shift left to the next, who sits at the telephone, and the silence that the clock saw. */
async function writeDesk(
  tx: Tx,
  calls: readonly Call[],
  minors: readonly Of[],
  of: Desks,
): Promise<void> {
  const said = calls.flatMap(({ id, region, at, by, registered, words }) =>
    words.map((text) => ({
      region,
      request: id,
      kind: 'CASE',
      text,
      at: at + 240,
      by,
      event: registered,
    })),
  );
  const left = of.teams.map(({ region, hats }, n) => ({
    region,
    request: null,
    kind: 'HAND_OVER',
    text: handOverWords[n % handOverWords.length]!,
    at: of.midnight - 7200,
    by: hats[0] ?? null,
    event: of.networkEvent,
  }));
  await insertRows(
    tx,
    'crisis.note',
    [
      ['region_code', t],
      ['request_id', u],
      ['kind', t],
      ['words', t],
      ['at', moment],
      ['person_name', t],
      ['event_id', u],
    ],
    [...said, ...left].sort((a, b) => a.at - b.at),
    (one) => [
      one.region,
      one.request,
      one.kind,
      one.text,
      one.at,
      one.by?.person.name ?? null,
      one.event,
    ],
  );
  // Half days and a week ahead, the two of a desk in turn; the second is called when the first does not answer.
  const shifts = of.teams.flatMap(({ region, hats }) =>
    Array.from({ length: 32 }, (_, n) => ({
      region,
      hats,
      n,
      from: of.midnight - 4 * 3600 + (n - 4) * 12 * 3600,
    })),
  );
  await insertRows(
    tx,
    'crisis.duty',
    [
      ['region_code', t],
      ['during', 'tstzrange'],
      ['person_name', t],
      ['phone', t],
      ['line', 'int'],
      ...version,
    ],
    shifts
      .flatMap((shift) => [1, 2].map((line) => ({ ...shift, line })))
      .filter(({ hats }) => hats.length > 0),
    ({ region, hats, n, from, line }) => [
      region,
      `[${new Date(from * 1000).toISOString()},${new Date((from + 12 * 3600) * 1000).toISOString()})`,
      hats[(n + line) % hats.length]!.person.name,
      phone(900 + line, true),
      line,
      of.networkEvent,
      of.since,
    ],
  );
  await insertRows(
    tx,
    'crisis.due_step',
    [
      ['region_code', t],
      ['kind', t],
      ['request_id', u],
      ['subject_id', u],
      ['due_at', moment],
      ['done_at', moment],
    ],
    minors.flatMap(({ call, minor }) =>
      minor.attempts
        .filter((attempt) => ranOut(minor, attempt))
        .map((attempt) => ({ call, attempt })),
    ),
    ({ call, attempt }) => [
      call.region,
      'ANSWER',
      call.id,
      attempt.id,
      attempt.at + answerTerm,
      attempt.at + answerTerm + 30,
    ],
  );
}

/** What each closed call and each of its minors was before: as it came in. */
async function writeHistory(tx: Tx): Promise<void> {
  for (const [table, columns, request] of [
    [
      'request',
      `region_code, received_at, registrar_kind, registrar_organisation_id, anonymous, kind, agreement, agreement_due_at, unsafety,
       problems, wanted, zone_code, case_id, repeat_of, invented, seq`,
      'id',
    ],
    [
      'minor',
      'request_id, region_code, position, pseudonym, age_years, age_band, unborn, sex, zone_code',
      'request_id',
    ],
  ] as const) {
    const more = table === 'request' ? ', long_term, accelerated' : '';
    await tx.rows(
      `insert into crisis.${table}_history (id, ${columns}${more}, state, event_id, known_from, known_until, superseded_by)
       select x.id, ${columns
         .split(',')
         .map((one) => `x.${one.trim()}`)
         .join(
           ', ',
         )}${more && ', false, false'}, case x.state when 'CONSULT_CLOSED' then 'RECEIVED' else 'DISPATCHING' end,
              e.id, e.at, x.closed_at, x.event_id
         from crisis.${table} x join platform.event e on e.subject_id = x.${request} and e.slice = 'crisis' and e.kind = 'request.register'
        where x.closed_at is not null and x.event_id <> e.id order by x.closed_at`,
    );
  }
}

/** Writes the desks, their network and their years. */
export async function writeCrisis(
  tx: Tx,
  crisis: Crisis,
  of: Desks & { seed: string; today: DayNo; court: string | null; registrars: Registrars },
): Promise<void> {
  const { calls } = crisis;
  const minors = calls.flatMap((call) =>
    call.minors.map((minor, n) => ({ call, minor, position: n + 1 })),
  );
  await writeEvents(tx, calls);
  await writeNetwork(tx, crisis, of.networkEvent, of.since);
  await writeRequests(tx, calls, of);
  await writeMinors(tx, minors);
  await writeAttempts(tx, minors);
  await writeHelp(tx, minors);
  await writeDesk(tx, calls, minors, of);
  await writeCrisisFollowUps(tx, minors, of);
  await writeHistory(tx);
}

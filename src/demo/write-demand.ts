import { randomUUID } from 'node:crypto';
import { firstRuleSet, identitySealer, noteWords } from '../waiting-list/index.ts';
import { type DayNo, dayText } from './calendar.ts';
import {
  byMoment,
  d,
  day,
  ofRequest,
  requestCells,
  t,
  type Tx,
  u,
  version,
  versionOf,
} from './demand-cells.ts';
import type { Child, Demand, HelpRequest, ListEvent } from './demand-types.ts';
import { insertRows } from './insert-rows.ts';
import type { Hat } from './people.ts';
import {
  writeHistory,
  writeMoves,
  writePriority,
  writeSteps,
  writeUrgency,
} from './write-demand-course.ts';

const monthOf = (on: DayNo) => `${dayText(on).slice(0, 7)}-01`;
const cameIn = ({ steps }: HelpRequest) => steps[0]!.event;

/**
 * The first rules, made by one supervisor and approved by another, in force since a day of the past.
 * @returns nothing; the order follows at the end, from `apply_rules`
 */
export async function writeRules(
  tx: Tx,
  of: { madeBy: Hat; approvedBy: Hat; from: DayNo; event: ListEvent },
): Promise<void> {
  await writeListEvents(tx, [of.event]);
  await tx.rows(
    `insert into waiting_list.rule_set (version, title, source, content, made_by, made_at, approved_by, approved_at, in_force)
     values ($1, $2, $3, $4, $5, to_timestamp($6::float8) - interval '20 days', $7, to_timestamp($6::float8), daterange($8::date, null))`,
    [
      firstRuleSet.version,
      firstRuleSet.title,
      firstRuleSet.source,
      JSON.stringify(firstRuleSet.content),
      of.madeBy.person.id,
      of.event.at,
      of.approvedBy.person.id,
      dayText(of.from),
    ],
  );
}

async function writeListEvents(tx: Tx, events: readonly ListEvent[]): Promise<void> {
  await insertRows(
    tx,
    'platform.event',
    [
      ['id', u],
      ['slice', t],
      ['kind', t],
      ['at', 'moment'],
      ['person_id', u],
      ['hat_id', u],
      ['organisation_id', u],
      ['role_code', t],
      ['actor_name', t],
      ['subject_id', u],
      ['reason', t],
      ['details', 'jsonb'],
    ],
    events.toSorted(byMoment),
    ({ id, kind, at, by, subject, reason, details, slice, organisation }) => [
      id,
      slice ?? 'waiting-list',
      kind,
      at,
      by?.person.id ?? null,
      by?.id ?? null,
      organisation ?? null,
      by?.role ?? null,
      by?.person.name ?? null,
      subject,
      reason,
      JSON.stringify(details),
    ],
  );
}

async function writePeople(tx: Tx, { groups, requests }: Demand): Promise<void> {
  await insertRows(
    tx,
    'waiting_list.sibling_group',
    [['id', u], ['region_code', t], ['together', t], ...version],
    groups,
    (each) => [each.id, each.region, each.together, ...versionOf(each.event)],
  );
  await insertRows(
    tx,
    'waiting_list.person',
    [
      ['id', u],
      ['pseudonym', t],
      ['region_code', t],
      ['municipality_code', t],
      ['born_month', d],
      ['unborn', 'boolean'],
      ['sex', t],
      ['group_id', u],
      ['invented', 'boolean'],
      ...version,
    ],
    requests,
    ({ child, steps }) => [
      child.id,
      child.pseudonym,
      child.region,
      child.town?.code ?? null,
      monthOf(child.bornOn),
      child.unborn,
      child.sex,
      child.group?.id ?? null,
      true,
      ...versionOf(child.group?.event ?? steps[0]!.event),
    ],
  );
  const seal = await identitySealer(
    tx,
    requests.map(({ child }) => child.id),
  );
  await insertRows(
    tx,
    'waiting_list.identity',
    [['id', u], ['region_code', t], ['sealed', t], ['number_mark', t], ...version],
    requests,
    (request) => {
      const { child } = request;
      const { sealed, mark } = seal(child.id, identityOf(child));
      return [child.id, child.region, sealed, mark, ...versionOf(cameIn(request))];
    },
  );
}

const identityOf = (child: Child) => ({
  fileNumber: child.fileNumber,
  givenName: child.givenName,
  familyName: child.familyName,
  birthDate: child.unborn ? null : dayText(child.bornOn),
});

async function writeRequests(tx: Tx, requests: readonly HelpRequest[]): Promise<void> {
  await insertRows(
    tx,
    'waiting_list.request',
    [
      ['id', u],
      ['person_id', u],
      ['region_code', t],
      ['file_kind', t],
      ['registrar_kind', t],
      ['registered_on', d],
      ['since', d],
      ['valid_until', d],
      ['start_from', d],
      ['state', t],
      ['state_reason', t],
      ['security_need', t],
      ['indications', 'text[]'],
      ['needs', 'text[]'],
      ['consent_representative', t],
      ['consent_minor', t],
      ['minor_able', 'boolean'],
      ['running_help', 'text[]'],
      ['review_on', d],
      ['owner_id', u],
      ['second_owner_id', u],
      ...version,
    ],
    requests,
    (each) => {
      const last = each.steps.at(-1)!;
      return [
        each.id,
        each.child.id,
        each.child.region,
        each.fileKind,
        each.registrar,
        day(each.registeredOn),
        day(each.since),
        day(each.validUntil),
        day(each.startFrom),
        last.to,
        last.reason,
        each.securityNeed,
        each.indications,
        each.needs,
        each.consentRepresentative,
        each.consentMinor,
        each.minorAble,
        each.runningHelp,
        day(each.reviewOn),
        each.owner?.person.id ?? null,
        each.secondOwner?.person.id ?? null,
        ...versionOf(last.event),
      ];
    },
  );
}

async function writeAsked(tx: Tx, requests: readonly HelpRequest[]): Promise<void> {
  await insertRows(
    tx,
    'waiting_list.entry',
    [
      ['id', u],
      ...ofRequest,
      ['module_code', t],
      ['first_unit_id', u],
      ['second_unit_id', u],
      ...version,
    ],
    requests.flatMap((request) => request.wishes.map((wish) => ({ request, wish }))),
    ({ request, wish }) => [
      wish.id,
      ...requestCells(request),
      wish.module,
      wish.first?.id ?? null,
      wish.second?.id ?? null,
      ...versionOf(cameIn(request)),
    ],
  );
  await insertRows(
    tx,
    'waiting_list.apart',
    [...ofRequest, ['other_request_id', u], ['unit_id', u], ...version],
    requests.flatMap((request) => request.apart.map((apart) => ({ request, apart }))),
    ({ request, apart }) => [
      ...requestCells(request),
      apart.other?.id ?? null,
      apart.unit?.id ?? null,
      ...versionOf(request.steps.at(-1)!.event),
    ],
  );
  const seal = await tx.sealer(requests.map(({ child }) => child.id));
  await insertRows(
    tx,
    'waiting_list.note',
    [['id', u], ...ofRequest, ['kind', t], ['words', t], ...version],
    requests.flatMap((request) =>
      request.notes.map((note) => ({ id: randomUUID(), request, note })),
    ),
    ({ id, request, note }) => [
      id,
      ...requestCells(request),
      note.kind,
      seal(request.child.id, noteWords(id), note.words),
      ...versionOf(cameIn(request)),
    ],
  );
}

/** Writes who waits, with all that became of it; the order itself is set once, at the end. */
export async function writeDemand(tx: Tx, demand: Demand): Promise<void> {
  const { requests } = demand;
  await writeListEvents(tx, demand.events);
  await writePeople(tx, demand);
  await writeRequests(tx, requests);
  await writeAsked(tx, requests);
  await writeSteps(tx, requests);
  await writeHistory(tx, requests);
  await writeUrgency(tx, requests);
  await writePriority(tx, requests);
  await writeMoves(tx, demand);
}

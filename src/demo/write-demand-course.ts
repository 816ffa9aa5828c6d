import { firstRuleSet } from '../waiting-list/index.ts';
import { dayOf, dayText } from './calendar.ts';
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
import type { Demand, HelpRequest, ListEvent } from './demand-types.ts';
import { type Column, insertRows } from './insert-rows.ts';

export async function writeSteps(tx: Tx, requests: readonly HelpRequest[]): Promise<void> {
  await insertRows(
    tx,
    'waiting_list.step',
    [
      ...ofRequest,
      ['from_state', t],
      ['to_state', t],
      ['reason', t],
      ['at', 'moment'],
      ['event_id', u],
    ],
    requests
      .flatMap((request) => request.steps.map(({ at }, n) => ({ request, n, at })))
      .sort(byMoment),
    ({ request, n }) => {
      const { to, reason, at, event } = request.steps[n]!;
      return [...requestCells(request), request.steps[n - 1]?.to ?? null, to, reason, at, event.id];
    },
  );
}

const keptColumns: readonly string[] = [
  'person_id',
  'region_code',
  'gate',
  'file_kind',
  'registrar_kind',
  'registered_on',
  'valid_until',
  'start_from',
  'security_need',
  'indications',
  'needs',
  'consent_representative',
  'consent_minor',
  'minor_able',
  'running_help',
  'review_on',
  'owner_id',
  'owner_name',
  'second_owner_id',
  'second_owner_name',
  'invented',
];

/** What each request was between two of its steps, as its history would hold it. */
export async function writeHistory(tx: Tx, requests: readonly HelpRequest[]): Promise<void> {
  await tx.rows(
    `insert into waiting_list.request_history (id, ${keptColumns.join(', ')}, since, state, state_reason, event_id, known_from,
       known_until, superseded_by)
     select r.id, ${keptColumns.map((column) => `r.${column}`).join(', ')}, case when s.listed then r.since end,
            s.to_state, s.reason, s.event_id, s.at, s.until, s.by
       from (select x.*, lead(x.at) over w as until, lead(x.event_id) over w as by,
                    bool_or(x.to_state = 'WAITING') over w as listed
               from waiting_list.step x where x.request_id = any ($1::uuid[])
             window w as (partition by x.request_id order by x.seq)) s
       join waiting_list.request r on r.id = s.request_id
      where s.by is not null order by s.at`,
    [requests.map(({ id }) => id)],
  );
}

export async function writeUrgency(tx: Tx, requests: readonly HelpRequest[]): Promise<void> {
  const assessed = requests
    .flatMap((request) => request.assessed.map((each) => ({ request, each, at: each.at })))
    .sort(byMoment);
  await insertRows(
    tx,
    'waiting_list.assessment',
    [
      ['id', u],
      ...ofRequest,
      ['rule_set_version', t],
      ['facts', 'text[]'],
      ['sources', 'jsonb'],
      ['band_no', 'int'],
      ['override_band_no', 'int'],
      ['override_reason', t],
      ['valid_until', d],
      ['assessed_by', u],
      ['at', 'moment'],
      ['event_id', u],
    ],
    assessed,
    ({ request, each }) => [
      each.id,
      ...requestCells(request),
      firstRuleSet.version,
      each.facts,
      JSON.stringify(each.sources),
      1,
      each.override?.bandNo ?? null,
      each.override?.reason ?? null,
      day(each.validUntil),
      each.event.by?.person.id ?? null,
      each.at,
      each.event.id,
    ],
  );
  await insertRows(
    tx,
    'waiting_list.confirmation',
    [
      ['id', u],
      ['region_code', t],
      ['confirmed_by', u],
      ['at', 'moment'],
      ['event_id', u],
    ],
    assessed.filter(({ each }) => each.confirmed !== null),
    ({ request, each }) => [
      each.id,
      request.child.region,
      each.confirmed!.by?.person.id ?? null,
      each.confirmed!.at,
      each.confirmed!.id,
    ],
  );
}

const priorityColumns: readonly Column[] = [
  ['id', u],
  ...ofRequest,
  ['track', t],
  ['state', t],
  ['asked_on', d],
  ['decided_on', d],
  ['valid_until', d],
  ...version,
];

export async function writePriority(tx: Tx, requests: readonly HelpRequest[]): Promise<void> {
  const asked = requests.flatMap((request) => request.priority.map((each) => ({ request, each })));
  const onDay = (event: ListEvent) => dayText(dayOf(event.at));
  await insertRows(
    tx,
    'waiting_list.priority_request',
    priorityColumns,
    asked,
    ({ request, each }) => [
      each.id,
      ...requestCells(request),
      each.track,
      each.state,
      onDay(each.asked),
      each.decided ? onDay(each.decided) : null,
      day(each.validUntil),
      ...versionOf(each.decided ?? each.asked),
    ],
  );
  await insertRows(
    tx,
    'waiting_list.priority_request_history',
    [...priorityColumns, ['known_until', 'moment'], ['superseded_by', u]],
    asked.filter(({ each }) => each.decided !== null),
    ({ request, each }) => [
      each.id,
      ...requestCells(request),
      each.track,
      'SUBMITTED',
      onDay(each.asked),
      null,
      null,
      ...versionOf(each.asked),
      each.decided!.at,
      each.decided!.id,
    ],
  );
}

export async function writeMoves(tx: Tx, { moves }: Demand): Promise<void> {
  await insertRows(
    tx,
    'waiting_list.move',
    [
      ...ofRequest,
      ['cause', t],
      ['before_band_no', 'int'],
      ['before_since', d],
      ['after_band_no', 'int'],
      ['after_since', d],
      ['at', 'moment'],
      ['event_id', u],
    ],
    moves.toSorted(byMoment),
    ({ request, cause, before, after, at, event }) => [
      ...requestCells(request),
      cause,
      before?.bandNo ?? null,
      day(before?.since ?? null),
      after?.bandNo ?? null,
      day(after?.since ?? null),
      at,
      event.id,
    ],
  );
}

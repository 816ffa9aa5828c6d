import { type DayNo, dayText } from './calendar.ts';
import { byMoment, d, day, t, type Tx, u, versionOf } from './demand-cells.ts';
import { monthAge } from './demand-child.ts';
import type { Demand, HelpRequest, ListEvent } from './demand-types.ts';
import * as plan from './dialogue-plan.ts';
import type { Inquiry, Told, ToldState } from './dialogue-types.ts';
import { type Cell, type Column, insertRows } from './insert-rows.ts';

interface Of {
  request: HelpRequest;
  told: Told;
}

const holds = (state: ToldState) => /^(SENT|IN_DIALOGUE|ACCEPTED|START_PLANNED)$/.test(state);
const over = /^(STARTED|NOT_STARTED|CLIENT_DECLINED|WITHDRAWN|EXPIRED|PLACE_GONE)$/;
const kept: readonly Column[] = [
  ['event_id', u],
  ['known_from', 'moment'],
];
const superseded: readonly Column[] = [
  ['known_until', 'moment'],
  ['superseded_by', u],
];

const proposalColumns: readonly Column[] = [
  ['id', u],
  ['region_code', t],
  ['unit_id', u],
  ['module_code', t],
  ['provider_id', u],
  ['start_on', d],
  ['state', t],
  ['grade', 'int'],
  ['urgent', 'boolean'],
  ['due_at', 'moment'],
  ['sent_at', 'moment'],
  ['sent', 'boolean'],
  ['answered_at', 'moment'],
  ['closed_at', 'moment'],
  ['client_heard', t],
  ['rank_in_record', 'int'],
  ['departure_code', t],
  ['departure_reason', t],
  ['lanes', 'text[]'],
  ['exempt', 'boolean'],
  ['decline_code', t],
  ['decline_words', t],
  ['declined_by', t],
  ['liftable', 'boolean'],
  ['lifted_by', t],
  ['end_reason', t],
  ...kept,
];

/** A proposal as it stood after its nth step. */
function proposalCells({ request, told }: Of, n: number): Cell[] {
  const { to, event } = told.steps[n]!;
  const sofar = told.steps.slice(0, n + 1);
  const sentAt = sofar.find((each) => each.to === 'SENT')?.at ?? null;
  const answered = sofar.findLast(
    ({ to: state }) => state === 'ACCEPTED' || state === 'NOT_STARTED',
  );
  const refused = sofar.some(({ to: state }) => state === 'NOT_STARTED') ? told.decline : null;
  const up = told.mandate.some((each) => sofar.some((step) => step.event === each.event));
  return [
    told.id,
    request.child.region,
    told.unit.id,
    told.unit.plan.code,
    told.unit.provider.id,
    dayText(told.startOn),
    to,
    up ? 2 : 1,
    false,
    sentAt === null ? null : told.dueAt,
    sentAt,
    sentAt !== null,
    answered?.at ?? null,
    over.test(to) ? event.at : null,
    to === 'DRAFT' ? null : told.clientHeard,
    told.rank,
    told.departure?.[0] ?? null,
    told.departure?.[1] ?? null,
    told.lanes,
    told.exempt,
    refused?.code ?? null,
    refused?.words ?? null,
    refused?.by ?? null,
    refused?.liftable ?? null,
    refused?.lifted ?? null,
    to === 'WITHDRAWN' || to === 'CLIENT_DECLINED' ? told.endReason : null,
    ...versionOf(event),
  ];
}

async function writeProposals(tx: Tx, all: readonly Of[]): Promise<void> {
  await insertRows(tx, 'allocation.proposal', proposalColumns, all, (each) =>
    proposalCells(each, each.told.steps.length - 1),
  );
  const earlier = all.flatMap((of) =>
    of.told.steps.slice(1).map(({ at, event }, n) => ({ of, n, at, event })),
  );
  await insertRows(
    tx,
    'allocation.proposal_history',
    [...proposalColumns, ...superseded],
    earlier.sort(byMoment),
    ({ of, n, at, event }) => [...proposalCells(of, n), at, event.id],
  );
}

const childColumns: readonly Column[] = [
  ['id', u],
  ['proposal_id', u],
  ['region_code', t],
  ['provider_id', u],
  ['request_id', u],
  ['pseudonym', t],
  ['place_id', u],
  ['hold_id', u],
  ['stay_id', u],
  ['age_years', 'int'],
  ['unborn', 'boolean'],
  ['sex', t],
  ['needs', 'text[]'],
  ['security_need', t],
  ['indications', 'text[]'],
  ['file_kind', t],
  ['shown', 'boolean'],
  ['busy', 'boolean'],
  ['state_before', t],
  ...kept,
];

/** A child of a proposal after a step: the place and who may see it follow from the step. */
function childCells({ request, told }: Of, state: ToldState, event: ListEvent): Cell[] {
  const { child } = request;
  const sent = state !== 'DRAFT' && state !== 'CLIENT_HEARD';
  const open = holds(state);
  return [
    told.childId,
    told.id,
    child.region,
    told.unit.provider.id,
    request.id,
    child.pseudonym,
    sent ? (told.place?.id ?? null) : null,
    open ? told.hold : null,
    state === 'STARTED' ? told.stay : null,
    Math.max(0, monthAge(child, told.startOn)),
    child.unborn,
    child.sex,
    request.needs,
    request.securityNeed,
    request.indications,
    request.fileKind,
    open,
    open,
    sent ? told.stateBefore : null,
    ...versionOf(event),
  ];
}

async function writeChildren(tx: Tx, all: readonly Of[]): Promise<void> {
  const versions = all.flatMap((of) => {
    const changed = of.told.steps.filter(
      ({ to }, n, steps) => n === 0 || holds(to) !== holds(steps[n - 1]!.to),
    );
    return changed.map(({ to, event, at }, n) => ({ of, to, event, at, next: changed[n + 1] }));
  });
  const cells = ({ of, to, event }: (typeof versions)[number]) => childCells(of, to, event);
  const current = versions.filter(({ next }) => !next);
  await insertRows(tx, 'allocation.proposal_child', childColumns, current, cells);
  await insertRows(
    tx,
    'allocation.proposal_child_history',
    [...childColumns, ...superseded],
    versions.filter(({ next }) => next).sort(byMoment),
    (each) => [...cells(each), each.next!.at, each.next!.event.id],
  );
}

const ofProposal: readonly Column[] = [
  ['id', u],
  ['proposal_id', u],
  ['region_code', t],
  ['provider_id', u],
];
const proposalKeys = (id: string, { request, told }: Of): Cell[] => [
  id,
  told.id,
  request.child.region,
  told.unit.provider.id,
];

async function writeSaid(tx: Tx, all: readonly Of[]): Promise<void> {
  const said = all.flatMap((of) =>
    of.told.messages.map((message) => ({ of, message, at: message.event.at })),
  );
  await insertRows(
    tx,
    'allocation.message',
    [
      ...ofProposal,
      ['side', t],
      ['kind', t],
      ['words', t],
      ['needed_from', t],
      ['answers_id', u],
      ['at', 'moment'],
      ['person_name', t],
      ['event_id', u],
    ],
    said.sort(byMoment),
    ({ of, message, at }) => [
      ...proposalKeys(message.id, of),
      message.side,
      message.kind,
      message.words,
      message.kind === 'CONDITION' ? 'ACCESS' : null,
      message.answers,
      at,
      message.event.by?.person.name ?? null,
      message.event.id,
    ],
  );
  await insertRows(
    tx,
    'allocation.mandate_step',
    [
      ...ofProposal,
      ['from_grade', 'int'],
      ['to_grade', 'int'],
      ['motive', t],
      ['heard', t],
      ['agreements', 'jsonb'],
      ['decided_by', u],
      ['at', 'moment'],
      ['event_id', u],
    ],
    all.flatMap((of) => of.told.mandate.map((mandate) => ({ of, mandate }))),
    ({ of, mandate }) => [
      ...proposalKeys(mandate.id, of),
      1,
      2,
      plan.words.motive[0],
      plan.words.heard[0],
      JSON.stringify([
        { what: plan.words.agreement[0], owner: 'Voorziening', due: dayText(of.told.startOn) },
      ]),
      mandate.event.by?.person.id ?? null,
      mandate.event.at,
      mandate.event.id,
    ],
  );
}

const inquiryColumns: readonly Column[] = [
  ['id', u],
  ['region_code', t],
  ['unit_id', u],
  ['module_code', t],
  ['provider_id', u],
  ['words', t],
  ['due_at', 'moment'],
  ['asked_at', 'moment'],
  ['state', t],
  ['answer', t],
  ['answer_reason', t],
  ['available_from', d],
  ['answered_at', 'moment'],
  ...kept,
];

function inquiryCells(inquiry: Inquiry, closed: Inquiry['closed']): Cell[] {
  const { unit, asked } = inquiry;
  const answer = closed ? inquiry.answer : null;
  const from: DayNo | null = answer?.from ?? null;
  return [
    inquiry.id,
    inquiry.region,
    unit.id,
    unit.plan.code,
    unit.provider.id,
    inquiry.words,
    inquiry.dueAt,
    asked.at,
    closed?.state ?? 'SENT',
    answer?.code ?? null,
    answer?.reason ?? null,
    day(from),
    answer ? closed!.event.at : null,
    ...versionOf(closed?.event ?? asked),
  ];
}

async function writeInquiries(tx: Tx, inquiries: readonly Inquiry[]): Promise<void> {
  await insertRows(tx, 'allocation.inquiry', inquiryColumns, inquiries, (each) =>
    inquiryCells(each, each.closed),
  );
  await insertRows(
    tx,
    'allocation.inquiry_history',
    [...inquiryColumns, ...superseded],
    inquiries.filter(({ closed }) => closed !== null),
    (each) => [...inquiryCells(each, null), each.closed!.event.at, each.closed!.event.id],
  );
}

/** Writes the dialogues about places, as their steps would have left them; their events are written already. */
export async function writeDialogue(tx: Tx, { requests, inquiries }: Demand): Promise<void> {
  const all = requests.flatMap((request) => request.proposals.map((told) => ({ request, told })));
  await writeProposals(tx, all);
  await writeChildren(tx, all);
  await writeSaid(tx, all);
  await writeInquiries(tx, inquiries);
}

import type { Writer } from '../platform/db/database.ts';
import { type DayNo, dayText } from './calendar.ts';
import type { FactLog } from './fact-log.ts';
import type { DemoEvent, Reconversion, Stay, TableName, Tables, Version } from './facts.ts';
import { type Cell, type Column, insertRows } from './insert-rows.ts';
import type { People } from './people.ts';
import type { Snapshot } from './snapshots.ts';

type Tx = Pick<Writer, 'rows'>;

const u = 'uuid';
const t = 'text';
const day = (on: DayNo | null): Cell => (on === null ? null : dayText(on));
const days = (from: DayNo, until: DayNo | null): Cell =>
  `[${dayText(from)},${until === null ? '' : dayText(until)})`;

/** How each kind of fact stands in its table, besides its unit and its version. */
interface Shape<T extends TableName> {
  columns: readonly Column[];
  cells: (fact: Tables[T]) => Cell[];
}

const shapes: { [T in TableName]: Shape<T> } = {
  recognition: {
    columns: [
      ['places', 'int'],
      ['period', 'daterange'],
      ['funding_kind', t],
      ['origin', t],
      ['source', t],
    ],
    cells: (fact) => [
      fact.places,
      days(fact.from, fact.until),
      fact.funding,
      fact.origin,
      'demo (verzonnen)',
    ],
  },
  reconversion: {
    columns: [
      ['places', 'int'],
      ['to_module_code', t],
      ['to_places', 'int'],
      ['state', t],
      ['decided_on', 'date'],
      ['effective_on', 'date'],
      ['registered_on', 'date'],
    ],
    cells: (fact) => [
      fact.places,
      fact.toModule,
      fact.toPlaces,
      fact.state,
      day(fact.decidedOn),
      day(fact.effectiveOn),
      day(fact.registeredOn),
    ],
  },
  stay: {
    columns: [
      ['place_id', u],
      ['person_ref', t],
      ['period', 'daterange'],
      ['expected_end_on', 'date'],
      ['decision_until', 'date'],
      ['end_reason', t],
      ['file_kind', t],
      ['needs', 'text[]'],
      ['time_out_of', u],
    ],
    cells: (fact) => [
      fact.place?.id ?? null,
      fact.person,
      days(fact.from, fact.until),
      day(fact.expectedEndOn),
      day(fact.decisionUntil),
      fact.endReason,
      fact.fileKind,
      fact.needs,
      fact.timeOutOf,
    ],
  },
  absence: {
    columns: [
      ['stay_id', u],
      ['kind', t],
      ['period', 'daterange'],
    ],
    cells: (fact) => [fact.stay, fact.absenceKind, days(fact.from, fact.until)],
  },
  unavailability: {
    columns: [
      ['place_id', u],
      ['places', 'int'],
      ['only_for', t],
      ['reason_code', t],
      ['explanation', t],
      ['period', 'daterange'],
      ['expected_end_on', 'date'],
      ['review_on', 'date'],
    ],
    cells: (fact) => [
      fact.place?.id ?? null,
      fact.places,
      fact.onlyFor,
      fact.reasonCode,
      fact.explanation,
      days(fact.from, fact.until),
      day(fact.expectedEndOn),
      day(fact.reviewOn),
    ],
  },
  hold: {
    columns: [
      ['place_id', u],
      ['period', 'daterange'],
      ['reason_code', t],
      ['for_ref', t],
    ],
    cells: (fact) => [
      fact.place?.id ?? null,
      days(fact.from, fact.until),
      fact.reasonCode,
      fact.forRef,
    ],
  },
};

const owner: readonly Column[] = [
  ['id', u],
  ['unit_id', u],
  ['module_code', t],
  ['provider_id', u],
];
const version: readonly Column[] = [
  ['event_id', u],
  ['known_from', 'moment'],
];
const superseded: readonly Column[] = [
  ['known_until', 'moment'],
  ['superseded_by', u],
];
const ownerCells = ({ id, unit }: Version): Cell[] => [
  id,
  unit.id,
  unit.plan.code,
  unit.provider.id,
];

/** The days as a reconversion's history keeps them: there the column is no longer worked out. */
const notConverted = (fact: Reconversion): Cell =>
  fact.effectiveOn !== null && fact.state !== 'PLANNED' && fact.state !== 'CANCELLED'
    ? days(fact.effectiveOn, fact.registeredOn)
    : 'empty';

const isTimeOut = (fact: Version) => (fact as Partial<Stay>).timeOutOf != null;

async function writeTable<T extends TableName>(
  tx: Tx,
  log: FactLog,
  name: T,
  { columns, cells }: Shape<T>,
): Promise<void> {
  const facts = [...log.current[name].values()];
  // A time-out refers to the stay at home: that one first.
  if (name === 'stay') facts.sort((a, b) => Number(isTimeOut(a)) - Number(isTimeOut(b)));
  await insertRows(tx, `capacity.${name}`, [...owner, ...columns, ...version], facts, (fact) => [
    ...ownerCells(fact),
    ...cells(fact),
    fact.event.id,
    fact.knownFrom,
  ]);
  const extra: readonly Column[] =
    name === 'reconversion'
      ? [['period', 'daterange']]
      : name === 'stay'
        ? [['also_elsewhere', 'boolean']]
        : [];
  const extraCells = (fact: Tables[T]): Cell[] =>
    name === 'reconversion' ? [notConverted(fact as Reconversion)] : name === 'stay' ? [false] : [];
  await insertRows(
    tx,
    `capacity.${name}_history`,
    [...owner, ...columns, ...extra, ...version, ...superseded],
    log.history[name],
    ({ fact, knownUntil, by }) => [
      ...ownerCells(fact),
      ...cells(fact),
      ...extraCells(fact),
      fact.event.id,
      fact.knownFrom,
      knownUntil,
      by.id,
    ],
  );
}

export async function writeEvents(
  tx: Tx,
  events: readonly DemoEvent[],
  people: People,
): Promise<void> {
  const actorOf = (event: DemoEvent) =>
    event.actor === 'PROGRAM'
      ? null
      : event.actor === 'AS' || !event.provider
        ? people.registrar
        : people.keepers.get(event.provider)!;
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
      ['role_code', t],
      ['actor_name', t],
      ['organisation_id', u],
      ['subject_id', u],
      ['reason', t],
      ['details', 'jsonb'],
      ['undoable', 'boolean'],
    ],
    events.toSorted((a, b) => a.at - b.at),
    (event) => {
      const actor = actorOf(event);
      return [
        event.id,
        'capacity',
        event.kind,
        event.at,
        actor?.person.id ?? null,
        actor?.id ?? null,
        actor?.role ?? null,
        actor?.person.name ?? null,
        event.provider?.id ?? null,
        event.unit?.id ?? null,
        event.reason,
        JSON.stringify(event.details),
        event.undoable,
      ];
    },
  );
}

/** Confirmations are written before any module is offered, so that no live row is touched a hundred times. */
export async function writeConfirmations(tx: Tx, log: FactLog): Promise<void> {
  await insertRows(
    tx,
    'capacity.confirmation',
    [
      ['id', u],
      ['unit_id', u],
      ['provider_id', u],
      ['at', 'moment'],
      ['event_id', u],
    ],
    log.confirmations,
    (each) => [each.id, each.unit.id, each.unit.provider.id, each.at, each.event.id],
  );
}

export async function writeFacts(tx: Tx, log: FactLog): Promise<void> {
  await writeTable(tx, log, 'recognition', shapes.recognition);
  await writeTable(tx, log, 'reconversion', shapes.reconversion);
  await writeTable(tx, log, 'stay', shapes.stay);
  await writeTable(tx, log, 'absence', shapes.absence);
  await writeTable(tx, log, 'unavailability', shapes.unavailability);
  await writeTable(tx, log, 'hold', shapes.hold);
}

export async function writeDeltas(tx: Tx, log: FactLog): Promise<void> {
  await insertRows(
    tx,
    'capacity.delta',
    [
      ['unit_id', u],
      ['module_code', t],
      ['provider_id', u],
      ['on_date', 'date'],
      ['recorded_at', 'moment'],
      ['event_id', u],
      ['recognised', 'int'],
      ['occupied', 'int'],
      ['absent', 'int'],
      ['not_converted', 'int'],
      ['unavailable', 'int'],
      ['held', 'int'],
    ],
    log.deltas,
    ({ unit, day: on, event, counts }) => [
      unit.id,
      unit.plan.code,
      unit.provider.id,
      dayText(on),
      event.at,
      event.id,
      ...counts,
    ],
  );
}

export async function writeSnapshots(tx: Tx, snapshots: readonly Snapshot[]): Promise<void> {
  await insertRows(
    tx,
    'capacity.snapshot',
    [
      ['id', u],
      ['taken_at', 'moment'],
      ['as_of_day', 'date'],
      ['kind', t],
    ],
    snapshots,
    (each) => [each.id, each.takenAt, dayText(each.day), 'WEEKLY'],
  );
  await insertRows(
    tx,
    'capacity.snapshot_row',
    [
      ['snapshot_id', u],
      ['unit_id', u],
      ['module_code', t],
      ['provider_id', u],
      ['region_code', t],
      ['recognised', 'int'],
      ['occupied', 'int'],
      ['absent', 'int'],
      ['not_converted', 'int'],
      ['unavailable', 'int'],
      ['held', 'int'],
      ['free', 'int'],
      ['offerable', 'int'],
      ['over_occupied', 'int'],
      ['confirmed_at', 'moment'],
    ],
    snapshots.flatMap(({ id, rows }) => rows.map((row) => ({ id, row }))),
    ({ id, row }) => [
      id,
      row.unit.id,
      row.unit.plan.code,
      row.unit.provider.id,
      row.unit.site.town.regionCode,
      row.recognised,
      row.occupied,
      row.absent,
      row.notConverted,
      row.unavailable,
      row.held,
      row.free,
      row.offerable,
      row.overOccupied,
      row.confirmedAt,
    ],
  );
}

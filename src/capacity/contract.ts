import { type Static, type TSchema, Type } from 'typebox';
import {
  absenceKinds,
  endReasons,
  fileKinds,
  genderMixes,
  partialStops,
  placeStates,
  terms,
  unavailabilityReasons,
} from './codes.ts';

/**
 * Requests and answers of the capacity slice, used by routes, screens and the OpenAPI document.
 * Days are ISO days in Europe/Brussels, moments are ISO instants, periods are half-open.
 */
const oneOf = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values] });
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const object = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });

export const Id = Type.String({ format: 'uuid' });
export const Day = Type.String({ format: 'date', description: 'ISO day, Europe/Brussels' });
export const Moment = Type.String({ format: 'date-time' });
const Code = Type.String({ minLength: 1, maxLength: 40 });
const Features = Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20 });

export const FiguresSchema = object({
  recognised: Type.Integer(),
  occupied: Type.Integer(),
  absent: Type.Integer(),
  notConverted: Type.Integer(),
  unavailable: Type.Integer(),
  held: Type.Integer(),
  free: Type.Integer(),
  offerable: Type.Integer(),
  overOccupied: Type.Integer(),
});

/** One unit and module in the live picture, the search and the exports. */
export const UnitRow = object({
  unitId: Id,
  unitCode: Type.String(),
  unitName: Type.String(),
  providerId: Id,
  providerName: Type.String(),
  siteName: Type.String(),
  municipalityCode: Type.String(),
  municipality: Type.String(),
  zone: nullable(Type.String()),
  region: Type.String(),
  lat: Type.Number(),
  lon: Type.Number(),
  module: Code,
  term: oneOf(terms),
  ageMin: Type.Integer(),
  ageMax: Type.Integer(),
  genderMix: oneOf(genderMixes),
  securityLevel: Type.String(),
  partialStops: Type.Array(oneOf(partialStops)),
  figures: FiguresSchema,
  confirmedAt: nullable(Moment),
  confirmedBy: nullable(Type.String()),
  changedAt: nullable(Moment),
});
export type UnitRow = Static<typeof UnitRow>;

export const AsOfQuery = object({
  at: Type.Optional(Day),
  known: Type.Optional(Moment),
});

export const Photo = object({
  day: Day,
  knownAt: Moment,
  live: Type.Boolean({ description: 'True when this is the present, as known now' }),
  units: Type.Array(UnitRow),
});
export type Photo = Static<typeof Photo>;

export const SearchQuery = object({
  module: Type.Optional(Type.Array(Code, { maxItems: 20 })),
  age: Type.Optional(Type.Integer({ minimum: 0, maximum: 25 })),
  gender: Type.Optional(oneOf(['GIRL', 'BOY', 'X'])),
  term: Type.Optional(oneOf(terms)),
  region: Type.Optional(Type.Array(Code, { maxItems: 10 })),
  zone: Type.Optional(Code),
  near: Type.Optional(
    Type.String({
      maxLength: 60,
      description: 'Code of a municipality, the centre of the distance',
    }),
  ),
  withinKm: Type.Optional(Type.Number({ minimum: 1, maximum: 300 })),
  on: Type.Optional(Day),
  minimum: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 50,
      description: 'At least this many offerable places, 1 if absent',
    }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
});
export type SearchQuery = Static<typeof SearchQuery>;

export const FoundUnit = object({ ...UnitRow.properties, distanceKm: nullable(Type.Number()) });
export const SearchAnswer = object({
  day: Day,
  units: Type.Array(FoundUnit),
  more: Type.Boolean(),
});
export type SearchAnswer = Static<typeof SearchAnswer>;

export const ModuleType = object({
  code: Code,
  name: Type.String(),
  residential: Type.Boolean(),
  term: oneOf(terms),
  ageMin: Type.Integer(),
  ageMax: Type.Integer(),
});
export const ModuleTypes = Type.Array(ModuleType);

export const PeriodSchema = object({ from: Day, until: nullable(Day) });

export const AbsenceRow = object({
  id: Id,
  period: PeriodSchema,
  kind: Type.Optional(oneOf(absenceKinds)),
});

/** A stay as its reader may see it: `personRef`, `fileKind`, `endReason` and kinds of absence only for the provider. */
export const StayRow = object({
  id: Id,
  module: Code,
  placeId: nullable(Id),
  claimedPlaceId: nullable(Id),
  period: PeriodSchema,
  expectedEndOn: nullable(Day),
  decisionUntil: nullable(Day),
  needs: Type.Array(Type.String()),
  timeOutOf: nullable(Id),
  alsoElsewhere: Type.Boolean(),
  absences: Type.Array(AbsenceRow),
  personRef: Type.Optional(Type.String()),
  fileKind: Type.Optional(nullable(oneOf(fileKinds))),
  endReason: Type.Optional(nullable(oneOf(endReasons))),
});
export type StayRow = Static<typeof StayRow>;

export const UnavailabilityRow = object({
  id: Id,
  module: Code,
  placeId: nullable(Id),
  places: Type.Integer(),
  onlyFor: nullable(oneOf(partialStops)),
  reason: oneOf(unavailabilityReasons),
  explanation: nullable(Type.String()),
  period: PeriodSchema,
  expectedEndOn: Day,
  reviewOn: Day,
});
export type UnavailabilityRow = Static<typeof UnavailabilityRow>;

export const HoldRow = object({
  id: Id,
  module: Code,
  placeId: nullable(Id),
  period: PeriodSchema,
  reason: Type.String(),
  needs: Type.Array(Type.String()),
});

export const PlaceRow = object({
  id: Id,
  module: Code,
  label: Type.String(),
  features: Type.Array(Type.String()),
  state: oneOf(placeStates),
  stayId: nullable(Id),
  unavailabilityId: nullable(Id),
  holdId: nullable(Id),
});
export type PlaceRow = Static<typeof PlaceRow>;

export const UnitDetail = object({
  day: Day,
  knownAt: Moment,
  live: Type.Boolean(),
  note: nullable(Type.String()),
  contact: nullable(Type.String()),
  modules: Type.Array(UnitRow),
  places: Type.Array(PlaceRow),
  stays: Type.Array(StayRow),
  unavailabilities: Type.Array(UnavailabilityRow),
  holds: Type.Array(HoldRow),
});
export type UnitDetail = Static<typeof UnitDetail>;

export const EventRow = object({
  id: Id,
  kind: Type.String(),
  at: Moment,
  actorName: nullable(Type.String()),
  reason: nullable(Type.String()),
  details: Type.Record(Type.String(), Type.Unknown()),
  undoable: Type.Boolean({ description: 'Can be undone now by this reader' }),
  blockedBecause: nullable(oneOf(['undone', 'never', 'changed-since', 'role'])),
  undone: Type.Boolean(),
  undoOf: nullable(Id),
});
export type EventRow = Static<typeof EventRow>;
export const UnitHistory = object({ events: Type.Array(EventRow), more: Type.Boolean() });
export type UnitHistory = Static<typeof UnitHistory>;

export const CanComeQuery = object({
  module: Code,
  from: Day,
  until: Type.Optional(Day),
  needs: Type.Optional(Features),
});

const GuestRefSchema = object({ kind: oneOf(['stay', 'promise']), id: Type.String() });
const MoveSchema = object({
  who: GuestRefSchema,
  from: nullable(Type.String()),
  to: Type.String(),
  period: PeriodSchema,
});
const ShortDaysSchema = object({
  period: PeriodSchema,
  inTheWay: Type.Array(GuestRefSchema),
  children: Type.Integer(),
  places: Type.Array(Type.String()),
  missing: Type.Integer(),
  needs: Type.Array(Type.Array(Type.String())),
  alreadyShort: Type.Boolean(),
  outOfUse: Type.Array(Type.String()),
});
/** See can-come.ts. */
export const CanComeAnswer = Type.Union([
  object({
    outcome: Type.Literal('free'),
    places: Type.Array(Type.String()),
    settled: Type.Array(MoveSchema),
  }),
  object({
    outcome: Type.Literal('moves'),
    lodgings: Type.Array(
      object({ child: Type.Integer(), place: Type.String(), period: PeriodSchema }),
    ),
    moves: Type.Array(MoveSchema),
    onceAndForGood: Type.Boolean(),
    firstWithoutMoves: nullable(Day),
  }),
  object({
    outcome: Type.Literal('impossible'),
    shortages: Type.Array(ShortDaysSchema),
    first: nullable(Day),
    firstWithoutMoves: nullable(Day),
  }),
]);

export const UnitParams = object({ unitId: Id });
export const StayParams = object({ stayId: Id });
export const AbsenceParams = object({ absenceId: Id });
export const UnavailabilityParams = object({ unavailabilityId: Id });
export const EventParams = object({ eventId: Id });

export const StartStay = object({
  unitId: Id,
  module: Code,
  placeId: Type.Optional(nullable(Id)),
  from: Day,
  personRef: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  expectedEndOn: Type.Optional(nullable(Day)),
  fileKind: Type.Optional(oneOf(fileKinds)),
  needs: Type.Optional(Features),
  timeOutOf: Type.Optional(Id),
  overCapacityReason: Type.Optional(Type.String({ minLength: 3, maxLength: 500 })),
});
export type StartStay = Static<typeof StartStay>;

export const EndStay = object({ on: Day, reason: oneOf(endReasons) });
export const MoveStay = object({ placeId: Id, on: Day });
export const StartAbsence = object({
  from: Day,
  until: Type.Optional(nullable(Day)),
  kind: oneOf(absenceKinds),
});
export const EndAbsence = object({ on: Day });
export const ReportUnavailability = object({
  unitId: Id,
  module: Code,
  placeId: Type.Optional(nullable(Id)),
  places: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  onlyFor: Type.Optional(oneOf(partialStops)),
  reason: oneOf(unavailabilityReasons),
  explanation: Type.Optional(Type.String({ maxLength: 500 })),
  from: Day,
  expectedEndOn: Day,
  reviewOn: Type.Optional(Day),
});
export type ReportUnavailability = Static<typeof ReportUnavailability>;
export const EndUnavailability = object({ on: Day });
export const ExtendUnavailability = object({ expectedEndOn: Day, reviewOn: Type.Optional(Day) });
export const UndoEvent = object({
  reason: Type.Optional(Type.String({ minLength: 3, maxLength: 500 })),
});

/** What a change gives back: the event (for undo), the fact, and the unit's figures after it. */
export const Changed = object({
  eventId: Id,
  id: nullable(Id),
  undoable: Type.Boolean(),
  modules: Type.Array(UnitRow),
});
export type Changed = Static<typeof Changed>;

/** One spot of a file: what is wrong there, or worth knowing, and how to mend it. */
export const ImportProblem = object({
  code: Type.String(),
  file: nullable(Type.String()),
  sheet: nullable(Type.String()),
  row: nullable(Type.Integer({ description: 'As the spreadsheet numbers it' })),
  column: nullable(Type.String({ description: 'The heading as the file has it' })),
  found: nullable(Type.String()),
  message: Type.String({ description: 'What is wrong, in one sentence' }),
  mend: nullable(Type.String({ description: 'How to mend it, in one sentence' })),
});
export const ImportChange = object({
  kind: oneOf(['recognition', 'stay', 'absence', 'unavailability']),
  action: oneOf(['add', 'change', 'remove']),
  unitName: Type.String(),
  row: Type.Integer(),
  summary: Type.String({ description: 'The change as a sentence' }),
});
export const ImportState = object({
  id: Id,
  fileName: Type.String(),
  state: oneOf(['STAGING', 'CHECKED', 'REFUSED', 'APPLYING', 'APPLIED', 'CANCELLED', 'FAILED']),
  rowsRead: Type.Integer(),
  /** Read while rows come in, checked when the whole file is held against the facts. */
  phase: oneOf(['READING', 'CHECKING', 'WAITING', 'APPLYING', 'DONE']),
  counts: object({
    added: Type.Integer(),
    changed: Type.Integer(),
    removed: Type.Integer(),
    same: Type.Integer(),
    findings: Type.Integer(),
    problems: Type.Integer(),
  }),
  /** At most 1,000 are kept; the counts count all. Any problem refuses the whole file. */
  problems: Type.Array(ImportProblem),
  /** What is taken in but has to be resolved: places and children held twice, decisions that ran out. */
  findings: Type.Array(ImportProblem),
  notices: Type.Array(ImportProblem),
  /** The first 200. */
  changes: Type.Array(ImportChange),
  /** Units whose figures of today would change; empty for a very large import. */
  figures: Type.Array(
    object({
      unitId: Id,
      unitName: Type.String(),
      module: Code,
      before: FiguresSchema,
      after: FiguresSchema,
    }),
  ),
  eventId: nullable(Id),
  undone: Type.Boolean(),
  createdAt: Moment,
  finishedAt: nullable(Moment),
});
export type ImportState = Static<typeof ImportState>;
export const ImportRow = object({
  id: Id,
  fileName: Type.String(),
  state: ImportState.properties.state,
  rowsRead: Type.Integer(),
  counts: ImportState.properties.counts,
  eventId: nullable(Id),
  undone: Type.Boolean(),
  createdAt: Moment,
  finishedAt: nullable(Moment),
});
export const ImportList = object({ imports: Type.Array(ImportRow), more: Type.Boolean() });
export type ImportList = Static<typeof ImportList>;
export const ImportUploadQuery = object({
  kind: Type.Optional(oneOf(['recognition', 'stay', 'absence', 'unavailability'])),
});
export const ImportListQuery = object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
});
export const ImportParams = object({ importId: Id });

const { limit: _limit, offset: _offset, on: _on, ...searchFilters } = SearchQuery.properties;
export const ExportUnitsQuery = object({
  ...AsOfQuery.properties,
  ...searchFilters,
  text: Type.Optional(Type.String({ maxLength: 100 })),
  format: Type.Optional(oneOf(['csv', 'xlsx', 'json'])),
});
export type ExportUnitsQuery = Static<typeof ExportUnitsQuery>;
export const ExportQuery = object({
  ...AsOfQuery.properties,
  format: Type.Optional(oneOf(['csv', 'xlsx', 'json'])),
});
export const ExportParams = object({
  kind: oneOf([
    'recognition',
    'stay',
    'absence',
    'unavailability',
    'hold',
    'reconversion',
    'place',
    'all',
  ]),
});

/** One changed row on the live stream; the same shape as in the photo. */
export const LiveFrame = object({ units: Type.Array(UnitRow) });

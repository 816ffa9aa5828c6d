import { type Static, Type } from 'typebox';
import { object, oneOf } from '../platform/json/schemas.ts';
import { type Figure, figures, type TableCode, tableCodes } from './published-tables.ts';

/**
 * Requests and answers of released figures. Months are ISO days, the first of the month; counts are places
 * on that day. A cell that is not shown has the value null and nothing more: why is the same for all.
 */
const Day = Type.String({ format: 'date' });
const Code = Type.String({ minLength: 1, maxLength: 60 });

export const ReleaseInfo = object({
  month: Day,
  releasedOn: Day,
  cells: Type.Integer(),
  hidden: Type.Integer(),
});

export const Releases = object({
  releases: Type.Array(ReleaseInfo),
  /** The calendar: when the next figures come. */
  next: object({ month: Day, releasedOn: Day }),
  delayDays: Type.Integer(),
  smallest: object({
    usual: Type.Integer(),
    sensitive: Type.Integer(),
    organisations: Type.Integer(),
  }),
  ownRegion: Type.Union([Type.String(), Type.Null()]),
});
export type Releases = Static<typeof Releases>;

export const ReleasedCell = object({
  row: Type.String(),
  column: Type.String(),
  figure: Type.Unsafe<Figure>({ type: 'string', enum: [...figures] }),
  value: Type.Union([Type.Integer(), Type.Null()]),
});
export type ReleasedCell = Static<typeof ReleasedCell>;

const Table = Type.Unsafe<TableCode>({ type: 'string', enum: [...tableCodes] });
export const FiguresQuery = object({
  month: Type.Optional(Day),
  table: Type.Optional(Type.Array(Table, { maxItems: tableCodes.length })),
  row: Type.Optional(Code),
});
export const ReleasedFigures = object({
  month: Day,
  releasedOn: Day,
  tables: Type.Array(object({ table: Table, cells: Type.Array(ReleasedCell) })),
  /** Minors of each region, and the places for each 1,000 of them that were aimed at on that day. */
  regions: Type.Array(
    object({
      code: Type.String(),
      minors: Type.Union([Type.Integer(), Type.Null()]),
      norm: Type.Union([Type.Number(), Type.Null()]),
    }),
  ),
});
export type ReleasedFigures = Static<typeof ReleasedFigures>;

export const SeriesQuery = object({ table: oneOf(['total', 'region', 'reason', 'reason-group']) });
export const Series = object({
  months: Type.Array(object({ month: Day, cells: Type.Array(ReleasedCell) })),
});
export type Series = Static<typeof Series>;

export const MonthQuery = object({ month: Type.Optional(Day) });
export const ReportQuery = object({
  month: Type.Optional(Day),
  format: Type.Optional(oneOf(['pdf', 'xlsx', 'csv'])),
});
export const FiguresExportQuery = object({
  month: Type.Optional(Day),
  format: Type.Optional(oneOf(['xlsx', 'csv'])),
});

const Places = Type.Union([Type.Integer(), Type.Null()]);
const Count = object({ key: Type.String(), places: Places });
const Split = object({ key: Type.String(), shortage: Places, rest: Places });

/** Unavailability of one day: from a release (then null = not shown), or live for the access team. */
export const OutOfUseReport = object({
  day: Day,
  /** Null: the live figures of this moment. */
  releasedOn: Type.Union([Day, Type.Null()]),
  recognised: Places,
  unavailable: Places,
  byReason: Type.Array(Count),
  byModule: Type.Array(Count),
  byRegion: Type.Array(Count),
  bySector: Type.Array(Count),
  byLength: Type.Array(Split),
  /** The first day of each released month, and for the live figures today. */
  trend: Type.Array(Split),
  /** Which units: the access team alone. */
  units: Type.Array(
    object({
      unitId: Type.String({ format: 'uuid' }),
      unitName: Type.String(),
      providerName: Type.String(),
      region: Type.String(),
      module: Type.String(),
      reason: Type.String(),
      places: Type.Integer(),
      days: Type.Integer(),
    }),
  ),
});
export type OutOfUseReport = Static<typeof OutOfUseReport>;

export const NowQuery = object({ region: Type.Optional(Code) });
export const NowFileQuery = object({
  region: Type.Optional(Code),
  format: Type.Optional(oneOf(['pdf', 'xlsx', 'csv'])),
});

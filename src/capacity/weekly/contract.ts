import { type Static, type TSchema, Type } from 'typebox';
import { Day, FiguresSchema, Id, Moment } from '../contract.ts';

/** Requests and answers about the weekly photos: frozen figures, and what changed between two of them. */
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const object = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });

const Code = Type.String({ minLength: 1, maxLength: 40 });

export const WeeksQuery = object({
  region: Type.Optional(Code),
  module: Type.Optional(Code),
  provider: Type.Optional(Id),
});
export const Week = object({ day: Day, takenAt: Moment, figures: FiguresSchema });
export type Week = Static<typeof Week>;
export const Weeks = object({ weeks: Type.Array(Week) });
export type Weeks = Static<typeof Weeks>;

export const CompareQuery = object({ from: Day, until: Day });
export const WeekExportQuery = object({
  ...CompareQuery.properties,
  format: Type.Optional(Type.Unsafe<'csv' | 'xlsx'>({ type: 'string', enum: ['csv', 'xlsx'] })),
});

/** Places by which each count went up and down between the photos, by the day on which it counts. */
const UpDown = object({ up: Type.Integer(), down: Type.Integer() });
export const Causes = object({
  recognised: UpDown,
  stays: UpDown,
  absent: UpDown,
  notConverted: UpDown,
  unavailable: UpDown,
  held: UpDown,
  /** What the second photo knew of the days up to the first that the first did not. */
  late: object({
    recognised: Type.Integer(),
    stays: Type.Integer(),
    absent: Type.Integer(),
    notConverted: Type.Integer(),
    unavailable: Type.Integer(),
    held: Type.Integer(),
  }),
});
export type Causes = Static<typeof Causes>;

const { offerable: _, ...countable } = FiguresSchema.properties;
/** Figures of a past day as they are known now; what could be offered then is not worked out again. */
export const Corrected = object(countable);
export type Corrected = Static<typeof Corrected>;

export const WeekRow = object({
  unitId: Id,
  unitName: Type.String(),
  providerId: Id,
  providerName: Type.String(),
  region: Type.String(),
  module: Code,
  /** Null: the photo does not have it. */
  before: nullable(FiguresSchema),
  after: nullable(FiguresSchema),
  causes: Causes,
  /** Only where what is known now differs from the photo. */
  correctedBefore: nullable(Corrected),
  correctedAfter: nullable(Corrected),
});
export type WeekRow = Static<typeof WeekRow>;

const Photo = object({ day: Day, takenAt: Moment });
export const WeekDifference = object({
  from: Photo,
  until: Photo,
  rows: Type.Array(WeekRow),
});
export type WeekDifference = Static<typeof WeekDifference>;

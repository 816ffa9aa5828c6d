import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { genderMixes, partialStops, terms } from '../codes.ts';
import { Code, Day, Id, Moment } from './values.ts';

/** The rows of the live picture, the search and the exports. */

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
  /** Each with its end, the first day on which it no longer holds. */
  partialStops: Type.Array(object({ onlyFor: oneOf(partialStops), until: Day })),
  figures: FiguresSchema,
  /** Of a day to come: the part of its figures that is agreed and has yet to take effect. */
  planned: Type.Optional(object({ notConverted: Type.Integer() })),
  confirmedAt: nullable(Moment),
  confirmedBy: nullable(Type.String()),
  /** After so many days without confirmation the figures are old, as set for the region. */
  staleAfterDays: Type.Integer(),
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

/** One changed row on the live stream; the same shape as in the photo. */
export const LiveFrame = object({ units: Type.Array(UnitRow) });

export const ModuleType = object({
  code: Code,
  name: Type.String(),
  residential: Type.Boolean(),
  term: oneOf(terms),
  ageMin: Type.Integer(),
  ageMax: Type.Integer(),
  /** The days on which a unit can begin to offer it. */
  from: Day,
  until: nullable(Day),
});
export const ModuleTypes = Type.Array(ModuleType);

import { type Static, type TSchema, Type } from 'typebox';
import { Day } from '../contract.ts';

/** Places against the number of minors, by region and zone, with where the places came from (R9 to R12). */
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const object = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });

export const origins = ['NEW', 'EXPANSION', 'RECONVERSION', 'BOARDING_SCHOOL'] as const;

export const BalanceRow = object({
  region: Type.String(),
  zone: nullable(Type.String()),
  module: Type.String(),
  origin: Type.Unsafe<(typeof origins)[number]>({ type: 'string', enum: [...origins] }),
  /** Recognised places on the day. */
  places: Type.Integer(),
  /** The same on the earlier day. */
  placesThen: Type.Integer(),
});
export type BalanceRow = Static<typeof BalanceRow>;

export const BalanceRegion = object({
  code: Type.String(),
  name: Type.String(),
  /** Null where no number can be said of it (Brussels: the Dutch-speaking part only). */
  minors: nullable(Type.Integer()),
  minorsSource: nullable(Type.String()),
  /** Places that a child holds now, in the region where the place is. */
  occupied: Type.Integer(),
  /** Places for each 1,000 minors that are aimed at; null: none is set. */
  norm: nullable(Type.Number()),
  normSource: nullable(Type.String()),
  normFrom: nullable(Day),
});
export type BalanceRegion = Static<typeof BalanceRegion>;

export const BalanceZone = object({
  code: Type.String(),
  name: Type.String(),
  region: Type.String(),
  invented: Type.Boolean(),
  /** The minors of the region shared out by population: an estimate. */
  minors: nullable(Type.Integer()),
});
export type BalanceZone = Static<typeof BalanceZone>;

export const Balance = object({
  day: Day,
  thenDay: Day,
  rows: Type.Array(BalanceRow),
  regions: Type.Array(BalanceRegion),
  zones: Type.Array(BalanceZone),
});
export type Balance = Static<typeof Balance>;

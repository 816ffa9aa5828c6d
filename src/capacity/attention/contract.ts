import { type Static, type TSchema, Type } from 'typebox';
import { Day, Id } from '../contract.ts';
import { signalKinds } from './signal-kinds.ts';

/** What drifts from its own past: facts of a unit, never a score. */
const object = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });

export const Signal = object({
  kind: Type.Unsafe<(typeof signalKinds)[number]>({ type: 'string', enum: [...signalKinds] }),
  /** Shares of the recognised places between 0 and 1 (above 1: over capacity); of freshness: days. */
  now: Type.Number(),
  median: Type.Number(),
  low: Type.Number(),
  high: Type.Number(),
  /** Places now, of how many recognised; of freshness: null. */
  places: Type.Union([Type.Integer(), Type.Null()]),
  recognised: Type.Integer(),
  /** Photos in a row that were on the way there. */
  weeks: Type.Integer(),
  /** The weekly photos that it is held against, oldest first, and now. */
  series: Type.Array(Type.Number()),
});
export type Signal = Static<typeof Signal>;

export const AttentionUnit = object({
  unitId: Id,
  unitName: Type.String(),
  providerId: Id,
  providerName: Type.String(),
  region: Type.String(),
  module: Type.String(),
  signals: Type.Array(Signal),
});
export type AttentionUnit = Static<typeof AttentionUnit>;

export const Attention = object({
  day: Day,
  /** How many units were looked at. */
  looked: Type.Integer(),
  units: Type.Array(AttentionUnit),
});
export type Attention = Static<typeof Attention>;

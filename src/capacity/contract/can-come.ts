import { Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { Code, Day, Features, PeriodSchema } from './values.ts';

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

import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import {
  handOverAnswers,
  handOverReasons,
  handOverStates,
  moveCauses,
  noteKinds,
  priorityStates,
  priorityTracks,
  sexes,
  togetherness,
} from '../codes.ts';
import { requestStates } from '../request-state.ts';
import { RuleContent } from '../rule-set.ts';
import { BornMonth, Code, Day, Facts, Id, Identity, Moment, change, profile } from './values.ts';
import { ListRow } from './list.ts';

/** One request whole: where it stands and why, and its story. */

export const Step = object({
  ...change,
  from: nullable(oneOf(requestStates)),
  to: oneOf(requestStates),
  reason: nullable(Type.String()),
  /** Days since the step before: where they were lost (R76). */
  days: Type.Integer(),
});

export const OrderMove = object({
  ...change,
  cause: oneOf(moveCauses),
  beforeBand: nullable(Type.Integer()),
  afterBand: nullable(Type.Integer()),
  beforeSince: nullable(Day),
  afterSince: nullable(Day),
});

export const Assessment = object({
  ...change,
  id: Id,
  facts: Facts,
  sources: Type.Record(Type.String(), Type.String()),
  rules: Code,
  bandNo: Type.Integer(),
  overrideBandNo: nullable(Type.Integer()),
  overrideReason: nullable(Type.String()),
  secondWorker: oneOf(['NONE', 'BEFORE', 'AFTER'] as const),
  confirmedBy: nullable(Type.String()),
  confirmedAt: nullable(Moment),
  validUntil: Day,
  /** It is the one that counts now. */
  counts: Type.Boolean(),
  mine: Type.Boolean(),
});

/** Why a request stands where it stands, for one module: who stand before it, by band and by longer waiting. */
export const Position = object({
  module: Code,
  position: Type.Integer({ description: '1 is first, of those who can be called' }),
  of: Type.Integer(),
  beforeByBand: Type.Array(object({ band: Code, count: Type.Integer() })),
  beforeInBand: Type.Integer(),
});
export type Position = Static<typeof Position>;

/** The last time that another region was asked to take the child over. */
const HandOver = object({
  id: Id,
  from: Code,
  to: Code,
  state: oneOf(handOverStates),
  reason: oneOf(handOverReasons),
  answer: nullable(oneOf(handOverAnswers)),
  askedOn: Day,
  answeredOn: nullable(Day),
  mayAnswer: Type.Boolean(),
  mayWithdraw: Type.Boolean(),
});

export const RequestDetail = object({
  handOver: nullable(HandOver),
  row: ListRow,
  identity: nullable(Identity),
  request: object({
    ...profile,
    since: nullable(Day),
    reviewOn: nullable(Day),
    stateReason: nullable(Type.String()),
    owner: nullable(Type.String()),
    secondOwner: nullable(Type.String()),
    wishes: Type.Array(
      object({
        module: Code,
        firstUnitId: nullable(Id),
        firstUnit: nullable(Type.String()),
        secondUnitId: nullable(Id),
        secondUnit: nullable(Type.String()),
      }),
    ),
    municipalityCode: nullable(Code),
  }),
  choices: Type.Array(oneOf(requestStates)),
  mayChange: Type.Boolean({ description: 'It is of one’s own region' }),
  positions: Type.Array(Position),
  siblings: Type.Array(
    object({
      personId: Id,
      requestId: nullable(Id),
      pseudonym: Type.String(),
      name: nullable(Type.String()),
      bornMonth: BornMonth,
      sex: oneOf(sexes),
      state: nullable(oneOf(requestStates)),
    }),
  ),
  together: nullable(oneOf(togetherness)),
  apart: Type.Array(
    object({
      otherRequestId: nullable(Id),
      pseudonym: nullable(Type.String()),
      otherRef: nullable(Type.String()),
      unitId: nullable(Id),
      unit: nullable(Type.String()),
    }),
  ),
  notes: nullable(
    Type.Array(object({ ...change, id: Id, kind: oneOf(noteKinds), words: Type.String() })),
  ),
  priority: Type.Array(
    object({
      track: oneOf(priorityTracks),
      state: oneOf(priorityStates),
      askedOn: Day,
      decidedOn: nullable(Day),
      validUntil: nullable(Day),
    }),
  ),
  assessments: Type.Array(Assessment),
  steps: Type.Array(Step),
  moves: Type.Array(OrderMove),
  rules: nullable(object({ version: Code, content: RuleContent })),
});
export type RequestDetail = Static<typeof RequestDetail>;

import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { Day, FiguresSchema, Id, Moment } from '../contract.ts';
import { reconversionStates, stepNames } from './steps.ts';

/** Requests and answers of the register of reconversions. */
const Code = Type.String({ minLength: 1, maxLength: 40 });
const Words = Type.String({ minLength: 3, maxLength: 500, description: 'No personal data' });

export const ReconversionRow = object({
  id: Id,
  unitId: Id,
  unitName: Type.String(),
  providerName: Type.String(),
  region: Type.String(),
  module: Code,
  places: Type.Integer(),
  toModule: Code,
  toPlaces: Type.Integer(),
  state: oneOf(reconversionStates),
  decidedOn: nullable(Day),
  effectiveOn: nullable(Day),
  registeredOn: nullable(Day),
  waitsFor: nullable(oneOf(['SUPERVISOR', 'PROVIDER', 'DAY', 'SOURCE'])),
  /** The last step: its kind, moment and the words that went with it. */
  lastKind: Type.String(),
  lastAt: Moment,
  lastBy: nullable(Type.String()),
  lastReason: nullable(Type.String()),
  plannedAt: Moment,
  steps: Type.Array(oneOf(stepNames), { description: 'What this reader may do now' }),
  mayTakeBack: Type.Boolean({ description: 'The last step was this reader’s own' }),
});
export type ReconversionRow = Static<typeof ReconversionRow>;

export const ReconversionQuery = object({
  state: Type.Optional(Type.Array(oneOf(reconversionStates), { maxItems: 5 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
});
export type ReconversionQuery = Static<typeof ReconversionQuery>;
export const Reconversions = object({
  day: Day,
  rows: Type.Array(ReconversionRow),
  more: Type.Boolean(),
  /** How many there are in each state, and how many places wait for registration. */
  counts: Type.Array(
    object({ state: oneOf(reconversionStates), count: Type.Integer(), places: Type.Integer() }),
  ),
});
export type Reconversions = Static<typeof Reconversions>;

const { offerable: _offerable, ...stageFigures } = FiguresSchema.properties;
const Stage = object(stageFigures);
const Effect = object({
  module: Code,
  before: Stage,
  effective: Stage,
  registered: Stage,
});
const Step = object({
  eventId: Id,
  /** `undo` for a step that takes another back. */
  kind: Type.String(),
  state: nullable(oneOf(reconversionStates)),
  at: Moment,
  by: nullable(Type.String()),
  role: nullable(Type.String()),
  reason: nullable(Type.String()),
  effectiveOn: nullable(Day),
  undone: Type.Boolean(),
});
export const ReconversionDetail = object({
  row: ReconversionRow,
  /** The day on which the effect is shown. */
  effectOn: Day,
  /** First the module that loses places, then the one that gains; null once it is all in the register. */
  effect: nullable(Type.Array(Effect)),
  history: Type.Array(Step),
});
export type ReconversionDetail = Static<typeof ReconversionDetail>;

export const ReconversionParams = object({ reconversionId: Id });
export const PlanReconversion = object({
  unitId: Id,
  module: Code,
  places: Type.Integer({ minimum: 1, maximum: 500 }),
  toModule: Code,
  toPlaces: Type.Integer({ minimum: 0, maximum: 500 }),
  effectiveOn: Day,
  reason: Words,
});
export type PlanReconversion = Static<typeof PlanReconversion>;
export const ApproveReconversion = object({
  effectiveOn: Type.Optional(Day),
  reason: Type.Optional(Words),
});
export const WithWords = object({ reason: Words });
export const AnswerReconversion = object({ reason: Words, effectiveOn: Type.Optional(Day) });
export const TakeEffect = object({ on: Day });
export const RegisterReconversion = object({
  on: Day,
  source: Type.String({
    minLength: 3,
    maxLength: 200,
    description: 'Where the decision stands, e.g. the number of the ministerial decree',
  }),
  recognition: oneOf(['CHANGE', 'DONE']),
});
export type RegisterReconversion = Static<typeof RegisterReconversion>;
export const TakeBack = object({ eventId: Type.Optional(Id), reason: Type.Optional(Words) });

import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { dimensions } from './fairness.ts';

/**
 * Figures of allocation: requests and answers. Days are ISO days in Europe/Brussels, `…Days` whole days of waiting,
 * `…Hours` hours, shares from 0 to 1; null = nothing to go by.
 */
const Day = Type.String({ format: 'date' });
const Code = Type.String({ minLength: 1, maxLength: 40 });
const Count = Type.Integer();
const Maybe = nullable(Type.Number());

export const AllocationQuery = object({
  /** How many months back the period begins; 12 without it. It ends now. */
  months: Type.Optional(Type.Integer({ minimum: 1, maximum: 24 })),
  /** Without it the own region of who asks, where they are of one. */
  region: Type.Optional(Code),
  everywhere: Type.Optional(Type.Boolean()),
  module: Type.Optional(Code),
});
export type AllocationQuery = Static<typeof AllocationQuery>;
export const AllocationFileQuery = object({
  ...AllocationQuery.properties,
  format: Type.Optional(oneOf(['pdf', 'xlsx', 'csv'] as const)),
});

/** What every answer says of itself. */
const period = {
  from: Day,
  until: Day,
  /** The only region that is told; null = all that were asked for. */
  region: nullable(Code),
  /** Of who asks; null where they are of none. */
  ownRegion: nullable(Code),
};

export const waitingDivisions = ['all', 'band', 'module', 'region', 'age', 'fileKind'] as const;
const Waited = object({
  key: Type.String(),
  children: Count,
  medianDays: Count,
  p75Days: Count,
});
export const WaitingFigures = object({
  ...period,
  waiting: Type.Array(object({ division: oneOf(waitingDivisions), rows: Type.Array(Waited) })),
  /** Passages of the period: how long a request stood in the state before. */
  steps: Type.Array(
    object({ from: Code, to: Code, count: Count, medianDays: Maybe, p75Days: Maybe }),
  ),
  /** What is asked for and not there: who waits for a module, for this one alone, refused and without another place. */
  unmet: Type.Array(
    object({ module: Code, waiting: Count, onlyThis: Count, refused: Count, lack: Count }),
  ),
});
export type WaitingFigures = Static<typeof WaitingFigures>;

const answered = {
  sent: Count,
  /** Nobody waits for an answer any more, or the term has passed: what a rate is of. */
  due: Count,
  answered: Count,
  accepted: Count,
  refused: Count,
  medianHours: Maybe,
  p75Hours: Maybe,
};
export const AnswerFigures = object({
  ...period,
  /** Over everything: of all proposals together (R37). */
  all: object(answered),
  /** Each provider’s own. */
  providers: Type.Array(object({ id: Type.String(), name: Type.String(), ...answered })),
  reasons: Type.Array(object({ code: Code, count: Count, liftable: Count })),
  months: Type.Array(object({ month: Day, due: Count, answered: Count })),
});
export type AnswerFigures = Static<typeof AnswerFigures>;

export const ChoiceFigures = object({
  ...period,
  /** Proposals that began from a list of candidates. */
  fromList: Count,
  first: Count,
  /** From the moment that the list was drawn to sending. */
  medianMinutes: Maybe,
  underMinute: Count,
  /** Accepted by the provider, and of those without a question, condition or counter-offer. */
  accepted: Count,
  asItStood: Count,
  medianAnswerHours: Maybe,
  departures: Type.Array(object({ code: Code, count: Count })),
  lanes: Type.Array(object({ lane: Code, calls: Count, starts: Count })),
  calls: Count,
  starts: Count,
});
export type ChoiceFigures = Static<typeof ChoiceFigures>;

const Ratio = nullable(object({ ratio: Type.Number(), low: Type.Number(), high: Type.Number() }));
export const FairnessFigures = object({
  ...period,
  rows: Type.Array(
    object({
      dimension: oneOf(dimensions),
      group: Code,
      days: Count,
      starts: Count,
      rate: Maybe,
      raw: Ratio,
      adjusted: Ratio,
      smallest: Maybe,
    }),
  ),
});
export type FairnessFigures = Static<typeof FairnessFigures>;

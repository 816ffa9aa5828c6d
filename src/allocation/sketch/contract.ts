import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { departureReasons } from '../dialogue/codes.ts';
import { Day, Id, Moment } from '../dialogue/contract.ts';

/** Requests and answers of rounds over the living list. Days are ISO days in Europe/Brussels; children stand under pseudonym. */
const Code = Type.String({ minLength: 1, maxLength: 40 });
const Words = Type.String({ minLength: 3, maxLength: 1000 });

export const scopes = ['REGION', 'ALL'] as const;
export const roundStates = ['WORKING', 'SKETCH', 'CLOSED', 'FAILED'] as const;
const leftOutBecause = ['NO_OPTION', 'HIGHER', 'TOGETHER', 'SOLVER', 'BOUND'] as const;

export const RoundParams = object({ roundId: Id });
export const DrawRound = object({ scope: oneOf(scopes), from: Day });
export type DrawRound = Static<typeof DrawRound>;

const Departure = object({ code: oneOf(departureReasons), reason: Words });
const Place = object({ unitId: Id, module: Code });
export const ChangeChoices = object({
  changes: Type.Array(
    object({
      /** The party of the round: its first request. */
      id: Id,
      /** `null`: to no unit; absent: as it was suggested. */
      to: Type.Optional(nullable(Place)),
    }),
    { minItems: 1, maxItems: 50 },
  ),
  departure: Type.Optional(Departure),
});
export type ChangeChoices = Static<typeof ChangeChoices>;
export const AcceptSuggestion = object({ id: Id, departure: Type.Optional(Departure) });
export type AcceptSuggestion = Static<typeof AcceptSuggestion>;
export const Begun = object({ id: Id });
export const AheadQuery = object({ unitId: Id, module: Code });

const Count = Type.Integer();
const Figures = object({
  children: Type.Integer(),
  parties: Type.Integer(),
  rooms: Type.Integer(),
  placedChildren: Type.Integer(),
  placedParties: Type.Integer(),
  leftOut: object({
    NO_OPTION: Count,
    HIGHER: Count,
    TOGETHER: Count,
    SOLVER: Count,
    BOUND: Count,
  }),
  excludedBy: Type.Record(Type.String(), Type.Integer()),
  certified: Type.Boolean(),
  optimal: Type.Boolean(),
  bound: Type.Number(),
});

export const RoundRow = object({
  id: Id,
  region: Code,
  scope: oneOf(scopes),
  from: Day,
  state: oneOf(roundStates),
  /** Why it failed; `BROKEN_OFF` also where whoever drew it is gone. */
  failedBecause: nullable(oneOf(['FAULT', 'BROKEN_OFF', 'NO_RULES'] as const)),
  madeBy: nullable(Type.String()),
  begunAt: Moment,
  drawnAt: nullable(Moment),
  closedAt: nullable(Moment),
  figures: nullable(Figures),
  accepted: Type.Integer({ description: 'Suggestions that became a proposal' }),
  mine: Type.Boolean({ description: 'Of one’s own region: one may change and accept' }),
});
export type RoundRow = Static<typeof RoundRow>;
export const Rounds = object({
  rows: Type.Array(RoundRow),
  region: nullable(Code),
  today: Day,
});
export type Rounds = Static<typeof Rounds>;

const Soft = object({
  preference: nullable(Type.Integer()),
  sibling: nullable(oneOf(['HERE', 'NEAR'] as const)),
  siblingKm: nullable(Type.Number()),
  continuity: nullable(oneOf(['UNIT', 'PROVIDER'] as const)),
  homeKm: nullable(Type.Number()),
  schoolKm: nullable(Type.Number()),
  networkKm: nullable(Type.Number()),
});

/** The sketch as it is kept: see `sketch.ts`. */
const Sketch = object({
  units: Type.Array(
    object({ unitId: Id, module: Code, rooms: Type.Array(Type.Array(Type.String())) }),
  ),
  parties: Type.Array(
    object({
      id: Id,
      requestIds: Type.Array(Id),
      needs: Type.Array(Type.Array(Type.String())),
      rank: Type.Integer(),
      because: oneOf(['EXEMPT', 'RANK', 'SHARE'] as const),
      lanes: Type.Array(Type.String()),
      siblings: nullable(
        object({ groupId: Id, wish: oneOf(['PREFERRED', 'APART', 'REQUIRED'] as const) }),
      ),
      options: Type.Array(object({ unit: Type.Integer(), soft: Soft })),
      unit: nullable(Type.Integer()),
      leftOut: nullable(
        object({
          because: oneOf(leftOutBecause),
          excludedBy: Type.Optional(Type.Array(Type.String())),
        }),
      ),
    }),
  ),
  apart: Type.Array(Type.Array(Type.String())),
  figures: Figures,
});

export const RoundDetail = object({
  row: RoundRow,
  progress: nullable(
    object({
      step: oneOf(['FACTS', 'FITS', 'SOLVING'] as const),
      done: Type.Integer(),
      of: Type.Integer(),
    }),
  ),
  recordId: nullable(Id),
  rules: nullable(Code),
  sketch: nullable(Sketch),
  /** Of each unit of the sketch, in the same order. */
  units: Type.Array(
    object({
      name: Type.String(),
      providerName: Type.String(),
      municipality: nullable(Type.String()),
      region: Type.String(),
      recognised: Type.Integer(),
      occupied: Type.Integer(),
      held: Type.Integer(),
      unavailable: Type.Integer(),
    }),
  ),
  children: Type.Array(
    object({
      requestId: Id,
      pseudonym: Type.String(),
      bornMonth: Type.String(),
      sex: Code,
      region: Code,
      band: Type.String(),
      since: Day,
      mine: Type.Boolean(),
    }),
  ),
  choices: Type.Array(
    object({
      id: Id,
      to: nullable(Place),
      departure: nullable(Departure),
      proposalId: nullable(Id),
      by: nullable(Type.String()),
      at: Moment,
    }),
  ),
});
export type RoundDetail = Static<typeof RoundDetail>;

/** One unit in the months ahead, on the first day of each: as it stands, and with what this sketch puts there. */
export const Ahead = object({
  recognised: Type.Integer(),
  months: Type.Array(
    object({
      on: Day,
      /** Stays that go on by what is planned. */
      occupied: Type.Integer(),
      held: Type.Integer(),
      unavailable: Type.Integer(),
      /** Stays of which the end was planned before. */
      ended: Type.Integer(),
    }),
  ),
});
export type Ahead = Static<typeof Ahead>;

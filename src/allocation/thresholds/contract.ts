import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { declineReasons } from '../dialogue/codes.ts';
import { Day, Id, Moment } from '../dialogue/contract.ts';
import { clientViews, sides, type ThresholdState, thresholdStates } from './sides.ts';

/** The register of thresholds: requests and answers. Days are ISO days in Europe/Brussels, moments ISO instants. */
const Code = Type.String({ minLength: 1, maxLength: 40 });
const Count = Type.Integer();
const State = Type.Unsafe<ThresholdState>({ type: 'string', enum: [...thresholdStates] });
const Words = Type.String({ minLength: 3, maxLength: 1000 });

export const ThresholdParams = object({ thresholdId: Id });
export const CaseParams = object({ caseId: Id });

export const ThresholdsQuery = object({
  /** How many months back cases count; 12 without it. */
  months: Type.Optional(Type.Integer({ minimum: 1, maximum: 36 })),
  /** Where the provider is; without it the own region of who asks, where they are of one. */
  region: Type.Optional(Code),
  everywhere: Type.Optional(Type.Boolean()),
  provider: Type.Optional(Id),
  module: Type.Optional(Code),
  side: Type.Optional(oneOf(sides)),
  state: Type.Optional(State),
});
export type ThresholdsQuery = Static<typeof ThresholdsQuery>;

export const ThresholdRow = object({
  id: Id,
  providerId: Id,
  providerName: Type.String(),
  region: Code,
  module: Code,
  code: oneOf(declineReasons),
  side: oneOf(sides),
  state: State,
  ground: nullable(Type.String()),
  /** How often it stood in the way in the period, and how often the provider said that it could be lifted. */
  cases: Count,
  liftable: Count,
  firstAt: Moment,
  lastAt: nullable(Moment),
});
export type ThresholdRow = Static<typeof ThresholdRow>;

/** Cases of one side by how the client sees them; a provider is told the side alone. */
const Seen = object({
  side: oneOf(sides),
  cases: Count,
  /** Null for a provider. */
  views: nullable(object({ LACK: Count, EXCLUSION: Count, CLIENT: Count, unknown: Count })),
});

export const Thresholds = object({
  from: Day,
  until: Day,
  region: nullable(Code),
  /** Of who asks; null where they are of none. */
  ownRegion: nullable(Code),
  rows: Type.Array(ThresholdRow),
  more: Type.Boolean(),
  sides: Type.Array(Seen),
  trend: Type.Array(
    object({ month: Day, LACK: Count, EXCLUSION: Count, CLIENT: Count, UNSORTED: Count }),
  ),
  /** Who is in the register, to choose from. */
  providers: Type.Array(object({ id: Id, name: Type.String() })),
});
export type Thresholds = Static<typeof Thresholds>;

export const ThresholdDetail = object({
  row: ThresholdRow,
  /** Whether this reader may say what is done about it. */
  isOwn: Type.Boolean(),
  cases: Type.Array(
    object({
      id: Id,
      at: Moment,
      source: oneOf(['REFUSAL', 'PLACE_GONE', 'INQUIRY', 'CLIENT'] as const),
      region: Code,
      proposalId: nullable(Id),
      by: nullable(Code),
      liftable: nullable(Type.Boolean()),
      clientView: nullable(oneOf(clientViews)),
      /** Whether this reader may say how the client sees it. */
      isOwn: Type.Boolean(),
    }),
  ),
  more: Type.Boolean(),
  comments: Type.Array(
    object({
      id: Id,
      side: oneOf(['ACCESS', 'PROVIDER'] as const),
      words: Type.String(),
      by: nullable(Type.String()),
      at: Moment,
    }),
  ),
  /** Where it stood, newest first; the access team's. */
  history: Type.Array(
    object({
      state: State,
      ground: nullable(Type.String()),
      at: Moment,
      by: nullable(Type.String()),
    }),
  ),
});
export type ThresholdDetail = Static<typeof ThresholdDetail>;

export const FollowUp = object({ state: State, ground: Type.Optional(Words) });
export type FollowUp = Static<typeof FollowUp>;
export const Comment = object({ words: Type.String({ minLength: 3, maxLength: 2000 }) });
export type Comment = Static<typeof Comment>;
export const ClientView = object({ view: oneOf(clientViews) });
export type ClientView = Static<typeof ClientView>;

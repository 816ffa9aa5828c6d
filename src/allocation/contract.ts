import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../platform/json/schemas.ts';
import { changeCodes, criteria, verdictCodes } from './verdict.ts';

/** Requests and answers of candidates and places. Days are ISO days in Europe/Brussels; children stand under pseudonym. */
const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Code = Type.String({ minLength: 1, maxLength: 40 });

export const LookForCandidates = object({ unitId: Id, module: Code, from: Type.Optional(Day) });
export const RecordParams = object({ recordId: Id });
export const RequestParams = object({ requestId: Id });
export const PlacesQuery = object({ from: Type.Optional(Day) });

/** Why, criterion by criterion: codes and numbers; the words are made where they are shown. */
export const Verdict = object({
  criterion: oneOf(criteria),
  holds: oneOf(['YES', 'NO', 'NOT_ASKED'] as const),
  code: oneOf(verdictCodes),
  params: Type.Record(
    Type.String(),
    Type.Union([Type.String(), Type.Number(), Type.Null(), Type.Array(Type.String())]),
  ),
  change: nullable(object({ code: oneOf(changeCodes), from: nullable(Day) })),
});
const Soft = object({
  preference: nullable(Type.Integer()),
  sibling: nullable(oneOf(['HERE', 'NEAR'] as const)),
  siblingKm: nullable(Type.Number()),
  continuity: nullable(oneOf(['UNIT', 'PROVIDER'] as const)),
  homeKm: nullable(Type.Number()),
  schoolKm: nullable(Type.Number()),
  networkKm: nullable(Type.Number()),
});
/** A child as it is shown in lists of candidates. */
const Child = object({
  requestId: Id,
  pseudonym: Type.String(),
  bornMonth: Type.String(),
  sex: Code,
  region: Code,
  band: Type.String(),
  since: Day,
});
export type CandidateChild = Static<typeof Child>;

export const CandidateList = object({
  recordId: nullable(Id),
  rules: Code,
  from: Day,
  unit: object({
    unitId: Id,
    name: Type.String(),
    providerName: Type.String(),
    module: Code,
    offerable: Type.Integer(),
    ageMin: Type.Integer(),
    ageMax: Type.Integer(),
    genderMix: Code,
  }),
  candidates: Type.Array(
    object({
      rank: Type.Integer(),
      children: Type.Array(Child),
      because: oneOf(['EXEMPT', 'RANK', 'SHARE'] as const),
      lanes: Type.Array(Code),
      verdicts: Type.Array(Verdict),
      soft: Soft,
      mine: Type.Boolean({ description: 'Of one’s own region: one may propose' }),
    }),
  ),
  excluded: Type.Array(object({ children: Type.Array(Child), verdicts: Type.Array(Verdict) })),
  looked: Type.Integer(),
  excludedCount: Type.Integer(),
  excludedBy: Type.Partial(
    object(Object.fromEntries(criteria.map((each) => [each, Type.Integer()]))),
  ),
  complete: Type.Boolean(),
});
export type CandidateList = Static<typeof CandidateList>;

const Place = object({
  unitId: Id,
  module: Code,
  name: Type.String(),
  providerName: Type.String(),
  municipality: nullable(Type.String()),
  region: Code,
  lat: Type.Number(),
  lon: Type.Number(),
  offerable: Type.Integer(),
  soft: Soft,
  verdicts: Type.Array(Verdict),
});
export const PlaceList = object({
  requestId: Id,
  from: Day,
  together: Type.Integer({ description: 'Children who must start together' }),
  children: Type.Array(Child, { description: 'The child first, then who must start with it' }),
  mine: Type.Boolean({ description: 'All of one’s own region: one may propose' }),
  /** The municipality of the child, where it is known. */
  home: nullable(object({ name: Type.String(), lat: Type.Number(), lon: Type.Number() })),
  fits: Type.Array(Place),
  nearMisses: Type.Array(
    Type.Intersect([
      Place,
      object({
        from: nullable(Day),
        decisions: Type.Array(Verdict),
      }),
    ]),
  ),
  looked: Type.Integer(),
  excludedBy: Type.Partial(
    object(Object.fromEntries(criteria.map((each) => [each, Type.Integer()]))),
  ),
  /** Ways to split a group that fits nowhere together, nearest to each other first. */
  splits: Type.Array(
    object({
      parts: Type.Array(
        object({ requestIds: Type.Array(Id), unitId: Id, module: Code, unitName: Type.String() }),
      ),
      kmApart: Type.Number(),
      kmFromHome: Type.Number(),
    }),
  ),
});
export type PlaceList = Static<typeof PlaceList>;

export const Recomputed = object({
  intact: Type.Boolean(),
  erased: Type.Integer(),
  same: nullable(Type.Boolean()),
});

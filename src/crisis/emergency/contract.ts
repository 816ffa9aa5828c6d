import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { ageBands, requestKinds, sexes, unsafeties } from '../codes.ts';
import { crisisStates } from '../request-state.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Code = Type.String({ minLength: 1, maxLength: 40 });

/** Why a desk reads who the minors of another region's case are. */
export const emergencyReasons = ['DANGER', 'SAME_CHILD', 'DESK_UNREACHABLE', 'OTHER'] as const;
export const AccessParams = object({ accessId: Id });
export const OpenInEmergency = object({
  reason: oneOf(emergencyReasons),
  /** What is going on, without the name of the child. */
  words: Type.String({ minLength: 10, maxLength: 1000 }),
});
export type OpenInEmergency = Static<typeof OpenInEmergency>;
export const OpenedInEmergency = object({ id: Id, endsAt: Moment });
export type OpenedInEmergency = Static<typeof OpenedInEmergency>;

/** What this person has open now. */
export const MyEmergencies = object({
  rows: Type.Array(object({ id: Id, requestId: Id, region: Code, endsAt: Moment })),
});
export type MyEmergencies = Static<typeof MyEmergencies>;

export const ElsewhereQuery = object({ region: Code });
export type ElsewhereQuery = Static<typeof ElsewhereQuery>;
/** Open cases of another region's desk, under pseudonym. */
export const Elsewhere = object({
  rows: Type.Array(
    object({
      id: Id,
      number: Type.Integer(),
      kind: oneOf(requestKinds),
      state: oneOf(crisisStates),
      receivedAt: Moment,
      unsafety: oneOf(unsafeties),
      zone: nullable(Code),
      minors: Type.Array(
        object({
          pseudonym: Type.String(),
          ageYears: nullable(Type.Integer()),
          ageBand: nullable(oneOf(ageBands)),
          unborn: Type.Boolean(),
          sex: oneOf(sexes),
        }),
      ),
    }),
  ),
});
export type Elsewhere = Static<typeof Elsewhere>;

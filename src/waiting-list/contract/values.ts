import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import {
  consents,
  fileKinds,
  gates,
  indications,
  registrarKinds,
  runningHelps,
  securityLevels,
  sexes,
  urgencyFacts,
} from '../codes.ts';

/**
 * What several answers of the waiting list are made of. Days are ISO days in Europe/Brussels, moments ISO instants.
 * A child is told by a pseudonym; `identity` is there for the access team of the child's own region alone.
 */

export const Id = Type.String({ format: 'uuid' });
export const Day = Type.String({ format: 'date' });
export const Moment = Type.String({ format: 'date-time' });
export const BornMonth = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' });
export const Code = Type.String({ minLength: 1, maxLength: 40 });
export const Words = Type.String({ minLength: 3, maxLength: 1000 });
export const Facts = Type.Array(oneOf(urgencyFacts), {
  maxItems: urgencyFacts.length,
  uniqueItems: true,
});
export const Features = Type.Array(Code, { maxItems: 20, uniqueItems: true });

export const Identity = object({
  fileNumber: nullable(Type.String({ minLength: 1, maxLength: 40 })),
  givenName: Type.String({ minLength: 1, maxLength: 100 }),
  familyName: Type.String({ minLength: 1, maxLength: 100 }),
  birthDate: nullable(Day),
});
export type Identity = Static<typeof Identity>;

/** Band, day and draw: where a request stands. `group`: it stands where its best sibling stands. */
export const Standing = object({
  band: Type.String(),
  bandNo: Type.Integer(),
  since: Day,
  group: Type.Boolean(),
  callable: Type.Boolean(),
});
export type Standing = Static<typeof Standing>;

export const Wish = object({
  module: Code,
  firstUnitId: Type.Optional(nullable(Id)),
  secondUnitId: Type.Optional(nullable(Id)),
});
export type Wish = Static<typeof Wish>;
export const Wishes = Type.Array(Wish, { minItems: 1, maxItems: 5 });

export const profile = {
  gate: oneOf(gates),
  fileKind: oneOf(fileKinds),
  registrarKind: oneOf(registrarKinds),
  registeredOn: Day,
  validUntil: nullable(Day),
  startFrom: nullable(Day),
  securityNeed: oneOf(securityLevels),
  indications: Type.Array(oneOf(indications), { maxItems: indications.length, uniqueItems: true }),
  needs: Features,
  consentRepresentative: oneOf(consents),
  consentMinor: oneOf(consents),
  minorAble: nullable(Type.Boolean()),
  runningHelp: Type.Array(oneOf(runningHelps), {
    maxItems: runningHelps.length,
    uniqueItems: true,
  }),
};

export const child = {
  municipality: nullable(Code),
  unborn: Type.Boolean(),
  sex: oneOf(sexes),
};

export const RequestParams = object({ requestId: Id });
export const PersonParams = object({ personId: Id });
export const Done = object({ id: Id, eventId: nullable(Id) });
export type Done = Static<typeof Done>;

/** Of every change; spread, as two closed objects have nothing in common. */
export const change = {
  at: Moment,
  by: nullable(Type.String()),
  role: nullable(Type.String()),
};

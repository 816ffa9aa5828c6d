import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { ageBands, agreements, helpKinds, problems, sexes, unsafeties } from '../codes.ts';

const Id = Type.String({ format: 'uuid' });
const Code = Type.String({ minLength: 1, maxLength: 40 });
const Name = Type.String({ minLength: 1, maxLength: 100 });

/** What an emergency ward, a prosecutor or a court service registers for one child. No name is needed. */
export const RegisterOwn = object({
  region: Code,
  agreement: oneOf(agreements),
  unsafety: oneOf(unsafeties),
  wanted: Type.Optional(oneOf(helpKinds)),
  problems: Type.Optional(Type.Array(oneOf(problems), { maxItems: 17, uniqueItems: true })),
  zone: Type.Optional(Code),
  ageYears: Type.Optional(Type.Integer({ minimum: 0, maximum: 25 })),
  ageBand: Type.Optional(oneOf(ageBands)),
  unborn: Type.Optional(Type.Boolean()),
  sex: Type.Optional(oneOf(sexes)),
  givenName: Type.Optional(Name),
  familyName: Type.Optional(Name),
  birthDate: Type.Optional(Type.String({ format: 'date' })),
  words: Type.Optional(Type.String({ minLength: 1, maxLength: 4000 })),
  /** Where the desk calls back: a professional, not the family. */
  phone: Type.String({ minLength: 3, maxLength: 40 }),
});
export type RegisterOwn = Static<typeof RegisterOwn>;

/** Its id and the mark to name on the telephone; nothing of what else the desk knows. */
export const RegisteredOwn = object({ id: Id, reference: Type.String() });
export type RegisteredOwn = Static<typeof RegisteredOwn>;

/** Who registered, for the desk of the region; null where nobody of an organisation did by log-in. */
export const RegistrarContact = object({
  contact: nullable(
    object({
      organisation: Type.String(),
      name: Type.String(),
      phone: Type.String(),
      reference: nullable(Type.String()),
    }),
  ),
});
export type RegistrarContact = Static<typeof RegistrarContact>;

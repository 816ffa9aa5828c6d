import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../platform/json/schemas.ts';
import { terms } from './codes.ts';
import { Day } from './contract.ts';

/** The list of type modules as its keeper sees it: with its names, its days and its source. */

const Name = Type.String({ minLength: 2, maxLength: 200, pattern: '\\S.*\\S' });
const ModuleCode = Type.String({ pattern: '^[A-Z][A-Z0-9_]{1,39}$' });
const kept = {
  name: Name,
  nameFr: nullable(Name),
  nameEn: nullable(Name),
  /** Years, half-open: up to but not including `ageMax`. */
  ageMin: Type.Integer({ minimum: 0, maximum: 25 }),
  ageMax: Type.Integer({ minimum: 1, maximum: 26 }),
  from: Day,
  until: nullable(Day),
  source: Type.String({ minLength: 3, maxLength: 300 }),
};
const fixed = { residential: Type.Boolean(), term: oneOf(terms) };

export const KeptModule = object({ code: ModuleCode, ...kept, ...fixed });
export type KeptModule = Static<typeof KeptModule>;
export const KeptModules = Type.Array(KeptModule);
export const ChangeModule = object(kept);
export type ChangeModule = Static<typeof ChangeModule>;
export const ModuleParams = object({ code: ModuleCode });
export const ModuleSaved = object({ code: ModuleCode });

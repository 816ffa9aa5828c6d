import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { sexes } from '../codes.ts';
import { requestStates } from '../request-state.ts';
import { BornMonth, Code, Day, Id, Identity, Moment } from './values.ts';

/** Pairs that may be one child. */

export const DuplicateParams = object({ duplicateId: Id });
export const DecideDuplicate = object({ decision: oneOf(['MERGE', 'DISTINCT'] as const) });

export const DuplicateRow = object({
  id: Id,
  signs: Type.Array(Code),
  foundAt: Moment,
  people: Type.Array(
    object({
      personId: Id,
      requestId: nullable(Id),
      pseudonym: Type.String(),
      identity: nullable(Identity),
      bornMonth: BornMonth,
      sex: oneOf(sexes),
      region: Code,
      since: nullable(Day),
      state: nullable(oneOf(requestStates)),
    }),
    { minItems: 2, maxItems: 2 },
  ),
  mayDecide: Type.Boolean(),
});
export type DuplicateRow = Static<typeof DuplicateRow>;
export const Duplicates = Type.Array(DuplicateRow);

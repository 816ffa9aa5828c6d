import { type Static, Type } from 'typebox';
import { nullable, object } from '../../platform/json/schemas.ts';

const Moment = Type.String({ format: 'date-time' });

/** How the program stands: counts and moments, nothing of what is in it. */
export const SystemState = object({
  now: Moment,
  log: object({
    lines: Type.Integer(),
    lastAt: nullable(Moment),
    unsealed: Type.Integer(),
    signedAt: nullable(Moment),
    /** Up to which line, and the root that was signed. */
    signedTo: nullable(Type.Integer()),
    root: nullable(Type.String()),
    verifiedAt: nullable(Moment),
    verifiedLines: nullable(Type.Integer()),
    problems: nullable(Type.Integer()),
  }),
  jobs: Type.Array(
    object({ name: Type.String(), doneAt: nullable(Moment), failedAt: nullable(Moment) }),
  ),
  backup: object({
    archiving: Type.Boolean(),
    putAwayAt: nullable(Moment),
    failedAt: nullable(Moment),
  }),
});
export type SystemState = Static<typeof SystemState>;

import { type Static, Type } from 'typebox';
import { applicationRoles, type ApplicationRole } from '../../platform/db/roles.ts';
import { nullable, object } from '../../platform/json/schemas.ts';

const Moment = Type.String({ format: 'date-time' });
const Id = Type.String({ format: 'uuid' });

/** Where the asker is signed in: living sessions in a browser, the one that asks first. */
export const MySessions = Type.Array(
  object({
    id: Id,
    role: Type.Unsafe<ApplicationRole>(
      Type.Union(applicationRoles.map((code) => Type.Literal(code))),
    ),
    organisationName: nullable(Type.String()),
    beganAt: Moment,
    /** Right to half a minute. */
    lastAt: Moment,
    /** When it ends by itself if nothing is done there. */
    endsAt: Moment,
    /** This one asks. */
    here: Type.Boolean(),
  }),
);
export type MySession = Static<typeof MySessions>[number];

export const SessionParams = Type.Object({ sessionId: Id }, { additionalProperties: false });
/** How many ended. */
export const Ended = object({ ended: Type.Integer() });

import { type Static, Type } from 'typebox';
import { object } from '../../platform/json/schemas.ts';

export const Id = Type.String({ format: 'uuid' });
export const Day = Type.String({ format: 'date' });
export const Moment = Type.String({ format: 'date-time' });
export const Code = Type.String({ minLength: 1, maxLength: 40 });
export const Name = Type.String({ minLength: 1, maxLength: 100 });
export const Phone = Type.String({ minLength: 3, maxLength: 40 });
export const Words = Type.String({ minLength: 1, maxLength: 4000 });
export const Who = Type.String({ minLength: 2, maxLength: 120 });
export const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' });
export const Age = Type.Integer({ minimum: 0, maximum: 25 });

export const RequestParams = object({ requestId: Id });
export const MinorParams = object({ minorId: Id });
export const AttemptParams = object({ attemptId: Id });
export const DeploymentParams = object({ deploymentId: Id });
export const PledgeParams = object({ pledgeId: Id });
export const DutyParams = object({ dutyId: Id });

/** Of what was done: its id and the event. */
export const Done = object({ id: Id, eventId: Id });
export type Done = Static<typeof Done>;

import { Type } from 'typebox';
import { nullable, object } from '../../platform/json/schemas.ts';

export const Id = Type.String({ format: 'uuid' });
export const Day = Type.String({ format: 'date', description: 'ISO day, Europe/Brussels' });
export const Moment = Type.String({ format: 'date-time' });

export const Code = Type.String({ minLength: 1, maxLength: 40 });
export const Features = Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20 });

export const PeriodSchema = object({ from: Day, until: nullable(Day) });
